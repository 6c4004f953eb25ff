"""The bench that rules run on does not grow slower with the plans that have been on it."""

import pyoxigraph as ox
import pytest

from sptgraph.rules import conclude, workbench
from sptgraph.rules.deriving import forget
from sptgraph.store import Store
from tests.sample import sample_plan


def test_a_bench_is_made_anew_after_many_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbench, "_MOST_WEAR", 2_500)
    monkeypatch.setattr(workbench, "_BENCHES", [])
    made: list[workbench.Data] = []

    class Counted(workbench.Data):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(workbench, "Data", Counted)
    store = Store()
    plan = store.insert(sample_plan()).iri
    found = []
    for _ in range(4):
        forget()
        found.append(set(conclude(store, plan)))
    assert len(made) > 1
    assert all(each == found[0] for each in found)


def test_a_new_bench_holds_the_reference_data_alone() -> None:
    bench = workbench.Workbench()
    before = len(bench.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 1_000_000))
    bench.lay([ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"))] * 100_000)
    bench.clear()
    assert len(bench.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 1_000_000)) == before > 10_000
