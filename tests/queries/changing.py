"""What changes a plan, for tests that a changed plan changes an answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sptgraph.model import Assignment, Deadline, Plan, Span
from sptgraph.provisions import Outline
from sptgraph.rules import derive
from sptgraph.store import Store
from tests.reported import sample_reports
from tests.sample import sample_plan

PIPES, SHOPS, PITS, STORES, STATIONS, MARKET = range(6)
"""The sample plan's tasks, by what they are about."""

Rows = list[tuple[object, ...]]


class Change(NamedTuple):
    """A question, a changed plan, and the rows (in these columns) that go and come."""

    query: str
    change: Callable[[Plan], Plan]
    columns: str
    gone: Rows
    come: Rows
    parameters: dict[str, str] = {}  # noqa: RUF012 - a constant


def holding(plan: Plan) -> Store:
    """Return a store with the plan, what follows from it, and what was reported of the tasks it has."""
    store = Store()
    iri = store.insert(plan).iri
    known = {provision.where for provision in Outline(plan).listed}
    store.add_reports({iri: [report for report in sample_reports() if report.where in known]})
    derive(store, iri)
    return store


def task(number: int, **changes: Any) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        tasks = list(plan.tasks)
        tasks[number] = replace(tasks[number], **changes)
        return replace(plan, tasks=tuple(tasks))

    return change


def plan_with(**changes: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, **changes)


def document(**changes: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, document=replace(plan.document, **changes))


def owner(agent: str, key: str | None, role: str = "lead", at: int = 530, **more: Any) -> Assignment:
    return Assignment(agent, role, "inline", agent, Span(at, at + len(agent)), key, **more)  # type: ignore[arg-type]


TASKS = sample_plan().tasks
WATER = owner("县水利局", "water")
LATE = Deadline(date(2027, 3, 31), "by", "2027年3月底前", Span(530, 540))
