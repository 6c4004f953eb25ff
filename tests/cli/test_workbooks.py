"""What a workbook hides is said on standard error, whichever command reads it."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run


@pytest.fixture
def hiding(tmp_path: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务"
    for row in (
        ["云溪县2026年重点任务清单"],
        ["序号", "工作任务", "牵头单位", "完成时限"],
        [1, "更换管道", "县住建局", "6月底前"],
        [2, "检修水泵", "县水利局", "=1/0"],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("旧表").append(["往年"])
    book["旧表"].sheet_state = "hidden"
    book.save(tmp_path / "清单.xlsx")
    return str(tmp_path / "清单.xlsx")


@pytest.mark.parametrize("command", [["read"], ["check", "--fail-on", "never"], ["list", "tasks"]])
def test_what_a_workbook_hides_is_said(run: Run, hiding: str, command: list[str]) -> None:
    answer = run(*command, hiding)
    assert answer.code == 0
    assert "任务 有隐藏的行（3），也读了" in answer.errors
    assert "任务!D4 是公式" in answer.errors
    assert "旧表”是隐藏的" in answer.errors
    assert all(line.startswith("提示：") for line in answer.errors.splitlines())
