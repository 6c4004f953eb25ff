"""Each kind of fact has a line that reads back to the same, in both languages and in plain spellings."""

from contextlib import suppress
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptgraph.corrections.document import DocumentField
from sptgraph.corrections.escaping import escape, pieces, unescape
from sptgraph.corrections.notation import Entry, parse, spell
from sptgraph.errors import CorrectionError
from sptgraph.model import (
    Action,
    Assignment,
    Comparator,
    Deadline,
    DeadlineKind,
    Degree,
    Distribution,
    FactKind,
    Level,
    Member,
    MemberClass,
    Milestone,
    Quantifier,
    Recurrence,
    Role,
    Span,
    Target,
    Task,
    Unresolved,
)

AT = Span(0, 1)
words = st.text(min_size=1, max_size=20)
dates = st.dates(min_value=date(1000, 1, 1))


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


assignments = st.builds(
    Assignment, words, one_of(Role), st.just("bracket"), words, st.just(AT),
    distribution=maybe(one_of(Distribution)), quantifier=maybe(one_of(Quantifier)),
)  # fmt: skip
deadlines = st.builds(
    lambda days, kind, milestone, degree: Deadline(
        max(days), kind, "q", AT, min(days) if len(days) == 2 else None, milestone, degree
    ),
    st.lists(dates, min_size=1, max_size=2),
    one_of(DeadlineKind),
    maybe(one_of(Milestone)),
    maybe(one_of(Degree)),
)
periods = st.sampled_from(["P1D", "P1W", "P10D", "P1M", "P3M", "P6M", "P1Y", "P2Y", "P4M", "P1Y6M", "P45D"])
recurrences = st.builds(
    Recurrence, periods, st.integers(0, 999_999_999), words, st.just(AT), maybe(words), maybe(words)
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
targets = st.builds(Target, numbers, st.text(max_size=8), words, st.just(AT), maybe(one_of(Comparator)))
members = st.builds(Member, words, one_of(MemberClass), st.just(AT))
fields = (
    st.builds(
        DocumentField, st.sampled_from(["title", "issuer", "number", "jurisdiction", "superior_plans"]), words
    )
    | st.builds(DocumentField, st.just("issued"), dates.map(date.isoformat))
    | st.builds(DocumentField, st.just("level"), one_of(Level))
    | st.just(DocumentField("period", "2024-2026"))
    | st.just(DocumentField("number", None))
)
actions = st.builds(Action, st.just("（一）"), words, st.none(), st.just(AT))
tasks = st.builds(Task, st.just("1"), st.just("（一）"), words, st.just(AT))
loose = st.builds(Unresolved, st.just(AT), words, st.just("agent-unclear"))
entries = st.one_of(
    *(st.tuples(st.just(kind), strategy) for kind, strategy in {
        "assignment": assignments, "deadline": deadlines, "recurrence": recurrences, "target": targets,
        "member": members, "document": fields, "action": actions, "task": tasks, "unresolved": loose,
    }.items())
)  # fmt: skip


@given(entries, st.sampled_from(["zh", "en"]))
def test_what_is_spelled_reads_back_the_same(pair: tuple[FactKind, Entry], language: str) -> None:
    kind, entry = pair
    line = spell(entry, language)
    assert "\n" not in line
    assert line == line.strip()
    parts = parse(kind, line).parts
    said = {name: getattr(entry, name) for name in parts}
    assert dict(parts) == said
    unsaid = {"distribution", "quantifier", "milestone", "degree", "comparator", "agent"} - parts.keys()
    assert all(getattr(entry, name, None) is None for name in unsaid)


@given(entries, st.sampled_from(["zh", "en"]), st.integers(2, 999))
def test_an_ordinal_is_told_from_what_it_counts(
    pair: tuple[FactKind, Entry], language: str, nth: int
) -> None:
    kind, entry = pair
    line = spell(entry, language)
    assert parse(kind, f"{line} #{nth}") == parse(kind, line)._replace(ordinal=nth)


@given(st.text(), st.text(min_size=1))
def test_free_text_survives_a_line(first: str, second: str) -> None:
    assert unescape(escape(first)) == first
    assert [unescape(piece) for piece in pieces(f"{escape(first)} | {escape(second)}")] == [first, second]


@given(one_of(FactKind), st.text())
def test_any_line_is_read_or_refused(kind: FactKind, line: str) -> None:
    with suppress(CorrectionError):
        parse(kind, line)


@pytest.mark.parametrize(
    ("kind", "plain", "canonical"),
    [
        ("assignment", "县应急局 牵头", "县应急局 | lead"),
        ("assignment", "县应急局牵头", "县应急局 | lead"),
        ("assignment", "县应急局 | 牵头 | 分别", "县应急局 | lead | respective"),
        ("assignment", "县应急局 Lead", "县应急局 | lead"),
        ("deadline", "2024年12月31日前", "2024-12-31 by"),
        ("deadline", "2024年底前", "2024-12-31 by"),
        ("deadline", "2025年2月底前 基本", "2025-02-28 by basic"),
        ("deadline", "2024/5/1至2024/10/31 期间", "2024-05-01..2024-10-31 during"),
        ("deadline", "2024年5月至2024年10月 期间", "2024-05-01..2024-10-31 during"),
        ("deadline", "2024-07 期间 启动", "2024-07-31 during start"),
        ("recurrence", "每季度至少2次 高危行业领域", "P3M 2 高危行业领域"),
        ("recurrence", "每月 | 矿长", "P1M 1 | 矿长"),
        ("recurrence", "P1Y6M", "P1Y6M 1"),
        ("target", "≥98%", "98 % | at-least"),
        ("target", "不超过 1,000 户", "1000 户 | at-most"),
        ("target", "60%", "60 %"),
        ("member", "县应急局 监管", "县应急局 | supervisory"),
        ("document", "层级=县级", "level=county"),
        ("document", "period=2024年—2026年", "period=2024-2026"),
        ("document", "印发日期=2024年4月8日", "issued=2024-04-08"),
    ],
)  # fmt: skip
def test_plain_spellings_mean_the_same(kind: FactKind, plain: str, canonical: str) -> None:
    assert parse(kind, plain).parts == parse(kind, canonical).parts


@pytest.mark.parametrize(
    ("kind", "line", "hint"),
    [
        ("assignment", "县应急局 | 领导", "牵头"),
        ("assignment", "| 牵头", "单位名称"),
        ("deadline", "尽快", "2024-12-31"),
        ("deadline", "2024-02-30", "日历"),
        ("deadline", "2024年6月前", "确切日期"),
        ("deadline", "2024-12-31至2024-01-01", "起日"),
        ("deadline", "2024-12-31 完工", "完成"),
        ("recurrence", "定期", "每季度"),
        ("target", "大幅提高", "数值"),
        ("target", "9" * 400 + " %", "数值"),
        ("member", "县应急局 | 上级", "监管"),
        ("document", "云溪县", "字段=值"),
        ("document", "层级=区级", "县级"),
        ("document", "起止年份=2026-2024", "2024-2026"),
        ("document", "印发日期=四月", "2024-04-08"),
    ],
)
def test_a_wrong_line_is_told_what_is_expected(kind: FactKind, line: str, hint: str) -> None:
    with pytest.raises(CorrectionError, match=hint) as caught:
        parse(kind, line)
    assert len(caught.value.message("zh")) < 200
