"""What a store knows of places: the rosters in their graphs, and which places a plan's own lies in."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sptgraph.encoding.decode import decode
from sptgraph.encoding.divisions import DIVISIONS, place_iri
from sptgraph.encoding.iris import PlanGraphs, plan_iri
from sptgraph.encoding.quads import encode
from sptgraph.encoding.terms import TYPE, node
from sptgraph.rosters import Roster, roster_of


def roster_at(database: ox.Store, place: str) -> Roster | None:
    """Return the roster in the graph of a place, by the place's IRI; None where it has none."""
    triples = [quad.triple for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(place))]
    return roster_of(triples) if triples else None


def roster_for(database: ox.Store, place: str | None, base: str) -> Roster | None:
    """Return the roster of the place of that name."""
    return None if place is None else roster_at(database, place_iri(place, base))


def encode_again(database: ox.Store, iri: str, quads: tuple[ox.Quad, ...], base: str) -> tuple[ox.Quad, ...]:
    """Return a plan's quads written anew where there is a roster of its place and the plan is whole."""
    source = ox.NamedNode(PlanGraphs.of(iri).source)
    if not any(quad.graph_name == source for quad in quads):
        return quads
    plan = decode(quads)
    known = roster_for(database, plan.jurisdiction, base)
    return encode(plan, base, known) if known and plan_iri(plan, base) == iri else quads


def places_with_roster(database: ox.Store) -> tuple[str, ...]:
    """Return the IRIs of the places that have a roster, sorted."""
    rows = database.quads_for_pattern(None, TYPE, node("spt:RosterRow"), None)
    return tuple(
        sorted({quad.graph_name.value for quad in rows if isinstance(quad.graph_name, ox.NamedNode)})
    )


def place_graphs(
    database: ox.Store, stated: str, plan: str, reference: Iterable[str], base: str
) -> Iterator[str]:
    """Yield the graphs of a plan's place and of the places that it lies in, as far as there are any."""
    graphs = [ox.NamedNode(name) for name in (stated, *reference)]
    waiting = list(_objects(database, ox.NamedNode(plan), "spt:jurisdiction", graphs[:1]))
    seen: set[str] = set()
    while waiting:
        place = waiting.pop(0)
        if place.value in seen:
            continue
        seen.add(place.value)
        graph = ox.NamedNode(_graph_of(place.value, base))
        if next(database.quads_for_pattern(None, None, None, graph), None) is not None:
            graphs.append(graph)
            yield graph.value
        waiting += _objects(database, place, "spt:within", graphs)


def _graph_of(place: str, base: str) -> str:
    """Return the graph of a place; one that the ontology knows has it under the store's own base."""
    return f"{base}place/{place.removeprefix(DIVISIONS)}" if place.startswith(DIVISIONS) else place


def _objects(
    database: ox.Store, subject: ox.NamedNode, name: str, graphs: Iterable[ox.NamedNode]
) -> Iterator[ox.NamedNode]:
    for graph in graphs:
        for quad in database.quads_for_pattern(subject, node(name), None, graph):
            if isinstance(quad.object, ox.NamedNode):
                yield quad.object
