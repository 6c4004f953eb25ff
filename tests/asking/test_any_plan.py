"""Whatever a plan holds, each of its facts is one row, and nothing raises anything but our own errors."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from sptgraph.asking import Answer, Catalogue, ask, who
from sptgraph.errors import SptgraphError
from sptgraph.model import Passage, Plan, Task
from sptgraph.rules import derive
from sptgraph.store import Store
from tests.effort import examples
from tests.encoding.strategies import plans


@pytest.fixture(scope="module")
def store() -> Store:
    return Store()


def facts(plan: Plan, kind: str) -> list[Any]:
    blocks: tuple[Task | Passage, ...] = (*plan.tasks, *plan.elsewhere)
    return [fact for block in blocks for fact in getattr(block, kind)]


# Shrinking a whole plan takes minutes; the seed that hypothesis prints is enough to come back to one.
@settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[*HealthCheck],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(plan=plans)
def test_every_fact_is_one_row(store: Store, plan: Plan) -> None:
    record = store.insert(plan)
    derive(store, record.iri)
    try:

        def rows(name: str) -> Answer:
            return ask(store, name, record)

        assert Counter(row.due for row in rows("tasks-due")) == Counter(
            d.due for d in facts(plan, "deadlines")
        )
        assert Counter(row.min for row in rows("recurring-duties")) == Counter(
            r.minimum for r in facts(plan, "recurrences")
        )
        assert Counter(row.value for row in rows("targets")) == Counter(
            t.value for t in facts(plan, "targets")
        )
        assert len(rows("tasks")) == len(plan.tasks)
        assert len(rows("members")) == len(plan.members)
        assert len(rows("unresolved")) == len(plan.unresolved)
        assert len(rows("corrections")) == len(plan.corrections)
        assert len(rows("duties-outside-tasks")) == sum(len(p.assignments) for p in plan.elsewhere)
        assert len(rows("tasks-without-owner")) == sum(not task.assignments for task in plan.tasks)
        assert len(rows("tasks-without-deadline")) == sum(
            not (t.deadlines or t.recurrences) for t in plan.tasks
        )
        owners = sum(len(task.assignments) for task in plan.tasks)
        assert sum(int(str(row.owners)) for row in rows("tasks")) == owners
        for query in Catalogue.shipped():
            if all(parameter.optional for parameter in query.parameters):
                str(rows(query.name))
        for subject in ("城镇燃气", "县应急局", "1"):
            try:
                who(store, subject, plans=record).text(proof=True)
            except SptgraphError:
                continue
    finally:
        store.remove(record.iri)
