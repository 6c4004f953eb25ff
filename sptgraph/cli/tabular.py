"""Rows as csv and xlsx that Excel and WPS open as they are, and in which no cell can become a formula."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from sptgraph.cli.helptext import width
from sptgraph.output import clean, guard, properties

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)
_BOM: Final = b"\xef\xbb\xbf"
_WIDEST: Final = 60


def as_csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    r"""Return a csv in UTF-8 with byte order mark.

    >>> as_csv(["任务", "值"], [["1", "=1+1"]]).decode("utf-8-sig")
    "任务,值\r\n1,'=1+1\r\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_harmless(cell) for cell in row] for row in [headings, *rows])
    return _BOM + text.getvalue().encode("utf-8", "replace")


def as_xlsx(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet, its heading row fixed and filterable; numbers are numbers."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(properties())
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bg_color": "#E7EEF7", "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, heading in enumerate(headings):
            widest = max(width(cell) for cell in (heading, *(row[column] for row in rows)))
            sheet.set_column(column, column, min(widest + 2, _WIDEST), wrap)
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if _NUMBER.fullmatch(cell):
                    sheet.write_number(number, column, float(cell))
                else:
                    sheet.write_string(number, column, clean(cell))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else guard(clean(cell))
