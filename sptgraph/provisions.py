"""Where a plan's facts stand: its tasks and passages, the headings above them, and how a person cites them.

Two spellings of a place: ``where`` as corrections use it (``（二）/2``, ``三（一）``) and ``clause`` as lists
print it (``二（二）2``, ``三（一）``).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Generic, TypeVar

from sptgraph.language import Language
from sptgraph.model import (
    Action,
    Assignment,
    Deadline,
    Passage,
    Plan,
    Recurrence,
    Section,
    Span,
    Target,
    Task,
)

Fact = Assignment | Deadline | Recurrence | Target

ANNEX: Final = "附件"
PREAMBLE: Final = "引言"
_SUBSECTION: Final = re.compile(r"^[^\S\n]*[（(]([一二三四五六七八九十百]+)[）)]", re.MULTILINE)
_ANNEX_LINE: Final = re.compile(rf"^[^\S\n]*{ANNEX}", re.MULTILINE)
_STOPS: Final = re.compile(r"[。；\n]")

Heading = TypeVar("Heading", Section, Action)


@dataclass(frozen=True, slots=True)
class Provision:
    """A task or passage together with the headings it stands under.

    ``start`` is where its text begins; for a passage, where its first fact stands.
    """

    body: Task | Passage
    where: str
    clause: str
    action: Action | None
    section: Section | None
    start: int

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything the provision states, kind after kind."""
        return facts_of(self.body)


def facts_of(body: Task | Passage) -> tuple[Fact, ...]:
    """Return the facts of a task or passage, kind after kind."""
    return (*body.assignments, *body.deadlines, *body.recurrences, *body.targets)


def bodies_of(plan: Plan) -> tuple[Task | Passage, ...]:
    """Return the tasks of a plan, then its passages."""
    return (*plan.tasks, *plan.elsewhere)


class Outline:
    """A plan's headings and provisions, looked up by place.

    >>> from sptgraph.model import DocumentData, Source
    >>> task = Task("1", "（一）", "换管道", Span(20, 40))
    >>> plan = Plan(Source("a.txt", "txt", "", "", 40), DocumentData(), tasks=(task,))
    >>> Outline(plan).place_of(Span(25, 27))
    '（一）/1'
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._text, self._end = plan.source.text or "", plan.source.length
        self._sections, self._actions = _Headings(plan.sections), _Headings(plan.actions)
        self._tasks = [p for p in self.provisions if isinstance(p.body, Task)]
        self._task_starts = [p.start for p in self._tasks]

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """The tasks and passages in the order of the text."""
        return tuple(sorted(self.listed, key=lambda provision: provision.start))

    @cached_property
    def listed(self) -> tuple[Provision, ...]:
        """The tasks, then the passages, as the plan holds them; a second ``（一）/1`` is ``（一）/1~2``."""
        seen: Counter[str] = Counter()
        found = []
        tasks = map(self._of_task, self._plan.tasks)
        passages = map(self._of_passage, self._plan.elsewhere)
        for provision in (*tasks, *passages):
            seen[provision.where] += 1
            count = seen[provision.where]
            found.append(provision if count == 1 else replace(provision, where=f"{provision.where}~{count}"))
        return tuple(found)

    def place_of(self, span: Span) -> str:
        """Return the ``where`` of what stands at ``span``: a task, a subsection, 附件, 引言 before all."""
        at = bisect_right(self._task_starts, span.start) - 1
        if at >= 0 and _holds(self._tasks[at].body, span):
            return self._tasks[at].where
        section = self.section_before(span.start)
        if section is None:
            return PREAMBLE
        if _ANNEX_LINE.search(self._text, section.span.start, span.start + 1):
            return ANNEX
        action = self._actions.last_before(span.start)
        if action and action.span.start >= section.span.start:
            return section.no if action.no == section.no else section.no + action.no
        lines = list(_SUBSECTION.finditer(self._text, section.span.start, span.end))
        return section.no + (f"（{lines[-1][1]}）" if lines else "")

    def section_before(self, position: int) -> Section | None:
        """Return the section that ``position`` lies in; None before the first."""
        return self._sections.last_before(position)

    def region_of(self, where: str) -> Span | None:
        """Return the text of a passage (三, 三（一）, 二（三）, 附件, 引言); None if there is no such."""
        if where == PREAMBLE:
            return Span(0, min((s.span.start for s in self._plan.sections), default=self._end))
        if where == ANNEX:
            found = _ANNEX_LINE.search(self._text, max((s.span.end for s in self._plan.sections), default=0))
            return Span(found.start(), self._end) if found else None
        section = self._section_of(where)
        if section is None:
            return None
        region = Span(section.span.start, _next_start(self._plan.sections, section, self._end))
        if where == section.no:
            return region
        rest = where.removeprefix(section.no)
        for action in self._actions.numbered(rest):
            if region.start <= action.span.start < region.end:
                end = _next_start((*self._plan.actions, *self._plan.tasks), action, region.end)
                return Span(action.span.start, end)
        lines = list(_SUBSECTION.finditer(self._text, region.start, region.end))
        ends = [*(line.start() for line in lines[1:]), region.end]
        stretches = zip(lines, ends, strict=False)
        return next((Span(line.start(), end) for line, end in stretches if f"（{line[1]}）" == rest), None)

    def opening(self, provision: Provision, longest: int = 60, language: Language = "zh") -> str:
        """Return the words by which a reader knows a provision: its heading, else its first sentence, cut.

        Where the plan carries no text, the name that a person gave, else the words of its facts.
        """
        body = provision.body
        if isinstance(body, Task):
            text = self._text[body.span.start : body.span.end]
            return _cut(body.heading or text or (body.label.text(language) if body.label else ""), longest)
        facts = sorted(provision.facts, key=lambda fact: fact.span.start)
        if facts and self._text:
            return _cut(sentence(self._text, facts[0].span), longest)
        words = (fact.quote or (fact.agent if isinstance(fact, Assignment) else "") for fact in facts)
        return _cut("；".join(filter(None, dict.fromkeys(words))), longest)

    def _of_task(self, task: Task) -> Provision:
        action = self._actions.last_before(task.span.start, task.action)
        number = action.section if action else None
        section = self._sections.last_before(task.span.start, number or "")
        above = task.action if number in {None, task.action} else f"{number}{task.action}"
        where = f"{task.action}/{task.no}"
        return Provision(task, where, above + task.no, action, section, task.span.start)

    def _of_passage(self, passage: Passage) -> Provision:
        section = self._section_of(passage.where)
        rest = passage.where.removeprefix(section.no) if section else passage.where
        start = min((fact.span.start for fact in facts_of(passage)), default=self._end)
        here = [a for a in self._actions.numbered(rest) if section is None or a.section == section.no]
        action = next((a for a in reversed(here) if a.span.start <= start), None)
        return Provision(passage, passage.where, passage.where, action, section, start)

    def _section_of(self, where: str) -> Section | None:
        candidates = [section for section in self._plan.sections if where.startswith(section.no)]
        return max(candidates, key=lambda section: len(section.no), default=None)


def sentence(text: str, span: Span) -> str:
    """Return the sentence of ``text`` around ``span``, without white space at its ends.

    >>> sentence("甲。乙丙丁。戊", Span(3, 4))
    '乙丙丁。'
    """
    before = max(text.rfind(mark, 0, span.start) for mark in "。；\n")
    after = _STOPS.search(text, max(span.start, span.end - 1))
    return text[before + 1 : after.end() if after else len(text)].strip()


class _Headings(Generic[Heading]):
    """Headings of one kind in the order of the text, all and by number."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._lists: dict[str | None, list[Heading]] = {None: sorted(headings, key=lambda h: h.span.start)}
        for heading in self._lists[None]:
            self._lists.setdefault(heading.no, []).append(heading)
        self._starts = {no: [h.span.start for h in found] for no, found in self._lists.items()}

    def numbered(self, no: str) -> Sequence[Heading]:
        """Return the headings with that number."""
        return self._lists.get(no, ())

    def last_before(self, position: int, no: str | None = None) -> Heading | None:
        """Return the heading (with that number, if given) that stands last at or before ``position``."""
        at = bisect_right(self._starts.get(no, []), position)
        return self._lists[no][at - 1] if at else None


def _next_start(headings: Sequence[Section | Action | Task], after: Section | Action, end: int) -> int:
    return min((h.span.start for h in headings if h.span.start > after.span.start), default=end)


def _holds(body: Task | Passage, span: Span) -> bool:
    return isinstance(body, Task) and body.span.start <= span.start and span.end <= body.span.end


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"
