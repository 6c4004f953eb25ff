"""The review sheet shows every entry; what is written on it comes back, an untouched one changes nothing."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from sptgraph.corrections import apply, load, write_review, write_review_csv
from sptgraph.corrections.document import fields_of
from sptgraph.corrections.notation import spell
from sptgraph.corrections.review import review_rows
from sptgraph.errors import CorrectionError
from sptgraph.language import Language
from sptgraph.model import Correction, Plan
from sptgraph.provisions import bodies_of, facts_of
from tests.effort import examples
from tests.encoding.strategies import plans
from tests.sample import sample_plan

Writer = Callable[[Plan, Path, Language], None]
WRITERS: dict[str, Writer] = {"核对表.xlsx": write_review, "核对表.csv": write_review_csv}


def table(path: Path) -> list[list[str]]:
    """Return the sheet as another program sees it."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def fill(path: Path, changes: dict[tuple[str, str], dict[str, str]], *more: dict[str, str]) -> Path:
    """Write changes into a workbook's rows, told by where and old value, and more below, as a clerk would."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    found = 0
    for row in sheet.iter_rows(min_row=2):
        values = {title: row[at - 1].value or "" for title, at in columns.items()}
        for title, value in changes.get((values["位置"], values["原值"]), {}).items():
            row[columns[title] - 1].value = value
            found += 1
    assert found == sum(map(len, changes.values()))
    for row, entry in zip(sheet.iter_rows(min_row=len(review_rows(sample_plan())) + 2), more, strict=False):
        for title, value in entry.items():
            row[columns[title] - 1].value = value
    book.save(path)
    return path


@pytest.mark.parametrize("name", WRITERS)
def test_every_entry_has_a_row_with_its_clause(tmp_path: Path, name: str) -> None:
    plan = sample_plan()
    WRITERS[name](plan, tmp_path / name, "zh")
    header, *rows = table(tmp_path / name)
    assert header == ["位置", "种类", "原文", "原值", "改为", "说明", "谁", "出处", "状态"]
    read = {(row[0], row[3]) for row in rows if row[1] not in {"文件信息", ""}}
    facts = {f for body in bodies_of(plan) for f in facts_of(body) if not f.correction}
    entries = [*facts, *plan.actions, *plan.tasks, *plan.members, *plan.unresolved]
    assert {old for _, old in read} == {spell(e, "zh") for e in entries} | {"县应忽局", "2024年8月"}
    assert {row[3] for row in rows if row[1] == "文件信息"} == {
        spell(f, "zh") for f in fields_of(plan.document)
    }
    by_place = {(row[0], row[3]): row for row in rows}
    lead = by_place["（二）/1", "县自然资源局 | 牵头 | 分别"]
    assert lead[2] == "（县应急局、县自然资源局分别牵头，县安委会有关成员单位按各自职责负责）"
    assert lead[7] == "第1页 第12段"
    assert by_place["（三）/2", "有关股室负责"][1] == "未识读"


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_untouched_sheet_changes_nothing(tmp_path: Path, name: str, language: Language) -> None:
    plan = replace(sample_plan(), corrections=())
    WRITERS[name](plan, tmp_path / name, language)
    rows = load(tmp_path / name)
    assert rows == ()
    assert apply(plan, rows) is plan


def test_a_sheet_of_a_corrected_plan_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    before = replace(sample_plan(), corrections=())
    rows = (
        Correction("1", "（一）/1", "assignment", "县住建局 | 牵头", "县水利局", "李云", "印错"),
        Correction("2", "（一）/1", "deadline", "2024-12-31 前", None),
        Correction("3", "（三）/2", "assignment", None, "县财政局 | 负责"),
        Correction("4", "（三）/2", "target", "5 个", "6 个"),
    )
    after = apply(before, rows)
    write_review(after, tmp_path / "again.xlsx")
    again = load(tmp_path / "again.xlsx")
    assert apply(after, again) == after
    anew = apply(before, again)
    assert replace(anew, corrections=()).document == after.document
    strip = {
        c.identifier: (c.where, c.kind, c.old, c.new, c.who, c.why, c.applied) for c in after.corrections
    }
    assert sorted(map(str, strip.values())) == sorted(
        str((c.where, c.kind, c.old, c.new, c.who, c.why, c.applied)) for c in anew.corrections
    )
    values = [[spell(f) for body in bodies_of(plan) for f in facts_of(body)] for plan in (anew, after)]
    assert values[0] == values[1]


def test_what_a_clerk_fills_in_is_applied(tmp_path: Path) -> None:
    path = tmp_path / "核对表.xlsx"
    write_review(sample_plan(), path)
    fill(
        path,
        {
            ("（一）/1", "县住建局 | 牵头"): {
                "改为": "县住房和城乡建设局 牵头",
                "谁": "李云",
                "说明": "全称",
            },
            ("（一）/1", "2025-06-30 前 完成 全面"): {"改为": "删除"},
            ("（三）/2", "有关股室负责"): {"种类": "责任单位", "改为": "县商务局 | 负责"},
            ("文件", "印发日期=2024-03-18"): {"改为": "2024-03-19"},
        },
        {"位置": "（三）/2", "种类": "时限", "改为": "2025年底前"},
    )
    plan = apply(sample_plan(), load(path))
    gas, market = plan.tasks[0], plan.tasks[-1]
    assert [a.agent for a in gas.assignments] == ["县住房和城乡建设局", "县市场监管局", "各乡镇人民政府"]
    assert [d.due.isoformat() for d in gas.deadlines] == ["2024-12-31"]
    assert [(a.agent, a.quote) for a in market.assignments] == [("县商务局", "有关股室负责")]
    assert [d.due.isoformat() for d in market.deadlines] == ["2025-12-31"]
    assert str(plan.document.issued) == "2024-03-19"
    assert plan.unresolved == ()
    made = {c.old: c for c in plan.corrections}
    assert (made["县住建局 | 牵头"].who, made["县住建局 | 牵头"].why) == ("李云", "全称")
    assert sum(not c.applied for c in plan.corrections) == 1


def test_the_workbook_is_easy_to_fill(tmp_path: Path) -> None:
    write_review(sample_plan(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    assert book.sheetnames == ["核对", "怎么填"]
    assert sheet.freeze_panes == "C2"
    lists = [v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists == ['"文件信息,行动标题,任务标题,责任单位,时限,频次,目标,成员单位,未识读"']
    assert sheet.max_row >= len(review_rows(sample_plan())) + 30
    assert sheet.print_title_rows == "$1:$1"
    help_ = [row[0] for row in book.worksheets[1].iter_rows(values_only=True)]
    assert any("删除" in line for line in help_)
    assert any("三年内" in line for line in help_)


def test_two_runs_give_the_same_sheet_that_bears_the_day_of_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_review(sample_plan(), path)
    first = path.read_bytes()
    write_review(sample_plan(), path)
    assert path.read_bytes() == first
    properties = openpyxl.load_workbook(path).properties
    assert str(properties.created.date()) == str(properties.modified.date()) == "2024-03-18"


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_on_the_sheet_can_run(tmp_path: Path, name: str) -> None:
    evil = '=HYPERLINK("http://example.org","x")'
    plan = replace(sample_plan(), corrections=())
    gas = plan.tasks[0]
    bad = replace(gas.assignments[0], agent=evil, quote=evil)
    long = replace(gas.assignments[1], agent="长" * 40_000 + "\x07")
    plan = replace(plan, tasks=(replace(gas, assignments=(bad, long)), *plan.tasks[1:]))
    WRITERS[name](plan, tmp_path / name, "zh")
    cells = [cell for row in table(tmp_path / name) for cell in row]
    if name.endswith(".csv"):
        assert f"'{evil} | 牵头" in cells
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    else:
        kinds = {
            cell.data_type for row in openpyxl.load_workbook(tmp_path / name).worksheets[0] for cell in row
        }
        assert f"{evil} | 牵头" in cells
        assert "f" not in kinds
    assert max(map(len, cells)) < 32_767
    assert apply(plan, load(tmp_path / name)) is plan


def test_a_guarded_value_comes_back_without_its_guard(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("where,kind,old,new\n（一）/1,assignment,'=1+1,'@县应急局 | lead\n", encoding="utf-8")
    assert [(c.old, c.new) for c in load(path)] == [("=1+1", "@县应急局 | lead")]


def test_a_plan_without_its_text_is_reviewed_too() -> None:
    bare = replace(sample_plan(), source=replace(sample_plan().source, text=None))
    assert {row.text for row in review_rows(bare) if row.kind == "时限"} >= {"2024年底前", "三年内", ""}


def test_a_sheet_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="写不进去"):
        write_review(sample_plan(), tmp_path / "没有" / "a.xlsx")
    (tmp_path / "occupied.xlsx").mkdir()
    with pytest.raises(CorrectionError, match="写不进去"):
        write_review(sample_plan(), tmp_path / "occupied.xlsx")
    assert list(tmp_path.iterdir()) == [tmp_path / "occupied.xlsx"]


@given(plan=plans)
@settings(
    max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_plan_has_a_sheet_that_changes_nothing(tmp_path: Path, plan: Plan) -> None:
    plan = replace(plan, corrections=())
    for writer in (write_review, write_review_csv):
        writer(plan, tmp_path / "sheet")
        assert apply(plan, load(tmp_path / "sheet")) == plan
