"""Lists as data: columns, typed rows, and what stands in each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sptgraph.language import Language
from sptgraph.listings.definition import Column
from sptgraph.listings.details import Detail
from sptgraph.listings.phrasing import OPTIONAL, REQUIRED, phrase


class Cell(NamedTuple):
    """What stands in a cell; ``missing`` where the plan should say something there and does not."""

    value: str | int | date
    missing: bool = False

    @property
    def text(self) -> str:
        """The cell as text, a date as 2024-12-31."""
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a list: a sheet of a workbook, a section of a page.

    ``rows`` are typed: their fields hold the plan's facts and dates, from which `cells` makes words.
    ``links`` names, row by row, the table that a row leads to. ``part`` tells the tables that hold the list
    itself (main) from the overview before them (index) and the unresolved words behind (rest). ``kind`` is
    the kind of list whose definition its columns come from. ``form`` are the columns where they are there to
    be filled in, if others than ``columns``.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Any, ...]
    notes: tuple[str, ...] = ()
    part: str = "main"
    links: tuple[str | None, ...] = field(default=())
    details: Callable[[], Sequence[tuple[Detail, ...]]] = field(default=tuple, repr=False, compare=False)
    kind: str = ""
    form: tuple[Column, ...] = ()

    def cells(self, language: Language) -> list[list[Cell]]:
        """Return what stands in each cell, row by row."""
        return [[cell(row, column, language) for column in self.columns] for row in self.rows]


def cell(row: object, column: Column, language: Language) -> Cell:
    """Return what stands in one cell: what the row says, or that it is unsaid."""
    said = [value for key in column.keys if (value := phrase(getattr(row, key), language)) is not None]
    if said:
        return Cell(said[0] if len(said) == 1 else "\n".join(map(str, said)))
    if column.unsaid == "required" and not any(getattr(row, key) for key in column.unless):
        return Cell(REQUIRED.text(language), missing=True)
    return Cell(OPTIONAL if column.unsaid else "")


def shown(columns: Sequence[Column], rows: Sequence[object]) -> tuple[Column, ...]:
    """Return the columns without the optional ones that no row has anything for.

    Those that are there to be filled in stand together, or not at all where nothing was filled in yet.
    """
    filled = [column for column in columns if column.fill and _said(column, rows)]
    return tuple(
        column
        for column in columns
        if (filled if column.fill else not column.optional or _said(column, rows))
    )


def formed(columns: Sequence[Column], rows: Sequence[object]) -> tuple[Column, ...]:
    """Return the columns that are shown, and those that are there to be filled in, in their order."""
    return tuple(column for column in columns if column.fill or column in shown(columns, rows))


def _said(column: Column, rows: Sequence[object]) -> bool:
    return any(getattr(row, key) for row in rows for key in column.keys)
