"""``read`` says what a plan states, in the forms that people and programs take."""

import csv
from pathlib import Path

import pytest

from sptgraph.encoding.jsonform import plan_from_json
from sptgraph.facade import read_plan
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI

YUNXI_TITLE = "云溪县安全生产治本攻坚三年行动实施方案（2024—2026年）"
TOWN_TITLE = "石峤镇安全生产隐患整治提升工作方案（2025—2026年）"


def test_the_summary_fits_a_screen_and_counts_what_was_read(run: Run) -> None:
    answer = run("read", YUNXI)
    plan = read_plan(YUNXI)
    lines = answer.text.splitlines()
    assert lines[0] == YUNXI_TITLE
    assert len(lines) <= 10
    assert f"{len(plan.tasks)} 项任务" in answer.text
    assert f"{len(plan.members)} 个成员单位" in answer.text
    assert (answer.code, answer.errors) == (0, "")


def test_the_summary_speaks_english(run: Run) -> None:
    assert "22 tasks" in run("read", YUNXI, "--lang", "en").text


def test_json_gives_the_plan_back(run: Run) -> None:
    written = run("read", YUNXI, "--format", "json").json
    plan = read_plan(YUNXI)
    assert plan_from_json(written).tasks == plan.tasks
    text = Path(YUNXI).read_bytes().decode()
    for task in written["tasks"]:
        for entry in (*task["assignments"], *task["deadlines"], *task["recurrences"], *task["targets"]):
            start, end = entry["span"]
            assert "".join(text[start:end].split()) == "".join(entry["quote"].split())


def test_json_of_several_files_is_a_list(run: Run) -> None:
    written = run("read", YUNXI, TOWN, "--format", "json").json
    assert [plan["document"]["title"] for plan in written] == [YUNXI_TITLE, TOWN_TITLE]


def test_json_of_one_file_is_one_object(run: Run) -> None:
    assert isinstance(run("read", TOWN, "--format", "json").json, dict)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_the_document_and_nothing_else(
    run: Run, tmp_path: Path, line_end: str, encoding: str
) -> None:
    text = Path(TOWN).read_bytes().decode().replace("\n", line_end)
    (tmp_path / "plan.txt").write_bytes(text.encode(encoding))
    assert run("read", "plan.txt", "--format", "text").output == text.encode()
    assert run("read", "plan.txt", "--format", "text", "-o", "again.txt").output == b""
    assert Path("again.txt").read_bytes() == text.encode()


def test_spans_count_in_the_text_that_is_written(run: Run) -> None:
    text = run("read", YUNXI, "--format", "text").text
    for task in run("read", YUNXI, "--format", "json").json["tasks"]:
        start, end = task["span"]
        body = "".join(text[start:end].split())
        assert (body[:12], body[-12:]) == (task["start"], task["end"])


@pytest.mark.parametrize("name", ["turtle", "trig", "jsonld"])
def test_graphs_are_the_same_bytes_every_time(run: Run, name: str) -> None:
    first = run("read", YUNXI, "--format", name)
    assert first.output == run("read", YUNXI, "--format", name).output
    assert len(first.output) > 50_000


def test_turtle_is_the_stated_graph_alone(run: Run) -> None:
    assert b"oa:start" not in run("read", YUNXI, "--format", "turtle").output
    assert b"oa:start" in run("read", YUNXI, "--format", "trig").output


def test_graphs_of_several_files_are_one(run: Run) -> None:
    both = run("read", YUNXI, TOWN, "--format", "trig").text
    assert YUNXI_TITLE in both
    assert TOWN_TITLE in both


@pytest.mark.parametrize(
    ("name", "begins"), [("plan.json", b"{"), ("plan.ttl", b"@"), ("plan.trig", b"@"), ("plan.xlsx", b"PK")]
)
def test_the_extension_of_the_output_chooses_the_format(run: Run, name: str, begins: bytes) -> None:
    answer = run("read", TOWN, "-o", name)
    assert (answer.code, answer.output) == (0, b"")
    assert Path(name).read_bytes().startswith(begins)


def test_a_bad_file_among_good_ones_is_named_and_the_good_ones_are_shown(run: Run) -> None:
    answer = run("read", YUNXI, "missing.docx", NOVEL, TOWN)
    assert answer.code == 2
    assert YUNXI_TITLE in answer.text
    assert TOWN_TITLE in answer.text
    missing, novel = answer.errors.splitlines()
    assert "missing.docx" in missing
    assert "notaplan-fiction.txt" in novel


@pytest.mark.parametrize("form", ["json", "turtle", "trig", "jsonld"])
def test_one_object_is_written_only_if_all_files_are_good(run: Run, form: str) -> None:
    Path("out.x").write_text("before")
    answer = run("read", YUNXI, NOVEL, "--format", form, "-o", "out.x")
    assert answer.code == 2
    assert Path("out.x").read_text() == "before"
    assert run("read", YUNXI, NOVEL, "--format", form).output == b""


def test_a_review_sheet_comes_back_as_corrections(run: Run) -> None:
    assert run("read", TOWN, "--format", "xlsx", "-o", "review.xlsx").code == 0
    before = run("read", TOWN, "--format", "json").json
    assert run("read", TOWN, "--format", "json", "--corrections", "review.xlsx").json == before
    owner = before["tasks"][0]
    where = f"{owner['action']}/{owner['no']}"
    with Path("mine.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [
                ["位置", "种类", "原值", "改为", "谁", "说明"],
                [where, "责任单位", "", "镇应急办 | 牵头", "李云", "漏写"],
                ["（九）/99", "责任单位", "没有这句", "县应急局 | 牵头", "李云", ""],
            ]
        )
    answer = run("read", TOWN, "--format", "json", "--corrections", "mine.csv")
    added = [a for a in answer.json["tasks"][0]["assignments"] if a["agent"] == "镇应急办"]
    assert [(a["role"], bool(a["correction"])) for a in added] == [("lead", True)]
    assert answer.code == 0
    assert "（九）/99" in answer.complaint
    assert answer.complaint.startswith("提示：")


def test_broken_corrections_are_bad_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("这不是更正表\n", encoding="utf-8")
    answer = run("read", TOWN, "--corrections", "mine.csv")
    assert (answer.code, answer.output) == (2, b"")
    assert "mine.csv" in answer.complaint


def test_files_over_the_limit_are_refused_unless_the_limit_is_raised(run: Run, tmp_path: Path) -> None:
    text = Path(TOWN).read_text(encoding="utf-8")
    (tmp_path / "long.txt").write_text(text + "附注。" * 400_000, encoding="utf-8")
    small = run("read", "long.txt", "--max-size", "1")
    assert (small.code, small.output) == (2, b"")
    assert "--max-size" in small.complaint
    assert run("read", "long.txt", "--max-size", "1", "--format", "json", "-o", "out.json").code == 2
    assert not Path("out.json").exists()
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    huge = run("read", "huge.txt")
    assert (huge.code, huge.output) == (2, b"")
    assert "200 MB" in huge.complaint
