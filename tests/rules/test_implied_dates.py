"""By when a task is due that states no end: its action's, its goal's, or its plan's last day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sptgraph.model import Deadline, Passage, Plan, Target
from tests.rules.concluding import SAMPLE, SPAN, column, concluded, of_document

MARKET = "task/（三）/2"


def ends(due: date, kind: Any = "by", milestone: Any = None, start: date | None = None) -> Deadline:
    return Deadline(due, kind, "…", SPAN, start=start, milestone=milestone)


def of_action(*deadlines: Deadline) -> Plan:
    return replace(SAMPLE, elsewhere=(Passage("二（三）", deadlines=deadlines),))


def of_goal(*deadlines: Deadline, where: str = "一（一）", targets: tuple[Target, ...] = ()) -> Plan:
    return replace(SAMPLE, elsewhere=(Passage(where, deadlines=deadlines, targets=targets),))


def due(plan: Plan, rule: str) -> dict[str, str]:
    """Return what is due when by that rule: the tasks by their names."""
    facts = concluded(plan, f"{rule}-deadline")
    assert {("ImpliedDeadline", "implied")} >= set(column(facts, "type", "basis"))
    return dict(column(facts, "inTask", "due"))


JUNE, NEXT = date(2025, 6, 30), date(2026, 6, 30)


@pytest.mark.parametrize(
    "end",
    [
        ends(JUNE),
        ends(JUNE, milestone="complete"),
        ends(JUNE, "during", start=date(2025, 3, 1)),
        ends(JUNE, "within", "complete"),
    ],
    ids=["by", "complete", "during some months", "within a time"],
)
def test_a_task_without_an_end_takes_its_action_s(end: Deadline) -> None:
    plan = of_action(end)
    (fact,) = concluded(plan, "action-deadline")
    assert (fact["about"], fact["due"]) == ({MARKET}, {"2025-06-30"})
    assert fact["wasDerivedFrom"] == {"action/（三）/deadline/1"}
    assert MARKET not in due(plan, "plan")


def test_of_several_ends_of_an_action_the_last_one_holds() -> None:
    assert due(of_action(ends(JUNE), ends(NEXT)), "action") == {MARKET: "2026-06-30"}


@pytest.mark.parametrize(
    "no_end",
    [ends(JUNE, milestone="start"), ends(JUNE, milestone="reach"), ends(date(2024, 12, 31), "during")],
    ids=["a start", "a result to be reached", "a year that is a stage"],
)
def test_an_action_s_date_that_is_no_end_binds_no_task(no_end: Deadline) -> None:
    assert due(of_action(no_end), "action") == {}
    assert due(of_action(no_end), "plan")[MARKET] == "2026-12-31"


def test_stages_that_run_to_the_plan_s_last_year_end_with_it() -> None:
    stages = [ends(date(year, 12, 31), "during", start=date(year, 1, 1)) for year in (2024, 2025, 2026)]
    assert due(of_action(*stages), "action") == {MARKET: "2026-12-31"}


def test_a_task_s_own_end_goes_before_its_action_s_but_its_own_start_does_not() -> None:
    plan = of_action(ends(JUNE))
    market = plan.tasks[-1]
    for own, expected in ((ends(NEXT), {}), (ends(NEXT, milestone="start"), {MARKET: "2025-06-30"})):
        changed = replace(plan, tasks=(*plan.tasks[:-1], replace(market, deadlines=(own,))))
        assert due(changed, "action") == expected


def test_an_action_s_end_binds_the_tasks_of_no_other_action() -> None:
    assert set(due(of_action(ends(JUNE)), "plan")) == {"task/（一）/2", "task/（二）/2"}


def test_the_one_date_by_which_the_goal_is_to_be_completed_holds_for_all_tasks_without_end() -> None:
    plan = of_goal(ends(NEXT, milestone="complete"))
    assert due(plan, "goal") == dict.fromkeys(("task/（一）/2", "task/（二）/2", MARKET), "2026-06-30")
    assert due(plan, "plan") == {}


RATE = Target(98.0, "%", "98%", SPAN)


@pytest.mark.parametrize(
    "plan",
    [
        of_goal(ends(JUNE, milestone="complete"), ends(NEXT, milestone="complete")),
        of_goal(ends(NEXT, milestone="reach")),
        of_goal(ends(NEXT)),
        of_goal(ends(NEXT, milestone="complete"), targets=(RATE,)),
        of_goal(ends(date(2027, 6, 30), milestone="complete")),
        of_goal(ends(NEXT, milestone="complete"), where="三（一）"),
        SAMPLE,
    ],
    ids=[
        "several dates",
        "a result to be reached",
        "a date that completes nothing",
        "a date beside a figure",
        "a date after the plan's period",
        "another section",
        "the sample: a rate by a date",
    ],
)
def test_nothing_follows_from_a_goal_with(plan: Plan) -> None:
    assert due(plan, "goal") == {}


def test_an_action_s_end_goes_before_the_goal_s() -> None:
    goal = Passage("一（一）", deadlines=(ends(NEXT, milestone="complete"),))
    plan = replace(SAMPLE, elsewhere=(goal, *of_action(ends(JUNE)).elsewhere))
    assert due(plan, "action") == {MARKET: "2025-06-30"}
    assert MARKET not in due(plan, "goal")


def test_the_plan_s_period_is_the_last_resort() -> None:
    facts = concluded(SAMPLE, "plan-deadline")
    assert column(facts, "inTask", "due") == [
        (task, "2026-12-31") for task in ("task/（一）/2", MARKET, "task/（二）/2")
    ]
    assert all(fact["wasDerivedFrom"] == fact["isPartOf"] for fact in facts)


def test_without_a_period_no_date_follows() -> None:
    assert due(of_document(period=None), "plan") == {}
