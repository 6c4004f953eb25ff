"""Lists filled in as an office would: the cells of a row found by its clause, in each kind of file."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import docx
import openpyxl

from sptgraph.facade import PlanStore
from tests.reported import sample_reports
from tests.sample import sample_plan

Entry = Mapping[str, str | date | None]
HEADS = ("进展情况", "填报日期", "进展说明")


def store_of(*, reported: bool = False) -> PlanStore:
    """Return a store with the sample plan, and what was reported of it where wanted."""
    store = PlanStore()
    plan = store.add(sample_plan())
    if reported:
        store._store.add_reports({store.iri(plan): sample_reports()})
    return store


def entry(
    status: str | None = "已完成", day: str | date | None = date(2025, 9, 30), note: str | None = None
) -> Entry:
    return dict(zip(HEADS, (status, day, note), strict=True))


def fill(path: Path, entries: Mapping[str, Entry], sheet: str | None = None) -> None:
    """Fill in a list: ``entries`` by the clause, as printed without its page."""
    {".xlsx": _workbook, ".docx": _document, ".csv": _commas}[path.suffix](path, entries, sheet)


def _workbook(path: Path, entries: Mapping[str, Entry], sheet: str | None) -> None:
    book = openpyxl.load_workbook(path)
    done = set()
    for each in book.worksheets:
        if sheet is not None and each.title != sheet:
            continue
        heads = {cell.value: cell.column for cell in each[3]}
        for row in range(4, each.max_row + 1):
            clause = str(each.cell(row, heads["出处"]).value).partition("，")[0] if "出处" in heads else ""
            if "进展情况" in heads and clause in entries:
                done.add(clause)
                for head, value in entries[clause].items():
                    each.cell(row, heads[head]).value = value
    assert done == set(entries)
    book.save(path)


def _document(path: Path, entries: Mapping[str, Entry], _: str | None) -> None:
    document = docx.Document(str(path))
    done = set()
    for table in document.tables:
        heads = {cell.text: at for at, cell in enumerate(table.rows[0].cells)}
        for row in table.rows[1:] if "进展情况" in heads else ():
            cells = row.cells
            clause = cells[heads["出处"]].text.partition("，")[0]
            if clause in entries:
                done.add(clause)
                for head, value in entries[clause].items():
                    cells[heads[head]].text = str(value or "")
    assert done == set(entries)
    document.save(str(path))


def _commas(path: Path, entries: Mapping[str, Entry], _: str | None) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for head, value in entries.get(row["出处"].partition("，")[0], {}).items():
            row[head] = str(value or "")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
