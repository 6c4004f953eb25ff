"""A plan without text + its document → the plan with text, every place found again in that document."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from sptgraph.attaching.attachment import KINDS, Attachment, Share
from sptgraph.attaching.mapping import Mapping
from sptgraph.attaching.outline import TextOutline, outline_of, parse
from sptgraph.content import content_of, fingerprint, source_of
from sptgraph.corrections.notation import spell
from sptgraph.errors import GraphError, ReadError
from sptgraph.model import (
    Action,
    Assignment,
    Deadline,
    Document,
    DutyList,
    Member,
    OtherUse,
    Passage,
    Plan,
    Recurrence,
    Section,
    SectorMention,
    Span,
    StandingMark,
    Target,
    Task,
    Unresolved,
)
from sptgraph.provisions import facts_of

LEAST: Final = 0.4
"""How much of the shorter of two texts must be in the other, for them to be copies of one document.

Plans of one campaign share up to a quarter.
"""

Fact = TypeVar("Fact", Assignment, Deadline, Recurrence, Target)
Body = TypeVar("Body", Task, Passage)
Loose = TypeVar("Loose", Unresolved, OtherUse, StandingMark, DutyList)
T = TypeVar("T")


def attach(plan: Plan, document: Document) -> Attachment:
    """Join a plan with a copy of its document, in any format.

    Places are found again by the outline that the graph keeps of its text: exactly where the text is the
    same, by their words where the pieces around them have changed. What the document no longer holds is
    left out, and named in the result. Raises ReadError where the document is not that of the plan,
    GraphError where the graph keeps no outline.
    """
    same = fingerprint(document.text) == plan.source.text_sha256
    mapping = Mapping(_outline(plan), document, same=same)
    if not same and mapping.share < LEAST:
        title, percent = plan.document.title or plan.source.name, f"{mapping.share:.0%}"
        raise ReadError(
            f"“{document.name}”对不上：最接近的《{title}》也只有 {percent} 相同；请换成那份方案的文件",
            f"“{document.name}” is no plan from here: of “{title}”, the nearest, only {percent} matches; "
            "give a copy of that plan",
        )
    joined = _Joining(mapping)
    found = joined.plan(plan, document)
    return Attachment(found, same, 1.0 if same else mapping.share, joined.shares())


def resemblance(plan: Plan, document: Document) -> float:
    """Return how much of the shorter of the two texts is in the other, from 0 to 1."""
    if fingerprint(document.text) == plan.source.text_sha256:
        return 1.0
    try:
        return min(Mapping(_outline(plan), document).share, 0.9999)
    except GraphError:
        return 0.0


def _outline(plan: Plan) -> TextOutline:
    source = plan.source
    if source.text is not None:
        return outline_of(source.text)
    if source.outline is None:
        raise GraphError(
            "图里既没有原文也没有文字轮廓（spt:textOutline），无法与文件对齐；请重新读取文件",
            "the graph holds neither its text nor an outline of it (spt:textOutline); read the plan again",
        )
    return parse(source.outline)


@dataclass
class _Joining:
    """Carries a plan over to the document, entry by entry, and counts what it found."""

    mapping: Mapping
    exact: dict[str, int] = field(default_factory=dict)
    by_words: dict[str, list[str]] = field(default_factory=dict)
    lost: dict[str, list[str]] = field(default_factory=dict)

    def plan(self, plan: Plan, document: Document) -> Plan:
        """Return the plan as it stands in the document."""
        return replace(
            plan,
            source=source_of(document),
            sections=_kept(map(self._section, plan.sections)),
            actions=_kept(map(self._action, plan.actions)),
            tasks=_kept(map(self._task, plan.tasks)),
            elsewhere=_kept(map(self._passage, plan.elsewhere)),
            members=_kept(map(self._member, plan.members)),
            unresolved=self._loose(plan.unresolved),
            other_uses=self._loose(plan.other_uses),
            duty_lists=self._loose(plan.duty_lists),
        )

    def shares(self) -> tuple[Share, ...]:
        """Return what was found of each kind that the plan has."""
        found = (
            Share(
                kind,
                self.exact.get(kind, 0),
                tuple(self.by_words.get(kind, ())),
                tuple(self.lost.get(kind, ())),
            )
            for kind in KINDS
        )
        return tuple(share for share in found if share.total)

    def _section(self, section: Section) -> Section | None:
        span = self.mapping.roughly(section.span) or self.mapping.by_words(section.span, section.title)
        return replace(section, span=span) if span else None

    def _action(self, action: Action) -> Action | None:
        span = self._find("action", action.span, action.title, f"{action.no} {action.title}")
        sectors = self._sectors(action.sectors, action.no)
        return replace(action, span=span, sectors=sectors) if span else None

    def _task(self, task: Task) -> Task | None:
        where = f"{task.action}/{task.no}"
        name = task.heading or (task.label.zh if task.label else "")
        exact = self.mapping.exact(task.span)
        span = exact or self.mapping.roughly(task.span)
        if span is None:
            self._miss("task", f"{where} {name}".rstrip())
            for fact in facts_of(task):
                self._miss(_kind(fact), f"{where} {spell(fact, 'zh')}")
            for mention in task.sectors:
                self._miss("sector", f"{where} {mention.key}")
            return None
        self._hit("task")
        measures = ((measure, self.mapping.roughly(measure.span)) for measure in task.measures)
        return replace(
            self._body(task, where),
            span=span,
            sectors=self._sectors(task.sectors, where),
            standing=self._loose(task.standing),
            measures=tuple(replace(measure, span=place) for measure, place in measures if place),
        )

    def _passage(self, passage: Passage) -> Passage | None:
        found = self._body(passage, passage.where)
        return found if facts_of(found) else None

    def _body(self, body: Body, where: str) -> Body:
        return replace(
            body,
            assignments=self._facts(body.assignments, where),
            deadlines=self._facts(body.deadlines, where),
            recurrences=self._facts(body.recurrences, where),
            targets=self._facts(body.targets, where),
        )

    def _facts(self, facts: tuple[Fact, ...], where: str) -> tuple[Fact, ...]:
        return _kept(self._fact(fact, where) for fact in facts)

    def _fact(self, fact: Fact, where: str) -> Fact | None:
        words = fact.quote or (fact.agent if isinstance(fact, Assignment) else "")
        span = self._find(_kind(fact), fact.span, words, f"{where} {spell(fact, 'zh')}")
        if span is None:
            return None
        found = replace(fact, span=span, quote=self._quote(fact, span))
        if isinstance(found, Assignment) and found.clause:
            return replace(found, clause=self.mapping.roughly(found.clause) or span)
        if isinstance(found, Recurrence) and found.tightens:
            return replace(found, tightens=self.mapping.exact(found.tightens))
        return found

    def _quote(self, fact: Fact, span: Span) -> str:
        """Return the words of a fact as the document prints them, where it still is the same length."""
        printed = self.mapping.words(span)
        if not fact.quote or content_of(printed).text == content_of(fact.quote).text:
            return printed
        return fact.quote

    def _member(self, member: Member) -> Member | None:
        span = self._find("member", member.span, member.name, spell(member, "zh"))
        return replace(member, span=span) if span else None

    def _sectors(self, mentions: tuple[SectorMention, ...], where: str) -> tuple[SectorMention, ...]:
        found = (
            (mention, self._find("sector", mention.span, "", f"{where} {mention.key}"))
            for mention in mentions
        )
        return tuple(replace(mention, span=span) for mention, span in found if span)

    def _loose(self, entries: tuple[Loose, ...]) -> tuple[Loose, ...]:
        found = ((entry, self.mapping.exact(entry.span)) for entry in entries)
        return tuple(replace(entry, span=span) for entry, span in found if span)

    def _find(self, kind: str, span: Span, words: str, entry: str) -> Span | None:
        if found := self.mapping.exact(span):
            self._hit(kind)
            return found
        if found := self.mapping.by_words(span, words):
            self.by_words.setdefault(kind, []).append(entry)
            return found
        self._miss(kind, entry)
        return None

    def _hit(self, kind: str) -> None:
        self.exact[kind] = self.exact.get(kind, 0) + 1

    def _miss(self, kind: str, entry: str) -> None:
        self.lost.setdefault(kind, []).append(entry)


def _kept(entries: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(entry for entry in entries if entry is not None)


def _kind(fact: Assignment | Deadline | Recurrence | Target) -> str:
    return _KIND[type(fact)]


_KIND: Final[dict[type, str]] = {
    Assignment: "assignment",
    Deadline: "deadline",
    Recurrence: "recurrence",
    Target: "target",
}
