"""What an office fills into a list comes back in the next one, whatever the file; nothing else changes."""

from datetime import date
from pathlib import Path

import pytest

from sptgraph.facade import PlanStore
from tests.progress.filling import entry, fill, store_of
from tests.reported import sample_reports

ENDINGS = ["xlsx", "docx", "csv", "html"]


def saved(store: PlanStore, kind: str | list[str], path: Path) -> Path:
    (file,) = store.listing(kind, language="zh").save(path)
    return file


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_statuses_filled_into_a_blank_list_come_back_in_the_next(tmp_path: Path, ending: str) -> None:
    store = store_of()
    file = saved(store, "tasks", tmp_path / f"任务分工表.{ending}")
    filled = {
        "二（一）1": entry("已完成", date(2025, 6, 30) if ending == "xlsx" else "2025-06-30", "更换完毕"),
        "二（二）1": entry("推进中", "2025年7月1日"),
        "三（一）": entry("滞后", "2025/6/1", "缺经费"),
    }
    fill(file, filled)
    read = store.add_progress(file)
    assert [(r.where, r.status, r.reported, r.note, r.body) for r in read] == [
        ("（一）/1", "done", date(2025, 6, 30), "更换完毕", None),
        ("（二）/1", "in-progress", date(2025, 7, 1), None, None),
        ("三（一）", "behind", date(2025, 6, 1), "缺经费", None),
    ]
    assert {r.file for r in read} == {file.name}
    assert all(r.cell and r.row for r in read)
    rows = {row.where: row for row in store.listing("tasks", language="zh").rows}
    assert (rows["（一）/1"].status, rows["（一）/1"].reported) == ("已完成", date(2025, 6, 30))
    assert (rows["（二）/1"].status, rows["三（一）"].note) == ("进行中", "缺经费")
    assert rows["（一）/2"].status == ""


@pytest.mark.parametrize("kind", ["tasks", "departments"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_list_read_back_unchanged_adds_nothing(tmp_path: Path, kind: str, ending: str) -> None:
    store = store_of(reported=True)
    read = store.add_progress(saved(store, kind, tmp_path / f"清单.{ending}"))
    assert read
    assert store.progress(store.plans[0]) == sample_reports()


def test_several_lists_in_one_workbook_are_read_too(tmp_path: Path) -> None:
    store = store_of(reported=True)
    file = saved(store, ["tasks", "departments"], tmp_path / "清单.xlsx")
    fill(file, {"二（二）2": entry("done", "2025-09-30")}, "部门责任清单")
    store.add_progress(file)
    (added,) = store.progress(store.plans[0])[len(sample_reports()) :]
    assert (added.where, added.body, added.status) == ("（二）/2", "县应急局", "done")
    assert added.cell
    assert added.cell.startswith("部门责任清单!")


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_each_bodys_own_file_is_its_report(tmp_path: Path, ending: str) -> None:
    store = store_of()
    store.listing("departments", language="zh").save(tmp_path / "清单", format=ending)
    for body, status in (("县应急局", "已完成"), ("县自然资源局", "未启动")):
        fill(tmp_path / "清单" / f"{body}.{ending}", {"二（二）1": entry(status, "2025-09-30")})
        store.add_progress(tmp_path / "清单" / f"{body}.{ending}")
    assert [(r.body, r.status) for r in store.progress(store.plans[0])] == [
        ("县应急局", "done"),
        ("县自然资源局", "not-started"),
    ]
    row = next(row for row in store.listing("tasks", language="zh").rows if row.where == "（二）/1")
    assert row.status == "未启动"
    assert row.by_body == ("县应急局：已完成 2025-09-30", "县自然资源局：未启动 2025-09-30")


def test_a_csv_filled_in_is_read(tmp_path: Path) -> None:
    store = store_of(reported=True)
    file = saved(store, "tasks", tmp_path / "任务.csv")
    fill(file, {"二（三）1": entry("正在推进", "2025-08-01")})
    store.add_progress(file)
    added = store.progress(store.plans[0])[-1]
    assert (added.where, added.status, added.reported) == ("（三）/1", "in-progress", date(2025, 8, 1))
    assert (added.file, added.row) == ("任务.csv", 6)


def test_an_english_list_is_read_as_well(tmp_path: Path) -> None:
    import openpyxl

    store = store_of()
    (file,) = store.listing("tasks", language="en").save(tmp_path / "tasks.xlsx")
    book = openpyxl.load_workbook(file)
    heads = {cell.value: cell.column for cell in book.worksheets[0][3]}
    for head, value in (("Progress", "in progress"), ("Reported on", date(2025, 6, 30))):
        book.worksheets[0].cell(4, heads[head]).value = value
    book.save(file)
    (report,) = store.add_progress(file)
    assert (report.where, report.status) == ("（一）/1", "in-progress")


def test_reports_of_several_plans_go_to_their_plans(tmp_path: Path) -> None:
    from dataclasses import replace

    from tests.sample import other_plan

    store = store_of()
    other = other_plan()
    store.add(replace(other, document=replace(other.document, title="云溪县冬季行动方案")))
    file = saved(store, "tasks", tmp_path / "任务.xlsx")
    fill(file, {"二（一）2": entry("done", "2025-09-30")})
    store.add_progress(file)
    assert [len(store.progress(plan)) for plan in store.plans] == [1, 1]
