"""A whole plan as a networkx graph: bodies, provisions, sectors, places; typed edges; GraphML."""

from collections import Counter

import networkx
import pytest

from sptgraph.asking import network
from sptgraph.asking.network import graphml
from sptgraph.store import Store
from tests.asking.derived import BASE, GAS_BY_LAW, MARKET_GAP, OVERALL, holding
from tests.sample import sample_plan

HOUSING = f"{BASE}place/云溪县/org/县住建局"
GAS = f"{BASE}sector/city-gas"


@pytest.fixture(scope="module")
def store() -> Store:
    return holding(GAS_BY_LAW, OVERALL, MARKET_GAP)


@pytest.fixture(scope="module")
def graph(store: Store) -> "networkx.MultiDiGraph[str]":
    return network(store)


def between(graph: "networkx.MultiDiGraph[str]", source: str, target: str) -> list[dict[str, object]]:
    return list(graph.get_edge_data(source, target, default={}).values())


def test_every_thing_of_the_plan_is_a_node(graph: "networkx.MultiDiGraph[str]", store: Store) -> None:
    kinds = Counter(data["kind"] for _, data in graph.nodes(data=True))
    plan = sample_plan()
    assert (kinds["plan"], kinds["task"], kinds["action"]) == (1, len(plan.tasks), len(plan.actions))
    assert {"organisation", "group", "presumed", "sector", "place", "gap", "enterprise", "post"} <= set(kinds)
    assert "other" not in kinds
    task = graph.nodes[f"{store.plans()[0].iri}/task/（二）/1"]
    assert (task["action"], task["task"], task["kind"]) == ("（二）", "1", "task")
    assert graph.nodes[GAS]["label"] == "城镇燃气"
    assert graph.nodes[HOUSING]["department"] == "housing-construction"


def test_every_stated_duty_is_an_edge(graph: "networkx.MultiDiGraph[str]") -> None:
    stated = [d for *_, d in graph.edges(data=True) if d["type"] == "bears" and d.get("basis") == "stated"]
    plan = sample_plan()
    written = sum(len(each.assignments) for each in (*plan.tasks, *plan.elsewhere))
    assert len(stated) == written
    assert all({"role", "fact"} <= set(data) for data in stated)


def test_leads_say_facet_and_basis_and_whether_they_are_outdone(graph: "networkx.MultiDiGraph[str]") -> None:
    leads = {str(data["basis"]): data for data in between(graph, HOUSING, GAS)}
    assert {data["type"] for data in leads.values()} == {"leads"}
    assert leads["implied"]["facet"] == "work-safety"
    assert "weaker" not in leads["implied"]
    assert leads["statute"]["weaker"] is True


def test_other_duties_have_types_of_their_own(graph: "networkx.MultiDiGraph[str]") -> None:
    types = {
        (graph.nodes[source]["label"], data["type"]) for source, _, data in graph.in_edges(GAS, data=True)
    }
    assert ("县商务局", "manages-trade") in types
    assert ("市场监督管理部门", "supervises") in types
    assert any(kind == "names" for _, kind in types)


def test_gaps_hang_on_their_sector_with_their_candidates(graph: "networkx.MultiDiGraph[str]") -> None:
    ((gap, data),) = [(node, data) for node, data in graph.nodes(data=True) if data["kind"] == "gap"]
    assert data["reason"] == "left-to-local"
    assert [d["type"] for *_, d in graph.out_edges(gap, data=True)] == ["undetermined"]
    assert "县商务局" in {graph.nodes[node]["label"] for node, _ in graph.in_edges(gap)}


def test_places_that_no_plan_speaks_of_stay_out(graph: "networkx.MultiDiGraph[str]") -> None:
    assert all(graph.degree(node) for node, data in graph.nodes(data=True) if data["kind"] == "place")


def test_graphml_holds_all_of_it_the_same_each_time(
    graph: "networkx.MultiDiGraph[str]", store: Store
) -> None:
    written = graphml(graph)
    assert written == graphml(network(store))
    back = networkx.parse_graphml(written, force_multigraph=True)
    assert set(back) == set(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    assert back.nodes[HOUSING]["label"] == "县住建局"


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_node("a\x00", label="b\x0bc\ud800", nothing=None)
    back = networkx.parse_graphml(graphml(graph))
    assert dict(back.nodes(data=True)) == {"a": {"label": "bc"}}
