"""``demo`` does the whole job on the shipped plan and says where its files are."""

import io
import json
from pathlib import Path

from openpyxl import load_workbook

from sptgraph.facade.shipped import demo_plan
from tests.cli.conftest import Run


def test_it_says_what_it_found_and_where_its_files_are_and_may_be_run_again(run: Run) -> None:
    answer = run("demo")
    assert (answer.code, answer.errors) == (0, "")
    assert run("demo") == answer
    read, checked, asked, compared, blank, where, *files = answer.text.splitlines()
    assert "22 项任务" in read
    assert "违规" in checked
    assert "牵头" in asked
    assert "5 份真实方案" in compared
    assert blank == ""
    assert str(Path("sptgraph-demo").resolve()) in where
    written = {path.name for path in Path("sptgraph-demo").iterdir()}
    assert {line.split()[0] for line in files[: len(written)]} == written
    assert len(written) == 10
    assert all(command.partition("：")[2].startswith("sptgraph who") for command in files[-2:])


def test_the_files_hold_what_they_are_said_to(run: Run) -> None:
    run("demo", "-o", "deep/trial", "--lang", "en")
    folder = Path("deep/trial")
    assert (folder / "plan.docx").read_bytes() == demo_plan().read_bytes()
    assert len(json.loads((folder / "plan.json").read_bytes())["tasks"]) == 22
    assert (
        run("check", str(folder / "plan.trig"), "--lang", "en").output == (folder / "report.txt").read_bytes()
    )
    assert "<table" in (folder / "report.html").read_text(encoding="utf-8")
    assert "<table" in (folder / "tasks.html").read_text(encoding="utf-8")
    for name in ("tasks.xlsx", "departments.xlsx", "review.xlsx", "leads-of-five.xlsx"):
        assert load_workbook(io.BytesIO((folder / name).read_bytes())).worksheets
    sheet = ("--corrections", str(folder / "review.xlsx"))
    assert run("read", str(folder / "plan.docx"), *sheet, "--format", "json").code == 0


def test_a_file_in_the_way_is_named(run: Run) -> None:
    Path("sptgraph-demo").write_text("mine")
    answer = run("demo")
    assert (answer.code, answer.output) == (2, b"")
    assert "sptgraph-demo" in answer.complaint
    assert Path("sptgraph-demo").read_text() == "mine"
