"""``--progress`` takes lists that were filled in, and says cell by cell what it cannot."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.cli.running import TOWN


def filled(name: str, *statuses: str) -> None:
    book = load_workbook("blank.xlsx")
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[3]}
    for row, status in enumerate(statuses, 4):
        sheet.cell(row, heads["进展情况"]).value = status
        sheet.cell(row, heads["填报日期"]).value = "2025-06-30"
    book.save(name)


def test_what_was_filled_in_is_asked_listed_and_kept_from_being_overwritten(run: Run) -> None:
    run("list", "tasks", TOWN, "-o", "blank.xlsx")
    filled("filled.xlsx", "已完成", "正在推进")
    asked = run("ask", "status", TOWN, "--progress", "filled.xlsx", "--format", "json")
    assert [row["status"] for row in asked.json["rows"]] == ["done", "in-progress"]
    assert "已完成" in run("list", "tasks", TOWN, "--progress", "filled.xlsx").text
    assert run("check", TOWN, "--progress", "filled.xlsx", "--fail-on", "never").code == 0
    before = Path("filled.xlsx").read_bytes()
    refused = run("list", "tasks", TOWN, "--progress", "filled.xlsx", "-o", "filled.xlsx")
    assert (refused.code, Path("filled.xlsx").read_bytes()) == (2, before)


def test_each_bad_cell_is_a_line_and_nothing_is_made(run: Run) -> None:
    run("list", "tasks", TOWN, "-o", "blank.xlsx")
    filled("bad.xlsx", "快了", "已完成", "差不多")
    answer = run("list", "tasks", TOWN, "--progress", "bad.xlsx", "-o", "out.xlsx")
    assert (answer.code, answer.output, Path("out.xlsx").exists()) == (2, b"", False)
    lines = answer.errors.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("错误：“bad.xlsx” 任务!") for line in lines)


def test_a_list_in_which_nothing_is_filled_in_is_noted(run: Run) -> None:
    run("list", "tasks", TOWN, "-o", "blank.xlsx")
    answer = run("ask", "status", TOWN, "--progress", "blank.xlsx")
    assert (answer.code, answer.complaint) == (0, "提示：“blank.xlsx”里没有填写任何进展")


def test_no_list_is_written_over_what_was_filled_in(run: Run) -> None:
    run("list", "tasks", TOWN, "-o", "lists")
    before = Path("lists/任务.xlsx").read_bytes()
    answer = run("list", "tasks", TOWN, "--progress", "lists/任务.xlsx", "-o", "lists")
    assert (answer.code, Path("lists/任务.xlsx").read_bytes()) == (2, before)
    assert "就是输入文件" in answer.errors.splitlines()[-1]
