"""The date grammar, enumerated: every form it reads, with the date it means."""

import calendar
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.deadlines import find_deadlines
from sptgraph.extraction.folding import fold

THREE_YEARS = Calendar((2024, 2026), date(2024, 3, 18))
YEARS = {"2024": 2024, "２０２５": 2025, "二〇二六": 2026}
PARTS = {
    "": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "第一季度": (1, 3),
    "二季度": (4, 6),
    "第3季度": (7, 9),
    **{f"{month}月": (month, month) for month in range(1, 13)},
    "6月份": (6, 6),
    "十一月": (11, 11),
}
EDGES = {
    "": "during",
    "底": "by",
    "末": "by",
    "底前": "by",
    "底以前": "by",
    "底之前": "by",
    "末前": "by",
    "前": "before",
}


def read(text: str, against: Calendar = THREE_YEARS) -> list[tuple[str, str]]:
    return [
        (due.day.due.isoformat(), due.day.kind) for due in find_deadlines(fold(text).text, against).deadlines
    ]


def expected(year: int, part: str, edge: str) -> tuple[str, str]:
    first_month, last_month = PARTS[part]
    first = date(year, first_month, 1)
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    if EDGES[edge] == "before":
        return (first - timedelta(days=1)).isoformat(), "by"
    return last.isoformat(), EDGES[edge]


@pytest.mark.parametrize(("printed", "part", "edge"), list(product(YEARS, PARTS, EDGES)))
def test_year_part_and_edge_in_every_combination(printed: str, part: str, edge: str) -> None:
    assert read(f"{printed}年{part}{edge}，完成整治。") == [expected(YEARS[printed], part, edge)]


@pytest.mark.parametrize(
    ("text", "due", "kind"),
    [
        ("到2024年底建成平台", "2024-12-31", "by"),
        ("到2028年实现全覆盖", "2028-12-31", "by"),
        ("截至2025年6月底完成", "2025-06-30", "by"),
        ("2月28日前报送方案", "2024-02-28", "by"),
        ("6月份前验收", "2024-05-31", "by"),
        ("年底前完成", "2024-12-31", "by"),
        ("2024年6月30日前完成", "2024-06-30", "by"),
        ("2024.6.30前完成", "2024-06-30", "by"),
        ("2024年12月中旬开展", "2024-12-20", "during"),
        ("三年内轮训一遍", "2026-12-31", "within"),
        ("通过三年时间，形成机制", "2026-12-31", "within"),
        ("用三年时间补齐短板", "2026-12-31", "within"),
        ("一年内完成", "2024-12-31", "within"),
        ("2025年—2026年，持续提升", "2026-12-31", "during"),
        ("2024—2026年期间，每年评估", "2026-12-31", "during"),
        ("2024年4月至2025年12月开展攻坚", "2025-12-31", "during"),
        ("2024年1月1日至12月31日执行", "2024-12-31", "during"),
        ("上半年登记造册", "2024-06-30", "during"),
        ("自本方案印发之日起30日内制定细则", "2024-04-17", "within"),
    ],
)
def test_other_forms(text: str, due: str, kind: str) -> None:
    assert read(text) == [(due, kind)]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("消除2023年及以前排查发现的隐患", "look-back"),
        ("按照2024年版目录执行", "other-date"),
        ("对2020年以来发证的企业复核", "look-back"),
        ("比2023年下降10%", "look-back"),
        ("在2023年工作基础上深化", "look-back"),
        ("自2024年7月1日起施行", "other-date"),
        ("落实《行动方案（2024—2026年）》", "document-name"),
    ],
)
def test_what_is_no_deadline_says_why(text: str, use: str) -> None:
    found = find_deadlines(text, THREE_YEARS)
    assert not found.deadlines
    assert [reason for _, _, reason in found.other] == [use]


def test_a_date_without_year_takes_the_year_its_sentence_named() -> None:
    assert read("2025年，4月底前完成排查，年底前完成整改。5月底前报送。") == [
        ("2025-12-31", "during"),
        ("2025-04-30", "by"),
        ("2025-12-31", "by"),
        ("2024-05-31", "by"),
    ]


def test_without_period_and_issue_a_date_without_year_is_left_unread() -> None:
    found = find_deadlines("6月底前完成", Calendar())
    assert (found.deadlines, found.unread) == ((), ((0, 4),))


@pytest.mark.parametrize(
    ("text", "milestone", "degree"),
    [
        ("2024年底前全面启动排查", "start", "full"),
        ("2025年底前基本完成改造", "complete", "basic"),
        ("2026年底前力争实现清零", "complete", "strive"),
        ("2026年底前覆盖率达到90%", "reach", None),
    ],
)
def test_what_a_deadline_asks_for(text: str, milestone: str, degree: str | None) -> None:
    (due,) = find_deadlines(text, THREE_YEARS).deadlines
    assert (due.milestone, due.degree) == (milestone, degree)


PRINTERS = {
    "{y}年{m}月{d}日前": lambda day: day,
    "{y}.{m}.{d}前": lambda day: day,
    "{y}年{m}月底前": lambda day: day.replace(day=calendar.monthrange(day.year, day.month)[1]),
    "到{y}年底": lambda day: day.replace(month=12, day=31),
    "{y}年{m}月下旬": lambda day: day.replace(day=calendar.monthrange(day.year, day.month)[1]),
}


@given(st.dates(date(2018, 1, 1), date(2035, 12, 31)), st.sampled_from(sorted(PRINTERS)))
def test_a_printed_date_reads_back(day: date, form: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day) + "完成"
    assert [due for due, _ in read(text, Calendar((2018, 2035)))] == [PRINTERS[form](day).isoformat()]


@given(st.text(alphabet="二〇2045年月日底前末至到—上下半第季度每三内通过（）《》。，完成", max_size=40))
def test_no_text_upsets_the_grammar(text: str) -> None:
    found = find_deadlines(text, THREE_YEARS)
    stretches = [(due.day.start, due.day.end) for due in found.deadlines]
    assert all(0 <= a < b <= len(text) for a, b in stretches)
    assert all(one[1] <= two[0] for one, two in pairwise(stretches))
