"""Plans go in whole, come out as they were, and give way to a newer reading of themselves."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from sptgraph.encoding import encode, serialise
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import GraphError, StoreError
from sptgraph.model import Plan
from sptgraph.store import PlanRecord, Store
from tests.effort import examples
from tests.encoding.strategies import plans
from tests.sample import other_plan, sample_plan

IRI = "https://w3id.org/sptgraph/plan/云溪县安全生产委员会-云安委-2024-6号"
NOWHERE = "https://w3id.org/sptgraph/plan/none"


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store() if request.param == "memory" else Store(tmp_path / "plans")


def test_a_plan_comes_back_as_it_went_in(store: Store) -> None:
    record = store.insert(sample_plan())
    assert store.plan(record.iri) == sample_plan()


def test_the_record_shows_what_a_list_of_plans_needs(store: Store) -> None:
    assert store.insert(sample_plan()) == PlanRecord(
        iri=IRI,
        identifier="云溪县安全生产委员会-云安委-2024-6号",
        title="云溪县安全生产强基三年行动方案（2024—2026年）",
        jurisdiction="云溪县",
        level="county",
        period=(2024, 2026),
        issued=sample_plan().document.issued,
        sha256=sample_plan().source.sha256,
    )


def test_plans_are_listed_in_order(store: Store) -> None:
    records = store.insert_all([other_plan("乙"), other_plan("甲"), sample_plan()])
    assert store.plans() == tuple(sorted(records, key=lambda record: record.iri))
    assert len(records) == 3


def test_the_same_plan_again_takes_the_place_of_the_first(store: Store) -> None:
    store.insert(sample_plan())
    shorter = replace(sample_plan(), tasks=sample_plan().tasks[:1], corrections=())
    record = store.insert(shorter)
    assert len(store.plans()) == 1
    assert store.plan(record.iri) == shorter
    assert set(store.quads(PlanGraphs.of(record.iri))) == set(encode(shorter))


def test_a_new_reading_drops_what_was_derived_from_the_old(store: Store) -> None:
    record = store.insert(sample_plan())
    derived = PlanGraphs.of(record.iri).derived
    store.put_graph(derived, [next(store.quads(PlanGraphs.of(record.iri))).triple])
    store.insert(sample_plan())
    assert list(store.quads([derived])) == []


def test_a_removed_plan_leaves_nothing(store: Store) -> None:
    kept = store.insert(other_plan())
    store.remove(store.insert(sample_plan()).iri)
    assert store.plans() == (kept,)
    assert list(store.quads(PlanGraphs.of(IRI))) == []


@pytest.mark.parametrize("verb", [Store.plan, Store.remove, Store.record, Store.closure])
def test_a_plan_that_is_not_there_is_said_to_be_not_there(store: Store, verb: object) -> None:
    with pytest.raises(StoreError, match="none"):
        verb(store, NOWHERE)


def test_put_graph_replaces(store: Store) -> None:
    one, two = (ox.Triple(ox.NamedNode(IRI), ox.NamedNode(IRI), ox.Literal(text)) for text in ("1", "2"))
    store.put_graph(f"{IRI}/derived", [one])
    store.put_graph(f"{IRI}/derived", [two])
    assert [quad.triple for quad in store.quads([f"{IRI}/derived"])] == [two]


def test_the_closure_is_the_plan_s_graphs_and_the_reference(store: Store) -> None:
    graphs = store.closure(store.insert(sample_plan()).iri)
    assert graphs[:4] == tuple(f"{IRI}/{name}" for name in ("stated", "source", "corrections", "derived"))
    assert graphs[4].startswith("https://w3id.org/sptgraph/reference/")
    assert len(graphs) == 5
    assert any(store.quads(graphs[4:]))


def test_the_base_names_everything(tmp_path: Path) -> None:
    for store in (Store(base="https://data.example/"), Store(tmp_path / "plans", "https://data.example/")):
        record = store.insert(sample_plan())
        assert record.iri.startswith("https://data.example/plan/")
        assert store.plan(record.iri) == sample_plan()


@pytest.mark.parametrize("base", ["https://data.example", "data/", "https://data example/", ""])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(StoreError):
        Store(base=base)


@given(plans, plans)
@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_plan_can_take_the_place_of_any_other(first: Plan, second: Plan) -> None:
    store = Store()
    second = replace(second, document=replace(second.document, issuer=None, number="1"))
    first = replace(first, document=replace(first.document, issuer=None, number="1"))
    assert store.insert(first).iri == store.insert(second).iri
    assert store.plan(store.plans()[0].iri) == second


# RDF in and out


def test_what_was_dumped_can_be_loaded(store: Store) -> None:
    records = store.insert_all([sample_plan(), other_plan()])
    for form in ("trig", "nquads", "jsonld"):
        other = Store()
        assert other.load(store.dump(form), form) == records
        assert other.dump() == store.dump()


def test_two_stores_with_the_same_plans_dump_the_same_bytes() -> None:
    one, two = Store(), Store()
    one.insert_all([sample_plan(), other_plan()])
    two.insert_all([other_plan(), sample_plan()])
    assert one.dump() == two.dump()


def test_a_dump_of_the_closure_can_be_loaded_too(store: Store) -> None:
    record = store.insert(sample_plan())
    assert Store().load(store.dump("nquads", store.closure(record.iri)), "nquads") == (record,)


def test_turtle_brings_the_stated_graph_alone() -> None:
    store = Store()
    (record,) = store.load(serialise(encode(sample_plan()), "turtle"), "turtle")
    assert (record.title, record.sha256) == (sample_plan().document.title, None)
    assert {quad.triple for quad in store.quads([f"{IRI}/stated"])} == {
        quad.triple for quad in encode(sample_plan()) if quad.graph_name.value == f"{IRI}/stated"
    }
    with pytest.raises(GraphError, match="TriG"):
        store.plan(record.iri)


STRAY = '<https://example.org/a> <https://example.org/b> "c" '


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{STRAY}<https://example.org/g> .",
        serialise(encode(sample_plan()), "nquads").decode() + f"{STRAY}<https://example.org/g> .",
        serialise(encode(sample_plan()), "nquads").decode() + f"{STRAY}.",
        serialise(encode(sample_plan()), "nquads").decode()
        + f"_:b {STRAY.split(maxsplit=1)[1]}<{IRI}/derived> .",
        "\n".join(
            line
            for line in serialise(encode(sample_plan()), "nquads").decode().splitlines()
            if "#due" not in line
        ),
    ],
    ids=["nothing", "no plan", "a graph of no plan", "no graph", "a blank node", "a date missing"],
)
def test_rdf_that_is_not_whole_plans_is_refused_and_leaves_nothing(text: str) -> None:
    store = Store()
    with pytest.raises(GraphError):
        store.load(text, "nquads")
    assert store.plans() == ()
    assert store.dump() == Store().dump()


def test_a_turtle_file_of_two_plans_is_refused() -> None:
    both = serialise([*encode(sample_plan()), *encode(other_plan())], "turtle")
    with pytest.raises(GraphError, match="2"):
        Store().load(both, "turtle")


def test_rdflib_sees_the_same_triples(store: Store) -> None:
    record = store.insert(sample_plan())
    graph = store.rdflib_graph([f"{record.iri}/stated"])
    assert len(graph) == len(set(store.quads([f"{record.iri}/stated"])))
    assert len(graph) > 300


def test_rdflib_queries_the_store_itself(store: Store) -> None:
    record = store.insert(sample_plan())
    dataset = store.to_rdflib()
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?task a <https://w3id.org/sptgraph/ontology#Task> }"
    assert [int(row.n) for row in dataset.query(count)] == [6]
    store.remove(record.iri)
    assert [int(row.n) for row in dataset.query(count)] == [0]
