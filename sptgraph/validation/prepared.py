"""An rdflib graph that reads a query once, however often it is asked.

pySHACL asks a constraint's query anew for every node, and rdflib parses it each time: that is four fifths
of what a whole run costs. What is evaluated is the same.
"""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.query import Result


@lru_cache(maxsize=512)
def _prepared(query: str, names: frozenset[tuple[str, str]]) -> "Query":
    from rdflib import URIRef
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query, initNs={prefix: URIRef(name) for prefix, name in names})


@cache
def graph_class() -> "type[Graph]":
    """Return the class of such graphs; made on first use, for rdflib is slow to import."""
    from rdflib import Graph

    class PreparingGraph(Graph):
        def query(
            self,
            query_object: Any,
            processor: Any = "sparql",
            result: Any = "sparql",
            initNs: Any = None,  # noqa: N803 (rdflib's names)
            *more: Any,
            **others: Any,
        ) -> "Result":
            if isinstance(query_object, str):
                names: Iterable[tuple[str, Any]] = initNs.items() if initNs else self.namespaces()
                query_object = _prepared(query_object, frozenset((key, str(name)) for key, name in names))
            return super().query(query_object, processor, result, initNs, *more, **others)

    return PreparingGraph
