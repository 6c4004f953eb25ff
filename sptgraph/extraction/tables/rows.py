"""The rows of a task table → tasks and the actions they stand under."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sptgraph.extraction.facts import Context, Facts, read_facts
from sptgraph.extraction.folding import BREAK, Folded, fold, join
from sptgraph.extraction.paragraphs import marker_of
from sptgraph.extraction.tables.columns import OWNERS, TIMES, Column
from sptgraph.extraction.tables.ground import Ground
from sptgraph.extraction.tables.heads import legend_of
from sptgraph.extraction.tables.owning import Owned, read_mark, read_owners
from sptgraph.extraction.tables.shape import (
    BLANK,
    DITTO,
    Body,
    Header,
    Shape,
    group_number,
    legend_lines,
    own_cells,
    unknown_columns,
)
from sptgraph.extraction.tables.spelling import owned_behind
from sptgraph.extraction.tables.stating import again, amounts, read_stage, together
from sptgraph.extraction.tables.timing import Timed, read_times
from sptgraph.extraction.targets import find_targets
from sptgraph.grid import Cell, GridRow
from sptgraph.model import (
    Assignment,
    Role,
    Span,
    Target,
    Task,
    Unresolved,
)

_YEAR: Final = re.compile(r"(20\d\d)年?")
_SHORT: Final = 60


@dataclass(slots=True)
class Draft:
    """A task while its rows are read."""

    action: str
    serial: str
    serial_anchor: tuple[int, int] | None
    heading: Folded | None
    texts: list[Folded] = field(default_factory=list)
    cells: list[Span] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    owned: list[Owned] = field(default_factory=list)
    timed: list[Timed] = field(default_factory=list)
    staged: list[Facts] = field(default_factory=list)


class Rows(Ground):
    """Reads the rows of all tables of one document, one after another."""

    def __init__(
        self,
        context: Context,
        regions: Mapping[str, Span],
        year: int | None,
        fallback: Folded,
        *,
        several: bool,
    ) -> None:
        super().__init__(context, regions)
        self.year = year
        self._fallback, self._several = fallback, several
        self._drafts: list[Draft] = []
        self._said: dict[int, tuple[Owned | None, Timed | None]] = {}
        self._read: dict[tuple[str, int], tuple[Owned | None, Timed | None]] = {}
        self._group: tuple[tuple[int, int], str] | None = None
        self._table_year = year
        self._first_leads = context.first_leads
        self._legend: dict[str, Role] = {}

    def read(self, shape: Shape) -> None:
        """Read a table into ``found``."""
        self._drafts, self._said, self._group = [], {}, None
        self._action = None
        name = shape.grid.name
        self._table_year = _year_in(name) or self.year
        if self._several:
            title = self._sheet_title(shape)
            grouped = any(
                kind == "group" or body.header.of("group") for body in shape.bodies for _, kind in body.rows
            )
            if grouped:
                self._open_section(title)
            else:
                self._open_action(title)
        self._legend = legend_of(legend_lines(shape))
        for body in shape.bodies:
            self._account_header(shape, body.header)
            for cell in unknown_columns(body):
                region = self.regions[cell.address]
                self._unresolved(Unresolved(self._span(region), cell.text, "column-unread"))
            for row, kind in body.rows:
                if kind == "group":
                    self._group_row(row, body)
                elif kind in ("task", "more"):
                    self._row(row, body.header, more=kind == "more")
                else:
                    self._aside(row, "left-out")
        self._finish()

    # Groups

    def _sheet_title(self, shape: Shape) -> Folded:
        region = self.regions.get(f"{shape.grid.name}!")
        if region is None and shape.grid.above:
            place = self.context.document.text.find(shape.grid.above[-1])
            region = Span(place, place + len(shape.grid.above[-1])) if place >= 0 else None
        return self._fold(region) if region else self._fallback

    def _group_row(self, row: GridRow, body: Body) -> None:
        text = join(
            [
                self._fold(self.regions[cell.address])
                for cell in own_cells(row)
                if cell.address in self.regions
            ]
        )
        own = own_cells(row)
        if group_number(own) and not marker_of(text.text):
            bare = len(fold(own[0].text).text)
            text = Folded(
                f"{text.text[:bare]}、{text.text[bare:]}",
                (*text.offsets[:bare], text.offsets[bare - 1], *text.offsets[bare:]),
            )
        marker = marker_of(text.text)
        deeper = any(
            (m := marker_of("".join(fold(c.text).text for c in own_cells(r)))) and m.level == 2
            for r, kind in body.rows
            if kind == "group"
        )
        if marker and marker.level == 1 and deeper:
            self._open_section(text)
        else:
            self._open_action(text)
        self._table_year = _year_in(text.text) or self._table_year
        self._group = None

    # Rows

    def _row(self, row: GridRow, header: Header, *, more: bool) -> None:
        if more and self._drafts:
            draft = self._drafts[-1]
        else:
            self._group_of(row, header)
            if self._action is None:
                self._open_action(self._fallback)
            draft = self._draft(row, header)
            self._drafts.append(draft)
        for column in header.columns:
            cell = row.at(column.at)
            if cell is None or (cell.merged and cell.anchor[1] != column.at):
                continue
            if more and cell.anchor[0] != row.number:
                continue
            if column.kind == "stage":
                self._stage(draft, cell, column, row, header)
            else:
                self._cell(draft, cell, column, row)

    def _stage(self, draft: Draft, cell: Cell, column: Column, row: GridRow, header: Header) -> None:
        """Read what is to be done in the time that a column is headed with; merged, in several."""
        region = self.regions.get(cell.address)
        if region is None or BLANK.fullmatch(cell.text):
            return
        covered = [c for c in header.of("stage") if (o := row.at(c.at)) and o.anchor == cell.anchor]
        days = [
            stage.days(self._table_year) for c in (covered[0], covered[-1]) if (stage := c.stage) is not None
        ]
        title = header.titles.get(column.at)
        head = self.regions.get(title.address) if title else None
        text = self._lines(region)
        own = cell.anchor[0] == row.number
        if own:
            draft.cells.append(region)
        if not days[0] or not days[-1] or head is None:
            self._unresolved(Unresolved(self._span(head or region), cell.text, "date-unclear"))
            draft.texts += [text] if own else []
            return
        span = self._span(head)
        staged = read_stage(text, column, (days[0][0], days[-1][1]), span, self.context)
        draft.timed.append(staged.timed)
        if own:
            draft.staged.append(staged.facts)
            draft.targets += staged.targets

    def _group_of(self, row: GridRow, header: Header) -> None:
        columns = header.of("group")
        cell = row.at(columns[-1].at) if columns else None
        if cell is None or (cell.merged and cell.anchor == (self._group or ((0, 0), ""))[0]):
            return
        text = fold(cell.text).text
        if (
            DITTO.fullmatch(cell.text)
            or BLANK.fullmatch(cell.text)
            or (self._group and self._group[1] == text)
        ):
            return
        self._group = (cell.anchor, text)
        self._open_action(self._fold(self.regions[cell.address]))

    def _draft(self, row: GridRow, header: Header) -> Draft:
        serials = [cell for c in header.of("serial") if (cell := row.at(c.at))]
        serial = serials[-1] if serials else None
        task = next((cell for c in header.of("task") if (cell := row.at(c.at))), None)
        heading = None
        measured = any(row.at(c.at) for c in header.of("measure"))
        if task and task.address in self.regions and (measured or task.merged or len(task.text) <= _SHORT):
            text = self._fold(self.regions[task.address])
            heading = text if len(text.text) <= _SHORT else None
        number = fold(serial.text).text.rstrip(".、。") if serial else ""
        return Draft(self._action or "", number, serial.anchor if serial else None, heading)

    def _cell(self, draft: Draft, cell: Cell, column: Column, row: GridRow) -> None:
        region = self.regions.get(cell.address)
        if region is None:
            return
        own = cell.anchor[0] == row.number
        if own and column.kind not in ("serial", "group"):
            draft.cells.append(region)
        if cell.unsettled and column.kind not in ("progress", "remark"):
            self._unresolved(Unresolved(self._span(region), cell.text, "formula-without-result"))
            return
        if column.kind in OWNERS | TIMES:
            self._said_in(draft, cell, column, region)
        elif column.kind in ("task", "measure", "target") and own and not BLANK.fullmatch(cell.text):
            text = owned_behind(self._lines(region), column)
            draft.texts.append(text)
            if column.kind == "target" and not find_targets(text.text):
                draft.targets += amounts(text, self.context)
        elif column.kind == "leader" and own:
            self._use(self._span(region), "person")
        elif own and column.kind in ("remark", "progress"):
            self._note_words(self._fold(region), "left-out")

    def _said_in(self, draft: Draft, cell: Cell, column: Column, region: Span) -> None:
        if BLANK.fullmatch(cell.text):
            return
        if DITTO.fullmatch(cell.text):
            owned, timed = again(self._said.get(column.at, (None, None)), self._span(region), cell.text)
            if owned is None and timed is None:
                reason = "owner-phrase-unread" if column.kind in OWNERS else "date-unclear"
                self._unresolved(Unresolved(self._span(region), cell.text, reason))
                return
        else:
            owned, timed = self._facts(cell, column, region)
            self._said[column.at] = owned, timed
        if owned:
            draft.owned.append(owned)
        if timed:
            draft.timed.append(timed)
        for entry in (*(owned.unresolved if owned else ()), *(timed.unresolved if timed else ())):
            self._unresolved(entry)

    def _facts(self, cell: Cell, column: Column, region: Span) -> tuple[Owned | None, Timed | None]:
        key = cell.address, column.at
        if key not in self._read:
            if column.unit:
                owned = read_mark(cell.text, self._span(region), column, self._legend, self.context)
                self._read[key] = owned, None
            elif column.kind in OWNERS:
                owned = read_owners(
                    region,
                    column,
                    self.context,
                    first_leads=self._first_leads,
                    starred="lead" in self._legend.values(),
                )
                self._read[key] = owned, None
            else:
                doubtful = isinstance(cell.value, float) and bool(re.fullmatch(r"20\d\d\.1", cell.text))
                year = _year_in(column.title) or self._table_year
                self._read[key] = None, read_times(region, column, self.context, year, doubtful=doubtful)
        return self._read[key]

    # The end of a table

    def _finish(self) -> None:
        counted: dict[tuple[str, tuple[int, int] | None], int] = {}
        shared: dict[tuple[str, tuple[int, int] | None], int] = {}
        for draft in self._drafts:
            key = draft.action, draft.serial_anchor
            shared[key] = shared.get(key, 0) + bool(draft.serial_anchor)
        last: dict[str, int] = {}
        for draft in self._drafts:
            key = draft.action, draft.serial_anchor
            number = draft.serial or str(last.get(draft.action, 0) + 1)
            if number.isdecimal():
                last[draft.action] = int(number)
            if shared[key] > 1:
                counted[key] = counted.get(key, 0) + 1
                number = f"{number}（{counted[key]}）"
            if draft.cells:
                self.found.tasks.append(self._task(draft, number))

    def _task(self, draft: Draft, number: str) -> Task:
        text = join(draft.texts, BREAK)
        read = [read_facts(text, self.context)] if text.text else []
        facts = together([*read, *draft.staged])
        for entry in facts.unresolved:
            self._unresolved(entry)
        for use in facts.other_uses:
            self.found.uses.setdefault(use.span, use)
        owners = [a for owned in draft.owned for a in owned.assignments]
        stated = {(a.agent, a.role) for a in owners}
        assignments: dict[tuple[str, str], Assignment] = {}
        for each in (*owners, *(a for a in facts.assignments if (a.agent, a.role) not in stated)):
            assignments.setdefault((each.agent, each.role), each)
        deadlines = [d for timed in draft.timed for d in timed.deadlines]
        due = {d.due for d in deadlines}
        kept = [d for d in facts.deadlines if d.due not in due]
        for repeated in (d for d in facts.deadlines if d.due in due):
            self._use(repeated.span, "repeated", repeated.quote)
        recurrences = [r for timed in draft.timed for r in timed.recurrences]
        often = {(r.period, r.minimum) for r in facts.recurrences}
        for repeated_often in (r for r in recurrences if (r.period, r.minimum) in often):
            self._use(repeated_often.span, "repeated", repeated_often.quote)
        recurrences = [r for r in recurrences if (r.period, r.minimum) not in often]
        first, last = min(s.start for s in draft.cells), max(s.end for s in draft.cells)
        heading = draft.heading
        return Task(
            no=number,
            action=draft.action,
            heading=self._printed(heading) if heading else None,
            span=self._span(Span(first, last)),
            assignments=tuple(assignments.values()),
            deadlines=(*deadlines, *kept),
            recurrences=(*recurrences, *facts.recurrences),
            targets=(*draft.targets, *facts.targets),
            sectors=facts.sectors,
            standing=(*(s for timed in draft.timed for s in timed.standing), *facts.standing),
            measures=facts.measures,
        )


def _year_in(text: str) -> int | None:
    years = {int(found) for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None
