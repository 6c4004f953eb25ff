"""The facts of a task or passage as quads: who, by when, how often, how much, in which sector."""

import re
from collections.abc import Sequence
from typing import Final

from pyoxigraph import NamedNode

from sptgraph.encoding.iris import segment
from sptgraph.encoding.organisations import Organisations
from sptgraph.encoding.sheet import Sheet
from sptgraph.encoding.terms import day, duration, integer, node, number
from sptgraph.model import (
    Assignment,
    Deadline,
    Measure,
    Passage,
    Recurrence,
    SectorMention,
    Span,
    StandingMark,
    Target,
    Task,
)
from sptgraph.vocabulary import PREFIXES

# Durations that every RDF engine keeps as they are written; P12M may come back as P1Y.
_STABLE_DURATION: Final = re.compile(r"P([1-9]|1[01])M|P[1-9]\d{0,8}[DWY]")

Fact = Assignment | Deadline | Recurrence | Target | StandingMark


def encode_measures(
    sheet: Sheet, task: NamedNode, measures: Sequence[Measure]
) -> list[tuple[Span, NamedNode]]:
    """Write the measures of a task and return them with their spans."""
    written = []
    for order, measure in enumerate(measures, 1):
        subject = sheet.below(task, "measure", str(measure.number))
        sheet.type(subject, "spt:Measure")
        sheet.state_text(subject, "skos:notation", str(measure.number))
        sheet.state(subject, "spt:order", integer(order))
        sheet.state(subject, "dcterms:isPartOf", task)
        sheet.locate(subject, measure.span)
        written.append((measure.span, subject))
    return written


def encode_sectors(sheet: Sheet, provision: NamedNode, mentions: Sequence[SectorMention]) -> None:
    """Write the sectors that a task or an action's heading names."""
    for order, mention in enumerate(mentions, 1):
        sector = NamedNode(PREFIXES["sec"] + segment(mention.key))
        subject = sheet.below(provision, "sector", str(order))
        sheet.type(subject, "spt:SectorMention")
        sheet.state(subject, "spt:about", provision)
        sheet.state(subject, "spt:sector", sector)
        sheet.state(subject, "spt:order", integer(order))
        sheet.state(provision, "spt:namesSector", sector)
        sheet.locate(subject, mention.span)


class Block:
    """A task or passage while its facts are written: it knows on which measure each of them hangs."""

    def __init__(
        self, sheet: Sheet, organisations: Organisations, provision: NamedNode, block: Task | Passage
    ) -> None:
        self._sheet, self._organisations, self._provision, self._block = (
            sheet,
            organisations,
            provision,
            block,
        )
        self._is_task = isinstance(block, Task)
        self._measures = encode_measures(sheet, provision, block.measures) if isinstance(block, Task) else []
        brackets = {a.clause for a in block.assignments if a.form == "bracket"}
        self._one_bracket = len(brackets) < 2
        self._clauses: dict[Span, NamedNode] = {}

    def write(self) -> None:
        """Write all facts of the block, each kind in the order given."""
        block = self._block
        for order, assignment in enumerate(block.assignments, 1):
            self._assignment(assignment, order)
        for order, deadline in enumerate(block.deadlines, 1):
            self._deadline(deadline, order)
        recurrences = [self._recurrence(each, order) for order, each in enumerate(block.recurrences, 1)]
        self._tighten(recurrences)
        for order, target in enumerate(block.targets, 1):
            self._target(target, order)
        if isinstance(block, Task):
            for order, mark in enumerate(block.standing, 1):
                self._fact("standing", "spt:StandingMark", mark, order)
            encode_sectors(self._sheet, self._provision, block.sectors)

    def _fact(self, part: str, kind: str, fact: Fact, order: int, *, whole: bool = False) -> NamedNode:
        """Write what all facts have; `whole` ones hold for the task and not for one of its measures."""
        sheet = self._sheet
        subject = sheet.below(self._provision, part, str(order))
        sheet.type(subject, kind)
        sheet.state(subject, "spt:about", self._provision if whole else self._narrowest(fact.span))
        sheet.state(subject, "spt:inTask", self._provision if self._is_task else None)
        sheet.state(subject, "spt:order", integer(order))
        sheet.locate(subject, fact.span, fact.quote)
        if not isinstance(fact, StandingMark):
            sheet.corrected(subject, fact.correction)
        return subject

    def _narrowest(self, span: Span) -> NamedNode:
        if len(self._measures) > 1:
            for around, measure in self._measures:
                if around.start <= span.start and span.end <= around.end:
                    return measure
        return self._provision

    def _assignment(self, fact: Assignment, order: int) -> None:
        sheet = self._sheet
        whole = fact.form == "bracket" and self._one_bracket
        subject = self._fact("assignment", "spt:Assignment", fact, order, whole=whole)
        sheet.state(subject, "spt:bearer", self._organisations.bearer(fact.agent, fact.agent_key))
        sheet.state_text(subject, "spt:agentKey", self._organisations.key_apart(fact.agent, fact.agent_key))
        sheet.state(subject, "spt:role", node(f"role:{fact.role}"))
        sheet.state_text(subject, "spt:basis", "stated")
        sheet.state_text(subject, "spt:form", fact.form)
        sheet.state_text(subject, "spt:agentText", fact.agent)
        sheet.state_text(subject, "spt:distribution", fact.distribution)
        sheet.state_text(subject, "spt:quantifier", fact.quantifier)
        if fact.clause is not None:
            sheet.state(subject, "spt:clause", self._clause(fact.clause))

    def _clause(self, span: Span) -> NamedNode:
        if span not in self._clauses:
            clause = self._clauses[span] = self._sheet.below(
                self._provision, "clause", str(len(self._clauses) + 1)
            )
            self._sheet.type(clause, "spt:OwnerClause")
            self._sheet.locate(clause, span)
        return self._clauses[span]

    def _deadline(self, fact: Deadline, order: int) -> None:
        sheet = self._sheet
        subject = self._fact("deadline", "spt:Deadline", fact, order)
        sheet.state(subject, "spt:due", day(fact.due))
        sheet.state(subject, "spt:startsOn", day(fact.start) if fact.start else None)
        sheet.state_text(subject, "spt:deadlineKind", fact.kind)
        sheet.state_text(subject, "spt:milestone", fact.milestone)
        sheet.state_text(subject, "spt:degree", fact.degree)

    def _recurrence(self, fact: Recurrence, order: int) -> tuple[Recurrence, NamedNode]:
        sheet = self._sheet
        subject = self._fact("recurrence", "spt:Recurrence", fact, order)
        sheet.state(subject, "spt:period", duration(fact.period))
        if not _STABLE_DURATION.fullmatch(fact.period):
            sheet.state_text(subject, "spt:periodText", fact.period)
        sheet.state(subject, "spt:minimumCount", integer(fact.minimum))
        sheet.state_text(subject, "spt:agentText", fact.agent)
        sheet.state_text(subject, "spt:scope", fact.scope)
        sheet.state_label(subject, fact.label)
        return fact, subject

    def _tighten(self, recurrences: Sequence[tuple[Recurrence, NamedNode]]) -> None:
        """Link each tightened recurrence to the general one, or to its span where it is not in the block."""
        general = {fact.span: subject for fact, subject in reversed(recurrences)}
        for fact, subject in recurrences:
            if fact.tightens is not None:
                aim = general.get(fact.tightens) or self._sheet.span(fact.tightens)
                self._sheet.state(subject, "spt:tightens", aim)

    def _target(self, fact: Target, order: int) -> None:
        sheet = self._sheet
        subject = self._fact("target", "spt:Target", fact, order)
        sheet.state(subject, "spt:value", number(fact.value))
        sheet.state_text(subject, "spt:unit", fact.unit)
        sheet.state_text(subject, "spt:comparator", fact.comparator)
