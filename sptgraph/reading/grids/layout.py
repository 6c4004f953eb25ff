"""Tables and documents: a document's blocks → its grids, and grids → a document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sptgraph.errors import NoText
from sptgraph.grid import Cell, Grid, rows_of
from sptgraph.model import Document, DocumentFormat
from sptgraph.reading.assembly import Hints, Origin, Piece, assemble
from sptgraph.reading.grids.bounds import check_cells, check_rows


@dataclass(slots=True)
class Layout:
    """How far each cell of a table reaches: its row and column → rows and columns it covers."""

    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)

    def put(self, row: int, column: int, height: int, width: int) -> None:
        """Take a cell that begins in a place."""
        self.cells[row, column] = (height, width)
        self._open[column] = (row, column)

    def stretch(self, row: int, column: int, width: int) -> None:
        """Take a cell that goes on the one above it or, where there is none, the one to its left."""
        above = self._open.get(column)
        if above is None or above[0] == row:
            above = max((at for at in self._open.values() if at[0] == row and at[1] < column), default=above)
        if above is None:
            return
        height, wide = self.cells[above]
        sideways = column + width - above[1] if above[0] == row else wide
        self.cells[above] = (max(height, row - above[0] + 1), max(wide, sideways))

    @property
    def merges(self) -> Iterator[tuple[int, int, int, int]]:
        """The cells that cover more than their own place: first row and column, last row and column."""
        for (row, column), (height, width) in self.cells.items():
            if height > 1 or width > 1:
                yield row, column, row + height - 1, column + width - 1


def with_grids(document: Document, layouts: Mapping[int, Layout]) -> Document:
    """Return the document with its tables as grids; those that only frame prose are none.

    ``layouts`` are the tables' by the number that the addresses of their cells begin with.
    """
    texts: dict[int, dict[tuple[int, int], list[str]]] = {}
    outside: dict[int, list[str]] = {0: []}
    last = 0
    for block in document.blocks:
        line = document.text[block.span.start : block.span.end]
        if block.kind == "cell" and block.span.cell:
            last, row, column = map(int, block.span.cell.split("."))
            outside.setdefault(last, [])
            texts.setdefault(last, {}).setdefault((row, column), []).append(line)
        elif block.kind == "paragraph":
            outside[last].append(line)
    grids = []
    order = [0, *texts]
    for before, number in pairwise(order):
        cells = {
            (row, column): Cell(
                row, column, "\n".join(lines), "\n".join(lines), f"{number}.{row}.{column}", (row, column)
            )
            for (row, column), lines in texts[number].items()
        }
        layout = layouts.get(number, Layout())
        check_rows(len({row for row, _ in cells}), document.name)
        check_cells(sum(height * width for height, width in layout.cells.values()), document.name)
        below = tuple(outside[number]) if number == order[-1] else ()
        grids.append(Grid("", rows_of(cells, layout.merges), tuple(outside[before]), below))
    return replace(document, grids=tuple(grids))


def document_of(
    grids: tuple[Grid, ...], origin: Origin, document_format: DocumentFormat, hints: Hints = ()
) -> Document:
    """Return the document whose text is the cells in reading order, each at its address.

    Where several sheets are filled, each begins with its name. Raises `NoText` if all are empty.
    """
    if not any(grid.rows for grid in grids):
        raise NoText(
            f"“{origin.name}”里没有填写任何单元格；请确认文件，或在 WPS 或 Excel 中打开后重新保存",
            f"no cell of “{origin.name}” is filled in; make sure of the file, or open it in WPS or Excel and "
            "save it again",
        )
    return replace(assemble(_pieces(grids), origin, document_format, hints), grids=grids)


def _pieces(grids: Iterable[Grid]) -> Iterator[Piece]:
    filled = [grid for grid in grids if grid.rows]
    for grid in filled:
        if len(filled) > 1:
            yield Piece(grid.name, cell=f"{grid.name}!")
        for row in grid:
            yield from (Piece(cell.text, "cell", cell=cell.address) for cell in row.cells if not cell.merged)
