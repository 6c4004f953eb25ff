"""Plans of invented places for the other benchmarks, and what measures them.

A *county plan* is as large as a county's: the sample plan's tasks over and over, each with spans of its own.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sptgraph.model import Plan, Span
from tests.sample import sample_plan

ACTIONS = "一二三四五六七八九"
TASKS = 7


def county_plan(number: int, tasks: int = TASKS) -> Plan:
    """Return a plan of 云溪县 with ``tasks`` tasks in each of nine actions."""
    plan = sample_plan()
    return replace(
        plan,
        document=replace(plan.document, number=f"云安委〔2024〕{number}号"),
        actions=tuple(replace(plan.actions[at % 3], no=f"（{no}）") for at, no in enumerate(ACTIONS)),
        tasks=tuple(
            moved(
                replace(plan.tasks[(at + task) % 6], no=str(task + 1), action=f"（{no}）"), at * tasks + task
            )
            for at, no in enumerate(ACTIONS)
            for task in range(tasks)
        ),
        source=replace(plan.source, length=100_000),
    )


def moved(thing: Any, by: int) -> Any:
    """Return a task, or a part of one, its spans moved on so that no two tasks share them."""
    if isinstance(thing, Span):
        return replace(thing, start=thing.start + 1000 * by, end=thing.end + 1000 * by)
    if isinstance(thing, tuple):
        return tuple(moved(each, by) for each in thing)
    fields = getattr(thing, "__dataclass_fields__", None)
    return replace(thing, **{name: moved(getattr(thing, name), by) for name in fields}) if fields else thing


def cost(run: Callable[[], Any], rounds: int = 1) -> tuple[float, Any]:
    """Return the least CPU time of a run, in seconds, and what it gave."""
    least, given = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        given = run()
        least = min(least, time.process_time() - start)
    return least, given


def turns(rounds: int, *runs: Callable[[], object]) -> list[float]:
    """Return the least CPU time of each run, in seconds, the runs taking turns."""
    times = [float("inf")] * len(runs)
    for _ in range(rounds):
        for at, run in enumerate(runs):
            times[at] = min(times[at], cost(run)[0])
    return times
