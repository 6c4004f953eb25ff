"""What a list becomes in a folder: a file for each table, or the set of papers that an office hands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual
from sptgraph.listings.definition import definition, toml_of
from sptgraph.listings.formats import holder, options_of, parter, writer
from sptgraph.output import file_name

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

ALL: Final = "all"
"""Stands for every kind of list."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of list, the formats it is handed on in, and that of the files made of each of its tables."""

    kind: str
    formats: tuple[str, ...]
    each: str | None = None


@cache
def papers() -> tuple[Paper, ...]:
    """Return the papers of the set, as ``tables/all.toml`` names them.

    >>> papers()[0]
    Paper(kind='tasks', formats=('xlsx', 'docx'), each=None)
    """
    return tuple(
        Paper(entry["kind"], tuple(entry["formats"]), entry.get("each")) for entry in toml_of(ALL)["papers"]
    )


def files(
    listing: "Listing",
    format: str | None,  # noqa: A002
    options: Mapping[str, object],
) -> Iterator[tuple[str, bytes]]:
    """Yield what a list becomes in a folder, each file as its name there and its bytes.

    A list becomes a file for each of its tables, xlsx unless ``format`` says otherwise. One that `combined`
    made of several becomes a file for each of them: in that format, or in those that offices use, with a page
    that shows them all. A format of pictures makes a file of each of them. Raises ListingError where one
    cannot be made.
    """
    apart = parter(format) if format else None
    if format and apart:
        taken: set[str] = set()
        ending = format.removeprefix(".")
        return ((f"{file_name(title, taken)}.{ending}", data) for title, data in apart(listing))
    if listing.parts:
        return _office_set(listing, format, options)
    return _table_files(listing, format or "xlsx", options)


def _table_files(
    listing: "Listing", ending: str, options: Mapping[str, object]
) -> Iterator[tuple[str, bytes]]:
    write, taken = writer(ending, options), set[str]()
    parts = []
    for table in listing.tables:
        title = listing.title if table == listing.tables[0] else f"{listing.title}　{table.name}"
        parts.append(replace(listing, title=title, tables=(table,), draw=tuple))
    for part in [part for part in parts if holder(ending)(part)] or parts:
        name = f"{file_name(part.tables[0].name, taken)}.{ending.removeprefix('.')}"
        yield name, write(part)


def _office_set(
    listing: "Listing",
    format: str | None,  # noqa: A002
    options: Mapping[str, object],
) -> Iterator[tuple[str, bytes]]:
    taken: set[str] = set()
    for part in listing.parts:
        title = definition(part.kind).title.text(part.language)
        paper = next((each for each in papers() if each.kind == part.kind), Paper(part.kind, ("xlsx",)))
        for ending in (format,) if format else paper.formats:
            if not holder(ending)(part):
                continue
            known = options if format else _known(ending, options)
            yield f"{title}.{ending}", writer(ending, known)(part)
        if paper.each and not format:
            folder = file_name(title, taken)
            of_each = _table_files(part, paper.each, _known(paper.each, options))
            yield from ((f"{folder}/{name}", data) for name, data in of_each)
    if not format:
        overview = Bilingual(**toml_of(ALL)["title"]).text(listing.language)
        for ending in toml_of(ALL)["overview"]["formats"]:
            yield f"{overview}.{ending}", writer(ending, _known(ending, options))(listing)


def _known(ending: str, options: Mapping[str, object]) -> dict[str, object]:
    """Return the options that a format knows: a letterhead is for one of the formats of the set."""
    known = options_of(ending)
    return {name: value for name, value in options.items() if name in known}
