"""What rules are run over: the reference data and one plan, in memory, asked as one graph."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

import pyoxigraph as ox

from sptgraph.store.reference import load_reference
from sptgraph.vocabulary import PREFIXES

_REFERENCE: Final = ox.NamedNode("urn:sptgraph:reference")
_PLAN: Final = ox.NamedNode("urn:sptgraph:plan")


class Data:
    """Holds the reference data for good and a plan until it is cleared."""

    def __init__(self) -> None:
        self._store: Final = ox.Store()
        self._store.bulk_load(load_reference().turtle, ox.RdfFormat.TURTLE, to_graph=_REFERENCE)
        self._known: Final = frozenset(quad.subject for quad in self._store)

    def lay(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples to the plan; what the reference says too is not said twice."""
        quads = [ox.Quad(t.subject, t.predicate, t.object, _PLAN) for t in triples]
        self._store.extend([quad for quad in quads if quad.subject not in self._known or self._new(quad)])

    def _new(self, quad: ox.Quad) -> bool:
        return ox.Quad(quad.subject, quad.predicate, quad.object, _REFERENCE) not in self._store

    def ask(self, query: str, most: int) -> list[ox.Triple]:
        """Return what a CONSTRUCT concludes, at most so many triples; raises ValueError for other queries."""
        answer = self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        if not isinstance(answer, ox.QueryTriples):
            raise ValueError("it is no CONSTRUCT")
        return list(islice(answer, most))

    def clear(self) -> None:
        """Take off the plan."""
        self._store.remove_graph(_PLAN)
