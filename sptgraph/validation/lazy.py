"""An rdflib graph over a plan's facts that turns triples over only when somebody looks at them.

What is looked up is answered in full, so an engine sees the same graph as if all had been turned over.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from sptgraph.validation.engine import turned_over
from sptgraph.validation.facts import Facts, parsed
from sptgraph.validation.prepared import graph_class

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def lazy_graph(facts: Facts) -> "Graph":
    """Return the facts as an rdflib graph."""
    graph: Graph = _lazy_class()(facts)
    return graph


@cache
def _lazy_class() -> type[Any]:
    from rdflib import BNode, URIRef
    from rdflib.paths import Path

    class LazyGraph(graph_class()):  # type: ignore[misc]
        """Holds what was looked at so far: subjects whole, values by property, or everything."""

        def __init__(self, facts: Facts) -> None:
            super().__init__()
            self._facts = facts
            self._terms: dict[str, Node] = {}
            self._subjects: set[str] = set()
            self._values: set[tuple[str, str]] = set()
            self._whole = False
            self._size = sum(len(values) for about in facts.forward.values() for values in about.values())

        def triples(self, triple: Any) -> Iterator[Any]:
            subject, predicate, value = triple
            if not self._whole and not isinstance(predicate, Path):
                if subject is not None:
                    self._load_subject(_text(subject))
                elif predicate is not None and isinstance(value, URIRef | BNode):
                    self._load_value(_text(predicate), _text(value))
                else:
                    self._load_all()
            yield from super().triples(triple)

        def __len__(self) -> int:  # the engine asks often, to see whether there is anything
            return self._size

        def _load_subject(self, subject: str) -> None:
            if subject not in self._subjects:
                self._subjects.add(subject)
                for predicate, values in self._facts.forward.get(subject, {}).items():
                    for value in values:
                        self._put(subject, predicate, value)

        def _load_value(self, predicate: str, value: str) -> None:
            if (predicate, value) not in self._values:
                self._values.add((predicate, value))
                for subject in self._facts.subjects(predicate, value):
                    self._put(subject, predicate, value)

        def _load_all(self) -> None:
            for subject in self._facts.forward:
                self._load_subject(subject)
            self._whole = True

        def _put(self, subject: str, predicate: str, value: str) -> None:
            self.store.add((self._term(subject), self._term(predicate), self._term(value)), self)

        def _term(self, text: str) -> "Node":
            found = self._terms.get(text)
            if found is None:
                found = self._terms[text] = turned_over(parsed(text))
            return found

    def _text(node: Any) -> str:
        return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"

    return LazyGraph
