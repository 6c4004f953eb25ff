"""An answer prints, iterates, and turns into JSON, html and a data frame."""

import json
import sys
from datetime import date
from types import ModuleType

import pytest

from sptgraph.asking import Answer, Row, ask
from sptgraph.asking.header import Column
from sptgraph.asking.values import reader, values
from sptgraph.errors import QueryError
from sptgraph.language import Bilingual
from sptgraph.store import PlanRecord, Store

import pyoxigraph as ox  # isort: skip

XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows: Row) -> Answer:
    columns = [
        ("plan", "plan"),
        ("task", "text"),
        ("due", "date"),
        ("share", "number"),
        ("ok", "boolean"),
        ("by", "list"),
        ("role", "role"),
    ]
    return Answer(
        "mine",
        Bilingual("问<b>", "a question"),
        tuple(Column(name, kind, Bilingual(f"{name}<", name)) for name, kind in columns),
        rows,
        {"https://example.org/plan/1": "某方案"},
    )


FULL = Row(
    plan="https://example.org/plan/1",
    task="<1>",
    due=date(2024, 6, 30),
    share=0.5,
    ok=True,
    by=["乙", "甲"],
    role="lead",
)
EMPTY = Row(plan="https://example.org/plan/1", task=None, due=None, share=None, ok=None, by=None, role=None)


def test_json_has_iso_dates_numbers_and_nulls() -> None:
    found = json.loads(json.dumps(answer(FULL, EMPTY).to_json()))
    assert found["query"] == "mine"
    assert found["columns"] == ["plan", "task", "due", "share", "ok", "by", "role"]
    assert found["rows"] == [
        {**FULL, "due": "2024-06-30"},
        {**dict.fromkeys(found["columns"]), "plan": "https://example.org/plan/1"},
    ]


def test_rows_are_read_by_name() -> None:
    (row,) = answer(FULL)
    assert row.due == row["due"] == date(2024, 6, 30)
    with pytest.raises(AttributeError, match="nobody"):
        _ = row.nobody
    assert len(answer(FULL, EMPTY)) == 2


def test_people_read_words_titles_and_aligned_columns() -> None:
    assert answer(FULL).table("zh")[1] == ["某方案", "<1>", "2024-06-30", "0.5", "是", "乙、甲", "牵头"]
    assert answer(FULL).table("en")[1][-1] == "lead"
    first, second = str(answer(FULL)).splitlines()
    assert first == "plan<   task<  due<        share<  ok<  by<     role<"
    assert second == "某方案  <1>    2024-06-30  0.5     是   乙、甲  牵头"


def test_a_column_in_which_nothing_was_found_is_not_shown() -> None:
    assert answer(EMPTY).table("en") == [["plan"], ["某方案"]]
    assert len(answer().table("en")[0]) == 7


def test_html_is_escaped() -> None:
    html = answer(FULL)._repr_html_()
    assert "<caption>问&lt;b&gt;</caption>" in html
    assert "<td>&lt;1&gt;</td>" in html
    assert "<th>due&lt;</th>" in html
    assert html.count("<tr>") == 2
    assert answer()._repr_html_().count("<tr>") == 1


def test_a_frame_needs_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match="pip install pandas"):
        answer(FULL).to_frame()


def test_a_frame_holds_the_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = ModuleType("pandas")
    pandas.DataFrame = lambda rows, columns: (rows, columns)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    rows, columns = answer(FULL).to_frame()
    assert rows == [FULL]
    assert columns == ["plan", "task", "due", "share", "ok", "by", "role"]


@pytest.mark.parametrize(
    ("kind", "term", "value"),
    [
        ("text", None, None),
        ("text", ox.Literal(""), None),
        ("text", ox.Literal("甲", language="zh"), "甲"),
        ("number", ox.Literal("100", datatype=ox.NamedNode(XSD + "decimal")), 100),
        ("number", ox.Literal("99.5", datatype=ox.NamedNode(XSD + "decimal")), 99.5),
        ("number", ox.Literal("INF", datatype=ox.NamedNode(XSD + "double")), float("inf")),
        ("number", ox.Literal("若干"), "若干"),
        ("date", ox.Literal("2024-06-30", datatype=ox.NamedNode(XSD + "date")), date(2024, 6, 30)),
        ("date", ox.Literal("2024-06-31", datatype=ox.NamedNode(XSD + "date")), "2024-06-31"),
        ("boolean", ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), True),
        ("boolean", ox.Literal("0", datatype=ox.NamedNode(XSD + "boolean")), False),
        ("role", ox.NamedNode("https://w3id.org/sptgraph/role/lead"), "lead"),
        ("basis", ox.Literal("stated"), "stated"),
        ("basis", ox.Literal("statute"), "derived"),
        ("basis", ox.Literal("undetermined"), "undetermined"),
        ("list", ox.Literal("乙、甲、乙"), ["乙", "甲"]),
        ("list", ox.Literal("、"), None),
        ("iri", ox.NamedNode("http://x/"), "http://x/"),
        ("text", ox.BlankNode("b"), "b"),
    ],
)  # fmt: skip
def test_terms_become_plain_values(kind: str, term: object, value: object) -> None:
    (found,) = values([reader(kind)], [term])  # type: ignore[list-item]
    assert found == value
    assert type(found) is type(value)


def test_the_sample_prints_with_chinese_headings(sample: Store, record: PlanRecord) -> None:
    text = str(ask(sample, "task-owners", record, task="（一）/1"))
    assert text.splitlines()[0].split() == [
        "方案",
        "行动",
        "任务",
        "标题",
        "责任单位",
        "角色",
        "依据",
        "部门",
        "范围",
    ]
    words = "（一） 1 更换老旧燃气管道 县住建局 牵头 写明 住房和城乡建设部门"
    assert text.splitlines()[1].split()[1:] == words.split()


def test_it_prints_in_english_where_asked(sample: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPTGRAPH_LANG", "en")
    assert "housing and urban-rural construction department" in str(ask(sample, "members"))
