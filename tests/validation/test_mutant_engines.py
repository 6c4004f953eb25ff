"""On plans with one thing spoilt, the fast path gives the reference's results.

The reference takes seconds for a plan, so of the mutants of whole plans every sixtieth is run by it too, and of
the small plan in which everything holds (tests/shapes/base.ttl) every third triple is taken away in turn; all
of them where the environment says ``SPTGRAPH_EVERY_MUTANT=1``.
"""

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from sptgraph.validation import Rulebook
from sptgraph.validation.checking import results_of
from tests.effort import EVERY
from tests.shapes.test_examples import HERE
from tests.validation.mutants import ALL, Spoilt, facts_of, mutant, mutants

STEP = 1 if EVERY else 60


def triples() -> list[Triple]:
    return [quad.triple for quad in parse(path=HERE / "base.ttl", format=RdfFormat.TURTLE)]


@pytest.mark.parametrize("part", range(10))
def test_each_triple_taken_from_the_small_plan(part: int, book: Rulebook) -> None:
    whole = triples()
    for index in range(part, len(whole), 10 if EVERY else 30):
        rest = (*whole[:index], *whole[index + 1 :])
        assert results_of(rest, book) == results_of(rest, book, "pyshacl"), whole[index]


@pytest.mark.parametrize("spoilt", ALL[::STEP], ids=str)
def test_a_spoilt_plan(spoilt: Spoilt, book: Rulebook) -> None:
    for name, node in list(mutants(spoilt))[: None if EVERY else 1]:
        facts = mutant(facts_of(name), node, spoilt)
        assert results_of(facts, book) == results_of(facts, book, "pyshacl"), (name, node)
