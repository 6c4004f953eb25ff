"""A task table that this software wrote, read back: its cells say each fact in one fixed way."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, cast

from sptgraph.errors import NotAPlan
from sptgraph.extraction.agents import is_bare_name, quantifier_of, split_top
from sptgraph.extraction.facts import Context
from sptgraph.extraction.folding import Folded, fold
from sptgraph.extraction.frequency import find_frequencies
from sptgraph.extraction.tables.shape import Shape, own_cells
from sptgraph.extraction.targets import find_targets
from sptgraph.grid import Cell, GridRow
from sptgraph.model import (
    Action,
    Assignment,
    Comparator,
    Deadline,
    DeadlineKind,
    Degree,
    Distribution,
    Document,
    Milestone,
    Passage,
    Recurrence,
    Role,
    Section,
    Span,
    StandingMark,
    Target,
    Task,
)
from sptgraph.wording import COMPARATOR, DEGREE, DISTRIBUTION, MILESTONE, PERIOD

_DAY: Final = r"\d{4}-\d\d-\d\d"
_EVERY: Final = r"(?:每[\d一-鿿]{1,4}?|P\w{2,4}?)至少"


def _aside(next_: str) -> str:
    """Return the pattern of what stands in brackets up to the next fact, whatever brackets are in it."""
    return rf"(?:（(?P<aside>[^\n]*?)）(?=\s*(?:{next_}|\Z)))?"


_DUE: Final = re.compile(
    rf"(?:(?P<start>{_DAY})至(?P<until>{_DAY})|(?P<by>{_DAY})前|至(?P<during>{_DAY})|(?P<within>{_DAY})内)"
    + _aside(rf"至?{_DAY}|长期（")
)
_STANDING: Final = re.compile(r"长期（(?P<quote>[^（）]*)）")
_OFTEN: Final = re.compile(rf"(?P<every>{_EVERY})(?P<least>\d+)次" + _aside(_EVERY))
_AMOUNT: Final = re.compile(
    rf"(?P<comparator>{'|'.join(COMPARATOR.values())})?(?P<value>\d+(?:\.\d+)?)(?P<unit>[^\d\n（）]+)"
    + _aside(rf"(?:{'|'.join(COMPARATOR.values())})?\d")
)
_SHARED: Final = re.compile(rf"（({'|'.join(DISTRIBUTION.values())})）$")
_CLAUSE: Final = re.compile(r"(?P<label>[^，]+)(?:，第(?P<page>\d+)页)?")
_HEADING: Final = re.compile(r"(?P<no>（[^（）]+）|[一二三四五六七八九十]+)、?(?P<title>.*)", re.DOTALL)
_NOTE: Final = re.compile(r"^依据：(?P<said>.+)$", re.MULTILINE)
_NUMBER: Final = re.compile(r"[〔（]20\d\d[〕）]\d+号$")
_ISO: Final = re.compile(_DAY)
_TITLED: Final = re.compile(
    r"(?m)^(牵头单位|责任单位|配合单位|属地|依法推定|完成时限|最后期限|频次|目标|备注|进展情况|填报日期|进展说明|逾期|较上次变化|各单位进展)：\s*"
)
_OTHER_KINDS: Final = frozenset({"职责", "原文要求", "季度", "截止日期"})
_UNSAID: Final = frozenset({"", "—", "未明确"})


def is_own(shape: Shape) -> bool:
    """Whether a table has the columns of one that this software wrote."""
    titles = {column.title for body in shape.bodies for column in body.header.columns}
    return {"任务", "出处"} <= titles and bool({"属地", "最后期限"} & titles) and not titles & _OTHER_KINDS


def note_of(document: Document) -> tuple[Folded, tuple[tuple[str, str], ...]] | None:
    """Return what the line 依据：… says: the plan's title, and its issuer, number and date as hints."""
    found = _NOTE.search(document.text)
    if found is None:
        return None
    parts = found["said"].split("，")[:-1]
    hints: list[tuple[str, str]] = []
    if parts and _ISO.fullmatch(parts[-1]):
        hints.append(("issued", parts.pop()))
    if len(parts) > 1 and _NUMBER.search(parts[-1]):
        hints.append(("number", parts.pop()))
    if len(parts) > 1:
        hints.append(("publisher", parts.pop()))
    title = "，".join(parts)
    return fold(title, found.start("said")), tuple(hints)


@dataclass(slots=True)
class OwnTables:
    """Reads the rows of a table that this software wrote; what it holds stands in its lists."""

    context: Context
    regions: Mapping[str, Span]
    sections: dict[str, Section] = field(default_factory=dict)
    actions: dict[tuple[str | None, str], Action] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def read(self, shape: Shape) -> None:
        """Take the rows of a table; those with a task's number are tasks, the others clauses outside."""
        outside = any("任务以外" in line for line in (shape.grid.name, *shape.grid.above[-1:]))
        for body in shape.bodies:
            columns = {c.title: c.at for c in body.header.columns}
            if "方案" in columns:
                raise NotAPlan(
                    f"{self.context.document.name}：这张清单汇总了几份方案，不能读成一份；"
                    "请用方案原件或单份方案的清单",
                    f"{self.context.document.name}: this list is of several plans and cannot be read as one; "
                    "give the plans themselves",
                )
            below = shape.below if body is shape.bodies[-1] else []
            for row, more in _with_more([*(row for row, _ in body.rows), *below]):
                self._row(row, more, columns, outside or row.text(columns.get("表", 0)) == "任务以外")

    def _row(self, row: GridRow, more: Sequence[Cell], columns: Mapping[str, int], outside: bool) -> None:
        cells = {title: cell for title, at in columns.items() if (cell := row.at(at))}
        places = {
            title: self.regions[cell.address] for title, cell in cells.items() if cell.address in self.regions
        }
        for cell in more:
            places.update(self._named(cell))
        if "出处" not in places or not (label := _CLAUSE.fullmatch(cells["出处"].text)):
            return
        where = label["label"]
        last = max(span.end for span in places.values())
        first = min(span.start for title, span in places.items() if title not in ("序号", "行动", "表"))
        facts = (
            tuple(self._owners(places)),
            tuple(self._deadlines(places)),
            tuple(self._recurrences(places)),
            tuple(self._targets(places)),
        )
        head = _HEADING.fullmatch(cells["行动"].text) if "行动" in cells else None
        if outside:
            if head and not head["no"].startswith("（"):
                span = self._span(places["行动"])
                self.sections.setdefault(head["no"], Section(head["no"], _flat(head["title"]), span))
            self.passages.append(Passage(where, *facts))
            return
        no, action = self._placed(where, head, places)
        text = _flat(cells["任务"].text) if "任务" in cells else ""
        self.tasks.append(
            Task(
                no,
                action,
                text.removeprefix(no).lstrip(".") or None,
                self._span(Span(first, last)),
                *facts,
                standing=tuple(self._standing(places)),
            )
        )

    def _named(self, cell: Cell) -> Iterator[tuple[str, Span]]:
        """Yield the columns that had no room and stand below the row, each behind its title: 频次：…."""
        region = self.regions[cell.address]
        found = list(_TITLED.finditer(self.context.document.text, region.start, region.end))
        ends = [*(each.start() for each in found[1:]), region.end]
        for each, end in zip(found, ends, strict=True):
            yield each[1], Span(each.end(), end)

    def _placed(self, where: str, head: re.Match[str] | None, places: Mapping[str, Span]) -> tuple[str, str]:
        """Return the number of a task and of its action, from 三（二）4 and the action's heading."""
        if head is None:
            found = re.match(r"(?P<above>.*?)(?P<no>\d.*|（[^（）]+）)$", where)
            return (found["no"], found["above"]) if found else (where, "")
        number = head["no"]
        before, _, behind = where.partition(number)
        section = before or (None if number.startswith("（") else number)
        if section and section != number:
            span = self._span(places["行动"])
            self.sections.setdefault(section, Section(section, section, span))
        title = Span(places["行动"].start + head.start("title"), places["行动"].end)
        self.actions.setdefault(
            (section, number), Action(number, _flat(head["title"]), section, self._span(title))
        )
        return behind, number

    def _owners(self, places: Mapping[str, Span]) -> Iterator[Assignment]:
        headed: tuple[tuple[str, Role], ...] = (
            ("牵头单位", "lead"),
            ("责任单位", "responsible"),
            ("配合单位", "support"),
            ("属地", "responsible"),
        )
        for title, role in headed:
            if (region := places.get(title)) and self._text(region) not in _UNSAID:
                for clause in self._split(region, "；"):
                    yield from self._clause(clause, role)

    def _clause(self, clause: Span, role: Role) -> Iterator[Assignment]:
        text = self._text(clause)
        shared = _SHARED.search(text)
        distribution = next((k for k, v in DISTRIBUTION.items() if shared and v == shared[1]), None)
        names = Span(clause.start, clause.start + shared.start()) if shared else clause
        is_open = self._text(names).endswith("等")
        lexicon, place = self.context.lexicon, self.context.place
        for each in self._split(Span(names.start, names.end - is_open), "、"):
            agent = _flat(self._text(each))
            span = self._span(each)
            yield Assignment(
                agent,
                role,
                "bracket",
                "".join(agent.split()),
                span,
                lexicon.department_key(agent, place, bare=is_bare_name(agent)),
                self._span(clause),
                cast("Distribution | None", distribution),
                "open" if is_open else quantifier_of(agent),
            )

    def _deadlines(self, places: Mapping[str, Span]) -> Iterator[Deadline]:
        for found, span in self._matches(places.get("完成时限"), _DUE):
            kinds: tuple[DeadlineKind, ...] = ("by", "during", "within")
            kind: DeadlineKind = next((k for k in kinds if found[k]), "during")
            due = date.fromisoformat(found["until"] or found[kind])
            begins = date.fromisoformat(found["start"]) if found["start"] else None
            quote, goal = _goal(found["aside"] or "")
            degree = next((k for k, word in DEGREE.items() if goal.startswith(word)), None)
            aim = goal.removeprefix(DEGREE[degree]) if degree else goal
            milestone = next((k for k, word in MILESTONE.items() if aim == word), None)
            yield Deadline(
                due,
                kind,
                quote or self._text(span),
                span,
                begins,
                cast("Milestone | None", milestone),
                cast("Degree | None", degree),
            )

    def _standing(self, places: Mapping[str, Span]) -> Iterator[StandingMark]:
        for found, span in self._matches(places.get("完成时限"), _STANDING):
            yield StandingMark(found["quote"], span)

    def _recurrences(self, places: Mapping[str, Span]) -> Iterator[Recurrence]:
        before: Span | None = None
        for found, span in self._matches(places.get("频次"), _OFTEN):
            often = found["every"].removesuffix("至少")
            asked = find_frequencies(often).found
            period = next((k for k, word in PERIOD.items() if word == often), None)
            period = period or (asked[0].period if asked else often)
            said = (found["aside"] or "").split("；")
            scope = next((s.removeprefix("范围：") for s in said if s.startswith("范围：")), None)
            agent = next((s.removeprefix("主体：") for s in said if s.startswith("主体：")), None)
            yield Recurrence(
                period, int(found["least"]), said[0], span, agent, scope, before if scope else None
            )
            before = span if scope is None else before

    def _targets(self, places: Mapping[str, Span]) -> Iterator[Target]:
        for found, span in self._matches(places.get("目标"), _AMOUNT):
            quote = found["aside"] or self._text(span)
            comparator = next((k for k, word in COMPARATOR.items() if word == found["comparator"]), None)
            same = (q for q in find_targets(fold(quote).text) if q.value == float(found["value"]))
            comparator = comparator or next((q.comparator for q in same), None)
            yield Target(
                float(found["value"]), found["unit"], quote, span, cast("Comparator | None", comparator)
            )

    def _matches(self, region: Span | None, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        text = self._text(region) if region else ""
        for found in pattern.finditer(text) if region else ():
            start = (region or Span(0, 0)).start
            yield found, self._span(Span(start + found.start(), start + found.end()))

    def _split(self, region: Span, signs: str) -> Iterator[Span]:
        for piece in split_top(self.context.document.text, region.start, region.end, signs):
            if piece.end > piece.start:
                yield Span(piece.start, piece.end)

    def _text(self, region: Span) -> str:
        return self.context.document.text[region.start : region.end]

    def _span(self, region: Span) -> Span:
        edges = Folded("  ", (region.start, region.end - 1))
        return self.context.locate(edges, 0, 2)


def _with_more(rows: Sequence[GridRow]) -> Iterator[tuple[GridRow, list[Cell]]]:
    """Yield the rows, each with the cells below it that go on with it across the table."""
    current: tuple[GridRow, list[Cell]] | None = None
    for row in rows:
        own = own_cells(row)
        if current and len(own) == 1 and _TITLED.match(own[0].text):
            current[1].append(own[0])
            continue
        if current:
            yield current
        current = row, []
    if current:
        yield current


def hinted(document: Document, hints: tuple[tuple[str, str], ...]) -> Document:
    """Return the document with what the line 依据：… says of the plan."""
    return replace(document, hints=(*hints, *document.hints))


def _goal(aside: str) -> tuple[str, str]:
    quote, sign, goal = aside.rpartition("；")
    return (quote, goal) if sign else (aside, "")


def _flat(text: str) -> str:
    return " ".join(text.split())
