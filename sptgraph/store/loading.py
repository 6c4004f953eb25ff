"""RDF from outside, sorted into plans and checked before any of it goes into a store."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from sptgraph.encoding.decode import decode, plans_in
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.terms import TYPE, node
from sptgraph.errors import GraphError
from sptgraph.rosters import Roster, roster_of
from sptgraph.store.database import in_graph
from sptgraph.vocabulary import BASE


def plans_to_load(quads: Iterable[ox.Quad], *, faulty: bool = False) -> Mapping[str, tuple[ox.Quad, ...]]:
    """Return the quads of each plan by its IRI.

    Triples in no graph are taken as the stated graph of the one plan they describe. The reference
    graph is passed over: a store has its own. Raises GraphError where a quad belongs to no plan, or a
    plan cannot be decoded, unless ``faulty`` plans are wanted: those that validation shall judge.
    """
    quads = tuple(quads)
    iris = plans_in(quads)
    if not iris:
        raise GraphError("这份 RDF 里没有方案（spt:Plan）", "this RDF describes no plan (spt:Plan)")
    if all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
        return {iris[0]: _stated_alone(iris[0], quads, faulty=faulty)}
    homes = {name: iri for iri in iris for name in PlanGraphs.of(iri)}
    found: dict[str, list[ox.Quad]] = {iri: [] for iri in iris}
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
        if graph in homes:
            found[homes[graph]].append(quad)
        elif not graph.startswith(f"{BASE}reference/"):
            raise GraphError(
                f"图 <{graph}> 不属于任何一份方案，无法读入",
                f"the graph <{graph}> belongs to no plan and cannot be loaded",
            )
    for plan in found.values():
        _without_blank_nodes(plan)
        if not faulty:
            decode(plan)
    return {iri: tuple(plan) for iri, plan in found.items()}


def rosters_to_load(quads: Iterable[ox.Quad]) -> tuple[tuple[ox.Quad, ...], tuple[Roster, ...]]:
    """Divide quads into those of plans and the rosters in the graphs of places.

    Raises RosterError where such a graph is no roster.
    """
    quads = tuple(quads)
    row = node("spt:RosterRow")
    places = {quad.graph_name for quad in quads if quad.object == row and quad.predicate == TYPE}
    named = sorted((name for name in places if isinstance(name, ox.NamedNode)), key=str)
    found = [[quad.triple for quad in quads if quad.graph_name == name] for name in named]
    rest = tuple(quad for quad in quads if quad.graph_name not in named) if named else quads
    return rest, tuple(roster_of(triples) for triples in found)


def _stated_alone(iri: str, quads: tuple[ox.Quad, ...], *, faulty: bool) -> tuple[ox.Quad, ...]:
    if not faulty:
        decode(quads, partial=True)
    _without_blank_nodes(quads)
    return tuple(in_graph((quad.triple for quad in quads), PlanGraphs.of(iri).stated))


def _without_blank_nodes(quads: Iterable[ox.Quad]) -> None:
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(
            quad.object, ox.NamedNode | ox.Literal
        ):
            raise GraphError(
                "图里有空白节点或引用三元组：责任图的每个节点都要有自己的 IRI",
                "the graph holds a blank node or quoted triple; every node needs an IRI of its own",
            )
