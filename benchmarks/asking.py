"""What asking costs beside raw pyoxigraph: the same query text over the same graphs, in one run.

Usage: ``python benchmarks/asking.py [PLANS]`` from the project's root (default: 1, 10 and 100 plans in the
store; the questions are put to one of them). Raw means: the text with its values in it goes to Oxigraph, and
every cell is taken out as text. CPU time, best of several rounds that take turns.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic import county_plan
from sptgraph.asking import Catalogue, Query, ask, who
from sptgraph.asking.arguments import supply
from sptgraph.asking.scope import Scope, scopes
from sptgraph.rules import derive
from sptgraph.store import Store

ROUNDS = 15
PARAMETERS = {"task": "（一）/1", "department": "finance", "sector": "city-gas", "date": "2025-06-30"}
"""What a parameter that must be given is given, by its kind."""


def best(*runs: Callable[[], object]) -> list[float]:
    """Return the least CPU time of each run, in milliseconds, the runs taking turns."""
    times = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for at, run in enumerate(runs):
            start = time.process_time()
            run()
            times[at] = min(times[at], (time.process_time() - start) * 1000)
    return times


def raw(database: ox.Store, text: str, graphs: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    """Ask Oxigraph itself and take every cell out as text."""
    found = database.query(text, default_graph=[ox.NamedNode(graph) for graph in graphs])
    return [tuple(None if cell is None else cell.value for cell in row) for row in found]


def compare(query: Query, scope: Scope, database: ox.Store) -> tuple[int, float, float]:
    """Return the number of rows, raw time and our time of one query."""
    parameters = {each.name: PARAMETERS[each.kind] for each in query.parameters if not each.optional}
    (values,) = supply(query, parameters, [scope])
    text = query.bind({**(values or {}), "plan": ox.NamedNode(scope.plan.iri)})
    rows = raw(database, text, scope.graphs)
    if len(ask(scope.store, query.name, scope.plan, **parameters)) != len(rows):
        raise SystemExit(f"{query.name}: the two answers differ")
    limit, ours = best(
        lambda: raw(database, text, scope.graphs),
        lambda: ask(scope.store, query.name, scope.plan, **parameters),
    )
    return len(rows), limit, ours


def measure(count: int) -> None:
    """Print the comparison for a store of that many plans."""
    store = Store()
    records = store.insert_all(county_plan(number) for number in range(count))
    for record in records:
        derive(store, record.iri)
    plan = records[count // 2]
    (scope,) = scopes(store, plan)
    database = ox.Store()
    database.extend(store.quads({graph for record in records for graph in store.closure(record.iri)}))
    print(f"\n{f'{count} plans, {len(database)} quads':28}  rows   raw ms   ask ms   ratio")
    times = {query.name: compare(query, scope, database) for query in Catalogue.shipped()}
    for name, (rows, limit, ours) in times.items():
        print(f"{name:28}{rows:6}{limit:9.2f}{ours:9.2f}{ours / limit:8.2f}")
    limit, ours = (sum(each[at] for each in times.values()) for at in (1, 2))
    (chain,) = best(lambda: who(store, "燃气", plans=plan))
    print(f"{'all':34}{limit:9.2f}{ours:9.2f}{ours / limit:8.2f}\n{'who':43}{chain:9.2f}")


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [1, 10, 100]:
        measure(size)
