"""Lists written to disk, whole or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sptgraph.errors import ListingError
from sptgraph.listings.formats import FORMATS, writer
from sptgraph.output import file_name, replacing
from sptgraph.reasons import system_reason

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing


def save(
    listing: "Listing",
    path: Path,
    format: str | None,  # noqa: A002
    options: Mapping[str, object],
) -> tuple[Path, ...]:
    """Write a list into a file, or into a folder with one file for each of its tables; see `Listing.save`."""
    ending = path.suffix.lower().removeprefix(".")
    if path.is_dir() or (not ending and not path.is_file()):
        return _save_folder(listing, path, format or "xlsx", options)
    if not format and ending not in FORMATS:
        raise ListingError(
            f"{path.name}：认不出格式，文件名请以 {'、'.join(f'.{name}' for name in FORMATS)} 结尾",
            f"{path.name}: unknown format; end the name in {', '.join(f'.{name}' for name in FORMATS)}",
        )
    data = writer(format or ending, options)(listing)
    with replacing(path, ListingError) as draft:
        draft.write_bytes(data)
    return (path,)


def _save_folder(
    listing: "Listing", folder: Path, ending: str, options: Mapping[str, object]
) -> tuple[Path, ...]:
    """Make all files before the first is written: a list that cannot be made leaves nothing behind."""
    write, taken = writer(ending, options), set[str]()
    ending = ending.removeprefix(".")
    first = listing.tables[0].name if listing.tables else ""
    titles = {table.name: "" if table.name == first else f"　{table.name}" for table in listing.tables}
    parts = (replace(listing, title=listing.title + titles[t.name], tables=(t,)) for t in listing.tables)
    files = {folder / f"{file_name(part.tables[0].name, taken)}.{ending}": write(part) for part in parts}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        zh, en = system_reason(error)
        raise ListingError(
            f"{folder}：建不了文件夹（{zh}）", f"{folder}: no folder can be made ({en})"
        ) from error
    for path, data in files.items():
        with replacing(path, ListingError) as draft:
            draft.write_bytes(data)
    return tuple(files)
