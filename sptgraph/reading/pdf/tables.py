"""Ruled tables of a page: which glyphs stand in which cell; a table that runs over a page goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sptgraph.reading.pdf.lines import TextLine, make_lines
from sptgraph.reading.pdf.sheets import Glyph, Sheet

_TOLERANCE = 3.0
_MOST_CROSSINGS = 40_000


@dataclass(slots=True)
class Cell:
    """A cell: row and column from 1, its edges, the lines in it from the top down."""

    row: int
    column: int
    x0: float
    x1: float
    lines: list[TextLine]


@dataclass(slots=True)
class Table:
    """A ruled table: its upper and lower edge on ``page``, the left edges of its columns, its cells."""

    page: int
    top: float
    bottom: float
    columns: list[float]
    cells: list[Cell] = field(default_factory=list)


def find_tables(sheet: Sheet) -> tuple[list[Table], list[Glyph]]:
    """Return the page's tables of two columns or more, and the glyphs outside of them."""
    tables: list[Table] = []
    glyphs = sheet.glyphs
    for boxes in _boxes(sheet):
        columns = _distinct([box[0] for box in boxes])
        if len(columns) < 2:
            continue
        table, rest = _fill(boxes, columns, glyphs, sheet.number)
        if len({cell.column for cell in table.cells}) > 1:
            tables.append(table)
            glyphs = rest
    return tables, glyphs


def _boxes(sheet: Sheet) -> list[list[tuple[float, float, float, float]]]:
    """Return the cells of each table as boxes, y running downwards as pdfplumber wants it."""
    level = [_edge(s.x0, -s.y1, s.x1, -s.y0, "h") for s in sheet.segments if abs(s.y1 - s.y0) < 1]
    upright = [
        _edge(s.x0, -max(s.y0, s.y1), s.x1, -min(s.y0, s.y1), "v")
        for s in sheet.segments
        if abs(s.x1 - s.x0) < 1
    ]
    if len(level) < 2 or len(upright) < 3:
        return []
    from pdfplumber import table as plumber

    edges = plumber.merge_edges(level + upright, *[_TOLERANCE] * 4)
    crossings = sum(edge["orientation"] == "v" for edge in edges) * len(edges)
    if crossings > _MOST_CROSSINGS:
        return []
    intersections = plumber.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    tables: list[list[tuple[float, float, float, float]]] = plumber.cells_to_tables(
        plumber.intersections_to_cells(intersections)
    )
    return tables


def _edge(x0: float, top: float, x1: float, bottom: float, orientation: str) -> dict[str, Any]:
    x0, x1 = min(x0, x1), max(x0, x1)
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
    }


def _distinct(values: list[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _TOLERANCE:
            distinct.append(value)
    return distinct


def _place(value: float, distinct: list[float]) -> int:
    return min(range(len(distinct)), key=lambda place: abs(distinct[place] - value)) + 1


def _fill(
    boxes: list[tuple[float, float, float, float]], columns: list[float], glyphs: list[Glyph], page: int
) -> tuple[Table, list[Glyph]]:
    rows = _distinct([box[1] for box in boxes])
    inside: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, -(glyph.y + 0.3 * glyph.height)
        number = None
        if top <= y <= bottom:
            number = next(
                (n for n, (x0, y0, x1, y1) in enumerate(boxes) if x0 <= x <= x1 and y0 <= y <= y1), None
            )
        if number is None:
            rest.append(glyph)
        else:
            inside.setdefault(number, []).append(glyph)
    table = Table(page, -top, -bottom, columns)
    for number, (x0, y0, x1, _) in sorted(enumerate(boxes), key=lambda item: (item[1][1], item[1][0])):
        lines = make_lines(inside.get(number, []), page)
        if lines:
            table.cells.append(Cell(_place(y0, rows), _place(x0, columns), x0, x1, lines))
    return table, rest


def continues(before: Table, after: Table) -> bool:
    """Whether ``after``, at the top of a page, goes on with ``before``, at the foot of the last one."""
    return (
        after.page == before.page + 1
        and len(before.columns) == len(after.columns)
        and all(
            abs(one - other) < 2 * _TOLERANCE
            for one, other in zip(before.columns, after.columns, strict=True)
        )
    )


def append(before: Table, after: Table) -> None:
    """Add the rows of ``after`` to ``before``: not a repeated head, and a row cut by the page made whole."""
    before.page = after.page
    last = max(cell.row for cell in before.cells)
    offset = last
    rows = _rows(after)
    if _texts(rows[0]) == _texts(_rows(before)[0]):
        rows = rows[1:]
    for place, row in enumerate(rows):
        if not place and row and row[0].column > 1 and len(row) < len(before.columns):
            for cell in row:
                _lengthen(before, cell, last)
            offset = last - 1
            continue
        for cell in row:
            before.cells.append(Cell(offset + place + 1, cell.column, cell.x0, cell.x1, cell.lines))


def _lengthen(table: Table, cell: Cell, row: int) -> None:
    for above in table.cells:
        if above.row == row and above.column == cell.column:
            above.lines.extend(cell.lines)
            return
    table.cells.append(Cell(row, cell.column, cell.x0, cell.x1, cell.lines))


def _rows(table: Table) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[number] for number in sorted(rows)]


def _texts(row: list[Cell]) -> list[str]:
    return ["".join(line.text for line in cell.lines) for cell in row]


def cell_paragraphs(cell: Cell) -> Iterator[list[TextLine]]:
    """Yield the paragraphs of a cell: a line that leaves room for the next one's beginning ends one."""
    paragraph: list[TextLine] = []
    padding = _padding(cell)
    for line in cell.lines:
        if paragraph:
            before = paragraph[-1]
            room = cell.x1 - cell.x0 - 2 * padding - (before.x1 - before.x0)
            if room >= line.lead + 0.3 * (line.em or line.height):
                yield paragraph
                paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _padding(cell: Cell) -> float:
    """Return the space between the cell's edge and its widest line, at most what word processors leave."""
    return max(0.0, min(min(line.x0 for line in cell.lines) - cell.x0, 6.0))
