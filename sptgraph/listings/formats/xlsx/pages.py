"""What stands on which sheet: a table each, or of several lists together all main tables of a list on one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.table import Cell, Table
from sptgraph.output import clean

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

HEAD: Final = 2
"""The row of the header, from 0: title and notes stand above it."""

_TABLE: Final = Column(("table",), Bilingual("表", "Table"), 18)
_NOTES: Final = Column(("table_notes",), Bilingual("表注", "On the table"), 28)


@dataclass(frozen=True)
class Page:
    """A sheet: its name, what stands above the header, and the tables that it holds one behind the other.

    Where there are several, a column in front names each row's table, and one behind gives its notes beside
    its first row.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all its tables, each once."""
        own = {column.key: column for table in self.tables for column in table.columns}
        if len(self.tables) == 1:
            return tuple(own.values())
        noted = any(table.notes for table in self.tables)
        ordered = _in_order([tuple(column.key for column in table.columns) for table in self.tables])
        return (_TABLE, *(own[key] for key in ordered), *((_NOTES,) if noted else ()))

    def rows(self, language: Language) -> Iterator[tuple[list[Cell], str | None]]:
        """Yield each row's cells, and the table that it leads to."""
        for table in self.tables:
            keys = [column.key for column in table.columns]
            cells = table.cells(language)
            notes = ["\n".join(table.notes), *[""] * len(cells)]
            for row, link, note in zip(cells, table.links or [None] * len(cells), notes, strict=False):
                around = {"table": Cell(table.name), "table_notes": Cell(note)}
                said = {**around, **dict(zip(keys, row, strict=True))}
                yield [said.get(column.key, Cell("")) for column in self.columns], link

    def places(self) -> Iterator[tuple[str, int]]:
        """Yield the name of each table and its first row, from 1; that of the title for a table alone."""
        row = HEAD + 2
        for table in self.tables:
            yield table.name, row if len(self.tables) > 1 else 1
            row += len(table.rows)


def pages(listing: "Listing") -> tuple[Page, ...]:
    """Return the sheets of a workbook in their order."""
    if not listing.parts:
        first, title = listing.tables[:1], listing.title
        return tuple(
            _page(table, title if table is first[0] else f"{title}　{table.name}", listing.notes)
            for table in listing.tables
        )
    return tuple(page for part in listing.parts for page in _of_part(part))


def _page(table: Table, title: str, notes: Sequence[str], name: str = "") -> Page:
    return Page(name or table.name, title, (*notes, *table.notes), (table,))


def _of_part(part: "Listing") -> Iterator[Page]:
    """Yield the sheets of one of several lists: overviews, the list itself, what could not be read."""
    kind = definition(part.kind).title.text(part.language)
    main = tuple(table for table in part.tables if table.part == "main")
    for table in part.tables:
        if table.part == "index":
            own = table.name.removeprefix(kind).strip("　")
            yield _page(table, f"{part.title}　{own}", part.notes, f"{kind[:20]} {own}")
    if len(main) == 1:
        yield _page(main[0], part.title, part.notes, kind)
    elif main:
        yield Page(kind, part.title, part.notes, main)
    for table in part.tables:
        if table.part == "rest":
            yield _page(table, f"{part.title.removesuffix(kind).strip()}　{table.name}".strip(), part.notes)


def _in_order(lists: Sequence[tuple[str, ...]]) -> list[str]:
    """Return all that some lists hold, each where the first that holds it has it.

    >>> _in_order([("a", "d"), ("a", "b", "d")])
    ['a', 'b', 'd']
    """
    found: list[str] = []
    for names in lists:
        at = 0
        for name in names:
            if name in found:
                at = found.index(name) + 1
            else:
                found.insert(at, name)
                at += 1
    return found


def legible(notes: Sequence[str]) -> str:
    """Return the notes above a table as one text."""
    return clean("\n".join(notes))
