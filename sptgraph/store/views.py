"""What is asked of a store in SPARQL, and the store as other RDF libraries see it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from sptgraph.encoding.serialise import write
from sptgraph.store.evaluating import ask, construct, select
from sptgraph.store.records import Solutions, Term

if TYPE_CHECKING:
    import rdflib


class _Held(Protocol):
    @property
    def _database(self) -> ox.Store: ...

    def quads(self, graphs: Iterable[str]) -> Iterator[ox.Quad]: ...


class Views:
    """The half of `Store` that only looks."""

    def select(
        self: _Held,
        query: str,
        graphs: Sequence[str],
        bindings: Mapping[str, Term] | None = None,
        *,
        seconds: float | None = None,
    ) -> Solutions:
        """Return the rows of a SELECT over the union of ``graphs``; ``GRAPH`` sees the same graphs alone.

        ``bindings`` gives values to variables of the query (names without ``?``), by substitution: in a
        subselect only where it shows the variable. ``seconds`` stops a query that goes on longer.
        Prefixes of `sptgraph.vocabulary` need no declaration. Raises QueryError where the query is
        malformed, reaches out (SERVICE) or takes too long, ParameterError where a bound name is not in it.
        """
        return select(self._database, query, graphs, bindings or {}, seconds)

    def construct(
        self: _Held,
        query: str,
        graphs: Sequence[str],
        bindings: Mapping[str, Term] | None = None,
        *,
        seconds: float | None = None,
    ) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT, each once; otherwise as `select`."""
        return construct(self._database, query, graphs, bindings or {}, seconds)

    def ask(
        self: _Held, query: str, graphs: Sequence[str], bindings: Mapping[str, Term] | None = None
    ) -> bool:
        """Return the answer of an ASK; otherwise as `select`."""
        return ask(self._database, query, graphs, bindings or {})

    def rdflib_graph(self: _Held, graphs: Sequence[str]) -> "rdflib.Graph":
        """Return the union of graphs as an rdflib graph of its own, in memory."""
        import rdflib

        triples = {quad.triple for quad in self.quads(graphs)}
        return rdflib.Graph().parse(write(triples, ox.RdfFormat.N_TRIPLES), format="nt")

    def to_rdflib(self: _Held) -> "rdflib.Dataset":
        """Return this store as an rdflib dataset: a view, no copy; the default graph is the union of all."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self._database), default_union=True)
