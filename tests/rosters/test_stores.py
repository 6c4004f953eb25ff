"""Rosters in a store: kept in the graphs of their places, read with the plans there, gone without a trace."""

from dataclasses import replace
from pathlib import Path

import pytest

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import QueryError, RosterError
from sptgraph.facade import PlanStore
from sptgraph.rosters import read_roster
from sptgraph.store import Store
from tests.rosters.making import as_csv
from tests.sample import other_plan, sample_plan

BASE = "https://w3id.org/sptgraph/"
HEADER = ["地区", "单位", "别名", "部门", "行业领域", "上级地区"]
UNITS = [HEADER, ["云溪县", "云溪县住房和城乡建设局", "县住建局", "", "", "云山市"]]
DUTIES = [HEADER, ["云溪县", "县农业农村局", "", "", "农贸市场", ""]]


@pytest.fixture
def store() -> Store:
    found = Store()
    found.insert(sample_plan())
    return found


def everything(store: Store) -> set[str]:
    graphs = [
        name for record in store.plans() for name in store.closure(record.iri) if "reference" not in name
    ]
    return {str(quad) for quad in store.quads(graphs)}


def names(store: Store, name: str) -> list[str]:
    """Return the bodies of the plan that have a name, printed or not."""
    iri = store.plans()[0].iri
    query = "SELECT DISTINCT ?body WHERE { ?body a org:Organization ; skos:prefLabel|skos:altLabel ?name }"
    found = store.select(query.replace("?name }", f'"{name}"@zh }}'), [PlanGraphs.of(iri).stated])
    return [str(row[0].value) for row in found.rows]


def test_the_place_s_plans_are_written_anew_with_the_roster(store: Store, tmp_path: Path) -> None:
    assert names(store, "县住建局") == [f"{BASE}place/云溪县/org/县住建局"]
    plans = store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    assert plans == (store.plans()[0].iri,)
    assert names(store, "县住建局") == [f"{BASE}place/云溪县/org/云溪县住房和城乡建设局"]
    assert store.plan(plans[0]) == sample_plan()


def test_plans_to_come_are_read_with_it_whichever_way_they_come(store: Store, tmp_path: Path) -> None:
    graph = store.dump("trig")
    for insert in (lambda later: later.insert(sample_plan()), lambda later: later.load(graph, "trig")):
        later = Store()
        later.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
        insert(later)
        assert names(later, "县住建局") == [f"{BASE}place/云溪县/org/云溪县住房和城乡建设局"]


def test_the_closure_holds_the_graphs_of_the_place_and_of_what_it_lies_in(
    store: Store, tmp_path: Path
) -> None:
    iri = store.plans()[0].iri
    assert not [name for name in store.closure(iri) if "/place/" in name]
    store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    city = [HEADER, ["云山市", "云山市应急管理局", "", "", "", ""]]
    store.put_roster(read_roster(as_csv(tmp_path / "乙.csv", city)))
    store.put_roster(
        read_roster(as_csv(tmp_path / "丙.csv", [HEADER, ["清河市", "市应急管理局", "", "", "", ""]]))
    )
    places = [name for name in store.closure(iri) if "/place/" in name]
    assert places == [f"{BASE}place/云溪县", f"{BASE}place/云山市"]


def test_several_files_count_together_and_one_again_replaces_itself(store: Store, tmp_path: Path) -> None:
    store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    store.put_roster(read_roster(as_csv(tmp_path / "乙.csv", DUTIES)))
    both = store.roster("云溪县")
    assert both
    assert (both.within, len(both.duties), both.files) == (("云山市",), 1, {"甲.csv", "乙.csv"})
    twice = everything(store)
    store.put_roster(read_roster(as_csv(tmp_path / "乙.csv", DUTIES)))
    assert everything(store) == twice
    store.put_roster(
        read_roster(as_csv(tmp_path / "乙.csv", [HEADER, ["云溪县", "县农业农村局", "", "", "", ""]]))
    )
    again = store.roster("云溪县")
    assert again
    assert again.duties == ()


def test_a_roster_removed_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    assert everything(store) != before
    store.remove_roster("云溪县")
    assert everything(store) == before
    assert store.rosters() == ()


def test_rosters_that_contradict_each_other_leave_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    before = everything(store)
    other = [HEADER, ["云溪县", "县规划局", "县住建局", "", "", ""]]
    with pytest.raises(RosterError, match="县住建局"):
        store.put_roster(read_roster(as_csv(tmp_path / "乙.csv", other)))
    assert everything(store) == before


def test_plans_of_other_places_stay_as_they_are(store: Store, tmp_path: Path) -> None:
    before = everything(store)
    lines = [HEADER, ["清河县", "清河县住房和城乡建设局", "县住建局", "", "", ""]]
    assert store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", lines))) == ()
    assert everything(store) == before


def test_a_plan_known_by_its_stated_graph_alone_stays_as_it_is(tmp_path: Path) -> None:
    whole, alone = Store(), Store()
    whole.insert(sample_plan())
    alone.load(whole.dump("turtle"), "turtle")
    before = everything(alone)
    assert alone.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS))) == ()
    assert before < everything(alone)


def test_a_file_of_all_graphs_brings_the_rosters_along(store: Store, tmp_path: Path) -> None:
    store.put_roster(read_roster(as_csv(tmp_path / "甲.csv", UNITS)))
    for form in ("trig", "nquads", "jsonld"):
        again = Store()
        again.load(store.dump(form), form)
        assert everything(again) == everything(store)
        assert again.dump(form) == store.dump(form)


def test_the_graph_of_a_place_that_is_no_roster_is_refused(store: Store) -> None:
    place = f"{BASE}place/云溪县"
    row = f"<{place}/roster/1> a <{BASE}ontology#RosterRow> ."
    with pytest.raises(RosterError):
        Store().load(store.dump("trig") + f"<{place}> {{ {row} }}".encode(), "trig")


def test_a_folder_keeps_its_rosters_and_hands_them_on(tmp_path: Path) -> None:
    with PlanStore(tmp_path / "plans") as store:
        store.add(sample_plan())
        store.add_roster(as_csv(tmp_path / "甲.csv", UNITS))
    with Store(tmp_path / "plans", read_only=True) as again:
        assert [roster.place for roster in again.rosters()] == ["云溪县"]
        assert names(again, "县住建局") == [f"{BASE}place/云溪县/org/云溪县住房和城乡建设局"]
    with PlanStore() as copy:
        copy.load(tmp_path / "plans")
        copy.add(other_plan())
        rows = copy.ask("task-owners", task="（一）/1")
        assert {row.agent for row in rows} >= {"县住建局"}
        found = copy.query("SELECT DISTINCT ?b WHERE { ?f spt:agentText '县住建局' ; spt:bearer ?b }")
        assert [row[0].value for row in found.rows] == [f"{BASE}place/云溪县/org/云溪县住房和城乡建设局"]


def test_a_roster_without_place_is_that_of_the_only_one(tmp_path: Path) -> None:
    lines = [["单位", "别名"], ["云溪县住房和城乡建设局", "县住建局"]]
    with PlanStore() as store:
        with pytest.raises(RosterError):
            store.add_roster(as_csv(tmp_path / "甲.csv", lines))
        store.add(sample_plan())
        assert store.add_roster(tmp_path / "甲.csv").place == "云溪县"


def test_the_last_part_of_a_place_is_enough_where_it_is_unique(tmp_path: Path) -> None:
    plan = sample_plan()
    with PlanStore() as store:
        store.add(replace(plan, document=replace(plan.document, jurisdiction="云山市云溪县")))
        assert store.add_roster(as_csv(tmp_path / "甲.csv", UNITS)).place == "云山市云溪县"


def test_where_deriving_fails_plans_and_rosters_are_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PlanStore() as store:
        store.add(sample_plan())
        store.add_roster(as_csv(tmp_path / "乙.csv", DUTIES))
        before = everything(store._store)
        derive, calls = store._derive, []

        def failing(iri: str) -> None:
            calls.append(iri)
            if len(calls) == 1:
                raise QueryError("规则不行", "the rule is no good")
            derive(iri)

        monkeypatch.setattr(store, "_derive", failing)
        with pytest.raises(QueryError):
            store.add_roster(as_csv(tmp_path / "甲.csv", UNITS))
        assert everything(store._store) == before


def test_lists_go_by_the_roster_s_departments(tmp_path: Path) -> None:
    lines = [["地区", "单位", "部门"], ["云溪县", "县住建局", "urban-management"]]
    with PlanStore() as store:
        store.add(sample_plan())
        assert [row.task for row in store.listing("tasks", department="housing-construction").rows]
        assert not store.listing("tasks", department="urban-management").rows
        store.add_roster(as_csv(tmp_path / "甲.csv", lines))
        listed = store.listing("tasks", department="urban-management").rows
        assert [row.task for row in listed] == ["1.更换老旧燃气管道"]
