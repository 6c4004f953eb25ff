"""Queries run plan by plan over each plan's own graphs; users add queries of their own."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from sptgraph.asking import Catalogue, ask, ask_query
from sptgraph.errors import ParameterError, QueryError, UnknownQuery
from sptgraph.store import Store
from tests.sample import other_plan, sample_plan

MINE = """#+ summary = { zh = "全部单位", en = "all agents" }
#+ params.role = { kind = "role", zh = "角色", en = "role", optional = true }
#+ columns.plan = { kind = "plan", zh = "方案", en = "plan" }
#+ columns.agent = { kind = "text", zh = "单位", en = "agent" }
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
SELECT $plan ?agent WHERE { ?duty spt:agentText ?agent ; spt:role $role } ORDER BY ?agent
"""


@pytest.fixture(scope="module")
def two(hold: Callable[..., Store]) -> Store:
    return hold(sample_plan(), other_plan())


def test_each_plan_answers_for_itself(two: Store) -> None:
    loads = ask(two, "department-load")
    by_plan = {record.iri: ask(two, "department-load", record) for record in two.plans()}
    assert [row for record in two.plans() for row in by_plan[record.iri]] == list(loads)
    totals = {row.plan: row.total for row in loads if row.organisation == "县应急局"}
    assert list(totals.values()) == [2]


def test_plans_are_named_by_record_iri_or_identifier(two: Store) -> None:
    record = two.plans()[1]
    rows = list(ask(two, "plans", record))
    for name in (record.iri, record.identifier, [record], [record.iri, record.identifier]):
        assert list(ask(two, "plans", name)) == rows


def test_an_unknown_plan_is_named_with_the_nearest(two: Store) -> None:
    with pytest.raises(ParameterError, match=r"库里没有方案.*最接近的是 云溪县"):
        ask(two, "plans", two.plans()[0].identifier[:-2])


def test_no_plan_has_no_rows() -> None:
    store = Store()
    assert len(ask(store, "tasks")) == 0
    assert len(ask(store, "task-owners", task="17")) == 0
    assert len(ask(store, "department-tasks", department="县茶叶办")) == 0


def test_a_plan_without_its_source_is_still_answered(two: Store) -> None:
    store = Store()
    record = two.plans()[0]
    store.load(two.dump("turtle", [f"{record.iri}/stated"]), "turtle")
    assert [row.task for row in ask(store, "targets")] == [row.task for row in ask(two, "targets", record)]
    assert {row.quote for row in ask(store, "targets")} == {None}


def test_a_user_adds_queries_from_a_folder(sample: Store, tmp_path: Path) -> None:
    (tmp_path / "my-agents.rq").write_text(MINE, encoding="utf-8-sig")
    (tmp_path / "notes.txt").write_text("no query")
    catalogue = Catalogue.shipped().with_folder(tmp_path)
    assert len(catalogue) == len(Catalogue.shipped()) + 1
    assert [row.agent for row in ask_query(sample, catalogue["my-agents"], None, {"role": "配合"})] == [
        "县市场监管局"
    ]
    assert len(ask_query(sample, catalogue["my-agents"])) == 13
    with pytest.raises(UnknownQuery):
        Catalogue.shipped()["my-agents"]


def test_a_users_query_may_not_take_a_name_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "targets.rq").write_text(MINE, encoding="utf-8")
    with pytest.raises(QueryError, match=r"targets\.rq：已有同名查询"):
        Catalogue.shipped().with_folder(tmp_path)


def test_a_folder_without_queries_is_said_to_be_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(QueryError, match="没有查询文件"):
            Catalogue.shipped().with_folder(folder)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\x00#+")
    with pytest.raises(QueryError, match=r"bad\.rq：读不了"):
        Catalogue.shipped().with_folder(tmp_path)


def test_a_plan_cannot_see_another(two: Store, tmp_path: Path) -> None:
    text = MINE.replace("?duty spt:agentText ?agent", "GRAPH ?g { ?duty spt:agentText ?agent }")
    (tmp_path / "peek.rq").write_text(text, encoding="utf-8")
    (tmp_path / "peek.rq").write_text(
        text.replace("; spt:role $role", "")
        .replace("SELECT", "# $role\nSELECT")
        .replace("#+ params", "# params"),
        encoding="utf-8",
    )
    catalogue = Catalogue.shipped().with_folder(tmp_path)
    sizes = [len(ask_query(two, catalogue["peek"], record)) for record in two.plans()]
    assert sum(sizes) == len(ask_query(two, catalogue["peek"]))
    assert sizes[0] != sizes[1]


def test_what_a_users_graph_holds_besides_does_not_break_an_answer(sample: Store) -> None:
    store = Store()
    record = store.insert(sample_plan())
    task = ox.NamedNode(f"{record.iri}/task/（一）/1")
    spt = "https://w3id.org/sptgraph/ontology#"
    odd = ox.NamedNode(f"{record.iri}/odd")
    triples = [
        ox.Triple(
            odd, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(spt + "Target")
        ),
        ox.Triple(odd, ox.NamedNode(spt + "value"), ox.Literal("许多")),
        ox.Triple(odd, ox.NamedNode(spt + "inTask"), task),
    ]
    store.put_graph(f"{record.iri}/derived", triples)
    assert {row.value for row in ask(store, "targets")} == {100, 1, 98, 500000, "许多"}
