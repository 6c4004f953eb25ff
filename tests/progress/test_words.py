"""The words of statuses and headers: each means one thing, and lists are headed with words that are read back."""

from datetime import date

import pyoxigraph as ox
import pytest

from sptgraph.grid import Cell
from sptgraph.listings.definition import definition
from sptgraph.progress import STATUSES, StatusReport, before, current, label, status_key, together
from sptgraph.progress.columns import columns_in
from sptgraph.progress.values import clause, day
from sptgraph.resources import folder
from sptgraph.vocabulary import key_of, term


def test_every_word_of_the_ontology_means_its_status() -> None:
    words = 0
    for quad in ox.parse(path=folder("ontology") / "statuses.ttl", format=ox.RdfFormat.TURTLE):
        if quad.predicate.value in {term("skos:prefLabel"), term("skos:altLabel")}:
            assert status_key(quad.object.value) == key_of(quad.subject.value)
            words += 1
    assert words > 40
    assert [status_key(label(s, language)) for language in ("zh", "en") for s in STATUSES] == [*STATUSES] * 2


@pytest.mark.parametrize(
    ("text", "status"),
    [("未开始", "not-started"), ("正在推进", "in-progress"), ("推进中", "in-progress"), ("已办结", "done"),
     ("完成", "done"), ("逾期", "behind"), ("已完成√", "done"), ("☑ 已完成", "done"), ("□已完成", None),
     (" 已 完成。", "done"), ("Not  Started", "not-started"),
     ("基本完成", None), ("完成80%", None), ("√", None), ("", None)],
)  # fmt: skip
def test_a_word_means_a_status_or_nothing(text: str, status: str | None) -> None:
    assert status_key(text) == status


@pytest.mark.parametrize("kind", ["tasks", "departments", "towns"])
def test_lists_are_headed_with_words_that_are_read_back(kind: str) -> None:
    columns = {column.key: column.title for column in definition(kind).columns}
    for language in ("zh", "en"):
        heads = {key: title.text(language) for key, title in columns.items()}
        found = columns_in(enumerate(heads.values()))
        keys = list(heads)
        assert {name: keys[at] for name, at in found.items()} == {
            name: name
            for name in ("status", "reported", "note", "clause", "task", "plan", "role")
            if name in heads
        }


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [("2025-06-30", "2025-06-30", date(2025, 6, 30)), ("2025.6.30", "2025.6.30", date(2025, 6, 30)),
     ("2025年6月", date(2025, 6, 1), None), ("6-30", date(2025, 6, 30), date(2025, 6, 30)),
     ("2025-13-01", "2025-13-01", None), ("2025－6－30", "", date(2025, 6, 30)),
     ("2025年6月30号", "", date(2025, 6, 30)), ("2025-06-30 00:00:00", "", date(2025, 6, 30)),
     ("2025-06-30—2025-07-01", "", None), ("6月30日", "6月30日", None)],
)  # fmt: skip
def test_a_date_is_a_whole_one_or_none(text: str, value: str | date, expected: date | None) -> None:
    assert day(Cell(1, 1, text, value, "A1", (1, 1))) == expected


def test_the_page_is_no_part_of_a_clause() -> None:
    assert clause("二（一） 1，第12页") == clause("二(一)1, p. 12") == "二（一）1"


def report(status: str, month: int, body: str | None = None, note: str | None = None) -> StatusReport:
    return StatusReport("（一）/1", status, date(2025, month, 1), note, body)  # type: ignore[arg-type]


def test_a_report_counts_until_a_later_one_of_the_same_body() -> None:
    one, other, late = report("behind", 3, "甲局"), report("done", 4, "乙局"), report("done", 5, "甲局")
    assert current([one, other]) == (one, other)
    assert current([late, one, other]) == (other, late)
    assert current([one, other, late], date(2025, 4, 30)) == (one, other)
    assert current([], date(2025, 1, 1)) == ()


def test_a_report_of_the_whole_task_takes_the_place_of_all_and_gives_way_to_all() -> None:
    whole, one = report("in-progress", 4), report("done", 3, "甲局")
    assert current([one, whole]) == (whole,)
    assert current([whole, report("done", 5, "甲局")]) == (report("done", 5, "甲局"),)


def test_of_one_day_what_came_in_later_is_later() -> None:
    first, second = report("behind", 3), report("done", 3)
    assert current([first, second]) == (second,)
    assert before(second, [first, second]) == first


def test_a_report_is_kept_once_and_none_is_replaced() -> None:
    old = (report("behind", 3, "甲局", "缺人"),)
    assert together(old, old) == old
    assert together(old, [report("behind", 3, None, "缺人")]) == old
    assert len(together(old, [report("behind", 3, "乙局", "缺人")])) == 2
    assert len(together(old, [report("done", 3, "甲局", "缺人"), report("behind", 4, "甲局", "缺人")])) == 3
    assert together((), [report("done", 3), report("done", 3, "甲局")]) == (report("done", 3),)
