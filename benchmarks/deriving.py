"""What deriving and validating cost: the five shipped plans, many plans, and one changed plan among many.

Usage: ``python benchmarks/deriving.py [PLANS]...`` from the project's root (default: 1, 10 and 100 plans as
large as a county's). CPU time.

- *the five shipped plans*: derived and validated one after the other, and what each rule takes of deriving
- *many plans*: seconds per plan, which should not grow with their number; raw is what the same triples cost
  to put into pyoxigraph
- *one changed plan*: inserted again, derived and validated, beside the same plan in a store of its own
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from benchmarks.synthetic import cost, county_plan, turns
from sptgraph.encoding import encode
from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import shipped_plans
from sptgraph.model import Plan
from sptgraph.rules import derive, load_rules
from sptgraph.rules.deriving import forget
from sptgraph.rules.workbench import Workbench
from sptgraph.store import Store
from sptgraph.store.reference import load_reference
from sptgraph.validation import validate

ROUNDS = 3


def shipped() -> None:
    """Print what deriving and validating the five shipped plans cost."""
    store = Store()
    for example in shipped_plans():
        store.load(example.path.read_bytes(), "trig")
    plans = [record.iri for record in store.plans()]
    first, _ = cost(lambda: [derived_and_validated(store, iri) for iri in plans[:1]])
    print(f"first plan of a process: {first:.2f} s, with what is loaded once for all plans")

    deriving, validating = turns(
        ROUNDS,
        lambda: [derived(store, iri) for iri in plans],
        lambda: [validate(store, iri) for iri in plans],
    )
    print(f"five shipped plans: deriving {deriving:.2f} s, validating {validating:.2f} s", end="")
    print(f", together {deriving + validating:.2f} s\n")
    times: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    for iri in plans:
        for rule, seconds, count in by_rule(store, iri):
            times[rule] += seconds
            facts[rule] += count
    print(f"{'rule':28}{'triples':>9}{'ms, five plans':>16}")
    for rule, seconds in times.most_common():
        print(f"{rule:28}{facts[rule]:9}{seconds * 1000:16.1f}")
    print(f"{'all rules':28}{facts.total():9}{times.total() * 1000:16.1f}")


def by_rule(store: Store, iri: str) -> list[tuple[str, float, int]]:
    """Return what each rule takes over one plan, run once after those before it, and what it concludes."""
    bench = Workbench()
    left_out = {f"{iri}/derived", f"{iri}/source", load_reference().graph}
    given = [name for name in store.closure(iri) if name not in left_out]
    bench.lay(quad.triple for quad in store.quads(given))
    found = []
    for rule in sorted(load_rules(), key=lambda rule: (rule.stratum, rule.identifier)):
        seconds, triples = cost(partial(bench.run, rule.query, 100_000))
        bench.lay(triples)
        found.append((rule.identifier, seconds, len(set(triples))))
    return found


def derived(store: Store, iri: str) -> int:
    """Derive a plan as if for the first time in this process."""
    forget()
    return derive(store, iri)


def derived_and_validated(store: Store, iri: str) -> int:
    derived(store, iri)
    return len(validate(store, iri))


def filled(plans: Iterable[Plan]) -> Store:
    """Return a store of plans, each derived and validated."""
    store = Store()
    for plan in plans:
        derived_and_validated(store, store.insert(plan).iri)
    return store


def changes(store: Store, plan: Plan) -> Callable[[], int]:
    """Return what takes in a plan whose first task has lost or regained an owner, and looks at it again."""
    first, *others = plan.tasks
    shorter = replace(plan, tasks=(replace(first, assignments=first.assignments[1:]), *others))
    readings = cycle((shorter, plan))
    return lambda: derived_and_validated(store, store.insert(next(readings)).iri)


def many(count: int, alone: float) -> float:
    """Print the cost of so many plans, and return that of one changed plan among them.

    No plan is held on to: what Python keeps alive it looks over again and again, in whoever's time.
    """
    whole, store = cost(lambda: filled(map(county_plan, range(count))))
    (again,) = turns(2 * ROUNDS, changes(store, county_plan(count // 2)))
    database = ox.Store()
    raw = sum(cost(partial(database.extend, encode(county_plan(number))))[0] for number in range(count))
    print(
        f"{count:6}{whole:10.2f}{whole / count:12.3f}{raw / count:12.4f}{again:14.3f}"
        + (f"{again / alone:8.2f}" if alone else "")
    )
    return again


if __name__ == "__main__":
    with PlanStore() as warm:  # loads what is loaded once for all
        warm.add(county_plan(0))
    shipped()
    print(f"\n{'plans':>6}{'all s':>10}{'s per plan':>12}{'raw':>12}{'one changed':>14}{'ratio':>8}")
    single = 0.0
    for size in [int(argument) for argument in sys.argv[1:]] or [1, 10, 100]:
        figure = many(size, single)
        single = single or figure
