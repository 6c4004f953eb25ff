"""Quads → `Plan`: the way back, without loss and without trust."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad

from sptgraph.encoding.decode_facts import FactReader
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.nodes import Graph, flag, one_of
from sptgraph.encoding.terms import TYPE, node
from sptgraph.errors import GraphError
from sptgraph.model import (
    Action,
    Correction,
    DocumentData,
    DocumentFormat,
    DutyList,
    FactKind,
    Level,
    Measure,
    Member,
    MemberClass,
    OtherUse,
    Passage,
    Plan,
    Section,
    Source,
    Task,
    Unresolved,
)

_NO_SOURCE: Final = Source(name="", format="txt", sha256="", text_sha256="", length=0)


def plans_in(quads: Iterable[Quad]) -> tuple[str, ...]:
    """Return the IRIs of the plans that the quads describe, sorted."""
    kind = node("spt:Plan")
    found = {
        q.subject.value
        for q in quads
        if q.object == kind and q.predicate == TYPE and isinstance(q.subject, NamedNode)
    }
    return tuple(sorted(found))


def decode(quads: Iterable[Quad], *, partial: bool = False) -> Plan:
    """Return the plan that `encode` wrote; ``decode(encode(plan)) == plan``.

    What rules derived is passed over. ``partial`` takes the stated graph alone (a Turtle file): every
    span is then empty and the source unknown. Raises GraphError where the quads hold no plan, several,
    or one with a part missing or malformed.
    """
    quads = tuple(quads)
    plans = plans_in(quads)
    if len(plans) != 1:
        raise GraphError(
            f"图里应当正好有一份方案（spt:Plan），现有 {len(plans)} 份",
            f"the graph must hold exactly one plan (spt:Plan); it holds {len(plans)}",
        )
    names = PlanGraphs.of(plans[0])
    own = {names.stated, names.corrections, names.source}
    kept = (q for q in quads if isinstance(q.graph_name, DefaultGraph) or q.graph_name.value in own)
    graph = Graph(kept)
    return _Decoder(graph, FactReader(graph, partial=partial), plans[0], partial=partial).plan()


class _Decoder:
    """Reads the document's data and the provisions; the facts on them come from the `FactReader`."""

    def __init__(self, graph: Graph, facts: FactReader, iri: str, *, partial: bool) -> None:
        self._graph, self._facts, self._iri, self._partial = graph, facts, iri, partial
        self._measures: dict[str, list[str]] = {}
        for measure in graph.instances("spt:Measure"):
            self._measures.setdefault(graph.needed(measure, "dcterms:isPartOf"), []).append(measure)

    def plan(self) -> Plan:
        """Return the whole plan."""
        graph = self._graph
        sections = [iri for iri in graph.instances("spt:Section") if graph.values(iri, "dcterms:title")]
        return Plan(
            source=self._source(),
            document=self._document(),
            sections=tuple(self._section(iri) for iri in sections),
            actions=tuple(self._action(iri) for iri in graph.instances("spt:Action")),
            tasks=tuple(self._task(iri) for iri in graph.instances("spt:Task")),
            elsewhere=self._elsewhere(),
            members=tuple(self._member(iri) for iri in graph.instances("spt:Membership")),
            unresolved=tuple(self._unresolved(iri) for iri in graph.instances("spt:Unresolved")),
            other_uses=tuple(self._other_use(iri) for iri in graph.instances("spt:OtherUse")),
            corrections=tuple(self._correction(iri) for iri in graph.instances("spt:Correction")),
            duty_lists=tuple(self._duty_list(iri) for iri in graph.instances("spt:CitedList")),
        )

    def _source(self) -> Source:
        graph, file = self._graph, self._graph.link(self._iri, "dcterms:source")
        if file is None:
            if self._partial:
                return _NO_SOURCE
            raise GraphError(
                f"<{self._iri}> 没有来源图；只含陈述图的 Turtle 不能还原方案，请用 TriG 或 N-Quads",
                f"<{self._iri}> has no source graph; use TriG: Turtle holds the stated graph alone",
            )
        return Source(
            name=graph.required(file, "spt:fileName", str),
            format=graph.required(file, "dcterms:format", one_of(DocumentFormat)),
            sha256=graph.required(file, "spt:sha256", str),
            text_sha256=graph.required(file, "spt:textSha256", str),
            length=graph.required(file, "spt:length", int),
            text=graph.optional(file, "spt:text", str),
            outline=graph.optional(file, "spt:textOutline", str),
        )

    def _document(self) -> DocumentData:
        graph, iri = self._graph, self._iri
        place = graph.link(iri, "spt:jurisdiction")
        start = graph.optional(iri, "spt:periodStart", int)
        end = graph.optional(iri, "spt:periodEnd", int)
        return DocumentData(
            title=graph.optional(iri, "dcterms:title", str),
            issuer=graph.optional(iri, "spt:issuerName", str),
            number=graph.optional(iri, "spt:documentNumber", str),
            issued=graph.optional(iri, "dcterms:issued", date.fromisoformat),
            jurisdiction=graph.required(place, "skos:prefLabel", str) if place else None,
            level=graph.optional(iri, "spt:level", one_of(Level)),
            period=None if start is None or end is None else (start, end),
            superior_plans=tuple(
                graph.required(citation, "dcterms:title", str) for citation in graph.instances("spt:Citation")
            ),
        )

    def _section(self, iri: str) -> Section:
        return Section(
            no=self._notation(iri),
            title=self._graph.required(iri, "dcterms:title", str),
            span=self._facts.span_of(iri),
        )

    def _action(self, iri: str) -> Action:
        return Action(
            no=self._notation(iri),
            title=self._graph.required(iri, "dcterms:title", str),
            section=self._number_above(iri, "spt:sectionNumber"),
            span=self._facts.span_of(iri),
            sectors=self._facts.sectors(iri),
            correction=self._facts.correction_of(iri),
            label=self._graph.label(iri),
        )

    def _task(self, iri: str) -> Task:
        graph, facts = self._graph, self._facts
        action = self._number_above(iri, "spt:actionNumber")
        return Task(
            no=self._notation(iri),
            action=graph.required(iri, "spt:actionNumber", str) if action is None else action,
            heading=graph.optional(iri, "dcterms:title", str),
            span=facts.span_of(iri),
            assignments=facts.assignments(iri),
            deadlines=facts.deadlines(iri),
            recurrences=facts.recurrences(iri),
            targets=facts.targets(iri),
            sectors=facts.sectors(iri),
            standing=facts.standing(iri),
            measures=tuple(
                Measure(graph.required(measure, "skos:notation", int), facts.span_of(measure))
                for measure in self._measures.get(iri, ())
            ),
            correction=facts.correction_of(iri),
            label=graph.label(iri),
        )

    def _number_above(self, iri: str, fallback: str) -> str | None:
        """Return the number of the heading that a heading or task is part of, as printed above it."""
        above = self._graph.needed(iri, "dcterms:isPartOf")
        return self._graph.optional(iri, fallback, str) if above == self._iri else self._notation(above)

    def _notation(self, iri: str) -> str:
        return self._graph.required(iri, "skos:notation", str)

    def _elsewhere(self) -> tuple[Passage, ...]:
        graph, facts = self._graph, self._facts
        headings = (*graph.instances("spt:Section"), *graph.instances("spt:Action"))
        passages = [iri for iri in headings if graph.values(iri, "spt:where")]
        passages.sort(key=lambda iri: graph.required(iri, "spt:passageOrder", int))
        return tuple(
            Passage(
                where=graph.required(iri, "spt:where", str),
                assignments=facts.assignments(iri),
                deadlines=facts.deadlines(iri),
                recurrences=facts.recurrences(iri),
                targets=facts.targets(iri),
            )
            for iri in passages
        )

    def _member(self, iri: str) -> Member:
        graph = self._graph
        return Member(
            name=graph.required(iri, "spt:agentText", str),
            member_class=graph.required(iri, "spt:memberClass", one_of(MemberClass)),
            span=self._facts.span_of(iri),
            agent_key=self._facts.agent_key(iri, "org:member"),
            correction=self._facts.correction_of(iri),
        )

    def _duty_list(self, iri: str) -> DutyList:
        return DutyList(self._graph.required(iri, "dcterms:title", str), self._facts.span_of(iri))

    def _unresolved(self, iri: str) -> Unresolved:
        graph = self._graph
        words, reason = graph.required(iri, "oa:exact", str), graph.required(iri, "spt:reason", str)
        return Unresolved(self._facts.span_of(iri), words, reason)

    def _other_use(self, iri: str) -> OtherUse:
        graph = self._graph
        words, use = graph.required(iri, "oa:exact", str), graph.required(iri, "spt:use", str)
        return OtherUse(self._facts.span_of(iri), words, use)

    def _correction(self, iri: str) -> Correction:
        graph = self._graph
        return Correction(
            identifier=self._notation(iri),
            where=graph.required(iri, "spt:where", str),
            kind=graph.required(iri, "spt:factKind", one_of(FactKind)),
            old=graph.optional(iri, "spt:oldValue", str),
            new=graph.optional(iri, "spt:newValue", str),
            who=graph.optional(iri, "spt:correctedBy", str),
            why=graph.optional(iri, "spt:reason", str),
            applied=graph.required(iri, "spt:applied", flag),
        )
