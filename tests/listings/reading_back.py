"""Written lists opened again, as another program would: each table as name, heads and rows of text."""

import csv
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import docx
import lxml.html
import openpyxl
from docx.oxml.ns import qn


class Read(NamedTuple):
    """A table as it was read."""

    name: str
    heads: list[str]
    rows: list[dict[str, str]]


def _table(name: str, heads: list[str], rows: list[list[str]]) -> Read:
    return Read(name, heads, [dict(zip(heads, row, strict=True)) for row in rows])


def from_xlsx(path: Path) -> list[Read]:
    book = openpyxl.load_workbook(path)
    found = []
    for sheet in book.worksheets:
        head = int(sheet.print_title_rows.split("$")[1].rstrip(":"))
        table = [[_text(cell.value) for cell in row] for row in sheet.iter_rows(min_row=head)]
        found.append(_table(sheet.title, table[0], table[1:]))
    return found


def _text(value: object) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, datetime) else "" if value is None else str(value)


def from_html(path: Path) -> list[Read]:
    page = lxml.html.fromstring(path.read_bytes().decode("utf-8"))
    return [
        _table(
            section.find("h2").text_content(),
            [cell.text_content() for cell in section.iterfind(".//th") if cell.get("class") != "more"],
            [
                [cell.text_content() for cell in row.iterfind("td") if cell.get("class") != "more"]
                for row in section.iterfind(".//tbody/tr")
            ],
        )
        for section in page.iterfind(".//section")
    ]


def from_csv(path: Path) -> list[Read]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    names = dict.fromkeys(row[0] for row in rows)
    unguarded = [[re.sub(r"^'(?='*[=+\-@\t\r＝＋－＠])", "", cell) for cell in row] for row in rows]
    return [_table(name, heads, [row for row in unguarded if row[0] == name]) for name in names]


def from_md(path: Path) -> list[Read]:
    found = []
    for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *lines = part.splitlines()
        table = [_cells(line) for line in lines if line.startswith("| ")]
        found.append(_table(_plain(name), table[0], table[2:]))
    return found


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("<br>", "\n"))


def from_json(path: Path) -> list[Read]:
    data = json.loads(path.read_text(encoding="utf-8"))
    return [
        _table(t["name"], [column["title"] for column in t["columns"]], [row["cells"] for row in t["rows"]])
        for t in data["tables"]
    ]


def from_docx(path: Path) -> list[Read]:
    found, name = [], ""
    for child in docx.Document(str(path)).element.body:
        style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and "Heading" in style.get(qn("w:val")):
            name = "".join(_written(run) for run in list(child.iter(qn("w:r")))[1:])  # behind its number
        if child.tag == qn("w:tbl"):
            found.append(_docx_table(name, child))
    return found


def _docx_table(name: str, table: lxml.html.HtmlElement) -> Read:
    """Read a table; a row whose first cell goes on from above says what the row above has no column for."""
    heads, rows, extra = [], [], dict[str, str]()
    for row in table.iterchildren(qn("w:tr")):
        cells = list(row.iterchildren(qn("w:tc")))
        merge = cells[0].find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val")) != "restart":
            for line in cells[1].iterchildren(qn("w:p")):
                label, text = (_written(run) for run in line.iterchildren(qn("w:r")))
                rows[-1][label.rstrip("：: ")] = extra[label.rstrip("：: ")] = text
        elif heads:
            rows.append(dict(zip(heads, map(_written, cells), strict=True)))
        else:
            heads = [_written(cell) for cell in cells]
    blank = dict.fromkeys(extra, "")
    return Read(name, [*heads, *extra], [blank | row for row in rows])


def _written(element: lxml.html.HtmlElement) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    text = "".join(signs.get(each.tag, each.text or "") for each in element.iter(qn("w:t"), *signs))
    return text.replace("\u200b", "")  # where a line may break


READERS: dict[str, Callable[[Path], list[Read]]] = {
    "xlsx": from_xlsx,
    "docx": from_docx,
    "html": from_html,
    "csv": from_csv,
    "md": from_md,
    "json": from_json,
}
