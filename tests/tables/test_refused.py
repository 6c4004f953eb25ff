"""What is no task table is refused in one line that says where and how to mend it; prose stays prose."""

import io
import zipfile

import pytest

from sptgraph.errors import BrokenDocument, NotAPlan, NoText, TooLarge
from sptgraph.extraction.pipeline import extract
from sptgraph.reading import read
from sptgraph.reading.grids import bounds
from tests.tables.building import commas, page, workbook


def refused(data: bytes, name: str = "来表.xlsx") -> str:
    with pytest.raises(NotAPlan) as caught:
        extract(read(data, name=name))
    assert "\n" not in str(caught.value)
    return caught.value.message("zh")


def test_a_sheet_without_header_says_what_was_looked_for_and_found() -> None:
    said = refused(workbook([["甲", "乙", "丙"], [1, 2, 3], [4, 5, 6]], sheet="数据"))
    assert "牵头单位" in said
    assert "数据!A1" in said
    assert "甲、乙、丙" in said


def test_a_header_without_rows_says_so() -> None:
    assert "没有任务行" in refused(workbook([["序号", "任务", "责任单位"], ["合计", None, None]]))


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(NoText, match="没有填写"):
        read(workbook([[]]), name="空.xlsx")


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return buffer.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_hostile_workbook_is_refused() -> None:
    good = workbook([["序号", "任务", "责任单位"], [1, "换管道", "县住建局"]])
    with pytest.raises(BrokenDocument, match="实体"):
        read(changed(good, SHEET, b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"), name="a.xlsx")
    with pytest.raises(BrokenDocument, match="损坏"):
        read(changed(good, SHEET, b"</sheetData>", b""), name="a.xlsx")
    with pytest.raises(BrokenDocument):
        read(good[: len(good) // 2], name="a.xlsx")
    with pytest.raises(BrokenDocument, match="损坏"):  # never as if it had no such sheet
        read(changed(good, "xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"), name="a.xlsx")


def test_a_merge_over_the_whole_sheet_covers_the_filled_part_alone() -> None:
    good = workbook([["序号", "任务", "责任单位"], [1, "换管道", "县住建局"]], ["A5:B5"])
    grid = read(changed(good, SHEET, b"A5:B5", b"A2:XFD1048576")).grids[0]
    assert [row.number for row in grid.rows] == [1, 2]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 2)
    rows = [["序号", "任务", "责任单位"], [1, "换管道", "县住建局"], [2, "查仓库", "县应急局"]]
    for data in (workbook(rows), commas(rows), page([list(map(str, row)) for row in rows])):
        with pytest.raises(TooLarge, match="行"):
            read(data, name="大表")


def test_macros_are_left_unread_and_hidden_rows_are_told() -> None:
    data = workbook([["序号", "任务", "责任单位"], [1, "换管道", "县住建局"]])
    data = changed(data, SHEET, b'<row r="2"', b'<row r="2" hidden="1"')
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    (grid,) = read(buffer.getvalue(), name="宏.xlsm").grids
    assert [row.hidden for row in grid.rows] == [False, True]
    said = "".join(note.zh for note in grid.notes)
    assert "宏没有运行" in said
    assert "隐藏的行（2）" in said


def test_prose_with_a_table_stays_prose() -> None:
    import docx

    document = docx.Document()
    for line in (
        "云溪县安全生产行动方案",
        "一、主要任务",
        "（一）开展整治行动。",
        "1.加强检查。督促企业落实责任，完善应急预案，组织开展隐患排查，2024年底前完成。（县应急局负责）",
        "2.加强培训。督促企业开展培训，健全管理制度，落实培训经费，2025年底前完成。（县教体局负责）",
    ):
        document.add_paragraph(line)
    table = document.add_table(3, 3)
    for at, row in enumerate(
        [["序号", "任务", "责任单位"], ["1", "检查", "县公安局"], ["2", "培训", "县财政局"]]
    ):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    plan = extract(read(buffer.getvalue(), name="方案.docx"))
    assert [a.agent for task in plan.tasks for a in task.assignments] == ["县应急局", "县教体局"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_in_any_encoding(encoding: str, delimiter: str) -> None:
    rows = [["序号", "任务", "责任单位"], [1, "换管道", "县住建局"], [2, "查仓库", "县应急局"]]
    plan = extract(read(commas(rows, encoding, delimiter)))
    assert [a.agent for task in plan.tasks for a in task.assignments] == ["县住建局", "县应急局"]
    assert plan.tasks[0].assignments[0].span.cell == "C2"
