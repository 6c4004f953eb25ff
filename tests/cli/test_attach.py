"""``attach`` joins a document with a graph without text; ``examples:`` names the shipped plans."""

from pathlib import Path

import pytest

from sptgraph import PlanStore
from sptgraph.attaching import without_text
from sptgraph.encoding import encode, serialise
from sptgraph.facade import read_plan
from sptgraph.facade.shipped import demo_plan, shipped_plans
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """The demo plan as a graph without its text."""
    path = tmp_path / "bare.trig"
    path.write_bytes(serialise(encode(without_text(read_plan(demo_plan()))), "trig"))
    return str(path)


def test_a_document_in_another_format_is_joined_and_the_share_is_told(run: Run, bare: str) -> None:
    told = run("attach", YUNXI, bare)
    assert told.code == 0
    assert told.errors == ""
    assert "文字完全一致" in told.text
    assert "没有找到" not in told.text
    assert "the same text" in run("attach", YUNXI, bare, "--lang", "en").text


def test_the_report_can_be_read_by_programs(run: Run, bare: str) -> None:
    told = run("attach", YUNXI, bare, "--format", "json").json
    assert told["complete"] is True
    assert told["same_text"] is True
    assert told["share"] == 1
    assert {kind["kind"] for kind in told["kinds"]} >= {"task", "assignment", "deadline", "member"}
    assert all(kind["exact"] == kind["total"] for kind in told["kinds"])


def test_the_joined_graph_is_written_to_a_file(run: Run, bare: str) -> None:
    assert run("attach", YUNXI, bare, "-o", "full.trig").code == 0
    with PlanStore() as store:
        store.load("full.trig")
        assert store.plan(store.plans[0]).source.text == Path(YUNXI).read_text(encoding="utf-8")
    assert run("check", "full.trig", "--fail-on", "never").code == 0


def test_the_joined_plan_goes_into_a_store(run: Run, bare: str) -> None:
    assert run("attach", YUNXI, bare, "-o", "库").code == 0
    assert run("attach", YUNXI, "库", "-o", "库").code == 0
    with PlanStore("库") as store:
        (record,) = store.plans
        assert store.plan(record).source.text is not None


def test_a_foreign_document_is_refused_in_one_line(run: Run, bare: str) -> None:
    for document in (TOWN, NOVEL):
        refused = run("attach", document, bare, "-o", "out.trig")
        assert refused.code == 2
        assert "对不上" in refused.complaint
        assert refused.output == b""
        assert not Path("out.trig").exists()
    assert run("attach", YUNXI).code == 2
    assert "对不上" in run("attach", YUNXI).complaint


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("attach",), "DOCUMENT"),
        (("attach", "没有.docx"), "没有.docx"),
        (("attach", YUNXI, TOWN), "不是图"),
        (("attach", YUNXI, "examples:无此县"), "无此县"),
        (("attach", YUNXI, "--format", "xml"), "xml"),
        (("attach", YUNXI, "-o", "out.docx"), "out.docx"),
    ],
)
def test_bad_input_is_one_line(run: Run, arguments: tuple[str, ...], part: str) -> None:
    refused = run(*arguments)
    assert refused.code == 2
    assert part in refused.complaint


def test_a_graph_is_no_document(run: Run, bare: str) -> None:
    assert "是图" in run("attach", bare, bare).complaint


def test_the_shipped_plans_are_a_source(run: Run) -> None:
    first = shipped_plans()[0]
    rows = run("ask", "plans", "examples:", "--format", "json").json["rows"]
    assert sorted(row["jurisdiction"] for row in rows) == sorted(e.jurisdiction for e in shipped_plans())
    one = run("ask", "plans", f"examples:{first.jurisdiction}", "--format", "json").json["rows"]
    assert [row["jurisdiction"] for row in one] == [first.jurisdiction]
    assert run("check", f"examples:{first.jurisdiction}", "--fail-on", "never").code == 0
    assert run("list", "tasks", f"examples:{first.jurisdiction}", "-o", "任务.csv").code == 0
    assert first.jurisdiction in run("ask", "plans", "examples:无此县").complaint
