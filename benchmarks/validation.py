"""What validating costs: the default engine beside pySHACL on the same shapes, and on their Core part alone.

Usage: ``python benchmarks/validation.py [PLANS]...`` from the project's root (default: 1 plan). Each plan is
as large as a county's, with what the rules derive from it. All ways validate plan by plan; the first two end
with the same results, which is asserted:

- default       SPARQL rules once each on Oxigraph, Core rules in pySHACL on the nodes that may break them
- pyshacl       all shapes as they come, in pySHACL over an rdflib graph: what a user would write first
- core          pySHACL as it comes on the Core rules alone: what would be left if SPARQL cost nothing
- our pyshacl   ``engine="pyshacl"``: the same as pyshacl, each query parsed once

The share of the SPARQL rules is printed too, for naive shapes would inflate the ratio. Each engine starts
from the plan's triples; what the default takes to gather them is counted in. CPU time.
"""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
import rdflib
from pyshacl import validate as pyshacl_validate

from benchmarks.synthetic import cost, county_plan, turns
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import load_rulebook, validate
from sptgraph.validation.data import plan_triples

TURNS = 3


def as_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return triples as a plain rdflib graph."""
    return rdflib.Graph().parse(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def measure(count: int) -> None:
    """Validate so many plans in each way and print the figures."""
    store, book = Store(), load_rulebook()
    plans = [record.iri for record in store.insert_all(county_plan(number) for number in range(1, count + 1))]
    for iri in plans:
        derive(store, iri)
    graphs = [as_rdflib(plan_triples(store, iri)) for iri in plans]
    shapes, core_shapes = as_rdflib(book.triples), as_rdflib(book.core)

    def theirs(rules: rdflib.Graph) -> list[bool]:
        return [pyshacl_validate(graph, shacl_graph=rules)[0] for graph in graphs]

    found = [validate(store, iri) for iri in plans]  # warms up what is kept from one plan to the next
    ours_in_pyshacl, expected = cost(lambda: [validate(store, iri, engine="pyshacl") for iri in plans])
    if [set(report.findings) for report in found] != [set(report.findings) for report in expected]:
        raise SystemExit("the two engines differ")
    (default,) = turns(TURNS, lambda: [validate(store, iri) for iri in plans])
    reference, _ = cost(lambda: theirs(shapes))
    core, _ = cost(lambda: theirs(core_shapes))
    triples = sum(map(len, graphs))
    print(f"\n{count} plan(s), {triples} triples, {sum(map(len, found))} findings")
    print(f"{len(book.targeted)} rules, {len(book.selects)} of them SPARQL")
    for name, figure in (
        ("default", default),
        ("pyshacl", reference),
        ("core", core),
        ("our pyshacl", ours_in_pyshacl),
    ):
        print(f"{name:12}{figure:8.2f} s{figure / default:8.1f} x")
    print(f"share of the SPARQL rules in pyshacl's time: {(reference - core) / reference:.0%}")


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    for size in [int(argument) for argument in sys.argv[1:]] or [1]:
        measure(size)
