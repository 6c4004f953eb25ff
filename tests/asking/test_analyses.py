"""What is read off a plan's graph: load, single points, overlaps, many leads, idle bodies, unled sectors."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sptgraph.asking import Answer, Catalogue, ask
from sptgraph.asking.analyses import ANALYSES
from sptgraph.errors import ParameterError, UnknownQuery
from sptgraph.model import Assignment, Member, Plan, Span
from sptgraph.store import Store
from tests.asking.derived import GAS_BY_LAW, IMPLIED, IMPLIED_TOO, MARKET_GAP, holding
from tests.sample import sample_plan

ALL_MEMBERS = """
d:member a spt:Assignment ; spt:about <plan/task/（一）/2> ; spt:inTask <plan/task/（一）/2> ; spt:bearer o:县气象局 ;
  spt:role role:responsible ; spt:basis "implied" ; spt:rule rule:group-member ; prov:wasDerivedFrom plan: .
rule:group-member a spt:Rule ; rdfs:label "各成员单位即每个成员"@zh, "all members are each member"@en .
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return holding(IMPLIED, IMPLIED_TOO, MARKET_GAP)


def rows(answer: Answer, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in answer]


def with_owner(plan: Plan, task: int, owner: Assignment) -> Plan:
    changed = replace(plan.tasks[task], assignments=(*plan.tasks[task].assignments, owner))
    return replace(plan, tasks=(*plan.tasks[:task], changed, *plan.tasks[task + 1 :]))


def owner(name: str, key: str | None, role: str = "lead") -> Assignment:
    return Assignment(name, role, "inline", name, Span(600, 604), key)  # type: ignore[arg-type]


def test_the_load_of_a_body_is_counted_by_year_and_role(store: Store) -> None:
    load = [row for row in ask(store, "load-by-year") if row.organisation == "县住建局"]
    # （一）/1 is due at the end of 2024 in part and in 2025 in full.
    assert [(row.year, row.lead, row.responsible, row.support, row.total) for row in load] == [
        (2024, 1, 0, 0, 1),
        (2025, 1, 0, 0, 1),
    ]
    assert rows(ask(store, "load-by-year"), "organisation", "year").count(("县商务局", None)) == 1


def test_load_that_follows_is_counted_apart() -> None:
    load = ask(holding(ALL_MEMBERS), "load-by-year")
    derived = {row.organisation: row.derived for row in load if row.year is None}
    assert derived == {**dict.fromkeys(derived, 0), "县气象局": 1}


def test_single_points_are_the_bodies_that_lead_most_alone(store: Store) -> None:
    found = ask(store, "single-points")
    assert rows(found, "organisation", "sectors", "alone", "names") == [
        ("县住建局", 1, 1, ["城镇燃气"]),
        ("县应急局", 1, 1, ["危险化学品"]),
    ]
    both = IMPLIED_TOO.replace("o:县应急局", "o:县住建局").replace("%2Fchemicals", "%2Ftwo")
    assert rows(ask(holding(IMPLIED, both), "single-points"), "organisation", "alone") == [("县住建局", 2)]
    shared = IMPLIED.replace("o:县住建局", "o:县商务局").replace("%2Fgas", "%2Fshared")
    assert rows(ask(holding(IMPLIED, shared), "single-points"), "organisation", "sectors", "alone") == [
        ("县住建局", 1, 0),
        ("县商务局", 1, 0),
    ]


def test_a_weaker_lead_is_no_lead() -> None:
    assert rows(ask(holding(GAS_BY_LAW), "single-points"), "organisation") == [("县住建局",)]


def test_tasks_with_many_leads(store: Store) -> None:
    found = ask(store, "tasks-with-many-leads")
    assert rows(found, "action", "task", "count", "leads") == [
        ("（二）", "1", 2, ["县应急局", "县自然资源局"])
    ]
    assert len(ask(store, "tasks-with-many-leads", least=3)) == 0
    third = with_owner(sample_plan(), 2, owner("县水利局", "water"))
    assert ask(holding(plan=third), "tasks-with-many-leads", least=3).rows[0].count == 3


def test_sectors_nobody_leads_have_reason_and_candidates(store: Store) -> None:
    found = {row.sector: row for row in ask(store, "sectors-nobody-leads")}
    assert set(found) == {"mining", "fire-safety", "catering", "farmers-market"}
    market = found["farmers-market"]
    assert (market.reason, market.tasks) == ("left-to-local", 1)
    assert "县商务局" in market.candidates
    assert found["mining"].reason is None
    assert "city-gas" in {row.sector for row in ask(holding(), "sectors-nobody-leads")}


def test_bodies_without_a_task_of_their_own() -> None:
    idle = ask(holding(plan=sample_plan()), "organisations-without-task")
    assert ("县安委办", True) in rows(idle, "organisation", "elsewhere")
    assert "县住建局" not in {row.organisation for row in idle}
    member = Member("县气象局", "support", Span(10, 14), "meteorology")
    plan = replace(sample_plan(), members=(*sample_plan().members, member))
    store = holding(ALL_MEMBERS, plan=plan)
    (weather,) = [row for row in ask(store, "organisations-without-task") if row.organisation == "县气象局"]
    assert (weather.member, weather.shared, weather.leads) == (True, True, False)


def test_where_two_departments_meet(store: Store) -> None:
    found = ask(store, "department-overlaps", department="住建局", other="市场监管局")
    assert rows(found, "action", "task", "organisation", "role", "other", "other_role") == [
        ("（一）", "1", "县住建局", "lead", "县市场监管局", "support")
    ]
    everyone = ask(store, "department-overlaps", department="住建局")
    assert {"县市场监管局", "各乡镇人民政府"} == {row.other for row in everyone}
    assert len(ask(store, "department-overlaps", department="住建局", other="财政局")) == 0
    shared = IMPLIED.replace("o:县住建局", "o:县商务局").replace("%2Fgas", "%2Fshared")
    (sector,) = [
        r for r in ask(holding(IMPLIED, shared), "department-overlaps", department="商务局") if r.sector
    ]
    assert (sector.sector, sector.other, sector.task) == ("city-gas", "县住建局", None)


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_an_analysis_reads_like_any_question(store: Store, name: str) -> None:
    values = {"department": "住建局"} if name == "department-overlaps" else {}
    answer = ask(store, name, **values)
    assert answer.columns[0].name == "plan"
    assert answer.to_json()["columns"] == [column.name for column in answer.columns]
    assert all(list(row) == answer.to_json()["columns"] for row in answer)
    assert {row.plan for row in answer} <= {store.plans()[0].iri}
    texts = [answer.summary, *(column.label for column in answer.columns)]
    assert all(text.zh and not text.en.strip("abcdefghijklmnopqrstuvwxyzIWHOT ,") for text in texts)
    assert str(answer)


def test_what_is_mistyped_names_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownQuery, match="single-points"):
        ask(store, "single-point")
    with pytest.raises(ParameterError, match="least"):
        ask(store, "tasks-with-many-leads", last=2)
    with pytest.raises(ParameterError, match="需要参数 department"):
        ask(store, "department-overlaps")


def test_names_of_queries_and_analyses_are_apart() -> None:
    catalogue = Catalogue.shipped()
    assert not ANALYSES.keys() & catalogue.queries.keys()
    assert [each.name for each in catalogue.questions] == sorted([*ANALYSES, *catalogue.queries])


def test_each_plan_is_analysed_by_itself(hold: Callable[..., Store]) -> None:
    from tests.sample import other_plan

    store = hold(sample_plan(), other_plan())
    found = ask(store, "load-by-year")
    assert {row.plan for row in found} == {record.iri for record in store.plans()}
    assert len(found.plan_titles) == 2
