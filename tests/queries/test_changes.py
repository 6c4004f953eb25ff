"""Change the plan, and the answer changes: exactly these rows go, and exactly these come."""

import pytest

from sptgraph.asking import Catalogue, ask
from sptgraph.store import Store
from tests.queries.changes_of_derived import DERIVED
from tests.queries.changes_of_progress import OF_PROGRESS
from tests.queries.changes_of_stated import STATED
from tests.queries.changing import Change, holding
from tests.sample import sample_plan

CHANGES = [*STATED, *DERIVED, *OF_PROGRESS]


def rows(store: Store, change: Change) -> set[tuple[object, ...]]:
    found = ask(store, change.query, **change.parameters)
    cells = ([row[column] for column in change.columns.split()] for row in found)
    return {tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in cells}


@pytest.fixture(scope="module")
def unchanged() -> Store:
    return holding(sample_plan())


@pytest.mark.sampled(2)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.query)
def test_a_changed_plan_changes_the_answer(unchanged: Store, change: Change) -> None:
    before, after = rows(unchanged, change), rows(holding(change.change(sample_plan())), change)
    assert before - after == set(change.gone)
    assert after - before == set(change.come)


def test_every_query_has_a_change() -> None:
    assert {change.query for change in CHANGES} == {query.name for query in Catalogue.shipped()}
