"""A table as rows of cells, whatever file it is from; a merged cell's text stands wherever it covers."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sptgraph.language import Bilingual

CellValue = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a person sees in one place of a table.

    ``row`` and ``column`` count from 1. ``text`` is as displayed, lines kept; ``value`` the number or date
    behind it, else the text. ``address`` is where the text stands: ``任务表!C5`` in a workbook, ``C5`` in a
    csv, ``table.row.column`` elsewhere; under a merged cell it is that of the cell which carries the text,
    and so is ``anchor``. ``unsettled`` marks a formula whose result the file does not hold.
    """

    row: int
    column: int
    text: str
    value: CellValue
    address: str
    anchor: tuple[int, int]
    unsettled: bool = False

    @property
    def merged(self) -> bool:
        """Whether the text is that of a merged cell which begins elsewhere."""
        return self.anchor != (self.row, self.column)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that is not empty: its number from 1 and its filled cells from left to right."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def at(self, column: int) -> Cell | None:
        """Return the cell in a column (from 1), None where it is empty."""
        place = bisect_left(self.cells, column, key=lambda cell: cell.column)
        return self.cells[place] if place < len(self.cells) and self.cells[place].column == column else None

    def text(self, column: int) -> str:
        """Return the text in a column (from 1), empty where there is none."""
        cell = self.at(column)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or table: its rows that are not empty, and the lines of text before and after it.

    ``name`` is the sheet's; empty where tables have none. ``above`` and ``below`` are empty in a workbook,
    whose titles and notes are rows. ``notes`` say what a reader of the file should know.
    """

    name: str
    rows: tuple[GridRow, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    hidden: bool = False
    notes: tuple[Bilingual, ...] = ()

    @property
    def width(self) -> int:
        """The number of the last column that holds anything."""
        return max((row.cells[-1].column for row in self.rows), default=0)

    def row(self, number: int) -> GridRow | None:
        """Return the row of that number (from 1), None where it is empty."""
        place = bisect_left(self.rows, number, key=lambda row: row.number)
        return self.rows[place] if place < len(self.rows) and self.rows[place].number == number else None

    def __iter__(self) -> Iterator[GridRow]:
        return iter(self.rows)


def column_letters(column: int) -> str:
    """Return a column's letters from its number.

    >>> [column_letters(n) for n in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows_of(
    cells: Mapping[tuple[int, int], Cell],
    merges: Iterable[tuple[int, int, int, int]] = (),
    hidden: frozenset[int] | set[int] = frozenset(),
) -> tuple[GridRow, ...]:
    """Return the rows that ``cells`` fill, each merged cell repeated over the places it covers.

    ``cells`` are keyed by row and column; ``merges`` are first row, first column, last row, last column.
    Only places within the filled part of the table are covered, so that no merge is larger than the table.
    """
    filled = dict(cells)
    last_row = max((row for row, _ in cells), default=0)
    last_column = max((column for _, column in cells), default=0)
    for top, left, bottom, right in merges:
        source = cells.get((top, left))
        if source is None:
            continue
        for row in range(top, min(bottom, last_row) + 1):
            for column in range(left, min(right, last_column) + 1):
                if (row, column) not in filled:
                    filled[row, column] = Cell(
                        row,
                        column,
                        source.text,
                        source.value,
                        source.address,
                        source.anchor,
                        source.unsettled,
                    )
    by_row: dict[int, list[Cell]] = {}
    for place in sorted(filled):
        by_row.setdefault(place[0], []).append(filled[place])
    return tuple(GridRow(number, tuple(row), number in hidden) for number, row in by_row.items())
