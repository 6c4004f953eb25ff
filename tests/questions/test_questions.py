"""What an office or an inspector asks of the five plans gets the answer that a person found by hand.

Its proofs are followed to their ends for the first place that answers; for each where the environment says
``SPTGRAPH_EVERY_MUTANT=1``.
"""

from pathlib import Path

import pytest

from sptgraph import PlanStore
from tests.effort import EVERY
from tests.questions.asking import asked, changed, leaves, proved, records
from tests.questions.data import PLACES, Question, Row, meets, questions, unmatched


@pytest.fixture(scope="module")
def store() -> PlanStore:
    return PlanStore.examples()


def test_there_are_questions_enough_and_each_is_asked_once() -> None:
    names = [question.id for question in questions()]
    assert len(names) >= 36
    assert len(set(names)) == len(names)
    assert {place for question in questions() for place in question.places} == set(PLACES)


def test_the_five_plans_are_there(store: PlanStore) -> None:
    assert set(records(store)) == set(PLACES)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("question", questions(), ids=str)
def test_the_answer_is_the_one_found_by_hand(question: Question, store: PlanStore) -> None:
    check(store, question, question.rows, question.match)
    places = answered(question, question.rows)
    for place in places if EVERY else places[:1]:
        ends(store, question, place, question.proof)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("question", questions(), ids=str)
def test_a_change_of_the_plan_changes_the_answer(
    question: Question, store: PlanStore, tmp_path: Path
) -> None:
    change = question.change
    other = changed(store, change, tmp_path)
    check(other, question, change.rows, change.match or question.match)
    if change.proof is not None:
        ends(other, question, change.place, change.proof)
    before = [row for row in question.rows if "place" not in question.columns or change.place in row]
    assert change.rows != tuple(before) or change.proof not in (None, question.proof)


def check(store: PlanStore, question: Question, rows: tuple[Row, ...], match: str) -> None:
    missed, left = unmatched(asked(store, question), rows)
    assert not missed, f"not answered: {missed}; but: {left}"
    assert match == "contains" or not left, f"answered too: {left}"


def answered(question: Question, rows: tuple[Row, ...]) -> list[str]:
    """The places for which somebody answers, whose proofs can be looked at."""
    sure = [row for row in rows if "undetermined" not in row]
    return [
        place
        for place in question.places
        if any("place" not in question.columns or place in row for row in sure)
    ]


def ends(store: PlanStore, question: Question, place: str, sources: tuple[tuple[str, str], ...]) -> None:
    """The proofs for a place end in all of these sources."""
    found = leaves(store, question, place) if sources else set()
    missed = [source for source in sources if not proved(found, source)]
    assert not missed, f"{place}: no proof ends in {missed}; the leaves: {sorted(found)}"


def test_cells_that_mean_nothing_something_or_several() -> None:
    assert meets(None, False)
    assert not meets("县应急局", False)
    assert meets("县应急局", True)
    assert not meets(None, True)
    assert meets(("县住建局", "城管局", "县发改委"), frozenset({"县住建局", "城管局"}))
    assert meets(1.0, "1.0")
    assert unmatched([("1",), ("2",)], [("2",), ("3",)]) == ([("3",)], [("1",)])
