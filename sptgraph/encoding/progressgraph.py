"""`StatusReport` ↔ the graph ``{plan}/progress``: a node for each report, numbered as they came in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from sptgraph.encoding.nodes import Graph
from sptgraph.encoding.terms import TYPE, Object, day, integer, node, text
from sptgraph.errors import GraphError
from sptgraph.progress import STATUSES, StatusReport
from sptgraph.vocabulary import term


def progress_graph(plan_iri: str) -> str:
    """Return the name of the graph that holds what was reported of a plan.

    >>> progress_graph("https://example.org/plan/1")
    'https://example.org/plan/1/progress'
    """
    return f"{plan_iri}/progress"


def encode_reports(
    reports: Sequence[StatusReport], plan_iri: str, provisions: Mapping[str, str]
) -> tuple[Triple, ...]:
    """Return the triples of a plan's reports, in the order in which they came in.

    ``provisions`` gives the IRI of each task and passage by its ``where``; a report whose place the plan no
    longer has is kept without it.
    """
    found: list[Triple] = []
    for number, report in enumerate(reports, 1):
        subject = NamedNode(f"{progress_graph(plan_iri)}/{number}")
        said: tuple[tuple[str, Object | None], ...] = (
            ("rdf:type", node("spt:StatusReport")),
            ("dcterms:isPartOf", NamedNode(plan_iri)),
            ("spt:order", integer(number)),
            ("spt:progressOf", NamedNode(provisions[report.where]) if report.where in provisions else None),
            ("spt:where", text(report.where)),
            ("spt:status", NamedNode(term(f"status:{report.status}"))),
            ("spt:reportedOn", day(report.reported)),
            ("skos:note", text(report.note) if report.note else None),
            ("spt:reportedBy", text(report.body) if report.body else None),
            ("spt:fileName", text(report.file) if report.file else None),
            ("spt:sheetCell", text(report.cell) if report.cell else None),
            ("spt:sheetRow", integer(report.row) if report.row else None),
        )
        found += (Triple(subject, node(name), value) for name, value in said if value is not None)
    return tuple(found)


def decode_reports(triples: Iterable[Triple]) -> tuple[StatusReport, ...]:
    """Return the reports of one plan's progress graph; raises GraphError where one is not whole."""
    graph = Graph(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    return tuple(_report(graph, iri) for iri in graph.instances("spt:StatusReport"))


def _report(graph: Graph, iri: str) -> StatusReport:
    status = graph.needed_key(iri, "spt:status", "status")
    if status not in STATUSES:
        raise GraphError(
            f"<{iri}> 的进展状态“{status[:40]}”不在表内，应为 {'、'.join(STATUSES)} 之一",
            f"<{iri}> has the status “{status[:40]}”, which is none of {', '.join(STATUSES)}",
        )
    return StatusReport(
        where=graph.required(iri, "spt:where", str),
        status=status,
        reported=graph.required(iri, "spt:reportedOn", date.fromisoformat),
        note=graph.optional(iri, "skos:note", str),
        body=graph.optional(iri, "spt:reportedBy", str),
        file=graph.optional(iri, "spt:fileName", str),
        cell=graph.optional(iri, "spt:sheetCell", str),
        row=graph.optional(iri, "spt:sheetRow", int),
    )


def provisions_of(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the tasks and passages of a stated graph: from their ``where`` to their IRIs.

    A second ``（一）/1`` is ``（一）/1~2``, as in `sptgraph.provisions`.
    """
    said: dict[str, dict[str, str]] = {}
    tasks: list[str] = []
    for subject, predicate, value, _ in quads:
        if isinstance(subject, NamedNode):
            said.setdefault(subject.value, {})[predicate.value] = getattr(value, "value", "")
            if predicate == TYPE and value == node("spt:Task"):
                tasks.append(subject.value)
    passages = [iri for iri in said if term("spt:passageOrder") in said[iri]]
    found: dict[str, str] = {}
    for where, iri in (*_tasks(tasks, said), *_passages(passages, said)):
        again, number = where, 1
        while again in found:
            number += 1
            again = f"{where}~{number}"
        found[again] = iri
    return found


def _tasks(tasks: list[str], said: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for iri in sorted(tasks, key=lambda iri: int(said[iri].get(term("spt:order"), 0))):
        above = said.get(said[iri].get(term("dcterms:isPartOf"), ""), {})
        own = said[iri].get(term("spt:actionNumber"))
        action = own if own is not None else above.get(term("skos:notation"), "")
        yield f"{action}/{said[iri].get(term('skos:notation'), '')}", iri


def _passages(passages: list[str], said: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for iri in sorted(passages, key=lambda iri: int(said[iri][term("spt:passageOrder")])):
        yield said[iri].get(term("spt:where"), ""), iri
