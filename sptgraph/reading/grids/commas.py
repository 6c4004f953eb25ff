"""csv → one grid: what separates the cells is told by the lines, a guard against formulas is taken off."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from sptgraph.errors import BrokenDocument
from sptgraph.grid import Cell, CellValue, Grid, column_letters, rows_of
from sptgraph.output import unguard
from sptgraph.reading.grids.bounds import check_cells, check_rows
from sptgraph.reading.normalisation import clean

_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 60
_DAY: Final = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: 0?0:00(?::00)?)?")


def delimiter_of(text: str) -> str | None:
    r"""Return what separates the cells of a text; None where it is no table.

    In a table most of the rows have the same number of cells, three or more.

    >>> delimiter_of("序号,任务,责任单位\n1,换管道,县住建局")
    ','
    >>> delimiter_of("一、总体要求\n（一）指导思想。") is None
    True
    """
    best: tuple[float, str] = (0.0, "")
    for delimiter in _DELIMITERS:
        if text.count(delimiter) < 2:
            continue
        try:
            rows = [row for row in islice(_reader(text, delimiter), _SAMPLE) if any(c.strip() for c in row)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 2)
        if not widths or len(rows) < 2:
            continue
        width, count = widths.most_common(1)[0]
        if count >= 2 and count >= 0.6 * len(rows):
            best = max(best, (count / len(rows) + min(width, 20) / 1000, delimiter))
    return best[1] or None


def read_commas(text: str, delimiter: str, name: str) -> Grid:
    """Return the table that a decoded csv holds; rows count as a spreadsheet program shows them.

    Raises `BrokenDocument` where a quotation mark is left open, `TooLarge` past the limit on rows.
    """
    cells: dict[tuple[int, int], Cell] = {}
    filled = number = 0
    try:
        for number, row in enumerate(_reader(text, delimiter), 1):
            before = len(cells)
            for column, raw in enumerate(row, 1):
                lines = (clean(line) for line in unguard(raw).splitlines())
                if tidy := "\n".join(line for line in lines if line):
                    address = f"{column_letters(column)}{number}"
                    cells[number, column] = Cell(
                        number, column, tidy, _value(tidy), address, (number, column)
                    )
            filled += len(cells) > before
            check_rows(filled, name)
            check_cells(len(cells), name)
    except csv.Error as error:
        raise BrokenDocument(
            f"“{name}”第 {number + 1} 行附近引号不成对或单元格过长；"
            "请在 WPS 或 Excel 中打开后另存为 csv 或 xlsx",
            f"“{name}” has an unpaired quotation mark or an endless cell near row {number + 1}; open it in "
            "WPS or Excel and save it as csv or xlsx",
        ) from error
    return Grid("", rows_of(cells))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _value(text: str) -> CellValue:
    if found := _DAY.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return text
    return int(text) if text.isdecimal() and len(text) < 15 and text.isascii() else text
