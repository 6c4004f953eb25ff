"""What cannot be understood is said, each with its sheet and cell, and then nothing of the file counts."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sptgraph.errors import BrokenDocument, ProgressError, ReadError
from sptgraph.facade import PlanStore
from tests.progress.filling import store_of
from tests.sample import other_plan

Change = Callable[[Any, dict[str, int]], None]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    (file,) = store_of().listing("tasks", language="zh").save(tmp_path_factory.mktemp("blank") / "任务.xlsx")
    return file.read_bytes()


@pytest.fixture(scope="module")
def store() -> PlanStore:
    """Return one store for all that is refused: none of it may leave anything behind."""
    return store_of()


@pytest.fixture(autouse=True)
def nothing_is_kept(store: PlanStore) -> Iterator[None]:
    yield
    assert store.progress(store.plans[0]) == ()


def changed(path: Path, blank: bytes, change: Change) -> Path:
    """Write a blank list in which the first task is done, and then ``change`` it."""
    path.write_bytes(blank)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["进展情况"]).value = "已完成"
    sheet.cell(4, heads["填报日期"]).value = date(2025, 6, 30)
    change(sheet, heads)
    book.save(path)
    return path


def put(head: str, value: object, row: int = 5) -> Change:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        sheet.cell(row, heads["进展情况"]).value = "已完成"
        sheet.cell(row, heads["填报日期"]).value = date(2025, 6, 30)
        sheet.cell(row, heads[head]).value = value

    return change


FAULTS: dict[str, tuple[Change, str, str]] = {
    "an unknown word": (put("进展情况", "快了"), "进展情况", "不认识进展情况“快了”"),
    "half done is no status": (put("进展情况", "基本完成"), "进展情况", "不认识进展情况“基本完成”"),
    "no status": (put("进展情况", None), "填报日期", "没有填进展情况"),
    "no date": (put("填报日期", None), "进展情况", "没有填填报日期"),
    "a month": (put("填报日期", "2025年6月"), "填报日期", "“2025年6月”不是完整的日期"),
    "words for a date": (put("填报日期", "上周五"), "填报日期", "“上周五”不是完整的日期"),
    "a day that is none": (put("填报日期", "2025-02-30"), "填报日期", "“2025-02-30”不是完整的日期"),
    "digits alone for a date": (put("填报日期", "20250630"), "填报日期", "“20250630”不是完整的日期"),
    "before the plan": (put("填报日期", date(2023, 6, 30)), "填报日期", "早于方案印发日期 2024-03-18"),
    "a clause of no task": (put("出处", "二（九）9"), "出处", "没有出处为“二（九）9”的这项任务"),
    "no clause": (put("出处", None), "进展情况", "没有写出处"),
    "a formula": (put("进展情况", '=IF(1,"已完成","")'), "进展情况", ""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_that_is_not_understood_is_said_with_its_cell(
    tmp_path: Path, blank: bytes, store: PlanStore, name: str
) -> None:
    change, head, words = FAULTS[name]
    file = changed(tmp_path / "任务.xlsx", blank, change)
    at = next(cell.coordinate for cell in openpyxl.load_workbook(file).worksheets[0][3] if cell.value == head)
    with pytest.raises(ProgressError) as caught:
        store.add_progress(file)
    (message,) = caught.value.messages("zh")
    assert words in message
    if words:
        assert f"“任务.xlsx” 任务!{at.rstrip('0123456789')}5：" in message
    assert "任务.xlsx" in caught.value.message("en")


def test_each_fault_has_a_line_of_its_own(tmp_path: Path, blank: bytes, store: PlanStore) -> None:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        for row in (5, 6):
            put("进展情况", "快了", row)(sheet, heads)
        put("填报日期", "六月", 7)(sheet, heads)

    with pytest.raises(ProgressError) as caught:
        store.add_progress(changed(tmp_path / "任务.xlsx", blank, change))
    assert len(caught.value.messages("zh")) == 3
    assert "另有 2 处" in caught.value.message("zh")


def test_two_rows_that_contradict_each_other_are_refused(
    tmp_path: Path, blank: bytes, store: PlanStore
) -> None:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        put("出处", sheet.cell(4, heads["出处"]).value)(sheet, heads)
        sheet.cell(5, heads["进展情况"]).value = "滞后"

    with pytest.raises(ProgressError, match="同一天，进展却不同"):
        store.add_progress(changed(tmp_path / "任务.xlsx", blank, change))


def test_a_list_of_another_plan_is_refused(tmp_path: Path, blank: bytes) -> None:
    file = changed(tmp_path / "任务.xlsx", blank, lambda *_: None)
    with PlanStore() as another:
        another.add(other_plan())
        with pytest.raises(ProgressError, match="这里没有这份方案") as caught:
            another.add_progress(file)
        assert len(caught.value.messages("zh")) == 1


def test_a_list_that_names_no_plan_must_agree_in_clause_and_task(tmp_path: Path, store: PlanStore) -> None:
    (file,) = store_of(reported=True).listing("tasks", language="zh").save(tmp_path / "任务.csv")
    assert store_of().add_progress(file)
    file.write_text(
        file.read_text(encoding="utf-8").replace("更换老旧燃气管道", "另一项任务"), encoding="utf-8"
    )
    with pytest.raises(ProgressError, match="没有出处为“二（一）1”的这项任务"):
        store.add_progress(file)


def test_a_table_that_cannot_be_filled_in_is_refused(tmp_path: Path, store: PlanStore) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("单位,电话,地址\n县应急局,1,2\n县财政局,3,4\n", encoding="utf-8")
    with pytest.raises(ProgressError, match=r"“名单\.csv”没有“出处”和“进展情况”两栏"):
        store.add_progress(path)


LOST: dict[str, tuple[Change, str]] = {
    "the name of the statuses": (lambda s, h: rename(s, h, "进展情况", "办理结果"), "没有“进展情况”一栏"),
    "the column of the clauses": (lambda s, h: s.delete_cols(h["出处"]), "没有“出处”一栏"),
    "the header": (lambda s, _: s.delete_rows(1, 3), "上面没有带“出处”“进展情况”的表头"),
    "the header in part": (lambda s, h: [rename(s, h, each, "") for each in list(h)], "上面没有带"),
}


def rename(sheet: Any, heads: dict[str, int], head: str, name: str) -> None:
    sheet.cell(3, heads[head]).value = name


@pytest.mark.parametrize("name", LOST)
def test_what_is_filled_in_where_a_column_was_lost_is_not_passed_over(
    tmp_path: Path, blank: bytes, store: PlanStore, name: str
) -> None:
    change, words = LOST[name]
    with pytest.raises(ProgressError) as caught:  # the other sheet of the workbook has its header still
        store.add_progress(changed(tmp_path / "任务.xlsx", blank, change))
    (message,) = caught.value.messages("zh")
    assert words in message
    assert "“任务.xlsx” 任务!" in message
    assert "keep the header as it was" in caught.value.message("en")


def test_two_columns_of_one_name_that_differ_are_refused(
    tmp_path: Path, blank: bytes, store: PlanStore
) -> None:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        sheet.cell(3, sheet.max_column + 1).value = "进展情况"
        sheet.cell(4, sheet.max_column).value = "滞后"

    with pytest.raises(ProgressError, match="有两栏“进展情况”，请只留一栏"):
        store.add_progress(changed(tmp_path / "任务.xlsx", blank, change))


def test_an_office_may_have_columns_and_sheets_of_its_own(tmp_path: Path, blank: bytes) -> None:
    def change(sheet: Any, heads: dict[str, int]) -> None:
        summary = sheet.parent.create_sheet("汇总", 0)
        for row in (("进展情况", "项数"), ("已完成", 1), ("合计", 1)):
            summary.append(row)
        sheet.insert_cols(1)
        sheet.cell(3, 1).value, sheet.cell(4, 1).value = "工作进展", "上半年已全部换完。"

    (report,) = store_of().add_progress(changed(tmp_path / "任务.xlsx", blank, change))
    assert (report.status, report.reported) == ("done", date(2025, 6, 30))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\x00\x01\x02"])
def test_a_broken_file_is_refused(tmp_path: Path, store: PlanStore, data: bytes) -> None:
    path = tmp_path / "任务.xlsx"
    path.write_bytes(data)
    with pytest.raises((BrokenDocument, ReadError, ProgressError)):
        store.add_progress(path)
    with pytest.raises(ReadError, match=r"找不到|no file"):
        store.add_progress(tmp_path / "没有.xlsx")
