"""The sample plan in a store, with what follows from it, and its report."""

import pytest
from pyoxigraph import Triple

from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import Report, Rulebook, load_rulebook, validate
from sptgraph.validation.data import plan_triples
from tests.sample import sample_plan


@pytest.fixture(scope="package")
def store() -> Store:
    store = Store()
    derive(store, store.insert(sample_plan()).iri)
    return store


@pytest.fixture(scope="package")
def plan(store: Store) -> str:
    return store.plans()[0].iri


@pytest.fixture(scope="package")
def triples(store: Store, plan: str) -> tuple[Triple, ...]:
    return plan_triples(store, plan)


@pytest.fixture(scope="package")
def report(store: Store, plan: str) -> Report:
    return validate(store, plan)


@pytest.fixture(scope="package")
def book() -> Rulebook:
    return load_rulebook()
