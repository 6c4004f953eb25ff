"""What keeping plans costs, beside rdflib's Dataset and raw pyoxigraph, in one run.

Usage: ``python benchmarks/store.py [PLANS...]`` from the project's root (default: 1, 10 and 100 plans as
large as a county's). CPU time in milliseconds per plan; a query is put to one plan, best of several rounds.

- *encode*: a plan to quads; *decode*: back; *trig*: quads to sorted text
- *store*: `Store.insert`, encoding included, one transaction for each plan; *raw*: pyoxigraph given the same
  quads, ready made; *rdflib*: ``Dataset.parse`` of the same quads as N-Quads
- *who leads what*: one query over the stated graph of one plan
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import rdflib

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import county_plan
from sptgraph.encoding import decode, encode, serialise
from sptgraph.encoding.iris import plan_iri
from sptgraph.model import Plan
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES

ROUNDS = 7
QUERY = """
    SELECT ?no ?heading ?name
    WHERE {
      ?assignment spt:inTask ?task ; spt:role role:lead ; spt:bearer/skos:prefLabel ?name .
      ?task skos:notation ?no ; dcterms:title ?heading .
    }"""


def cost(run: Callable[[], object], rounds: int = 1) -> tuple[float, object]:
    """Return the least CPU time of a run in milliseconds, and what it gave."""
    least, given = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        given = run()
        least = min(least, (time.process_time() - start) * 1000)
    return least, given


def filled(store: Store, plans: Sequence[Plan]) -> Store:
    for plan in plans:
        store.insert(plan)
    return store


def raw(database: ox.Store, quads: Sequence[Sequence[ox.Quad]]) -> ox.Store:
    for of_plan in quads:
        database.extend(of_plan)
    return database


def measure(count: int, folder: Path) -> list[tuple[str, float]]:
    """Return the figures for that many plans."""
    plans = [county_plan(number) for number in range(1, count + 1)]
    coding, quads = cost(lambda: [encode(plan) for plan in plans])
    decoding, _ = cost(lambda: [decode(of_plan) for of_plan in quads])
    writing, _ = cost(lambda: [serialise(of_plan, "trig") for of_plan in quads])
    text = b"".join(serialise(of_plan, "nquads") for of_plan in quads)
    memory, store = cost(lambda: filled(Store(), plans))
    disk, on_disk = cost(lambda: filled(Store(folder / "ours"), plans))
    raw_memory, database = cost(lambda: raw(ox.Store(), quads))
    raw_disk, raw_on_disk = cost(lambda: raw(ox.Store(str(folder / "raw")), quads))
    theirs, dataset = cost(lambda: rdflib.Dataset().parse(text, format="nquads"))
    graph = f"{plan_iri(plans[-1])}/stated"
    rdflib_graph = dataset.graph(rdflib.URIRef(graph))
    loads = (coding, decoding, writing, memory, raw_memory, theirs, disk, raw_disk)
    names = ("encode", "decode", "trig", "store", "raw", "rdflib", "store on disk", "raw on disk")
    asked = [
        cost(lambda: store.select(QUERY, [graph]), ROUNDS)[0],
        cost(lambda: ask_raw(database, graph), ROUNDS)[0],
        cost(lambda: list(rdflib_graph.query(QUERY, initNs=PREFIXES)), ROUNDS)[0],
        cost(lambda: on_disk.select(QUERY, [graph]), ROUNDS)[0],
        cost(lambda: ask_raw(raw_on_disk, graph), ROUNDS)[0],
    ]
    on_disk.close()
    questions = ("ask store", "ask raw", "ask rdflib", "ask store on disk", "ask raw on disk")
    figures = [(name, figure / count) for name, figure in zip(names, loads, strict=True)]
    return [("quads", sum(map(len, quads)) / count), *figures, *zip(questions, asked, strict=True)]


def ask_raw(database: ox.Store, graph: str) -> list[list[str | None]]:
    rows = database.query(QUERY, prefixes=PREFIXES, default_graph=[ox.NamedNode(graph)])
    return [[term and term.value for term in row] for row in rows]


def main() -> None:
    counts = [int(word) for word in sys.argv[1:]] or [1, 10, 100]
    columns = []
    for count in counts:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            columns.append(measure(count, Path(folder)))
    print(f"{'CPU ms per plan':<20}" + "".join(f"{count:>8} plans" for count in counts))
    for row in zip(*columns, strict=True):
        print(f"{row[0][0]:<20}" + "".join(f"{figure:>14.2f}" for _, figure in row))


if __name__ == "__main__":
    main()
