"""The shape of a task table: which rows head it, group it, carry tasks, go on, or say something else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from sptgraph.extraction.folding import fold
from sptgraph.extraction.paragraphs import marker_of
from sptgraph.extraction.tables.columns import (
    OWNERS,
    TEXTS,
    TIMES,
    Column,
    ColumnKind,
    column,
    kind_of,
    known_headers,
    makes_table,
)
from sptgraph.extraction.tables.heads import (
    LOOKED_AT,
    is_mark,
    is_unit,
    looks_answered,
    stage_of,
    stages,
    texts,
    units,
)
from sptgraph.grid import Cell, Grid, GridRow

RowKind = Literal["task", "group", "more", "total", "note"]

DITTO: Final = re.compile(r"[“”\"″〃〞''’‘〝\s]+|同上(?:行|栏|项|述)?|同前|々+")
BLANK: Final = re.compile(r"[—\-－–―/／\\*×x无\s.。、]+|暂无|不涉及")
_TOTAL: Final = re.compile(r"(?:合计|总计|小计|共计)")
_NOTE: Final = re.compile(
    r"(?:备\s*注|说\s*明|注|附注|填\s*表|制\s*表|审\s*核|审\s*批|联系人|联系电话|单位（盖章）|填报|报送|抄送|主要负责人|签\s*字)"
    r"[^，。]{0,12}[:：]|^(?:注|备注|说明)[:：\d]|牵头单位为第一|填表日期|^第?\s*\d+\s*页|依据："
)
_SIGNED: Final = re.compile(
    r"[^，。；]{0,12}(?:签\s*[字名]|盖\s*章|填\s*[表报]人|制\s*表人|审\s*[核批]人)[^，。；]{0,6}[:：]?"
)
_CHINESE: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?")
_COUNTED: Final = re.compile(r"[（(]?\s*\d{1,2}\s*[）)]?")
_SHORT_NAME: Final = 12
_HEADER_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows and the columns it names."""

    first: int
    last: int
    columns: tuple[Column, ...]
    titles: Mapping[int, Cell] = field(default_factory=dict, compare=False)

    def of(self, *kinds: ColumnKind) -> tuple[Column, ...]:
        """Return the columns of these kinds, from left to right."""
        return tuple(c for c in self.columns if c.kind in kinds)


@dataclass(slots=True)
class Body:
    """A stretch of rows below one header, each with what it is."""

    header: Header
    rows: list[tuple[GridRow, RowKind]] = field(default_factory=list)


@dataclass(slots=True)
class Shape:
    """A grid taken apart: what stands above the first header, the tables, what stands below."""

    grid: Grid
    above: list[GridRow] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    below: list[GridRow] = field(default_factory=list)


def shape_of(grid: Grid) -> Shape | None:
    """Return the shape of a grid; None where no header of a task table is found in it."""
    shape = Shape(grid)
    rows = grid.rows
    at = 0
    while at < len(rows):
        if header := _header_at(rows, at):
            if not shape.bodies or not _same(shape.bodies[-1].header, header):
                shape.bodies.append(Body(header))
            while at < len(rows) and rows[at].number <= header.last:
                at += 1
            continue
        if not shape.bodies:
            shape.above.append(rows[at])
        else:
            body = shape.bodies[-1]
            if not _repeats(rows[at], body.header):
                body.rows.append((rows[at], _kind(rows[at], body.header, bool(body.rows))))
        at += 1
    if not shape.bodies:
        return None
    body = shape.bodies[-1]
    while body.rows and body.rows[-1][1] in ("note", "total"):
        shape.below.insert(0, body.rows.pop()[0])
    return shape


def group_number(own: Sequence[Cell]) -> bool:
    """Whether a group row has its number (一) in a cell of its own."""
    return len(own) == 2 and bool(_CHINESE.fullmatch(fold(own[0].text).text))


def own_cells(row: GridRow) -> list[Cell]:
    """Return the cells of a row that carry a text of their own, those merged sideways once."""
    return [cell for cell in row.cells if not cell.merged]


def legend_lines(shape: Shape) -> list[str]:
    """Return the lines in which the signs of a table may be explained: around it, and its headers."""
    grid = shape.grid
    rows = [*shape.above, *shape.below]
    for body in shape.bodies:
        rows += [row for row in grid.rows if body.header.first <= row.number <= body.header.last]
        rows += [row for row, kind in body.rows if kind == "note"]
    return [*grid.above, *grid.below, *(cell.text for row in rows for cell in own_cells(row))]


def unknown_columns(body: Body) -> list[Cell]:
    """Return the cells that head columns of no known kind in which owners or times seem to stand.

    A column without any header gives its first cell.
    """
    grid_rows = [row for row, kind in body.rows if kind in ("task", "more")]
    known = {column.at for column in body.header.columns}
    found = []
    cells: dict[int, list[Cell]] = {}
    for row in grid_rows:
        for cell in row.cells:
            if cell.column not in known and not cell.merged:
                cells.setdefault(cell.column, []).append(cell)
    for at, own in sorted(cells.items()):
        if looks_answered([cell.text for cell in own]):
            found.append(body.header.titles.get(at, own[0]))
    return found


def _header_at(rows: Sequence[GridRow], at: int) -> Header | None:
    """Return the header that begins in a row: with one to three rows of names above one another."""
    first = rows[at]
    titles = {cell.column: cell.text for cell in own_cells(first)}
    known = known_headers(titles)
    if len(known) < 2:
        return None
    if 2 * len(known) < len({cell.anchor for cell in first.cells}):
        alone = {number: [title] for number, title in titles.items() if number not in known}
        explained = stages(alone) | units(alone, rows[at + 1 : at + 1 + LOOKED_AT])
        if 2 * (len(known) + len(explained)) < len({cell.anchor for cell in first.cells}):
            return None
    last = at
    while last + 1 < len(rows) and last - at + 1 < _HEADER_ROWS and _heads_on(rows, at, last + 1):
        last += 1
    stacks: dict[int, list[str]] = {}
    for number in sorted({cell.column for row in rows[at : last + 1] for cell in row.cells}):
        stack: dict[tuple[int, int], str] = {}
        for row in rows[at : last + 1]:
            if (cell := row.at(number)) and not _COUNTED.fullmatch(cell.text):
                stack.setdefault(cell.anchor, cell.text)
        stacks[number] = list(stack.values())
    explained = stages(stacks) | units(stacks, rows[last + 1 : last + 1 + LOOKED_AT])
    columns = [found for at_, stack in stacks.items() if (found := explained.get(at_) or column(at_, stack))]
    kinds = {c.kind for c in columns}
    worded = not any(
        cell.text.isdecimal() or (is_mark(cell.text) and not cell.text.endswith(("单位", "部门")))
        for cell in own_cells(first)
    )
    evident = len(kinds & (OWNERS | TIMES)) > 1 or "stage" in kinds
    textless = not kinds & {"task", "measure"} and not (kinds & TEXTS and "group" in kinds)
    if textless and evident and worded:
        columns = sorted(
            [*columns, *texts(stacks, columns, rows[last + 1 : last + 1 + LOOKED_AT])], key=lambda c: c.at
        )
    if not makes_table({c.kind for c in columns}):
        return None
    titles_at = {
        cell.column: cell
        for row in rows[at : last + 1]
        for cell in row.cells
        if not _COUNTED.fullmatch(cell.text)
    }
    return Header(first.number, rows[last].number, tuple(columns), titles_at)


def _heads_on(rows: Sequence[GridRow], at: int, next_: int) -> bool:
    """Whether the next row belongs to the header: names go on under merged ones, or all of it are names."""
    row = rows[next_]
    if row.number != rows[next_ - 1].number + 1:
        return False
    start = rows[at].number
    own = own_cells(row)
    if len(own) > 2 and [cell.text.strip("（）()") for cell in own] == [
        str(n) for n in range(1, len(own) + 1)
    ]:
        return True
    from_above = [cell for cell in row.cells if start <= cell.anchor[0] < row.number]
    names = [
        cell
        for cell in own
        if kind_of(cell.text)
        or stage_of(cell.text)
        or (_open_above(rows[next_ - 1], cell.column) and is_unit(cell.text))
    ]
    if from_above and len(names) == len(own):
        return True
    inside = all(_spans(rows[next_ - 1], cell.column) and len(cell.text) <= _SHORT_NAME for cell in own)
    if from_above and inside and len(names) >= max(2, len(own) / 2):
        return True
    if len(own) < 1 or len(names) != len(own):
        return False
    return all(_open_above(rows[next_ - 1], cell.column) for cell in own)


def _open_above(row: GridRow, at: int) -> bool:
    return not row.text(at) or _spans(row, at)


def _spans(row: GridRow, at: int) -> bool:
    cell = row.at(at)
    return cell is not None and sum(other.anchor == cell.anchor for other in row.cells) > 1


def _same(one: Header, other: Header) -> bool:
    return [(c.at, c.kind) for c in one.columns] == [(c.at, c.kind) for c in other.columns]


def _repeats(row: GridRow, header: Header) -> bool:
    """Whether a row repeats a part of the header, as after a page break."""
    own = own_cells(row)
    same = [c for c in header.columns if (cell := row.at(c.at)) and fold(cell.text).text in c.title]
    return len(same) >= 2 and 2 * len(same) >= len(own) and all(kind_of(cell.text) for cell in own)


def _kind(row: GridRow, header: Header, inside: bool) -> RowKind:
    own = own_cells(row)
    if not own:
        return "more"
    first = own[0].text
    if len(own) == 1 and (
        _NOTE.search(first) or ("。" in first and len(first) > 60 and _sideways(row, own[0]))
    ):
        return "note"
    if _TOTAL.match(fold(first).text):
        return "total"
    if _SIGNED.match(first) or (_NOTE.match(first) and not _carries(row, header)):
        return "note"
    if _is_group(row, own, header):
        return "group"
    return "more" if inside and _goes_on(row, header) else "task"


def _carries(row: GridRow, header: Header) -> bool:
    return any(row.at(c.at) for c in header.columns if c.kind in OWNERS | TIMES)


def _sideways(row: GridRow, cell: Cell) -> bool:
    return sum(other.anchor == cell.anchor for other in row.cells) > 1


def _is_group(row: GridRow, own: Sequence[Cell], header: Header) -> bool:
    """Whether a row only names what the rows below it belong to: （一）…, alone or across the table."""
    if any(cell.anchor[0] < row.number for cell in row.cells if cell.merged):
        return False
    heads = {c.at for c in header.columns if c.kind in TEXTS | {"serial", "group"}}
    if len(own) == 1:
        cell = own[0]
        wide = _sideways(row, cell)
        marked = marker_of(fold(cell.text).text)
        if cell.column not in heads and not wide:
            return False
        return (
            bool(wide or (marked and marked.level <= 2) or cell.column in _first(heads))
            and len(cell.text) <= 80
        )
    if len(own) == 2 and all(cell.column in heads for cell in own):
        title = own[1].text
        return group_number(own) and "。" not in title and len(title) <= 60
    return False


def _first(heads: set[int]) -> set[int]:
    return {min(heads)} if heads else set()


def _goes_on(row: GridRow, header: Header) -> bool:
    """Whether a row goes on what the one above it says: it has no number and nothing of its own to do."""
    serial, texts = header.of("serial"), header.of("task", "measure")
    if any(_own(row, c.at) for c in serial):
        return False
    said = [c for c in texts if _own(row, c.at)]
    bears = any(_own(row, c.at) for c in header.columns if c.kind in OWNERS | TIMES)
    if not said:
        return True
    if not serial or any(row.at(c.at) for c in serial):
        return False
    above = any(row.at(c.at) for c in header.columns if c.kind in OWNERS | TIMES)
    return not bears and not above


def _own(row: GridRow, at: int) -> bool:
    cell = row.at(at)
    return cell is not None and cell.anchor[0] == row.number
