"""The facts of a task or passage read back from their nodes."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from sptgraph.encoding.nodes import Graph, one_of
from sptgraph.errors import GraphError
from sptgraph.model import (
    Assignment,
    Comparator,
    Deadline,
    DeadlineKind,
    Degree,
    Distribution,
    Form,
    Milestone,
    Quantifier,
    Recurrence,
    Role,
    SectorMention,
    Span,
    StandingMark,
    Target,
)

T = TypeVar("T")
_KINDS: Final = ("Assignment", "Deadline", "Recurrence", "Target", "StandingMark", "SectorMention")
_NOWHERE: Final = Span(0, 0)


class FactReader:
    """Reads facts by the task or passage they belong to; ``partial`` allows facts without a place."""

    def __init__(self, graph: Graph, *, partial: bool) -> None:
        self._graph, self._partial = graph, partial
        self._facts: dict[tuple[str, str], list[str]] = {}
        for kind in _KINDS:
            for fact in graph.instances(f"spt:{kind}"):
                block = graph.link(fact, "spt:inTask") or graph.needed(fact, "spt:about")
                self._facts.setdefault((kind, block), []).append(fact)

    def span_of(self, iri: str) -> Span:
        """Return where a node stands in the text."""
        return self._located(iri)[0]

    def correction_of(self, iri: str) -> str | None:
        """Return the identifier of the correction that made a fact what it is, or None."""
        made_by = self._graph.link(iri, "prov:wasGeneratedBy")
        return self._graph.required(made_by, "skos:notation", str) if made_by else None

    def agent_key(self, iri: str, predicate: str) -> str | None:
        """Return the department that the name of a bearer or member was read as, or None."""
        apart = self._graph.optional(iri, "spt:agentKey", str)
        if apart is not None:
            return apart or None
        return self._graph.key(self._graph.needed(iri, predicate), "spt:departmentType", "dep")

    def assignments(self, block: str) -> tuple[Assignment, ...]:
        """Return who answers, in the order printed."""
        return self._all("Assignment", block, self._assignment)

    def deadlines(self, block: str) -> tuple[Deadline, ...]:
        """Return the dates."""
        return self._all("Deadline", block, self._deadline)

    def recurrences(self, block: str) -> tuple[Recurrence, ...]:
        """Return the frequencies."""
        return self._all("Recurrence", block, self._recurrence)

    def targets(self, block: str) -> tuple[Target, ...]:
        """Return the quantified results."""
        return self._all("Target", block, self._target)

    def standing(self, block: str) -> tuple[StandingMark, ...]:
        """Return the words that make the duty standing."""
        return self._all("StandingMark", block, self._standing)

    def sectors(self, block: str) -> tuple[SectorMention, ...]:
        """Return the sectors named."""
        return self._all("SectorMention", block, self._sector)

    def _all(self, kind: str, block: str, read: Callable[[str], T]) -> tuple[T, ...]:
        return tuple(read(fact) for fact in self._facts.get((kind, block), ()))

    def _located(self, iri: str) -> tuple[Span, str]:
        """Return where a node stands in the text, and the words it was read from ("" where none)."""
        span = self._graph.link(iri, "spt:locatedAt")
        if span is not None:
            return self._span(span), self._graph.optional(span, "oa:exact", str) or ""
        if self._partial:
            return _NOWHERE, ""
        raise GraphError(
            f"<{iri}> 没有原文位置 spt:locatedAt", f"<{iri}> has no place in the text (spt:locatedAt)"
        )

    def _span(self, span: str) -> Span:
        graph = self._graph
        return Span(
            start=graph.required(span, "oa:start", int),
            end=graph.required(span, "oa:end", int),
            page=graph.optional(span, "spt:page", int),
            paragraph=graph.optional(span, "spt:paragraph", int),
            cell=graph.optional(span, "spt:cell", str),
        )

    def _assignment(self, iri: str) -> Assignment:
        graph, (span, quote) = self._graph, self._located(iri)
        clause = graph.link(iri, "spt:clause")
        role = graph.needed_key(iri, "spt:role", "role")
        return Assignment(
            agent=graph.required(iri, "spt:agentText", str),
            role=graph.parse(iri, "spt:role", role, one_of(Role)),
            form=graph.required(iri, "spt:form", one_of(Form)),
            quote=quote,
            span=span,
            agent_key=self.agent_key(iri, "spt:bearer"),
            clause=self.span_of(clause) if clause else None,
            distribution=graph.optional(iri, "spt:distribution", one_of(Distribution)),
            quantifier=graph.optional(iri, "spt:quantifier", one_of(Quantifier)),
            correction=self.correction_of(iri),
        )

    def _deadline(self, iri: str) -> Deadline:
        graph, (span, quote) = self._graph, self._located(iri)
        return Deadline(
            due=graph.required(iri, "spt:due", date.fromisoformat),
            kind=graph.required(iri, "spt:deadlineKind", one_of(DeadlineKind)),
            quote=quote,
            span=span,
            start=graph.optional(iri, "spt:startsOn", date.fromisoformat),
            milestone=graph.optional(iri, "spt:milestone", one_of(Milestone)),
            degree=graph.optional(iri, "spt:degree", one_of(Degree)),
            correction=self.correction_of(iri),
        )

    def _recurrence(self, iri: str) -> Recurrence:
        graph, (span, quote) = self._graph, self._located(iri)
        period = graph.optional(iri, "spt:periodText", str)
        return Recurrence(
            period=graph.required(iri, "spt:period", str) if period is None else period,
            minimum=graph.required(iri, "spt:minimumCount", int),
            quote=quote,
            span=span,
            agent=graph.optional(iri, "spt:agentText", str),
            scope=graph.optional(iri, "spt:scope", str),
            tightens=self._tightened(graph.link(iri, "spt:tightens")),
            correction=self.correction_of(iri),
            label=graph.label(iri),
        )

    def _tightened(self, general: str | None) -> Span | None:
        """Return the span of the general recurrence; where the plan lacks that, the link is to the span."""
        if general is None:
            return None
        return self._span(general) if self._graph.values(general, "oa:start") else self.span_of(general)

    def _target(self, iri: str) -> Target:
        graph, (span, quote) = self._graph, self._located(iri)
        return Target(
            value=graph.required(iri, "spt:value", float),
            unit=graph.required(iri, "spt:unit", str),
            quote=quote,
            span=span,
            comparator=graph.optional(iri, "spt:comparator", one_of(Comparator)),
            correction=self.correction_of(iri),
        )

    def _standing(self, iri: str) -> StandingMark:
        span, quote = self._located(iri)
        return StandingMark(quote, span)

    def _sector(self, iri: str) -> SectorMention:
        return SectorMention(self._graph.needed_key(iri, "spt:sector", "sec"), self.span_of(iri))
