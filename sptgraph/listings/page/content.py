"""What a page's templates are given: plain texts, numbers and lists, nothing that could be called."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sptgraph.listings.definition import definition
from sptgraph.listings.page.filters import Filters
from sptgraph.listings.page.layout import CHUNK, rules
from sptgraph.listings.page.marks import marks
from sptgraph.listings.page.words import WORDS
from sptgraph.listings.phrasing import OPTIONAL, one_line
from sptgraph.listings.table import Cell, Table
from sptgraph.output import clean

if TYPE_CHECKING:
    from sptgraph.listings.details import Detail
    from sptgraph.listings.listing import Listing

_STEPS: Final = re.compile(r"^(?:  )+", re.MULTILINE)
_ID: Final = re.compile(r' id="([^"]+)"')


def content(listing: "Listing") -> dict[str, Any]:
    """Return what the whole page is made from; ``rules`` are the CSS rules of its tables."""
    language = listing.language
    anchors = _anchors(listing)
    found = [list(marks(table, language)) if table.part != "rest" else [] for table in listing.tables]
    filters = Filters(line for lines in found for line in lines)
    tables = [
        {
            **_table(table, listing, anchors),
            "marks": [filters.tokens(line) for line in lines] or [{}] * len(table.rows),
            "details": _details(table, listing),
            "chunk": CHUNK if len(table.rows) > 2 * CHUNK else 0,
        }
        for table, lines in zip(listing.tables, found, strict=True)
    ]
    layout = [rules(anchors[table.name], table.columns, language) for table in listing.tables]
    return {
        **_head(listing),
        "tables": tables,
        "groups": list(_groups(listing, tables)),
        "filters": filters.shown(language),
        "pictures": _pictures(listing),
        "rules": "\n".join(layout),
        "total": sum(len(table.rows) for table in listing.tables),
    }


def tables_alone(listing: "Listing") -> dict[str, Any]:
    """Return what the tables are made from where no page is around them."""
    anchors = _anchors(listing)
    return {**_head(listing), "tables": [_table(table, listing, anchors) for table in listing.tables]}


def _head(listing: "Listing") -> dict[str, Any]:
    return {
        "title": clean(listing.title),
        "notes": [clean(note) for note in listing.notes],
        "language": listing.language,
        "words": {name: said.text(listing.language) for name, said in WORDS.items()},
    }


def _anchors(listing: "Listing") -> Mapping[str, str]:
    return {table.name: f"t{number}" for number, table in enumerate(listing.tables)}


def _table(table: Table, listing: "Listing", anchors: Mapping[str, str]) -> dict[str, Any]:
    language = listing.language
    return {
        "anchor": anchors[table.name],
        "name": clean(table.name),
        "kind": table.kind,
        "part": table.part,
        "notes": [clean(note) for note in table.notes],
        "columns": [{"key": column.key, "title": column.title.text(language)} for column in table.columns],
        "rows": [[_cell(cell) for cell in cells] for cells in table.cells(language)],
        "links": [anchors.get(link or "") for link in table.links] or [None] * len(table.rows),
        "marks": [],
        "details": [],
        "chunk": 0,
    }


def _cell(cell: Cell) -> tuple[str, str]:
    """Return a cell's text and look: missing where the plan should say something, none where it need not."""
    text = clean(cell.text)
    return text, "missing" if cell.missing else "none" if text == OPTIONAL else ""


def _details(table: Table, listing: "Listing") -> list[list[dict[str, str]]]:
    language = listing.language
    told: Sequence[tuple[Detail, ...]] = table.details()
    return [
        [
            {"kind": each.kind, "title": each.title.text(language), "text": _stepped(clean(each.text))}
            for each in row
        ]
        for row in told
    ] or [[]] * len(table.rows)


def _stepped(text: str) -> str:
    """Return a tree of lines with steps as wide as a Han character, which can be seen."""
    return _STEPS.sub(lambda found: "\u3000" * (len(found[0]) // 2), text)


def _groups(listing: "Listing", tables: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the page's tables list by list: for the contents, and headings where there are several lists."""
    kinds = list(dict.fromkeys(table["kind"] for table in tables))
    several = len([kind for kind in kinds if kind]) > 1
    for kind in kinds:
        yield {
            "title": definition(kind).title.text(listing.language) if several and kind else "",
            "tables": [table for table in tables if table["kind"] == kind],
        }


def _pictures(listing: "Listing") -> list[dict[str, str]]:
    """Return the drawings, each once, however many of the lists in it have it."""
    papers = listing.papers or (listing.parts[0].papers if listing.parts else ())
    plan = one_line(papers[0][1].document.title or "") if len(papers) == 1 else ""
    drawings = {picture.svg: picture for picture in listing.pictures}
    return [
        {
            "anchor": f"p{number}",
            "title": clean(picture.title),
            "name": clean(picture.title.removeprefix(plan) or picture.title),
            "description": clean(picture.description),
            "svg": inline(svg, f"p{number}-"),
        }
        for number, (svg, picture) in enumerate(drawings.items())
    ]


def inline(svg: str, prefix: str) -> str:
    """Return a drawing as a page can hold it: its first element, its names told from those of others.

    >>> inline('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>', "p0-")
    '<svg><g id="p0-a"/></svg>'
    """
    element = svg[svg.index("<svg") :].replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    names = "|".join(map(re.escape, sorted(_ID.findall(element), key=len, reverse=True)))
    return re.sub(rf'(?<=[#" ])({names})(?=[)" ])', rf"{prefix}\1", element) if names else element
