"""A path or bytes → bytes and a name; the only place of this room that touches the disk."""

from pathlib import Path

from sptgraph.errors import ReadError
from sptgraph.reading.limits import Limits


def load(source: str | Path | bytes, name: str | None, limits: Limits) -> tuple[bytes, str]:
    """Return the bytes of ``source`` and the name by which messages and spans call it.

    Raises `ReadError` where there is no readable file, and `TooLarge` before a large one is read.
    """
    if isinstance(source, bytes):
        name = name or "document"
        limits.check_bytes(len(source), name)
        return source, name
    path = Path(source)
    name = name or path.name or str(path)
    try:
        return _bytes(path, name, limits), name
    except FileNotFoundError as error:
        raise _missing(str(source)) from error
    except PermissionError as error:
        raise ReadError(
            f"没有权限读取“{path}”；请检查文件权限，或关闭正在使用它的程序",
            f"no permission to read “{path}”; check its permissions or close the program that uses it",
        ) from error
    except (OSError, ValueError) as error:
        raise ReadError(
            f"无法读取“{path}”；请检查路径和磁盘",
            f"“{path}” cannot be read; check the path and the disk",
        ) from error


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    if path.is_dir():
        raise ReadError(
            f"“{path}”是文件夹，不是文件；请给出其中的文件",
            f"“{path}” is a folder, not a file; name a file in it",
        )
    if path.exists() and not path.is_file():
        raise ReadError(
            f"“{path}”不是普通文件；请先另存为文件",
            f"“{path}” is no regular file; save it as a file first",
        )
    limits.check_bytes(path.stat().st_size, name)
    with path.open("rb") as file:
        data = file.read(limits.max_bytes + 1)
    limits.check_bytes(len(data), name)
    return data


def _missing(source: str) -> ReadError:
    if "://" in source:
        return ReadError(
            f"“{source}”是网址；本程序不联网，请先下载再读取",
            f"“{source}” is a web address; nothing is fetched from the network, download it first",
        )
    return ReadError(
        f"找不到文件“{source}”；请检查路径和文件名",
        f"there is no file “{source}”; check its path and name",
    )
