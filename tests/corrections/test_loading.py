"""Correction sheets in any usual dress are read; a wrong cell is named by file, row and column."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sptgraph.corrections import load
from sptgraph.errors import CorrectionError
from sptgraph.model import Correction, FactKind

SHEET = "位置,种类,原值,改为,谁,说明\n（一）/3,时限,2024-12-31 前,2025-6-30 前,李云,来函更正\n"
READ = (Correction("2", "（一）/3", "deadline", "2024-12-31 前", "2025-6-30 前", "李云", "来函更正"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "change", [str, lambda text: text.replace(",", "\t"), lambda text: text.replace("\n", "\r\n")]
)
def test_csv_in_any_usual_encoding(tmp_path: Path, encoding: str, change: Callable[[str], str]) -> None:
    path = tmp_path / "更正.csv"
    path.write_bytes(change(SHEET).encode(encoding))
    assert load(path) == READ
    assert load(str(path)) == READ


@pytest.mark.parametrize(
    "header",
    [
        "where,kind,old,new,who,why",
        " Where , KIND , old , new , who , why ",
        "位置,种类,原值,改为,谁,说明",
    ],
)
def test_columns_are_known_by_either_name(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(header + "\n" + SHEET.splitlines()[1] + "\n", encoding="utf-8")
    assert load(path) == READ


def test_columns_may_stand_in_any_order_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("云溪县更正\n\n改为,备注,种类,位置\n县应急局 牵头,,责任单位,(一)/3.\n", encoding="utf-8")
    assert load(path) == (Correction("4", "（一）/3", "assignment", None, "县应急局 牵头"),)


def workbook(
    path: Path, *rows: list[Any], sheet: str = "Sheet1", formats: dict[str, str] | None = None
) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active.append(["说明文字"])
    table = book.create_sheet(sheet)
    for row in rows:
        table.append(row)
    for address, number_format in (formats or {}).items():
        table[address].number_format = number_format
    book.save(path)
    return path


def test_excel_may_have_changed_what_was_typed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["位置", "种类", "原值", "改为"],
        ["（一）/3", "时限", None, datetime.fromisoformat("2025-06-30")],
        ["（一）/3", "时限", "2024-12-31", date(2025, 6, 30)],
        [None, None, None, None],
        ["（一）/3", "目标", "100 %", 0.985],
        ["（一）/3", "目标", "5 个", 6],
        formats={"D5": "0.0%"},
    )
    assert [(c.identifier, c.old, c.new) for c in load(path)] == [
        ("2", None, "2025-06-30"),
        ("3", "2024-12-31", "2025-06-30"),
        ("5", "100 %", "98.5%"),
        ("6", "5 个", "6"),
    ]


def test_rows_that_say_nothing_new_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "where,kind,old,new\n（一）/3,target,60 %,\n（一）/3,,,\n,,,\n（一）/3,target,60 %,delete\n",
        encoding="utf-8",
    )
    assert [(c.identifier, c.old, c.new) for c in load(path)] == [("5", "60 %", None)]


def test_unsettled_words_are_given_a_kind_or_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ["责任单位：县应急局 | 牵头", "deadline: 2025-06-30 by", "删除"]
    path.write_text(
        "位置,种类,原值,改为\n" + "".join(f"三,未识读,某词,{new}\n" for new in rows), encoding="utf-8"
    )
    assert [(c.kind, c.old, c.new) for c in load(path)] == [
        ("assignment", "某词", "县应急局 | 牵头"),
        ("deadline", "某词", "2025-06-30 by"),
        ("unresolved", "某词", None),
    ]


VALUES: dict[str, tuple[str, ...]] = {
    "县应急局 | 牵头": ("责任单位", "assignment", "Assignment"),
    "2025-06-30 前": ("时限", "期限", "deadline", "DEADLINE"),
    "每季度 1次": ("频次", "recurrence"),
    "98 % | 不低于": ("目标", "target"),
    "县应急局 | 监管": ("成员单位", "member"),
    "整治": ("行动标题", "action"),
    "排查": ("任务标题", "task"),
    "印发日期=2024-04-08": ("文件信息", "document"),
}


@pytest.mark.parametrize("value", VALUES)
def test_a_kind_is_read_by_every_name_it_has(tmp_path: Path, value: str) -> None:
    path = tmp_path / "更正.csv"
    rows = "".join(f"（一）/3,{name},,{value}\n" for name in VALUES[value])
    path.write_text(f"位置,种类,原值,改为\n{rows}", encoding="utf-8")
    key = next(name for name in VALUES[value] if name in get_args(FactKind))
    assert [each.kind for each in load(path)] == [key] * len(VALUES[value])


def test_unsettled_words_are_called_by_the_other_name_too(tmp_path: Path) -> None:
    path = tmp_path / "更正.csv"
    path.write_text("位置,种类,原值,改为\n三,未识读,某词,期限：2025-06-30\n", encoding="utf-8")
    assert [(each.kind, each.new) for each in load(path)] == [("deadline", "2025-06-30")]


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ("（一）/3,日子,,2025-06-30", "种类", "时限"),
        ("（一）/3,时限,,尽快", "改为", "日期"),
        (",时限,,2025-06-30", "位置", "（一）/3"),
        ("（一）/3,责任单位,,县应急局", "改为", "角色"),
        (",成员单位,,县应急局", "改为", "类别"),
        ("（一）/3,时限,,删除", "原值", "删除"),
        ("（一）/3,未识读,某词,县应急局", "改为", "种类"),
        ("（一）/3,目标," + "九" * 20_000 + ",1 个", "原值", "10000"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, line: str, column: str, hint: str) -> None:
    path = tmp_path / "更正.csv"
    path.write_text(f"位置,种类,原值,改为\n\n{line}\n", encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        load(path)
    message = caught.value.message("zh")
    assert message.startswith(f"更正.csv 第3行“{column}”列：")
    assert hint in message
    assert "更正.csv, row 3, column" in caught.value.message("en")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", b"0")
        archive.infolist()[0].file_size = 600_000_000  # what it says is what is asked


def entity(path: Path) -> None:
    workbook(path, ["位置", "种类", "原值", "改为"])
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    secret = path.with_name("secret.txt")
    secret.write_text("SECRET", encoding="utf-8")
    start = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    name = "xl/workbook.xml"
    files[name] = start + files[name].replace("封面".encode(), b"&e;")
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in files.items():
            archive.writestr(each, data)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "missing": lambda _: None,
    "folder": lambda path: path.mkdir(),
    "empty": lambda path: path.write_bytes(b""),
    "no header": lambda path: path.write_text("甲,乙\n1,2\n", encoding="utf-8"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "old xls": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
    "truncated zip": lambda path: path.write_bytes(b"PK\x03\x04rest"),
    "zip of something else": lambda path: zipfile.ZipFile(path, "w").writestr("a.txt", "x"),
    "zip bomb": bomb,
    "entity": entity,
    "other columns": lambda path: workbook(path, ["where", "kind", "old"]),
    "open quote": lambda path: path.write_text('where,kind,new\n"a,b\n', encoding="utf-8"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_sheet_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    path = tmp_path / "更正.xlsx"
    HOSTILE[case](path)
    with pytest.raises(CorrectionError) as caught:
        load(path)
    assert caught.value.message("zh").startswith("更正.xlsx")
    assert "SECRET" not in caught.value.message("zh")


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("where,kind,new\n" + "x,target,\n" * 100_001, encoding="utf-8")
    with pytest.raises(CorrectionError, match="100000"):
        load(path)


@given(
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda t: ("where,kind,old,new\n" + t).encode("utf-8", "replace"))
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with suppress(CorrectionError):
        load(path)
