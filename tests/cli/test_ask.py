"""``ask`` lists the catalogue, explains a question, and answers it from any source."""

import csv
import io
import sys
from datetime import date
from pathlib import Path

import pytest

from sptgraph.asking import Catalogue
from sptgraph.cli.helptext import width
from tests.cli.conftest import Run
from tests.cli.running import NOVEL, TOWN, YUNXI


@pytest.mark.parametrize("language", ["zh", "en"])
def test_alone_it_lists_the_catalogue(run: Run, language: str) -> None:
    answer = run("ask", "--lang", language)
    assert answer.code == 0
    for query in Catalogue.shipped():
        assert f"  {query.name}" in answer.text
    some = Catalogue.shipped()["task-owners"].summary
    assert (some.zh if language == "zh" else some.en) in answer.text


def test_a_question_without_sources_is_explained(run: Run) -> None:
    answer = run("ask", "department-tasks")
    assert answer.code == 0
    assert "department" in answer.text
    assert "（可以不写）" in answer.text


def test_a_table_shows_words_and_not_keys(run: Run) -> None:
    answer = run("ask", "task-owners", YUNXI, "-p", "task=10")
    assert answer.text.splitlines()[0] == "云溪县安全生产治本攻坚三年行动实施方案（2024—2026年）"
    assert "县消防救援大队" in answer.text
    assert "牵头" in answer.text
    assert "lead" not in answer.text
    assert "lead" in run("ask", "task-owners", YUNXI, "-p", "task=10", "--lang", "en").text


def test_at_a_narrow_terminal_nothing_is_cut_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    shown = run("ask", "task-owners", YUNXI, "-p", "task=13").text
    assert max(width(line) for line in shown.splitlines()) <= 60
    assert "…" not in shown
    assert set("县农业农村局") <= set(shown)


def test_several_plans_are_told_apart_in_the_table(run: Run) -> None:
    answer = run("ask", "tasks", YUNXI, TOWN)
    assert answer.text.splitlines()[0].startswith("方案")
    assert "石峤镇安全生产隐患整治提升工作方案" in answer.text


def test_json_keeps_the_contract(run: Run) -> None:
    answer = run(
        "ask", "tasks-due", YUNXI, "-p", "from=2024-01-01", "-p", "to=2024-12-31", "--format", "json"
    )
    assert answer.json["query"] == "tasks-due"
    assert answer.json["columns"][0] == "plan"
    assert answer.json["rows"]
    for row in answer.json["rows"]:
        assert list(row) == answer.json["columns"]
        assert date(2024, 1, 1) <= date.fromisoformat(row["due"]) <= date(2024, 12, 31)


def test_csv_opens_in_excel(run: Run) -> None:
    output = run("ask", "task-owners", YUNXI, "-p", "task=10", "--format", "csv").output
    assert output.startswith(b"\xef\xbb\xbf")
    headings, *rows = csv.reader(io.StringIO(output.decode("utf-8-sig"), newline=""))
    assert "责任单位" in headings
    assert any("县消防救援大队" in row for row in rows)


def test_a_workbook_holds_the_rows(run: Run) -> None:
    from openpyxl import load_workbook

    assert run("ask", "task-owners", YUNXI, "-p", "task=10", "-o", "owners.xlsx").output == b""
    sheet = load_workbook("owners.xlsx").worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "县消防救援大队" in values
    assert 10 in values


def test_a_workbook_is_the_same_bytes_every_time(run: Run) -> None:
    from openpyxl import load_workbook

    first = run("ask", "tasks", TOWN, "--format", "xlsx").output
    assert run("ask", "tasks", TOWN, "--format", "xlsx").output == first
    properties = load_workbook(io.BytesIO(first)).properties
    assert str(properties.created.date()) == str(properties.modified.date()) == "2000-01-01"


def test_no_cell_can_become_a_formula(run: Run, tmp_path: Path) -> None:
    text = Path(TOWN).read_text(encoding="utf-8")
    first = run("ask", "tasks", TOWN, "--format", "json").json["rows"][0]["heading"]
    (tmp_path / "evil.txt").write_text(text.replace(f"．{first}", f"．=CMD{first}", 1), encoding="utf-8")
    output = run("ask", "tasks", "evil.txt", "--format", "csv").output.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(output, newline="")) for cell in row]
    assert any("CMD" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_no_rows_is_an_answer(run: Run) -> None:
    shown = run("ask", "tasks-due", YUNXI, "-p", "to=1999-01-01")
    assert (shown.code, shown.text, shown.errors) == (0, "没有符合的内容。\n", "")
    written = run("ask", "tasks-due", YUNXI, "-p", "to=1999-01-01", "--format", "json")
    assert (written.code, written.json["rows"]) == (0, [])
    for form in ("csv", "xlsx"):
        assert run("ask", "tasks-due", YUNXI, "-p", "to=1999-01-01", "--format", form).code == 0


def test_names_of_departments_and_sectors_may_be_any(run: Run) -> None:
    asked = [
        run("ask", "department-tasks", YUNXI, "-p", f"department={name}", "--format", "json").json["rows"]
        for name in ("emergency-management", "县应急管理局", "应急管理部门")
    ]
    assert asked[0] == asked[1] == asked[2] != []


def test_a_bad_source_among_good_ones(run: Run) -> None:
    shown = run("ask", "task-owners", NOVEL, YUNXI, "-p", "task=10")
    assert shown.code == 2
    assert "县消防救援大队" in shown.text
    assert "notaplan-fiction.txt" in shown.complaint
    assert run("ask", "task-owners", NOVEL, YUNXI, "-p", "task=10", "--format", "json").output == b""


def test_dates_the_wrong_way_round_are_one_line(run: Run) -> None:
    answer = run("ask", "tasks-due", YUNXI, "-p", "from=2024-12-31", "-p", "to=2024-01-01")
    assert (answer.code, answer.output) == (2, b"")
    assert "from（2024-12-31）晚于 to（2024-01-01）" in answer.complaint
