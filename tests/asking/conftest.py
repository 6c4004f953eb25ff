"""A store that holds the sample plan, with what follows from it."""

from collections.abc import Callable

import pytest

from sptgraph.model import Plan
from sptgraph.rules import derive
from sptgraph.store import PlanRecord, Store
from tests.sample import sample_plan


def holding(*plans: Plan) -> Store:
    store = Store()
    for plan in plans:
        derive(store, store.insert(plan).iri)
    return store


@pytest.fixture(scope="session")
def sample() -> Store:
    return holding(sample_plan())


@pytest.fixture(scope="session")
def record(sample: Store) -> PlanRecord:
    return sample.plans()[0]


@pytest.fixture(scope="session")
def hold() -> Callable[..., Store]:
    return holding
