"""One thing is removed or spoilt at a time, and the rule meant for it reports it where it happened.

Every kind of thing is spoilt, in one of the plans that have it; in all of them where the environment says
``SPTGRAPH_EVERY_MUTANT=1``.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from sptgraph.model import Plan, Task
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import load_rulebook, validate
from sptgraph.validation.checking import results_of
from sptgraph.validation.findings import findings_of
from sptgraph.vocabulary import term
from tests.effort import EVERY
from tests.sample import sample_plan
from tests.validation.mutants import (
    ALL,
    NOWHERE,
    Spoilt,
    facts_of,
    having,
    mutant,
    mutants,
    plan_of,
    reported,
    usual,
)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("spoilt", ALL, ids=str)
def test_what_is_spoilt_is_reported_by_the_rule_meant_for_it(spoilt: Spoilt) -> None:
    several = list(mutants(spoilt))
    assert several
    for name, node in several if EVERY else several[ALL.index(spoilt) % len(several) :][:1]:
        meant = (spoilt.rule, spoilt.elsewhere.value if spoilt.elsewhere else node[1:-1])
        assert meant in reported(mutant(facts_of(name), node, spoilt)) - usual(name), (name, node)


def test_there_are_hundreds_of_them() -> None:
    assert sum(len(list(mutants(spoilt))) for spoilt in ALL) > 400


def test_a_dead_link_is_placed_where_it_starts() -> None:
    spoilt = Spoilt("spt:Assignment", "spt:bearer", (NOWHERE,), "organisation-kind", NOWHERE)
    facts, book = facts_of("sample"), load_rulebook()
    spoilt_facts = mutant(facts, having(facts, spoilt)[0], spoilt)
    plan = next(facts.instances(f"<{term('spt:Plan')}>"))[1:-1]
    findings = findings_of(plan, spoilt_facts, results_of(spoilt_facts, book), book)
    found = [each for each in findings if each.focus == NOWHERE.value]
    assert {each.rule for each in found} == {"organisation-kind", "organisation-department"}
    assert {each.where for each in found} == {"三（一）"}
    assert all("县安委办" in each.message.zh or "nowhere" in each.message.zh for each in found)


def tasks(plan: Plan, change: Callable[[Task], Task]) -> Iterator[tuple[str, Plan]]:
    """Yield the plan with each task changed alone."""
    for index, task in enumerate(plan.tasks):
        if (changed := change(task)) != task:
            mutant = replace(plan, tasks=(*plan.tasks[:index], changed, *plan.tasks[index + 1 :]))
            yield f"{task.action}/{task.no}", mutant


def found(plan: Plan) -> set[tuple[str, str]]:
    store = Store()
    iri = store.insert(plan).iri
    derive(store, iri)
    return {(each.rule, f"{each.action}/{each.task}") for each in validate(store, iri)}


@cache
def found_in(name: str) -> set[tuple[str, str]]:
    return found(plan_of(name))


def check(change: Callable[[Task], Task], rules: set[str], mutants: int, name: str = "sample") -> None:
    """Change tasks alone; one of the rules must say so at that task, and did not before.

    Of the sample each task is changed, of a larger plan every eighth that can be.
    """
    several = list(tasks(plan_of(name), change))
    assert len(several) == mutants
    for place, changed in several if name == "sample" else several[:: 5 if EVERY else 8]:
        new = found(changed) - found_in(name)
        assert {rule for rule, where in new if where == place} & rules, (place, new)


# Who answers then depends on the sectors that the task names.
OWNERLESS = {"task-owner", "task-owner-derived", "task-owner-gap"}


@pytest.mark.parametrize(("name", "mutants"), [("sample", 5), ("yunxi", 20), ("linjiang", 11)])
def test_owners_removed(name: str, mutants: int) -> None:
    check(lambda task: replace(task, assignments=()), OWNERLESS, mutants, name)


def test_only_supporters_left() -> None:
    def demoted(task: Task) -> Task:
        return replace(task, assignments=tuple(replace(each, role="support") for each in task.assignments))

    check(demoted, {"task-answerable"}, 5)


@pytest.mark.parametrize(("name", "mutants"), [("sample", 5), ("yunxi", 21)])
def test_all_time_marks_removed(name: str, mutants: int) -> None:
    check(
        lambda task: replace(task, deadlines=(), recurrences=(), standing=()),
        {"task-time", "task-time-derived"},
        mutants,
        name,
    )


def test_dates_removed_where_a_frequency_stays() -> None:
    def undated(task: Task) -> Task:
        return replace(task, deadlines=()) if task.deadlines and task.recurrences else task

    check(undated, {"task-date"}, 1)


def test_only_a_start_left() -> None:
    def started(task: Task) -> Task:
        starts = tuple(replace(each, milestone="start") for each in task.deadlines)
        return replace(task, deadlines=starts, recurrences=()) if starts else task

    check(started, {"task-end"}, 3)


def test_only_the_plan_period_left() -> None:
    def vague(task: Task) -> Task:
        several = tuple(replace(each, kind="within", due=date(2026, 12, 31)) for each in task.deadlines)
        return replace(task, deadlines=several) if several and not task.recurrences else task

    check(vague, {"task-own-date"}, 2)


def test_dates_moved_out_of_the_period() -> None:
    def moved(task: Task) -> Task:
        return replace(task, deadlines=tuple(replace(each, due=date(2027, 1, 1)) for each in task.deadlines))

    check(moved, {"deadline-in-period"}, 3)


def test_start_and_end_exchanged() -> None:
    def exchanged(task: Task) -> Task:
        several = tuple(
            replace(each, start=each.due, due=each.start) if each.start else each for each in task.deadlines
        )
        return replace(task, deadlines=several)

    check(exchanged, {"deadline-order"}, 1)


def test_a_lost_lead_makes_a_lead_by_law_or_a_gap() -> None:
    plan = sample_plan()
    task = plan.tasks[3]
    mutant = replace(plan, tasks=(*plan.tasks[:3], replace(task, assignments=()), *plan.tasks[4:]))
    store = Store()
    iri = store.insert(mutant).iri
    derive(store, iri)
    said = [each.message.zh for each in validate(store, iri) if each.rule == "sector-lead-derived"]
    # The task's lead no longer implies who leads the sector; the law still says it.
    assert any("“危险化学品”" in text and "法律法规" in text for text in said)


def test_a_plan_without_tasks() -> None:
    store = Store()
    iri = store.insert(replace(sample_plan(), tasks=())).iri
    assert "plan-tasks" in {each.rule for each in validate(store, iri)}
