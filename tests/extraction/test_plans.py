"""The invented plans, whole: how well they are read, and that nothing seen is lost."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding.jsonform import plan_to_json
from sptgraph.errors import NotAPlan, SptgraphError
from sptgraph.extraction.accounting import OTHER_USES, UNRESOLVED_REASONS, WORDS
from sptgraph.extraction.folding import fold
from sptgraph.extraction.pipeline import extract
from sptgraph.model import Document, Plan
from sptgraph.reading import read
from tests.effort import examples
from tests.gold import NAMES, NO_PLANS, gold_of, pooled, text_of
from tests.plans.mutations import MUTATIONS

SHARED = Path(__file__).parents[3] / "shared"
REAL = ("xiayi", "haifeng", "dingtao")
FLOOR = {
    "actions": 1.0,
    "tasks": 1.0,
    "members": 1.0,
    "assignments bracket": 0.99,
    "assignments inline": 0.95,
    "assignments elsewhere": 0.9,
    "deadlines": 0.99,
    "deadlines elsewhere": 0.95,
    "recurrences": 0.97,
    "recurrences elsewhere": 0.95,
    "targets": 0.95,
}
NOISY = {kind: floor - 0.04 for kind, floor in FLOOR.items()}


def document(text: str) -> Document:
    return read(text.encode(), name="plan.txt")


def below(pairs: list[tuple[dict[str, Any], dict[str, Any]]], floors: dict[str, float]) -> dict[str, float]:
    scores = pooled(pairs)
    return {kind: scores[kind].f1 for kind, floor in floors.items() if scores[kind].f1 < floor}


def test_the_invented_plans_are_read_right() -> None:
    pairs = [(plan_to_json(extract(document(text_of(name)))), gold_of(name)) for name in NAMES]
    assert below(pairs, FLOOR) == {}


@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
def test_noise_changes_little(mutation: str) -> None:
    pairs = [
        (plan_to_json(extract(document(MUTATIONS[mutation](text_of(name), seed)))), gold_of(name))
        for name in NAMES
        for seed in (1, 2, 3)
    ]
    assert below(pairs, NOISY) == {}


@pytest.mark.skipif(not SHARED.exists(), reason="the annotated real plans are not part of the project")
def test_the_annotated_real_plans_are_read_right() -> None:
    pairs = []
    for name in REAL:
        gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        pairs.append((plan_to_json(extract(read(SHARED / "plans" / f"{name}.txt"))), gold))
    floors = {**FLOOR, "assignments inline": 0.8, "assignments elsewhere": 0.7, "targets": 0.75}
    assert below(pairs, floors) == {}


def entries(plan: Plan) -> Iterator[Any]:
    for block in (*plan.tasks, *plan.elsewhere):
        yield from (*block.assignments, *block.deadlines, *block.recurrences, *block.targets)


def texts() -> list[Any]:
    found = [pytest.param(text_of(name), id=name) for name in NAMES]
    plans = SHARED / "plans"
    real = sorted(plans.rglob("*.txt")) if plans.exists() else []
    return [*found, *(pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in real)]


@pytest.mark.parametrize("text", texts())
def test_every_span_holds_its_quote(text: str) -> None:
    source = document(text)
    plan = extract(source)
    for entry in entries(plan):
        held = "".join(source.text[entry.span.start : entry.span.end].split())
        assert held == "".join(entry.quote.split())
    for task in plan.tasks:
        body = source.text[task.span.start : task.span.end]
        assert body == body.strip()
        assert body


@pytest.mark.parametrize("text", texts())
def test_each_role_date_and_frequency_word_is_accounted_for(text: str) -> None:
    source = document(text)
    plan = extract(source)
    held = [(e.span.start, e.span.end) for e in entries(plan)]
    held += [(a.clause.start, a.clause.end) for a in entries(plan) if getattr(a, "clause", None)]
    held += [(u.span.start, u.span.end) for u in (*plan.unresolved, *plan.other_uses)]
    folded = fold(source.text)
    loose = []
    for found in WORDS.finditer(folded.text):
        start, end = folded.address(found.start(), found.end())
        if not any(a <= start and end <= b for a, b in held):
            loose.append(folded.text[max(0, found.start() - 12) : found.end() + 12])
    assert loose == []
    assert {u.reason for u in plan.unresolved} <= set(UNRESOLVED_REASONS)
    assert {u.use for u in plan.other_uses} <= set(OTHER_USES)


def test_bearers_of_one_clause_outside_tasks_keep_its_order() -> None:
    text = "云溪县实施方案（2024—2026年）\n一、总体要求\n做好工作。\n二、主要任务\n（一）甲行动。\n1.整治。督促企业落实责任，完善应急预案，组织开展隐患排查整治。\n"
    text += "三、责任分工\n各乡（镇）、高新区、县财政局要制定方案。\n"
    passage = extract(read(text.encode(), name="plan.txt")).elsewhere[-1]
    assert [entry.agent for entry in passage.assignments] == ["各乡（镇）", "高新区", "县财政局"]


@pytest.mark.parametrize("name", NAMES)
def test_reading_twice_gives_the_same_plan(name: str) -> None:
    assert extract(document(text_of(name))) == extract(document(text_of(name)))


@pytest.mark.parametrize("name", NO_PLANS)
def test_what_is_no_plan_is_said_to_be_none(name: str) -> None:
    with pytest.raises(NotAPlan) as refused:
        extract(document(text_of(name)))
    assert "\n" not in str(refused.value)


SIGNS = "。，；：（）《》“”\n－"
WORDS_OF_PLANS = st.sampled_from(
    [
        *SIGNS,
        "一、",
        "（一）",
        "1.",
        "（1）",
        "牵头",
        "负责",
        "配合",
        "责任单位：",
        "县应急局",
        "各镇",
        "等",
        "和",
        "由",
        "会同",
        "2024年",
        "底前",
        "每季度",
        "至少",
        "1次",
        "100%",
        "附件",
        "开展",
        "整治",
        "行动",
        "方案",
        "三年内",
        "到",
        "3",
        "要",
        "县（市、区）",
        "部门",
        "应",
        "不低于",
        "20",
    ]
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(WORDS_OF_PLANS, min_size=1, max_size=120))
def test_no_text_upsets_the_reading(words: list[str]) -> None:
    text = "云溪县安全生产行动方案\n一、主要任务\n（一）整治行动。\n1.加强检查。" + "".join(words)
    try:
        source = document(text)
        plan = extract(source)
    except SptgraphError:
        return
    assert all(source.text[e.span.start : e.span.end] for e in entries(plan))


@settings(max_examples=examples(30), deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 10_000), st.integers(0, 10_000), st.text(max_size=8))
def test_a_plan_cut_and_patched_anywhere_is_read_or_refused(
    name: str, cut: int, length: int, patch: str
) -> None:
    text = text_of(name)
    start = cut % len(text)
    with suppress(SptgraphError):
        plan = extract(document(text[:start] + patch + text[start + length % 200 :]))
        assert plan.sections or plan.tasks
