"""The invented plans and their annotation agree, and noise does what it says."""

import copy
import json
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.gold import NAMES, NO_PLANS, PLANS, gold_of, pooled, score, text_of
from tests.plans.mutations import MUTATIONS, Mutation, essence, mutate

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"
FACTS = ("assignments", "deadlines", "recurrences", "targets")


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def blocks(name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every block of an annotation with the text it speaks of."""
    gold, text, position = gold_of(name), squash(text_of(name)), 0
    for task in gold["tasks"]:
        start = text.index(task["start"], position)
        end = text.index(task["end"], start) + len(task["end"])
        position = end
        yield task, text[start:end]
    for block in gold["elsewhere"]:
        yield block, text


def test_the_suite_has_five_plans_and_four_texts_that_are_none() -> None:
    assert NAMES == ("linjiang", "national", "qinghe-scrape", "town", "yunxi")
    assert len(NO_PLANS) == 4


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_their_block_and_values_have_their_form(name: str) -> None:
    for block, text in blocks(name):
        for fact in (fact for kind in FACTS for fact in block[kind]):
            assert squash(fact["quote"]) in text, fact
        for deadline in block["deadlines"]:
            date.fromisoformat(deadline["due"])
            assert deadline["kind"] in {"by", "during", "within"}
        for assignment in block["assignments"]:
            assert assignment["role"] in {"lead", "responsible", "support"}
            assert assignment["form"] in {"bracket", "inline"}
        for recurrence in block["recurrences"]:
            assert re.fullmatch(r"P\d+[DWMY]", recurrence["period"])
            assert recurrence["min"] >= 1


@pytest.mark.parametrize("name", NAMES)
def test_an_agent_has_a_role_once_in_a_block(name: str) -> None:
    for block, _ in blocks(name):
        pairs = [(fact["agent"], fact["role"]) for fact in block["assignments"]]
        assert len(pairs) == len(set(pairs)), block.get("no") or block["where"]


@pytest.mark.parametrize("name", NAMES)
def test_headings_and_members_are_printed(name: str) -> None:
    gold, text = gold_of(name), squash(text_of(name))
    assert all(
        task["start"].startswith(squash(task["heading"])[:12]) for task in gold["tasks"] if task["heading"]
    )
    assert all(squash(action["title"]) in text for action in gold["actions"])
    assert all(squash(member["name"]) in text for member in gold["members"])


def test_a_perfect_reading_scores_one_and_says_nothing_is_wrong() -> None:
    for result in score(gold_of("yunxi"), gold_of("yunxi")).values():
        assert result[:3] == (1.0, 1.0, 1.0)
        assert not result.missed
        assert not result.invented


def test_what_is_missed_and_what_is_invented_is_named() -> None:
    reading = gold_of("yunxi")
    reading["tasks"][0]["deadlines"][0]["due"] = "2024-11-30"
    result = score(reading, gold_of("yunxi"))["deadlines"]
    assert list(result.missed) == [("（一）", "1", "2024-12-31", "during")]
    assert list(result.invented) == [("（一）", "1", "2024-11-30", "during")]
    assert 0.9 < result.f1 < 1


def test_pooling_counts_entries_not_plans() -> None:
    empty = {**gold_of("town"), "tasks": [], "elsewhere": [], "actions": [], "members": []}
    result = pooled([(gold_of("yunxi"), gold_of("yunxi")), (empty, gold_of("town"))])["tasks"]
    assert result.recall == 22 / 28
    assert result.precision == 1


def spoilt(gold: dict[str, Any]) -> dict[str, Any]:
    """Return a reading that is wrong in a little of everything."""
    reading = copy.deepcopy(gold)
    del reading["tasks"][3]
    reading["actions"][0]["title"] += "。"
    reading["document"]["issued"] = None
    for task in reading["tasks"][:4]:
        task["assignments"] = task["assignments"][1:]
        task["deadlines"] = task["deadlines"] * 2
        task["targets"] = [{**target, "value": target["value"] + 1} for target in task["targets"]]
    return reading


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared scorer is not beside this checkout")
@pytest.mark.parametrize("name", NAMES)
def test_the_scorer_agrees_with_the_shared_one(name: str) -> None:
    theirs = runpy.run_path(str(SHARED / "score.py"))["score"]((spoilt(gold_of(name)), gold_of(name)))
    mine = score(spoilt(gold_of(name)), gold_of(name))
    assert {kind: row[:3] for kind, row in mine.items()} == {kind: row[:3] for kind, row in theirs.items()}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared checker is not beside this checkout")
@pytest.mark.parametrize("name", NAMES)
def test_the_annotation_passes_the_shared_checker(name: str) -> None:
    command = [sys.executable, SHARED / "check.py", PLANS / f"{name}.json", PLANS / f"{name}.txt"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_noise_leaves_what_a_plan_says(mutation: Mutation, name: str) -> None:
    text = text_of(name)
    for seed in range(5):
        assert essence(mutation(text, seed)) == essence(text)


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_noise_is_noise_and_the_same_for_the_same_seed(mutation: Mutation) -> None:
    text = text_of("yunxi")
    assert mutation(text, 1) != text
    assert mutation(text, 1) == mutation(text, 1)
    assert len({mutation(text, seed) for seed in range(5)}) > 1


def test_several_kinds_of_noise_bear_each_other() -> None:
    for name in NAMES:
        for seed in range(20):
            assert essence(mutate(text_of(name), seed)) == essence(text_of(name))


def test_essence_notices_a_changed_digit() -> None:
    assert essence("2024年底前") != essence("2025年底前")


def test_annotations_are_written_in_one_form() -> None:
    for name in NAMES:
        raw = (PLANS / f"{name}.json").read_text(encoding="utf-8")
        assert json.loads(raw)["id"] == name
        assert raw.endswith("}\n")
