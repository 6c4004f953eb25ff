"""The whole set of papers that an office hands on, in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual
from sptgraph.listings.definition import definition, toml_of
from sptgraph.listings.formats import options_of, writer
from sptgraph.listings.saving import files
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


def office_set(
    listing: "Listing",
    format: str | None,
    options: Mapping[str, object],  # noqa: A002
) -> Iterator[tuple[str, bytes]]:
    """Yield the papers made of several lists, each as its name in the folder and its bytes.

    ``listing`` is what `combined` gives. With a ``format`` every list is one file in it; without, each is in
    the formats that offices use, and one page shows them all. ``options`` go to the formats that know them.
    """
    taken: set[str] = set()
    parts = {part.kind: part for part in listing.parts or (listing,)}
    for kind, part in parts.items():
        title = definition(kind).title.text(part.language)
        paper = next((paper for paper in papers() if paper.kind == kind), Paper(kind, ("xlsx",)))
        for ending in (format,) if format else paper.formats:
            yield f"{title}.{ending}", _written(part, ending, options)
        if paper.each and not format:
            of_each = files(part, paper.each, _known(paper.each, options))
            yield from ((f"{file_name(title, taken)}/{name}", data) for name, data in of_each.items())
    if not format:
        overview = Bilingual(**toml_of(ALL)["title"]).text(listing.language)
        for ending in toml_of(ALL)["overview"]["formats"]:
            yield f"{overview}.{ending}", _written(listing, ending, options)


def _written(listing: "Listing", ending: str, options: Mapping[str, object]) -> bytes:
    return writer(ending, _known(ending, options))(listing)


def _known(ending: str, options: Mapping[str, object]) -> dict[str, object]:
    known = options_of(ending)
    return {name: value for name, value in options.items() if name in known}
