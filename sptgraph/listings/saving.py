"""Lists written to disk, whole or not at all."""

import errno
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.listings.formats import FORMATS, writer
from sptgraph.listings.office import files
from sptgraph.output import replacing
from sptgraph.reasons import system_reason

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file knows: two runs give the same bytes."""


def save(
    listing: "Listing",
    path: Path,
    format: str | None,  # noqa: A002
    options: Mapping[str, object],
) -> tuple[Path, ...]:
    """Write a list into a file, or its parts into a folder or zip file; see `Listing.save`."""
    ending = path.suffix.lower().removeprefix(".")
    if path.is_dir() or (not ending and not path.is_file()):
        return write_folder(path, dict(files(listing, format, options)))
    if ending == "zip":
        data = zipped(dict(files(listing, format, options)))
    elif not format and ending not in FORMATS:
        raise ListingError(
            f"{path.name}：认不出格式，文件名请以 {'、'.join(f'.{name}' for name in FORMATS)} 结尾",
            f"{path.name}: unknown format; end the name in {', '.join(f'.{name}' for name in FORMATS)}",
        )
    else:
        data = writer(format or ending, options)(listing)
    with replacing(path, ListingError) as draft:
        draft.write_bytes(data)
    return (path,)


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip file that holds the files, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, new or not, all of them or none; a name may lead into a folder of it.

    Raises ListingError where a file or the folder cannot be written; all is then as it was before.
    """
    written = {folder / name: data for name, data in contents.items()}
    with _made([folder, *(path.parent for path in written)]):
        at = folder
        try:
            with tempfile.TemporaryDirectory(prefix=".sptgraph-", dir=folder) as drafts:
                ready: list[tuple[Path, Path]] = []
                for number, (path, data) in enumerate(written.items()):
                    at = path
                    if path.is_dir():
                        raise IsADirectoryError(errno.EISDIR, "")
                    ready.append((Path(drafts, f"new{number}"), path.resolve()))
                    ready[-1][0].write_bytes(data)
                with _kept_unless_all(Path(drafts)) as keep:
                    for draft, path in ready:
                        at = path
                        keep(path)
                        draft.replace(path)
        except OSError as error:
            zh, en = system_reason(error)
            raise ListingError(f"“{at}”写不进去：{zh}", f"“{at}” cannot be written: {en}") from error
    return tuple(written)


@contextmanager
def _made(places: Iterable[Path]) -> Iterator[None]:
    """Make folders; those that were not there go again where what follows fails."""
    new: list[Path] = []
    try:
        for place in dict.fromkeys(places):
            new += reversed([each for each in (place, *place.parents) if not each.exists()])
            try:
                place.mkdir(parents=True, exist_ok=True)
            except (OSError, ValueError) as error:
                zh, en = system_reason(error)
                raise ListingError(
                    f"{place}：建不了文件夹（{zh}）", f"{place}: no folder can be made ({en})"
                ) from error
        yield
    except BaseException:
        for place in reversed(new):
            with suppress(OSError):
                place.rmdir()
        raise


@contextmanager
def _kept_unless_all(folder: Path) -> Iterator[Callable[[Path], None]]:
    """Give what keeps a copy of a file, if it is there, before it is replaced; a failure brings all back."""
    before: list[tuple[Path, Path | None]] = []

    def keep(path: Path) -> None:
        copy = folder / f"old{len(before)}" if path.exists() else None
        if copy:
            shutil.copy2(path, copy)
        before.append((path, copy))

    try:
        yield keep
    except BaseException:
        for path, copy in reversed(before):
            with suppress(OSError):
                if copy:
                    copy.replace(path)
                else:
                    path.unlink(missing_ok=True)
        raise
