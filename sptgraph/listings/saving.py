"""Lists written to disk, whole or not at all."""

import io
import zipfile
from collections.abc import Mapping
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
    """Write files into a folder, new or not; a name may lead into a folder of that folder.

    All are made before the first is written: a list that cannot be made leaves nothing behind. Raises
    ListingError where a file or the folder cannot be written.
    """
    written = {folder / name: data for name, data in contents.items()}
    for place in dict.fromkeys([folder, *(path.parent for path in written)]):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            zh, en = system_reason(error)
            raise ListingError(
                f"{place}：建不了文件夹（{zh}）", f"{place}: no folder can be made ({en})"
            ) from error
    for path, data in written.items():
        with replacing(path, ListingError) as draft:
            draft.write_bytes(data)
    return tuple(written)
