"""Where results go: to standard output as bytes, or into a file that is replaced in one step."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sptgraph.errors import UsageError
from sptgraph.output import replacing
from sptgraph.reasons import system_reason


def prepare_streams() -> None:
    """Make standard output and error UTF-8, whatever the locale, and unable to fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def put(data: bytes | str) -> None:
    """Write to standard output: text as UTF-8, bytes as they are. A reader who has left is no error."""
    if sys.stdout is None:  # closed by the caller
        return
    if isinstance(data, str):
        data = data.encode("utf-8", "backslashreplace")
    with _until_the_reader_leaves():
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            sys.stdout.flush()
            binary.write(data)
            binary.flush()


def say_aside(line: str) -> None:
    """Write one line to standard error."""
    if sys.stderr is None:  # closed by the caller
        return
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(" ".join(line.split()) + "\n")
        sys.stderr.flush()


@contextlib.contextmanager
def _until_the_reader_leaves() -> Iterator[None]:
    """Go on quietly when the other end of the pipe is closed (``sptgraph ask … | head``)."""
    try:
        yield
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        # Windows reports a closed pipe as an invalid argument.
        if sys.platform != "win32":
            raise _unwritable("stdout", error) from error
        _discard_output()


def _discard_output() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


def as_json(value: object) -> str:
    """Return JSON for people and programs: readable, Chinese as it is, one line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def deliver(data: bytes | str, target: Path | None) -> None:
    """Write a result to the file ``target``, or to standard output where that is None."""
    if target is None:
        put(data)
    else:
        write_file(target, data)


def write_file(path: Path, data: bytes | str) -> None:
    """Write the file in one step: as a whole or not at all; text as UTF-8.

    A link is followed; a device or pipe is written, not replaced. Raises `UsageError` where the folder is
    missing or the file cannot be written.
    """
    content = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    target = _target(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
            return
    except OSError as error:
        raise _unwritable(str(path), error) from error
    with replacing(target, UsageError) as draft:
        draft.write_bytes(content)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it, unless it is there; raises `UsageError` where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(str(path), error) from error


def _target(path: Path) -> Path:
    """Return the file that is meant, a link followed; raises `UsageError` where it can be none."""
    try:
        target = path.resolve()
        is_folder, has_folder = target.is_dir(), target.parent.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise _unwritable(str(path), error) from error
    if is_folder:
        raise UsageError(f"“{path}”是文件夹；请给出文件名", f"“{path}” is a folder; give the name of a file")
    if not has_folder:
        raise UsageError(
            f"文件夹“{path.parent}”不存在；请先建好，或换个位置",
            f"there is no folder “{path.parent}”; make it first or choose another place",
        )
    return target


def _unwritable(name: str, error: Exception) -> UsageError:
    zh, en = system_reason(error)
    return UsageError(f"“{name}”写不进去：{zh}", f"“{name}” cannot be written: {en}")
