"""Changing whole graphs of an Oxigraph database in one transaction, with a way back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.serialise import write
from sptgraph.encoding.terms import TYPE, node
from sptgraph.errors import StoreError
from sptgraph.reasons import system_reason


def in_graph(triples: Iterable[ox.Triple], name: str) -> set[ox.Quad]:
    """Return triples as quads of the graph with that name."""
    graph = ox.NamedNode(name)
    return {ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples}


def replace_graphs(database: ox.Store, graphs: Iterable[str], quads: set[ox.Quad]) -> Callable[[], None]:
    """Put ``quads`` in place of all that ``graphs`` hold and return a function that undoes it.

    Only the difference is written. Raises StoreError where the database refuses; nothing has changed then.
    """
    names = [ox.NamedNode(graph) for graph in graphs]
    old = {quad for name in names for quad in database.quads_for_pattern(None, None, None, name)}
    gone, new = old - quads, quads - old
    _change(database, gone, new)
    return lambda: _change(database, new, gone)


def put_graph(database: ox.Store, name: str, triples: Iterable[ox.Triple]) -> None:
    """Put ``triples`` in place of all that a graph holds, in one transaction; only the difference is written.

    Compared as lines of N-Triples: Oxigraph writes them faster than a term can be hashed. Raises StoreError
    where the database refuses; nothing has changed then.
    """
    graph = ox.NamedNode(name)
    old = set((database.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines())
    with _reporting():
        if not old:
            database.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
            return
        new = set(write(triples, ox.RdfFormat.N_TRIPLES).splitlines())
        gone, added = (b"\n".join(lines).decode() for lines in (old - new, new - old))
        if gone or added:
            where = f"DATA {{ GRAPH {graph}"
            database.update(f"DELETE {where} {{ {gone} }} }} ;\nINSERT {where} {{ {added} }} }}")


def plan_names(database: ox.Store) -> list[str]:
    """Return the IRIs of the plans whose stated graph a database holds, sorted."""
    plans = database.quads_for_pattern(None, TYPE, node("spt:Plan"), None)
    found = ((quad.subject, quad.graph_name) for quad in plans)
    return sorted(
        subject.value
        for subject, graph in found
        if isinstance(subject, ox.NamedNode)
        and isinstance(graph, ox.NamedNode)
        and graph.value == PlanGraphs.of(subject.value).stated
    )


def _change(database: ox.Store, gone: set[ox.Quad], new: set[ox.Quad]) -> None:
    with _reporting():
        if gone:
            database.update(f"DELETE DATA {{ {_data(gone)} }} ;\nINSERT DATA {{ {_data(new)} }}")
        elif new:
            database.extend(new)


@contextmanager
def _reporting() -> Iterator[None]:
    """Turn the database's refusals into ours."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        zh, en = system_reason(error)
        raise StoreError(f"写库失败：{zh}", f"the store cannot be written: {en}") from None


def _data(quads: set[ox.Quad]) -> str:
    """Return quads as the ground data of a SPARQL update."""
    by_graph: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad.triple)
    return "\n".join(
        f"GRAPH {graph} {{\n{write(triples, ox.RdfFormat.N_TRIPLES).decode()}}}"
        for graph, triples in by_graph.items()
    )
