"""The rows of a task table → tasks and the actions they stand under."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sptgraph.extraction.accounting import account
from sptgraph.extraction.facts import Context, Facts, mentions, read_facts
from sptgraph.extraction.folding import BREAK, Folded, fold, join
from sptgraph.extraction.numerals import to_chinese
from sptgraph.extraction.paragraphs import marker_of
from sptgraph.extraction.places import printed
from sptgraph.extraction.tables.columns import OWNERS, TIMES, Column
from sptgraph.extraction.tables.owning import Owned, read_owners
from sptgraph.extraction.tables.shape import BLANK, DITTO, Body, Header, Shape, group_number, own_cells
from sptgraph.extraction.tables.timing import Timed, read_times
from sptgraph.extraction.targets import find_targets
from sptgraph.grid import Cell, GridRow
from sptgraph.model import (
    Action,
    Assignment,
    OtherUse,
    Section,
    Span,
    Target,
    Task,
    Unresolved,
)

_YEAR: Final = re.compile(r"(20\d\d)年?")
_LISTED: Final = re.compile(r"^(?:\d{1,2}[.、]|[（(]\d{1,2}[)）]|[①-⑳])")
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


@dataclass(slots=True)
class Found:
    """What the tables of a document hold."""

    sections: list[Section] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    unresolved: dict[tuple[Span, str], Unresolved] = field(default_factory=dict)
    uses: dict[Span, OtherUse] = field(default_factory=dict)


class Rows:
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
        self.context, self.regions, self.year = context, regions, year
        self._fallback, self._several = fallback, several
        self.found = Found()
        self._drafts: list[Draft] = []
        self._said: dict[int, tuple[Owned | None, Timed | None]] = {}
        self._read: dict[tuple[str, int], tuple[Owned | None, Timed | None]] = {}
        self._section: str | None = None
        self._action: str | None = None
        self._group: tuple[tuple[int, int], str] | None = None
        self._table_year = year
        self._first_leads = context.first_leads

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
        for body in shape.bodies:
            self._account_header(shape, body.header)
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

    def _open_section(self, text: Folded) -> None:
        marker = marker_of(text.text)
        number = to_chinese(marker.number if marker and marker.level == 1 else len(self.found.sections) + 1)
        title = text.part(marker.length, len(text.text)) if marker else text
        self.found.sections.append(Section(number, self._printed(title), self._locate(title)))
        self._section, self._action = number, None
        self._note_words(text, "heading")

    def _open_action(self, text: Folded) -> None:
        marker = marker_of(text.text)
        if marker and marker.level in (1, 2):
            number = to_chinese(marker.number)
            number = number if marker.level == 1 else f"（{number}）"
            title = text.part(marker.length, len(text.text))
        else:
            taken = {action.no for action in self.found.actions}
            at = len(self.found.actions) + 1
            while f"（{to_chinese(at)}）" in taken:
                at += 1
            number, title = f"（{to_chinese(at)}）", text
        title = title if title.text else text
        sectors = mentions(title, self.context)
        self.found.actions.append(
            Action(number, self._printed(title), self._section, self._locate(title), sectors)
        )
        self._action = number
        self._note_words(text, "heading")

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
            self._cell(draft, cell, column, row)

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
            text = self._lines(region)
            draft.texts.append(text)
            if column.kind == "target" and not find_targets(text.text):
                draft.targets += self._amount(text)
        elif column.kind == "leader" and own:
            self._use(self._span(region), "person")
        elif own and column.kind in ("remark", "progress"):
            self._note_words(self._fold(region), "left-out")

    def _said_in(self, draft: Draft, cell: Cell, column: Column, region: Span) -> None:
        if BLANK.fullmatch(cell.text):
            return
        if DITTO.fullmatch(cell.text):
            owned, timed = _at(self._said.get(column.at, (None, None)), self._span(region), cell.text)
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
            if column.kind in OWNERS:
                owned = read_owners(region, column, self.context, first_leads=self._first_leads)
                self._read[key] = owned, None
            else:
                doubtful = isinstance(cell.value, float) and bool(re.fullmatch(r"20\d\d\.1", cell.text))
                year = _year_in(column.title) or self._table_year
                self._read[key] = None, read_times(region, column, self.context, year, doubtful=doubtful)
        return self._read[key]

    def _amount(self, text: Folded) -> list[Target]:
        """Read a target cell that holds an amount alone: 100%, 不少于20家."""
        asked = Folded("达到" + text.text, (*text.offsets[:1] * 2, *text.offsets))
        return [
            Target(q.value, q.unit, printed(self.context.document, span), span, q.comparator)
            for q in find_targets(asked.text)
            for span in [self.context.locate(asked, max(q.start, 2), q.end)]
        ]

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
        facts = read_facts(text, self.context) if text.text else Facts()
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

    # Words that state nothing

    def _account_header(self, shape: Shape, header: Header) -> None:
        for row in shape.grid.rows:
            if header.first <= row.number <= header.last:
                self._aside(row, "heading")

    def _aside(self, row: GridRow, use: str) -> None:
        for cell in own_cells(row):
            if region := self.regions.get(cell.address):
                self._note_words(self._fold(region), use)

    def aside(self, rows: list[GridRow], use: str) -> None:
        """Account for the words of rows that stand beside the table."""
        for row in rows:
            self._aside(row, use)

    def _note_words(self, text: Folded, use: str) -> None:
        for loose in account(text.text, (), default=use):
            self._use(self.context.locate(text, loose.start, loose.end), use)

    def _use(self, span: Span, use: str, text: str | None = None) -> None:
        words = printed(self.context.document, span) if text is None else text
        self.found.uses.setdefault(span, OtherUse(span, words, use))

    def _unresolved(self, entry: Unresolved) -> None:
        self.found.unresolved.setdefault((entry.span, entry.reason), entry)

    # Text and places

    def _fold(self, region: Span) -> Folded:
        return fold(self.context.document.text[region.start : region.end], region.start)

    def _lines(self, region: Span) -> Folded:
        """Return a cell's text; its lines run together save where a numbered item begins."""
        whole = Folded("", ())
        for found in re.finditer(r"[^\n]+", self.context.document.text[region.start : region.end]):
            line = fold(found.group(), region.start + found.start())
            stop = whole.text[-1:] in "。；" or _LISTED.match(line.text)
            whole = join([whole, line], BREAK if whole.text and stop else "")
        return whole

    def _span(self, region: Span) -> Span:
        text = Folded(" " * 2, (region.start, region.end - 1))
        return self.context.locate(text, 0, 2)

    def _locate(self, text: Folded) -> Span:
        return self.context.locate(text, 0, len(text.text))

    def _printed(self, text: Folded) -> str:
        return printed(self.context.document, self._locate(text))


def _at(said: tuple[Owned | None, Timed | None], span: Span, quote: str) -> tuple[Owned | None, Timed | None]:
    """Return the facts of the cell above as those of a cell that repeats it (同上)."""
    owned, timed = said
    words = "".join(quote.split())
    if owned:
        owned = Owned(tuple(replace(a, span=span, quote=words, clause=span) for a in owned.assignments))
    if timed:
        timed = Timed(
            tuple(replace(d, span=span, quote=words) for d in timed.deadlines),
            tuple(replace(r, span=span, quote=words) for r in timed.recurrences),
            tuple(replace(s, span=span, quote=words) for s in timed.standing),
        )
    return owned, timed


def _year_in(text: str) -> int | None:
    years = {int(found) for found in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None
