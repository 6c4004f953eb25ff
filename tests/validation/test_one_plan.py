"""One plan is checked without looking at the others, save those it cites and the place it lies in."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from sptgraph.model import Plan
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import validate
from tests.sample import other_plan, sample_plan
from tests.validation.mutants import plan_of


class Counting(Store):
    """A store that counts which graphs are read whole."""

    def __init__(self) -> None:
        super().__init__()
        self.read: Counter[str] = Counter()

    def ntriples(self, graph: str) -> bytes:
        self.read[graph] += 1
        return super().ntriples(graph)


@pytest.fixture
def store() -> Counting:
    store = Counting()
    for plan in (sample_plan(), other_plan(), plan_of("linjiang"), plan_of("town")):
        derive(store, store.insert(plan).iri)
    return store


def test_a_changed_plan_is_checked_again_alone(store: Counting) -> None:
    iri = store.plans()[0].iri
    before = validate(store, iri)
    changed = replace(sample_plan(), tasks=sample_plan().tasks[:-1])
    changed_iri = store.insert(changed).iri
    derive(store, changed_iri)
    validate(store, changed_iri)
    store.read.clear()
    after = validate(store, changed_iri)
    assert len(after) != len(before) or changed_iri != iri
    plans = {name for name in store.read if not name.startswith(f"{store.base}reference/")}
    assert plans
    assert all(name.startswith((f"{changed_iri}/", f"{store.base}place/")) for name in plans)
    assert set(store.read.values()) == {1}


def test_the_reference_data_are_read_once_for_all_plans(store: Counting) -> None:
    for record in store.plans():
        validate(store, record.iri)
    store.read.clear()
    for record in store.plans():
        validate(store, record.iri)
    assert not any(name.startswith(f"{store.base}reference/") for name in store.read)


def test_it_reads_as_many_graphs_in_a_large_store_as_in_a_small_one() -> None:
    small = Counting()
    iri = small.insert(sample_plan()).iri
    large = Counting()
    for plan in (sample_plan(), other_plan(), plan_of("linjiang")):
        large.insert(plan)
    for each in (small, large):
        validate(each, iri)
        each.read.clear()
        validate(each, iri)
    assert small.read == large.read


def superior(plan: Plan) -> Plan:
    """Return a plan of the city that the sample cites, with a task of the same heading."""
    document = replace(
        plan.document, title=plan.document.superior_plans[0], jurisdiction="云山市", level="city"
    )
    document = replace(document, issuer="云山市安全生产委员会", number=None, superior_plans=())
    task = plan.tasks[0]
    earlier = tuple(replace(each, due=date(2024, 11, 30)) for each in task.deadlines[:1])
    return replace(plan, document=document, tasks=(replace(task, deadlines=earlier), *plan.tasks[1:]))


def test_dates_are_held_against_the_plan_that_it_cites() -> None:
    store, plan = Store(), sample_plan()
    above = store.insert(superior(plan)).iri
    iri = store.insert(plan).iri
    found = [each for each in validate(store, iri) if each.rule == "deadline-superior"]
    assert [(each.action, each.task, each.severity) for each in found] == [("（一）", "1", "violation")] * 2
    assert "2024-11-30" in found[0].message.zh
    # What is wrong with the superior plan is said of that plan, not of this one.
    assert {each.plan for each in validate(store, iri)} == {iri}
    assert not any(each.focus.startswith(f"{above}/") for each in validate(store, iri))
    store.remove(above)
    assert not any(each.rule == "deadline-superior" for each in validate(store, iri))


def test_both_engines_hold_it_against_the_plan_that_it_cites() -> None:
    store, plan = Store(), sample_plan()
    store.insert(superior(plan))
    iri = store.insert(plan).iri
    assert validate(store, iri) == validate(store, iri, engine="pyshacl")
