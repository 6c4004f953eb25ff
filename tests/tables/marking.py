"""How a reading of a table compares with what a person reads in it."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from sptgraph.extraction.pipeline import extract
from sptgraph.model import Document, Plan, Task
from sptgraph.reading import read
from tests.tables.expected import Expected, Office

LETTERS = {"L": "lead", "R": "responsible", "S": "support"}


class Marks(NamedTuple):
    """How many facts were expected, and which of them are missing or too many."""

    expected: int
    missing: list[str]
    extra: list[str]


@cache
def opened(office: Office) -> Document:
    return read(office.data, name=office.name)


def read_office(office: Office) -> Plan:
    return extract(opened(office))


def owners_expected(task: Expected) -> set[tuple[str, str]]:
    found, role = set(), ""
    for word in task.owners.split():
        if word in LETTERS:
            role = LETTERS[word]
        else:
            found.add((word, role))
    return found


def times_expected(task: Expected) -> set[str]:
    return {part for part in task.times.split(", ") if part}


def owners_read(task: Task) -> set[tuple[str, str]]:
    return {(a.agent, a.role) for a in task.assignments if a.form == "bracket"}


def times_read(task: Task) -> set[str]:
    found = {f"{d.kind} {d.due}" for d in task.deadlines}
    found |= {f"{r.period}x{r.minimum}" for r in task.recurrences}
    return found | {s.quote for s in task.standing}


def marks(office: Office, plan: Plan) -> tuple[Marks, Marks]:
    """Return the marks for owners and for times."""
    owners, times = Marks(0, [], []), Marks(0, [], [])
    for at, task in enumerate(office.tasks):
        read_task = plan.tasks[at] if at < len(plan.tasks) else None
        owners = _add(owners, task, owners_expected(task), owners_read(read_task) if read_task else set())
        times = _add(times, task, times_expected(task), times_read(read_task) if read_task else set())
    return owners, times


def _add(marks: Marks, task: Expected, expected: Iterable[object], found: Iterable[object]) -> Marks:
    wanted, have = set(expected), set(found)
    return Marks(
        marks.expected + len(wanted),
        [*marks.missing, *(f"{task.no} {each}" for each in sorted(map(str, wanted - have)))],
        [*marks.extra, *(f"{task.no} {each}" for each in sorted(map(str, have - wanted)))],
    )
