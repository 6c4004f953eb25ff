"""Tables in the manner of city and county offices, built by code; every place and unit in them is invented."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from html import escape

Cell = str | int | float | date | None
Rows = Sequence[Sequence[Cell]]


def workbook(
    rows: Rows,
    merges: Sequence[str] = (),
    *,
    sheet: str = "Sheet1",
    formats: dict[str, str] | None = None,
    more: dict[str, Rows] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """Return an xlsx with the rows in its first sheet; ``more`` are further sheets by name."""
    import openpyxl

    book = openpyxl.Workbook()
    first = book.active
    first.title = sheet
    for name, lines in {sheet: rows, **(more or {})}.items():
        page = first if name == sheet else book.create_sheet(name)
        for line in lines:
            page.append(list(line))
        if name in hidden:
            page.sheet_state = "hidden"
    for merge in merges:
        first.merge_cells(merge)
    for address, code in (formats or {}).items():
        first[address].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def commas(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Return a csv."""
    buffer = io.StringIO()
    width = max(map(len, rows))
    lines = ([*row, *[None] * (width - len(row))] for row in rows)
    csv.writer(buffer, delimiter=delimiter).writerows(lines)
    return buffer.getvalue().encode(encoding)


def word(rows: Rows, merges: Sequence[tuple[int, int, int, int]] = (), above: Sequence[str] = ()) -> bytes:
    """Return a docx: lines, then a table; ``merges`` are rows and columns from 0."""
    import docx

    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(len(rows), max(map(len, rows)))
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None:
                table.cell(at, column).text = str(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page(rows: Sequence[Sequence[str | tuple[str, int, int] | None]], above: Sequence[str] = ()) -> bytes:
    """Return a web page; a cell may be its text, rowspan and colspan."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            text, down, across = cell if isinstance(cell, tuple) else (cell or "", 1, 1)
            spans = f' rowspan="{down}"' * (down > 1) + f' colspan="{across}"' * (across > 1)
            cells.append(f"<td{spans}>{escape(text).replace(chr(10), '<br>')}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    heads = "".join(f"<p>{escape(line)}</p>" for line in above)
    return f"<html><head><meta charset=utf-8></head><body>{heads}<table>{''.join(lines)}</table></body></html>".encode()
