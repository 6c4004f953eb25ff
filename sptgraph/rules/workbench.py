"""Where rules run: a plan beside the reference data, in memory, away from the store it comes from."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

import pyoxigraph as ox

from sptgraph.rules.aside import Aside
from sptgraph.store.reference import load_reference
from sptgraph.vocabulary import PREFIXES

_IN_USE: Final = threading.Lock()


class Workbench:
    """One graph that holds the reference data and a plan; rules ask it and their conclusions join it."""

    def __init__(self) -> None:
        self._data: Final = ox.Store()
        self._data.bulk_load(load_reference().turtle, ox.RdfFormat.TURTLE)
        self._laid: list[ox.Quad] = []
        self._aside: Final = Aside()
        self._told: int | None = None

    def __contains__(self, triple: ox.Triple) -> bool:
        return _quad(triple) in self._data

    def lay(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples; those that are the reference's own stay when the bench is cleared."""
        new = [quad for quad in map(_quad, triples) if quad not in self._data]
        self._data.extend(new)
        self._laid += new

    def run(self, query: str, most: int) -> list[ox.Triple]:
        """Return what a CONSTRUCT concludes, at most so many triples."""
        answer = self._data.query(query, prefixes=PREFIXES)
        if not isinstance(answer, ox.QueryTriples):
            raise ValueError("it is no CONSTRUCT")
        return list(islice(answer, most))

    def run_aside(self, query: str, most: int, seconds: float) -> list[ox.Triple] | None:
        """Return the same from a process of its own, which is ended when time is up; None then."""
        if self._told is None or not self._aside.runs:
            self._aside.clear()
            self._told = 0
        self._aside.lay(quad.triple for quad in self._laid[self._told :])
        self._told = len(self._laid)
        return self._aside.run(query, most, seconds)

    def clear(self) -> None:
        """Take off all that was laid on."""
        for quad in self._laid:
            self._data.remove(quad)
        self._laid.clear()
        self._told = None


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


_BENCHES: Final[list[Workbench]] = []


@contextmanager
def workbench(triples: Iterable[ox.Triple]) -> Iterator[Workbench]:
    """Lend the process's workbench with ``triples`` laid on it; one borrower at a time."""
    with _IN_USE:
        if not _BENCHES:
            _BENCHES.append(Workbench())
        bench = _BENCHES[0]
        try:
            bench.lay(triples)
            yield bench
        finally:
            bench.clear()
