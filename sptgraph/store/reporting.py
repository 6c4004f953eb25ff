"""What was reported of plans: graphs beside them that only grow."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.progressgraph import decode_reports, encode_reports, progress_graph, provisions_of
from sptgraph.errors import GraphError, StoreError
from sptgraph.progress import StatusReport, together
from sptgraph.store.database import in_graph, put_graph, replace_graphs


def reports_in(database: ox.Store, plan_iri: str) -> tuple[StatusReport, ...]:
    """Return what was reported of a plan, in the order in which it came in."""
    graph = ox.NamedNode(progress_graph(plan_iri))
    return decode_reports(quad.triple for quad in database.quads_for_pattern(None, None, None, graph))


def progress_graphs(database: ox.Store, plan_iris: Iterable[str]) -> Iterator[str]:
    """Yield the names of the progress graphs that hold something, of some plans."""
    for name in map(progress_graph, plan_iris):
        if next(database.quads_for_pattern(None, None, None, ox.NamedNode(name)), None) is not None:
            yield name


def known_provisions(database: ox.Store, plan_iri: str) -> dict[str, str]:
    """Return the tasks and passages of a plan in a store: from their ``where`` to their IRIs."""
    stated = ox.NamedNode(PlanGraphs.of(plan_iri).stated)
    return provisions_of(database.quads_for_pattern(None, None, None, stated))


def add_reports(
    database: ox.Store, reports: Mapping[str, Iterable[StatusReport]], *, orphans: bool = False
) -> int:
    """Add reports to those of some plans, by IRI, and return how many are new; all or none.

    Raises StoreError where a plan has no task or passage of that place, unless ``orphans`` are let in: those
    of a plan that has changed since.
    """
    count, quads = 0, set[ox.Quad]()
    for iri, new in reports.items():
        provisions, older = known_provisions(database, iri), reports_in(database, iri)
        kept = together(older, new)
        count += len(kept) - len(older)
        for report in kept[len(older) :] if not orphans else ():
            if report.where not in provisions:
                raise StoreError(
                    f"方案里没有“{report.where[:40]}”这一条，进展无处可记",
                    f"the plan has no provision “{report.where[:40]}” of which progress could be kept",
                )
        quads |= in_graph(encode_reports(kept, iri, provisions), progress_graph(iri))
    if count:
        replace_graphs(database, map(progress_graph, reports), quads)
    return count


def progress_to_load(
    quads: Iterable[ox.Quad],
) -> tuple[tuple[ox.Quad, ...], Mapping[str, tuple[ox.Triple, ...]]]:
    """Divide quads into those of progress graphs, by the plan's IRI, and all others."""
    rest: list[ox.Quad] = []
    found: dict[str, list[ox.Triple]] = {}
    suffix = progress_graph("")
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        if graph.endswith(suffix):
            found.setdefault(graph.removesuffix(suffix), []).append(quad.triple)
        else:
            rest.append(quad)
    return tuple(rest), {iri: tuple(triples) for iri, triples in found.items()}


def load_progress(
    database: ox.Store, progress: Mapping[str, tuple[ox.Triple, ...]], *, faulty: bool = False
) -> None:
    """Add the reports of loaded graphs; ``faulty`` keeps them as they are, for validation to judge."""
    for iri, triples in progress.items():
        if faulty:
            graph = ox.NamedNode(progress_graph(iri))
            held = [quad.triple for quad in database.quads_for_pattern(None, None, None, graph)]
            put_graph(database, graph.value, dict.fromkeys((*held, *triples)))
            continue
        add_reports(database, {iri: decode_reports(triples)}, orphans=True)


def check_progress(
    progress: Mapping[str, tuple[ox.Triple, ...]], plans: Iterable[str], *, faulty: bool = False
) -> None:
    """Raise GraphError where a progress graph is of none of the ``plans``, or a report in it is not whole."""
    known = set(plans)
    for iri, triples in progress.items():
        if iri not in known:
            raise GraphError(
                f"图 <{progress_graph(iri)}> 不属于任何一份方案，无法读入",
                f"the graph <{progress_graph(iri)}> belongs to no plan and cannot be loaded",
            )
        if not faulty:
            decode_reports(triples)
