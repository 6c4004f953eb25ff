"""Whatever rows are applied to whatever plan: twice is once, and spans hold their quotes."""

from itertools import product
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.corrections import apply
from sptgraph.errors import CorrectionError
from sptgraph.model import Correction, FactKind, Plan
from sptgraph.provisions import bodies_of, facts_of
from tests.effort import examples
from tests.encoding.strategies import corrections_made, plans
from tests.sample import SAMPLE_TEXT, sample_plan

# where, kind, old values and new values: every old one with every new one.
SENSIBLE: tuple[tuple[str, FactKind, tuple[str | None, ...], tuple[str | None, ...]], ...] = (
    ("（一）/1", "assignment", ("县住建局 | 牵头", "县住建局", None, "乡镇"), ("县水利局 | 负责", None)),
    ("（一）/1", "deadline", ("2024-12-31", "2025年6月底前", None), ("2025-06-30 前", "2026-01-31", None)),
    ("（二）/1", "recurrence", ("每季度 1次", "每月1次", None), ("每周", "每月 1次 | 矿长", None)),
    ("三（二）", "target", ("500000 元", "50万元"), ("60 万元", None)),
    ("（三）/2", "assignment", ("有关股室负责",), ("县财政局 | 负责",)),
    ("（三）/2", "unresolved", ("有关股室负责",), (None,)),
    ("（三）/2", "task", ("规范农贸市场用电",), ("规范用电", None)),
    ("（三）", "action", ("消防能力建设行动",), ("消防提升行动", None)),
    ("（四）", "action", (None,), ("宣传教育行动",)),
    ("（四）/1", "task", (None,), ("办好宣传月",)),
    ("附件", "assignment", (None,), ("县住建局 | 负责",)),
    ("", "member", ("县应急局 | 监管", "县应急局"), ("县应急局 | 其他", None)),
    ("文件", "document", ("issued=2024-03-18", None), ("issued=2024-04-01", "issued=")),
)
CHANGES = [(w, kind, old, new) for w, kind, olds, news in SENSIBLE for old, new in product(olds, news)]
WHERE = ("（一）/1", "（二）/1", "三（二）", "二（三）", "附件", "引言", "（九）/1", "")
OLD = ("县应急局", "有关股室负责", "2024年", "100 %", "燃气安全提升行动")
NEW = ("县应急局 | 牵头", "2024-12-31 前", "每月", "1 个", "title=甲", "甲 | 其他")


def numbered(changes: list[tuple[str, FactKind, str | None, str | None]]) -> list[Correction]:
    return [Correction(str(at), *change) for at, change in enumerate(changes)]


@given(st.lists(st.sampled_from(CHANGES), max_size=12).map(numbered))
@settings(deadline=None)
def test_applying_twice_is_applying_once(rows: list[Correction]) -> None:
    once = apply(sample_plan(), rows)
    assert apply(once, rows) == once
    assert apply(once, once.corrections) == once
    for body in bodies_of(once):
        for fact in facts_of(body):
            assert SAMPLE_TEXT[fact.span.start : fact.span.end] == fact.quote


def refused(plan: Plan, rows: list[Correction]) -> bool:
    try:
        once = apply(plan, rows)
    except CorrectionError:
        return True
    assert apply(once, rows) == once
    return False


@given(plans, st.lists(corrections_made, max_size=4))
@settings(max_examples=examples(30), deadline=None)
def test_any_row_on_any_plan_is_applied_noted_or_refused(plan: Plan, rows: list[Correction]) -> None:
    assert refused(plan, rows) in {True, False}


short = st.text(max_size=6)
awkward = st.builds(
    Correction,
    st.just("1"),
    st.sampled_from(WHERE),
    st.sampled_from(get_args(FactKind)),
    st.none() | short | st.sampled_from(OLD),
    st.none() | short | st.sampled_from(NEW),
)


@given(st.lists(awkward, max_size=4))
@settings(deadline=None)
def test_any_row_on_a_real_plan_is_applied_noted_or_refused(rows: list[Correction]) -> None:
    assert refused(sample_plan(), rows) in {True, False}
