"""What validating costs: the default engine beside pySHACL on the same shapes, and on their Core part alone.

Usage: ``python benchmarks/validation.py [PLANS]...`` from the project's root (default: 1 and 10 plans).
Each plan is as large as a county's. All ways validate plan by plan and start from the same store; the
first two end with the same findings, which is asserted:

- default   SPARQL rules once each on Oxigraph, the rest in pySHACL over rdflib
- pyshacl   all shapes unmodified in pySHACL over rdflib: what a user would write first
- core      what of it the Core rules cost: pySHACL with the SPARQL rules taken out

The share of SPARQL rules is printed too, for they are what the default saves. CPU time; for
a single plan the better of two rounds.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sptgraph.model import Plan, Span
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import load_rulebook, validate
from sptgraph.validation.checking import Engine, results_of
from sptgraph.validation.data import plan_triples
from tests.sample import sample_plan

ACTIONS = "一二三四五六七八九"
TASKS = 5


def county_plan(number: int) -> Plan:
    """Return a plan as large as a county's: the sample's tasks over and over, each with spans of its own."""
    plan = sample_plan()
    actions = tuple(replace(plan.actions[at % 3], no=f"（{no}）") for at, no in enumerate(ACTIONS))
    tasks = tuple(
        moved(replace(plan.tasks[(at + task) % 6], no=str(task + 1), action=f"（{no}）"), at * TASKS + task)
        for at, no in enumerate(ACTIONS)
        for task in range(TASKS)
    )
    document = replace(plan.document, number=f"云安委〔2024〕{number}号")
    return replace(
        plan, document=document, actions=actions, tasks=tasks, source=replace(plan.source, length=100_000)
    )


def moved(thing: Any, by: int) -> Any:
    """Return a task, or a part of one, its spans moved on so that no two tasks share them."""
    if isinstance(thing, Span):
        return replace(thing, start=thing.start + 1000 * by, end=thing.end + 1000 * by)
    if isinstance(thing, tuple):
        return tuple(moved(each, by) for each in thing)
    fields = getattr(thing, "__dataclass_fields__", None)
    return replace(thing, **{name: moved(getattr(thing, name), by) for name in fields}) if fields else thing


def best(run: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Return the least CPU time of a run, in seconds, and what it gave."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        found = run()
        times.append(time.process_time() - start)
    return min(times), found


def measure(count: int) -> None:
    """Validate so many plans in each way and print the figures."""
    store, book = Store(), load_rulebook()
    plans = [record.iri for record in store.insert_all(county_plan(number) for number in range(1, count + 1))]
    for iri in plans:
        derive(store, iri)
    triples = sum(len(plan_triples(store, iri)) for iri in plans)

    def run(engine: Engine) -> Callable[[], list[object]]:
        return lambda: [validate(store, iri, engine=engine) for iri in plans]

    core_book = replace(book, selects=())
    rounds = 2 if count == 1 else 1
    default, found = best(run("auto"), rounds)
    reference, expected = best(run("pyshacl"), rounds)
    core, _ = best(lambda: [results_of(plan_triples(store, iri), core_book) for iri in plans], rounds)
    if found != expected:
        raise SystemExit("the two engines differ")
    print(f"\n{count} plan(s), {triples} triples")
    print(f"{len(book.targeted)} rules, {len(book.selects)} of them SPARQL")
    print(f"{'default':10} {default:8.2f} s   1")
    print(f"{'pyshacl':10} {reference:8.2f} s   {reference / default:.1f} x")
    print(f"{'core':10} {core:8.2f} s   {core / default:.2f} x")
    print(f"share of the SPARQL rules in pyshacl's time: {(reference - core) / reference:.0%}")


if __name__ == "__main__":
    for size in [int(argument) for argument in sys.argv[1:]] or [1, 10]:
        measure(size)
