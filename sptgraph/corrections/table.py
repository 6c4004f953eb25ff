"""A sheet that a person filled in, as rows of text, be it a csv or a workbook."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from sptgraph.errors import CorrectionError, SptgraphError
from sptgraph.output import unguard
from sptgraph.reasons import system_reason

MOST_ROWS: Final = 100_000
_MOST_BYTES: Final = 50_000_000
_MOST_UNPACKED: Final = 500_000_000
_MOST_COLUMNS: Final = 50
_ENCODINGS: Final = ("utf-8-sig", "gb18030")

Rows = list[tuple[int, list[str]]]
"""Rows with their number in the file, from 1; empty rows are left out."""


def tables(path: Path, fault: type[SptgraphError] = CorrectionError) -> Iterator[Rows]:
    """Give the tables of a file, one for a csv, one per sheet for a workbook.

    Told by content, not by name. Raises ``fault``, the error of what the sheet is, where the file cannot be
    read.
    """
    try:
        yield from _tables(path)
    except CorrectionError as error:
        raise fault(*error.sentence) from error


def _tables(path: Path) -> Iterator[Rows]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise unreadable(path, "文件超过 50 MB", "the file is larger than 50 MB")
        data = path.read_bytes()
    except OSError as error:
        zh, en = system_reason(error)
        raise unreadable(path, f"打不开：{zh}", f"it cannot be opened: {en}") from error
    if data.startswith(b"PK"):
        yield from _workbook(path, data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable(path, "旧式 xls，请另存为 xlsx 或 csv", "it is an old xls; save it as xlsx or csv")
    else:
        yield _csv(path, data)


def unreadable(path: Path, zh: str, en: str) -> CorrectionError:
    """Return the error that a file is no sheet of the kind wanted."""
    return CorrectionError(f"{path.name}：{zh}", f"{path.name}: {en}")


def _csv(path: Path, data: bytes) -> Rows:
    try:
        text = _decoded(data)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        rows = _filled(((reader.line_num, [unguard(cell) for cell in row]) for row in reader), path)
    except (UnicodeDecodeError, csv.Error) as error:
        zh = f"不是可读的 csv（{error}），请用 UTF-8 或 GB18030 存成 csv"
        raise unreadable(
            path, zh, f"it is no readable csv ({error}); save it as csv in UTF-8 or GB18030"
        ) from error
    return rows


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16")
    if b"\x00" in data:
        raise csv.Error("NUL")
    for encoding in _ENCODINGS[:-1]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(_ENCODINGS[-1])


def _delimiter(text: str) -> str:
    """Return what separates the cells: what the first line holds most of."""
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)


def _workbook(path: Path, data: bytes) -> Iterator[Rows]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise unreadable(path, "解压后过大", "it is too large when unpacked")
        with catch_warnings():
            simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            for sheet in book.worksheets:
                cells = sheet.iter_rows(max_col=_MOST_COLUMNS)
                numbered = ((at, [_text(cell) for cell in row]) for at, row in enumerate(cells, 1))
                yield _filled(numbered, path)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
        EOFError,
    ) as error:
        zh, en = (
            "工作簿损坏或受密码保护，请重新保存为 xlsx",
            "the workbook is broken or protected; save it again as xlsx",
        )
        raise unreadable(path, zh, en) from error


def _filled(rows: Iterable[tuple[int, list[str]]], path: Path) -> Rows:
    found = []
    for number, row in rows:
        if any(row):
            found.append((number, row))
        if len(found) > MOST_ROWS or number > 10 * MOST_ROWS:
            raise unreadable(path, f"超过 {MOST_ROWS} 行", f"it has more than {MOST_ROWS} rows")
    return found


def _text(cell: Any) -> str:
    """Return a cell as a person sees it: dates as 2024-12-31, 60% as such and not as 0.6."""
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        percent = str(getattr(cell, "number_format", "")).endswith("%")
        number = format(value * 100 if percent else value, ".15g")
        return f"{number}%" if percent else number
    return str(value).strip()
