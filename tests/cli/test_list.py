"""``list`` makes files that can be handed on."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sptgraph.listings import KINDS
from sptgraph.listings.definition import definition
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI


@pytest.mark.sampled(2)
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
    names = {path.name for path in Path("lists").iterdir()}
    tables = {
        f"{title}.xlsx" for title in ("任务分工表", "部门责任清单", "年度任务清单", "时限清单", "问题清单")
    }
    papers = ("任务分工表", "属地责任清单", "行业领域责任清单", "领导干部职责清单", "责任公示牌")
    documents = {f"{title}.docx" for title in papers}
    assert names == tables | documents | {"部门责任清单", "时限清单.ics", "清单总览.html"}
    assert "镇安委办.docx" in {path.name for path in Path("lists/部门责任清单").iterdir()}


def test_all_lists_take_one_format_or_a_zip_file(run: Run) -> None:
    assert run("list", "all", TOWN, "-o", "all.zip", "--format", "csv").code == 0
    with zipfile.ZipFile("all.zip") as archive:
        assert archive.testzip() is None
        assert {Path(name).suffix for name in archive.namelist()} == {".csv"}
        assert len(archive.namelist()) == 9
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


def test_a_kind_that_there_is_not_is_named_with_the_nearest(run: Run) -> None:
    assert "sectors" in run("list", "sector", TOWN, "-o", "x.xlsx").complaint
    assert "did you mean gaps" in run("list", "gap", TOWN, "-o", "x.xlsx", "--lang", "en").complaint
    assert "sectorz" in run("list", "tasks,sectorz", TOWN).complaint


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_shown_in_both_languages(run: Run, language: str) -> None:
    kinds = [kind for kind in KINDS if kind != "compare"]
    shown = run("list", ",".join(kinds), TOWN, "--lang", language)
    assert (shown.code, shown.errors) == (0, "")
    assert shown.text.startswith("# 石峤镇")
    for name in {table for kind in kinds for table in definition(kind).tables.values()}:
        assert not name.zh or language == "zh" or name.zh not in shown.text


def test_several_kinds_make_one_file_with_a_sheet_for_each(run: Run) -> None:
    assert run("list", "tasks、gaps", TOWN, "-o", "x.xlsx").code == 0
    names = load_workbook("x.xlsx").sheetnames
    assert "任务分工表" in names
    assert "问题清单" in names


def test_a_comparison_takes_two_plans(run: Run) -> None:
    assert run("list", "compare", TOWN, YUNXI, "-o", "x.md").code == 0
    assert "对照表" in Path("x.md").read_text(encoding="utf-8")
    assert run("list", "compare", TOWN, "-o", "x.md").complaint


def test_dates_can_be_things_to_do(run: Run) -> None:
    run("list", "deadlines", TOWN, "-o", "a.ics")
    run("list", "deadlines", TOWN, "-o", "b.ics", "--todo")
    assert b"BEGIN:VTODO" not in Path("a.ics").read_bytes()
    assert b"BEGIN:VTODO" in Path("b.ics").read_bytes()
    assert "todo" in run("list", "tasks", TOWN, "-o", "x.xlsx", "--todo").complaint


@pytest.mark.parametrize("day", ["2025", "2025-13-01", "2025-W01-1", "昨天"])
def test_a_day_is_a_day(run: Run, day: str) -> None:
    assert "--on" in run("list", "tasks", TOWN, "--on", day).complaint


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
