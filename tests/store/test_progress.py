"""What was reported stays: beside the plan, whatever becomes of the plan, and in every form of the store."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sptgraph.encoding.progressgraph import progress_graph, provisions_of
from sptgraph.errors import GraphError, StoreError
from sptgraph.facade import PlanStore
from sptgraph.progress import StatusReport
from sptgraph.provisions import Outline
from sptgraph.store import Store
from tests.reported import sample_reports
from tests.sample import sample_plan


def holding() -> tuple[Store, str]:
    store = Store()
    iri = store.insert(sample_plan()).iri
    store.add_reports({iri: sample_reports()})
    return store, iri


def test_reports_come_out_as_they_went_in_and_are_asked_with_the_plan() -> None:
    store, iri = holding()
    assert store.reports(iri) == sample_reports()
    assert progress_graph(iri) in store.closure(iri)
    bare = Store()
    assert progress_graph(iri) not in bare.closure(bare.insert(sample_plan()).iri)


def test_the_same_again_is_no_more_and_what_is_new_overwrites_nothing() -> None:
    store, iri = holding()
    assert store.add_reports({iri: sample_reports()}) == 0
    again = replace(sample_reports()[1], status="done", reported=date(2025, 9, 30), file="任务.xlsx", row=4)
    assert store.add_reports({iri: [again]}) == 1
    assert store.reports(iri) == (*sample_reports(), again)


def test_reading_the_plan_again_leaves_what_was_reported() -> None:
    store, iri = holding()
    changed = replace(sample_plan(), tasks=sample_plan().tasks[1:])
    store.insert(changed)
    assert store.reports(iri) == sample_reports()
    store.remove(iri)
    assert store.reports(iri) == ()


def test_a_place_that_the_plan_does_not_have_is_refused_and_nothing_is_kept() -> None:
    store, iri = holding()
    with pytest.raises(StoreError, match="（九）/9"):
        store.add_reports(
            {
                iri: [
                    StatusReport("（一）/2", "done", date(2025, 9, 1)),
                    StatusReport("（九）/9", "done", date(2025, 9, 1)),
                ]
            }
        )
    assert store.reports(iri) == sample_reports()
    with pytest.raises(StoreError):
        store.add_reports({f"{iri}-not": sample_reports()})


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_an_export_holds_the_reports_and_loading_joins_them(form: str) -> None:
    store, iri = holding()
    text = store.dump(form)  # type: ignore[arg-type]
    other = Store()
    other.insert(sample_plan())
    mine = StatusReport("（三）/2", "done", date(2025, 9, 1))
    other.add_reports({iri: [mine]})
    other.load(text, form)  # type: ignore[arg-type]
    assert other.reports(iri) == (mine, *sample_reports())
    fresh = Store()
    fresh.load(text, form)  # type: ignore[arg-type]
    assert fresh.dump(form) == text  # type: ignore[arg-type]


def test_a_report_that_is_not_whole_is_refused_unless_faults_are_looked_for() -> None:
    store, iri = holding()
    text = "\n".join(
        line
        for line in store.dump("nquads").decode().splitlines()
        if "progress/1> <https://w3id.org/sptgraph/ontology#status>" not in line
    )
    with pytest.raises(GraphError, match="spt:status"):
        Store().load(text, "nquads")
    faulty = Store()
    faulty.load(text, "nquads", faulty=True)
    from sptgraph.validation import validate

    assert {finding.rule for finding in validate(faulty, iri).findings} >= {"status-report-status"}
    alone = "\n".join(line for line in text.splitlines() if "/progress" in line)
    with pytest.raises(GraphError):
        Store().load(alone, "nquads")


def test_a_folder_keeps_reports_and_hands_them_on(tmp_path: Path) -> None:
    with Store(tmp_path / "库") as store:
        iri = store.insert(sample_plan()).iri
        store.add_reports({iri: sample_reports()})
    with Store(tmp_path / "库", read_only=True) as again:
        assert again.reports(iri) == sample_reports()
        with pytest.raises(StoreError):
            again.add_reports({iri: sample_reports()})
    with PlanStore() as other:
        other.load(tmp_path / "库")
        assert other.progress(iri) == sample_reports()
        assert b"StatusReport" in other.export("trig", plans=[iri])


def test_the_graph_knows_the_places_as_lists_do() -> None:
    plan = sample_plan()
    doubled = replace(
        plan, tasks=(*plan.tasks, plan.tasks[0]), elsewhere=(*plan.elsewhere, plan.elsewhere[0])
    )
    for each in (plan, doubled):
        store = Store()
        iri = store.insert(each).iri
        places = provisions_of(store.quads([f"{iri}/stated"]))
        assert list(places) == [provision.where for provision in Outline(each).listed]
        assert len(set(places.values())) == len(places)
