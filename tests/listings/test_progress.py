"""Lists show how far tasks have come, what is overdue on a day, and what changed; forms leave room to write."""

import io
from datetime import date

import openpyxl
import pytest

from sptgraph.facade import PlanStore
from sptgraph.listings import combined
from tests.progress.filling import store_of
from tests.sample import other_plan

FILLED = ["status", "reported", "note"]


@pytest.fixture(scope="module")
def store() -> PlanStore:
    return store_of(reported=True)


def keys(made: object) -> list[str]:
    return [column.key for column in made.columns]  # type: ignore[attr-defined]


def test_what_was_reported_last_stands_in_its_row(store: PlanStore) -> None:
    rows = {row.where: row for row in store.listing("tasks", language="zh").rows}
    gas, pits = rows["（一）/1"], rows["（二）/1"]
    assert (gas.status, gas.reported, gas.note) == ("进行中", date(2025, 7, 31), "已换完一半")
    assert gas.changed == ("未启动（2024-12-31）→进行中",)
    assert (pits.status, pits.note) == ("滞后", "采空区资料不全")
    assert pits.by_body == ("县自然资源局：滞后 2024-11-04", "县应急局：已完成 2024-11-05")
    assert [len(row.reports) for row in (gas, pits, rows["（一）/2"])] == [2, 2, 0]


def test_a_body_has_its_own_report_or_that_of_the_whole_task(store: PlanStore) -> None:
    rows = {(row.body, row.where): row for row in store.listing("departments", language="zh").rows}
    assert rows["县应急局", "（二）/1"].status == "已完成"
    assert rows["县自然资源局", "（二）/1"].status == "滞后"
    assert rows["县市场监管局", "（一）/1"].status == "进行中"
    assert rows["县安委会有关成员单位", "（二）/1"].status == ""


@pytest.mark.parametrize("on", [date(2024, 11, 1), date(2025, 1, 1), date(2025, 8, 1), date(2027, 1, 1)])
def test_what_a_list_calls_overdue_is_what_the_question_finds(store: PlanStore, on: date) -> None:
    listed = {
        (row.where, text.split()[1][:10])
        for row in store.listing("tasks", language="zh", on=on).rows
        for text in row.overdue
    }
    asked = store.ask("overdue", on=on).to_json()["rows"]
    assert listed == {(row["where"] or f"{row['action']}/{row['task']}", row["due"]) for row in asked}
    assert listed


def test_a_list_speaks_of_its_day(store: PlanStore) -> None:
    then = {row.where: row for row in store.listing("tasks", language="zh", on=date(2024, 12, 31)).rows}
    assert (then["（一）/1"].status, then["（一）/1"].changed) == ("未启动", ())
    assert then["三（一）"].status == ""
    assert "进展情况截至：2024-12-31" in store.listing("tasks", language="zh", on=date(2024, 12, 31)).notes
    assert "Progress up to: 2025-07-31" in store.listing("tasks", language="en").notes


def test_dates_that_follow_and_silence_are_told_in_words(store: PlanStore) -> None:
    rows = {row.where: row for row in store.listing("tasks", language="zh", on=date(2027, 1, 1)).rows}
    assert rows["（一）/2"].overdue == ("已过 2026-12-31（推定期限）（未填报）",)
    assert rows["二（三）"].overdue == ("已过 2024-12-31（未填报）",)


@pytest.mark.parametrize("kind", ["tasks", "departments"])
def test_only_forms_have_columns_where_nothing_is_reported(store: PlanStore, kind: str) -> None:
    silent = store_of().listing(kind, language="zh")
    assert not set(FILLED) & set(keys(silent))
    assert set(FILLED) <= set(keys(store.listing(kind, language="zh")))
    for ending in ("html", "md", "csv"):
        assert "填报日期" not in silent.render(ending).decode()
    sheet = openpyxl.load_workbook(io.BytesIO(silent.render("xlsx"))).worksheets[-2]
    assert [cell.value for cell in sheet[3]][-3:] == ["进展情况", "填报日期", "进展说明"]


def test_the_reports_stand_behind_the_line(store: PlanStore) -> None:
    (told,) = [
        detail
        for row in store.listing("tasks", language="zh").tables[0].details()[:1]
        for detail in row
        if detail.kind == "report"
    ]
    assert told.text.splitlines() == ["2025-07-31，进行中，已换完一半", "2024-12-31，未启动"]


@pytest.fixture(scope="module")
def book(store: PlanStore) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(store.listing("tasks", language="zh").render("xlsx")))


class TestWorkbook:
    def test_statuses_are_chosen_from_a_list_and_days_are_dates(self, book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        heads = {cell.value: cell.column_letter for cell in sheet[3]}
        rules = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
        statuses = rules[f"{heads['进展情况']}4:{heads['进展情况']}9"]
        assert (statuses.type, statuses.formula1) == ("list", '"未启动,进行中,已完成,滞后"')
        assert rules[f"{heads['填报日期']}4:{heads['填报日期']}9"].type == "date"
        assert sheet[f"{heads['填报日期']}4"].is_date
        assert sheet[f"{heads['填报日期']}5"].value is None

    def test_it_says_which_plan_it_was_made_from(self, book: openpyxl.Workbook, store: PlanStore) -> None:
        said = {each.name: each.value for each in book.custom_doc_props.props}
        assert said["sptgraph-list"] == "tasks"
        assert said["sptgraph-plan-1"] == store.plans[0].iri
        assert said["sptgraph-number-1"] == "云安委〔2024〕6号"

    def test_several_lists_have_a_sheet_each(self, store: PlanStore) -> None:
        made = combined([store.listing(kind, language="zh") for kind in ("tasks", "departments")])
        book = openpyxl.load_workbook(io.BytesIO(made.render("xlsx")))
        assert book.sheetnames == ["任务分工表", "部门责任清单 汇总", "部门责任清单", "未能识读"]
        sheet, index = book["部门责任清单"], book["部门责任清单 汇总"]
        rows = list(sheet.iter_rows(min_row=4, values_only=True))
        assert len(rows) == len(made.parts[1].rows)
        assert list(dict.fromkeys(row[0] for row in rows)) == [
            table.name for table in made.parts[1].tables if table.part == "main"
        ]
        links = [cell.hyperlink.location for row in index for cell in row if cell.hyperlink]
        starts = dict(reversed([(row[0], number) for number, row in enumerate(rows, 4)]))
        assert links == [f"'部门责任清单'!A{row}" for row in starts.values()][::-1] or len(links) == len(
            starts
        )
        assert {sheet.freeze_panes for sheet in book.worksheets} == {"A4"}

    def test_text_from_outside_never_starts_a_formula(self) -> None:
        from dataclasses import replace

        plan = other_plan()
        evil = replace(plan, document=replace(plan.document, title="=1+1", number="@SUM(A1)"))
        with PlanStore() as store:
            store.add(evil)
            book = openpyxl.load_workbook(io.BytesIO(store.listing("tasks").render("xlsx")))
        assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}
