"""A document that is a task table → `Plan`."""

import re
from dataclasses import replace
from typing import Final

from sptgraph.content import source_of
from sptgraph.errors import NotAPlan
from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.facts import Context
from sptgraph.extraction.folding import Folded, fold
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.metadata import read_metadata
from sptgraph.extraction.owners import first_unit_leads
from sptgraph.extraction.paragraphs import Paragraph
from sptgraph.extraction.places import locator, printed
from sptgraph.extraction.tables.naming import Named, name_of
from sptgraph.extraction.tables.own import OwnTables, hinted, is_own, note_of
from sptgraph.extraction.tables.rows import Rows
from sptgraph.extraction.tables.shape import Shape, own_cells, shape_of
from sptgraph.model import Document, DocumentData, Plan, Span, Unresolved

_NOTE: Final = re.compile(
    r"^(?:依据：|Made from: ).+[，,] ?[^，\n]+\.(?:docx|pdf|html?|txt|xlsx|csv)$", re.MULTILINE
)
_MONTH_DAY: Final = r"(?:1[0-2]|0?[1-9])月(?:\d{1,2}日)?"
_DATE_LINE: Final = re.compile(rf"（?(20\d\d)年(?:度|{_MONTH_DAY}(?:[—至到]+{_MONTH_DAY})?)?）?")
_ONE_YEAR: Final = re.compile(r"(20\d\d)年(?!以?前)")


def extract_tables(document: Document, lexicon: Lexicon) -> Plan:
    """Read the plan that a document's task tables state: rows are tasks, group rows actions.

    Raises `NotAPlan` where no table has the header of a task table, saying what was looked for and found.
    """
    shapes = shapes_of(document)
    if not shapes:
        raise no_header(document)
    regions = regions_of(document)
    if own := [shape for shape in shapes if is_own(shape)]:
        return _written(document, own, regions, lexicon)
    if _NOTE.search(document.text):
        raise NotAPlan(
            f"{document.name}：这是本软件写出的别种清单，不是任务分工表；请用方案原件或任务分工表",
            f"{document.name}: this list was written by sptgraph and is no task table; give the plan itself "
            "or its task table",
        )
    named, data = _data(document, shapes, regions)
    several = len(shapes) > 1
    notes = "\n".join(fold(line).text for line in _notes(document, shapes))
    year = _year(data) or _dated([text.text for text in _lines(document, shapes, regions)])
    context = Context(
        document,
        lexicon,
        Calendar(data.period, data.issued),
        locator(document),
        first_unit_leads(notes),
        data.jurisdiction,
    )
    header = shapes[0].bodies[0].header
    title = named.text if named.inside else _header_cell(document, shapes[0], header.first, regions)
    rows = Rows(context, regions, year, title, several=several)
    for shape in shapes:
        rows.aside(shape.above, "front-matter")
        rows.read(shape)
        rows.aside(shape.below, "left-out")
    found = rows.found
    if not found.tasks:
        raise NotAPlan(
            f"{document.name}：表头下面没有任务行；请确认工作表，或删去表头与任务之间的空表",
            f"{document.name}: there is no row of a task below the header; make sure of the sheet",
        )
    return Plan(
        source=source_of(document),
        document=data,
        sections=tuple(found.sections),
        actions=tuple(found.actions),
        tasks=tuple(found.tasks),
        unresolved=tuple(
            sorted(
                [*found.unresolved.values(), *_missing(data, title, context)],
                key=lambda u: (u.span, u.reason),
            )
        ),
        other_uses=tuple(sorted(found.uses.values(), key=lambda u: (u.span, u.use))),
    )


def _written(document: Document, shapes: list[Shape], regions: dict[str, Span], lexicon: Lexicon) -> Plan:
    """Read back a table that this software wrote; it is of the plan that its line 依据：… names."""
    note = note_of(document)
    if note:
        title, hints = note
        said = hinted(document, hints)
        data = replace(read_metadata(said, [], Folded("", ()), [], title), number=dict(hints).get("number"))
    else:
        _, data = _data(document, shapes, regions)
    locate = locator(document)
    tables = OwnTables(
        Context(document, lexicon, Calendar(data.period, data.issued), locate, place=data.jurisdiction),
        regions,
    )
    for shape in shapes:
        tables.read(shape)
    return Plan(
        source=source_of(document),
        document=data,
        sections=tuple(tables.sections.values()),
        actions=tuple(tables.actions.values()),
        tasks=tuple(tables.tasks),
        elsewhere=tuple(tables.passages),
    )


def is_source(document: Document) -> bool:
    """Whether a sheet holds a task table, and is no list of another kind that this software wrote."""
    shapes = shapes_of(document)
    return any(map(is_own, shapes)) or bool(shapes and not _NOTE.search(document.text))


def is_table_reading(plan: Plan) -> bool:
    """Whether a plan was read from a table, not from its own text: all its tasks stand in cells."""
    return bool(plan.tasks) and all(task.span.cell for task in plan.tasks)


def shapes_of(document: Document) -> list[Shape]:
    """Return the task tables of a document; those of hidden sheets only where no other sheet has one."""
    shapes = [shape for grid in document.grids if (shape := shape_of(grid))]
    return [shape for shape in shapes if not shape.grid.hidden] or shapes


def regions_of(document: Document) -> dict[str, Span]:
    """Return where in the document's text the text of each cell stands, by its address."""
    regions: dict[str, Span] = {}
    for block in document.blocks:
        if address := block.span.cell:
            before = regions.get(address)
            regions[address] = Span(before.start if before else block.span.start, block.span.end)
    return regions


def no_header(document: Document) -> NotAPlan:
    """Return the error that no header of a task table is there: what was looked for, and what was found."""
    looked = "主要任务（工作任务、具体措施…）和牵头单位（责任单位、完成时限…）"
    sheets = "、".join(grid.name for grid in document.grids if grid.name)
    first = next((row for grid in document.grids for row in grid.rows if len(own_cells(row)) > 1), None)
    cells = "、".join(" ".join(c.text.split())[:12] for c in own_cells(first)[:8]) if first else ""
    where = own_cells(first)[0].address if first else ""
    zh = f"{document.name}：没有找到任务表的表头（要有{looked}）"
    en = f"{document.name}: no header of a task table (columns for tasks and for lead, owner or deadline)"
    if cells:
        zh += f"；{where} 起的一行是：{cells}"
        en += f"; the row at {where} reads: {cells}"
    if sheets:
        zh += f"；工作表有：{sheets}"
        en += f"; sheets: {sheets}"
    return NotAPlan(zh + "；请给出带表头的任务表", en + "; give a task table with its header")


def _data(document: Document, shapes: list[Shape], regions: dict[str, Span]) -> tuple[Named, DocumentData]:
    above = _lines(document, shapes, regions)
    closing = [
        Paragraph(_folded(document, regions[cell.address]))
        for shape in shapes
        for row in shape.below
        for cell in own_cells(row)
        if cell.address in regions
    ]
    named = name_of(document, above, shapes)
    data = read_metadata(document, [Paragraph(text) for text in above], Folded("", ()), closing, named.text)
    if not named.inside:
        data = replace(data, title=named.text.text or None)
    if data.period is None:
        years = {int(y) for y in _ONE_YEAR.findall(named.text.text)}
        data = replace(data, period=(min(years), max(years)) if years else None)
    return named, data


def _year(data: DocumentData) -> int | None:
    """Return the year of dates without one: the title's, else that of the issue."""
    if data.period and data.period[0] == data.period[1]:
        return data.period[0]
    return data.issued.year if data.issued else None


def _dated(lines: list[str]) -> int | None:
    """Return the year of the lines above a table that are nothing but a date, where they agree."""
    years = {int(found[1]) for line in lines if (found := _DATE_LINE.fullmatch(line))}
    return years.pop() if len(years) == 1 else None


def _lines(document: Document, shapes: list[Shape], regions: dict[str, Span]) -> list[Folded]:
    """Return the lines above the tables: rows of a sheet, paragraphs of a document."""
    found: list[Folded] = []
    first = shapes[0]
    for line in first.grid.above:
        place = document.text.find(line)
        if place >= 0:
            found.append(fold(line, place))
    for shape in shapes:
        for row in shape.above:
            found += [_folded(document, regions[c.address]) for c in own_cells(row) if c.address in regions]
    return found


def _folded(document: Document, region: Span) -> Folded:
    return fold(document.text[region.start : region.end], region.start)


def _notes(document: Document, shapes: list[Shape]) -> list[str]:
    rows = [cell.text for shape in shapes for row in (*shape.above, *shape.below) for cell in own_cells(row)]
    return [*rows, *(line for grid in document.grids for line in (*grid.above, *grid.below))]


def _header_cell(document: Document, shape: Shape, row: int, regions: dict[str, Span]) -> Folded:
    columns = shape.bodies[0].header.of("task", "measure", "target")
    head = shape.grid.row(row)
    cell = head.at(columns[0].at) if head else None
    region = regions.get(cell.address) if cell else None
    return _folded(document, region) if region else fold(document.text[:10])


def _missing(data: DocumentData, title: Folded, context: Context) -> list[Unresolved]:
    """Return what a table should say of itself and does not: the place it is for, the years."""
    span = context.locate(title, 0, len(title.text))
    words = printed(context.document, span)
    wanted = ((data.jurisdiction, "place-unclear"), (data.period, "period-unclear"))
    return [Unresolved(span, words, reason) for value, reason in wanted if value is None]
