"""The five real plans: both engines agree on them, and what is spoilt in them is reported.

The reference takes long for plans of this size, so it is run on them, and on all that is spoilt in them, where the
environment says ``SPTGRAPH_EVERY_MUTANT=1``; on smaller plans it always is (test_one_plan.py).
"""

from functools import cache

import pytest

from sptgraph import PlanStore
from sptgraph.validation import Rulebook
from sptgraph.validation.checking import results_of
from sptgraph.validation.data import plan_facts
from sptgraph.validation.facts import Facts
from tests.effort import EVERY
from tests.validation.mutants import ALL, Spoilt, having, mutant, reported

FIVE = range(5)


@cache
def plan(number: int) -> Facts:
    with PlanStore.examples() as store:
        return plan_facts(store._store, store.plans[number].iri)


@cache
def usual(number: int) -> frozenset[tuple[str, str]]:
    return frozenset(reported(plan(number)))


@pytest.mark.skipif(not EVERY, reason="takes long; SPTGRAPH_EVERY_MUTANT=1 runs it")
@pytest.mark.parametrize("number", FIVE)
def test_both_engines_agree(number: int, book: Rulebook) -> None:
    found = results_of(plan(number), book)
    assert len(found) > 50
    assert found == results_of(plan(number), book, "pyshacl")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("number", FIVE)
def test_what_is_spoilt_is_reported(number: int) -> None:
    tried = 0
    for spoilt in ALL[number :: 10 if EVERY else 40]:
        nodes = having(plan(number), spoilt)
        if nodes:
            tried += 1
            check(number, spoilt, nodes[len(nodes) // 2])
    assert tried > 1


def check(number: int, spoilt: Spoilt, node: str) -> None:
    meant = (spoilt.rule, spoilt.elsewhere.value if spoilt.elsewhere else node[1:-1])
    assert meant in reported(mutant(plan(number), node, spoilt)) - usual(number), (spoilt, node)
