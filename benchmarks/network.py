"""What a networkx graph of many plans costs, beside rdflib's helper over the same triples.

Usage: ``python benchmarks/network.py [PLANS]...`` from the project's root (default: 1, 10 and 100 plans as
large as a county's). ``rdflib`` is ``rdflib_to_networkx_multidigraph`` over the stated and derived graphs,
which a user would write first; its edges are triples, ours are duties. CPU time.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

from benchmarks.synthetic import cost, county_plan
from sptgraph.asking.network import network
from sptgraph.rules import derive
from sptgraph.store import Store


def measure(count: int) -> None:
    """Print the figures for a store of that many plans."""
    store = Store()
    records = store.insert_all(county_plan(number) for number in range(count))
    for record in records:
        derive(store, record.iri)
    names = [f"{record.iri}/{part}" for record in records for part in ("stated", "derived")]
    ours, graph = cost(lambda: network(store, records), 2)
    theirs, _ = cost(lambda: rdflib_to_networkx_multidigraph(store.rdflib_graph(names)))
    print(
        f"{count:6}{graph.number_of_nodes():8}{graph.number_of_edges():8}"
        f"{ours:10.2f}{theirs:10.2f}{theirs / ours:8.1f}"
    )


if __name__ == "__main__":
    print(f"{'plans':>6}{'nodes':>8}{'edges':>8}{'ours s':>10}{'rdflib s':>10}{'ratio':>8}")
    for size in [int(argument) for argument in sys.argv[1:]] or [1, 10, 100]:
        measure(size)
