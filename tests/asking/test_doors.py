"""The doors in Python: a store explains, analyses, and is a networkx graph."""

from pathlib import Path

import networkx
import pytest

from sptgraph import PlanStore, Proof
from sptgraph.errors import ParameterError, StoreError
from tests.sample import other_plan, sample_plan


@pytest.fixture(scope="module")
def store() -> PlanStore:
    store = PlanStore()
    for plan in (sample_plan(), other_plan()):
        store.add(plan)
    return store


def test_what_a_question_gives_is_explained(store: PlanStore) -> None:
    plan = sample_plan()
    (lead,) = [row for row in store.ask("sector-leads", sector="城镇燃气", plans=[plan]) if row.organisation]
    proof = store.explain(lead)
    assert isinstance(proof, Proof)
    assert proof.text("en").startswith("县住建局 leads the sector “city gas” in work safety")
    assert proof.to_json("zh")["premises"]
    assert "prov:Entity" in proof.to_turtle()
    assert store.explain(str(proof.iri)).fact == proof.fact


def test_what_a_chain_gives_is_explained(store: PlanStore) -> None:
    link = store.who("城镇燃气").links[-1]
    assert store.explain(link) == link.proof


def test_a_plan_that_is_not_asked_explains_nothing(store: PlanStore) -> None:
    first, second = store.plans
    fact = f"{first.iri}/task/（一）/1/assignment/1"
    assert store.explain(fact, plans=[first]).premises
    with pytest.raises(ParameterError):
        store.explain(fact, plans=[second])


def test_a_store_is_a_graph(store: PlanStore, tmp_path: Path) -> None:
    whole, one = store.to_networkx(), store.to_networkx(sample_plan())
    assert len(whole) > len(one) > 30
    assert sum(data["kind"] == "plan" for _, data in whole.nodes(data=True)) == 2
    path = tmp_path / "plans.graphml"
    path.write_text(store.to_graphml(), encoding="utf-8")
    assert len(networkx.read_graphml(path)) == len(whole)
    with pytest.raises(StoreError):
        store.to_networkx("no such plan")


def test_an_analysis_is_asked_by_its_name(store: PlanStore) -> None:
    assert {row.plan for row in store.ask("load-by-year", plans=[other_plan()])} == {store.plans[1].iri}
