"""Where rules run: on a copy of a plan beside the reference data, away from the store it comes from."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox

from sptgraph.rules.aside import Aside
from sptgraph.rules.data import Data

_IN_USE: Final = threading.Lock()
_MOST_WEAR: Final = 80_000  # triples: about eight plans


class Workbench:
    """The data that rules are run over, here and, for rules of others, in a process beside this one."""

    def __init__(self) -> None:
        self._data = Data()
        self._laid: list[ox.Triple] = []
        self._wear = 0
        self._aside: Final = Aside()
        self._told: int | None = None

    def lay(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples of the plan, or what was concluded of it."""
        new = list(triples)
        self._data.lay(new)
        self._laid += new
        self._wear += len(new)

    def run(self, query: str, most: int) -> list[ox.Triple]:
        """Return what a CONSTRUCT concludes, at most so many triples."""
        return self._data.ask(query, most)

    def run_aside(self, query: str, most: int, seconds: float) -> list[ox.Triple] | None:
        """Return the same from a process of its own, which is ended when time is up; None then."""
        if self._told is None or not self._aside.runs:
            self._aside.clear()
            self._told = 0
        self._aside.lay(self._laid[self._told :])
        self._told = len(self._laid)
        return self._aside.run(query, most, seconds)

    def clear(self) -> None:
        """Take off all that was laid on; the data are made anew after many plans.

        Oxigraph in memory keeps what was removed and steps over it in every query.
        """
        self._laid = []
        self._told = None
        if self._wear > _MOST_WEAR:
            self._data, self._wear = Data(), 0
        else:
            self._data.clear()


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
