"""``list`` makes files that can be handed on."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI


@pytest.mark.parametrize("kind", ["tasks", "departments"])
@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.xlsx", b"PK"),
        ("x.html", b"<!DOCTYPE"),
        ("x.md", b"#"),
        ("x.csv", b"\xef\xbb\xbf"),
        ("x.json", b"{"),
    ],
)
def test_the_extension_chooses_the_format(run: Run, kind: str, name: str, begins: bytes) -> None:
    answer = run("list", kind, TOWN, "-o", name)
    assert (answer.code, answer.output, answer.errors) == (0, b"", "")
    assert Path(name).read_bytes().startswith(begins)


def test_every_task_is_in_the_task_table(run: Run) -> None:
    run("list", "tasks", YUNXI, "-o", "tasks.xlsx")
    cells = [c for row in load_workbook("tasks.xlsx").worksheets[0].iter_rows(values_only=True) for c in row]
    for number in range(1, 23):
        assert any(str(cell).startswith(f"{number}.") for cell in cells), number


def test_without_an_output_the_list_is_shown(run: Run) -> None:
    shown = run("list", "tasks", TOWN)
    assert shown.text.startswith("# 石峤镇")
    assert "沿街门店" in shown.text
    assert run("list", "tasks", TOWN, "--format", "csv").output.startswith(b"\xef\xbb\xbf")


def test_a_folder_gets_one_file_for_each_table(run: Run) -> None:
    run("list", "departments", TOWN, "-o", "new/lists")
    names = {path.name for path in Path("new/lists").iterdir()}
    assert "镇安委办.xlsx" in names
    assert all(name.endswith(".xlsx") for name in names)
    run("list", "departments", TOWN, "-o", "pages", "--format", "html")
    assert {path.suffix for path in Path("pages").iterdir()} == {".html"}


def test_all_lists_go_into_a_folder(run: Run) -> None:
    assert run("list", "all", TOWN, "-o", "lists").code == 0
    assert {path.name for path in Path("lists").iterdir()} == {"任务分工表.xlsx", "部门责任清单.xlsx"}
    assert run("list", "all", TOWN, "-o", "lists.xlsx").code == 2
    assert "-o" in run("list", "all", TOWN).complaint


def test_a_list_can_be_narrowed(run: Run) -> None:
    whole = run("list", "departments", YUNXI).text
    one = run("list", "departments", YUNXI, "--department", "县应急管理局").text
    assert "县应急管理局" in one
    assert len(one) < len(whole)
    gas = run("list", "tasks", YUNXI, "--sector", "燃气").text
    assert "城镇燃气整治" in gas
    assert "电梯安全整治" not in gas
    late = run("list", "tasks", YUNXI, "--year", "2026").text
    assert "统一隐患判定口径" not in late


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--department", "量子局"], "量子局"),
        (["--sector", "量子"], "量子"),
        (["--year", "25"], "--year"),
        (["--year", "二〇二五"], "--year"),
    ],
)
def test_what_a_list_cannot_be_narrowed_to(run: Run, arguments: list[str], names: str) -> None:
    answer = run("list", "departments", YUNXI, *arguments, "-o", "x.xlsx")
    assert answer.code == 2
    assert names in answer.complaint
    assert not Path("x.xlsx").exists()


def test_kinds_of_later_releases_are_said_to_come(run: Run) -> None:
    assert "以后的版本" in run("list", "leaders", TOWN, "-o", "x.xlsx").complaint
    assert "later release" in run("list", "gaps", TOWN, "-o", "x.xlsx", "--lang", "en").complaint


def test_the_list_speaks_english(run: Run) -> None:
    text = run("list", "tasks", TOWN, "--format", "csv", "--lang", "en").output.decode("utf-8-sig")
    headings = next(csv.reader(io.StringIO(text, newline="")))
    assert "Task" in headings


def test_one_list_is_written_only_if_all_sources_are_good(run: Run) -> None:
    Path("x.xlsx").write_text("before")
    answer = run("list", "tasks", TOWN, NOVEL, "-o", "x.xlsx")
    assert answer.code == 2
    assert "notaplan-fiction.txt" in answer.complaint
    assert Path("x.xlsx").read_text() == "before"
