"""Tables in which something is filled in but that lost a column or the header: said, never passed over."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from sptgraph.grid import Grid, GridRow
from sptgraph.language import Bilingual
from sptgraph.progress.columns import COLUMNS, columns_in, is_header
from sptgraph.progress.plans import Known
from sptgraph.progress.statuses import status_key
from sptgraph.progress.values import clause, said

HEADER_WITHIN: Final = 60
"""The rows of a table in which its header must stand."""


def lost(grid: Grid, file: str, known: Sequence[Known]) -> Bilingual | None:
    """Return what a table without a header of ours lacks; None where nothing of it can be progress.

    A header that lost a column shows by the others; one that is gone, by rows with a clause and a status.
    """
    clauses = {each for one in known for each in one.clauses}
    for at, row in enumerate(islice(grid.rows, HEADER_WITHIN)):
        found = columns_in((cell.column, cell.text) for cell in row.cells)
        missing = _missing(found)
        if missing and _any_filled(grid.rows[at + 1 :], found):
            zh, en = _called(missing)
            where = row.cells[0].address
            return Bilingual(
                f"“{file}” {where} 这一行表头里没有“{zh}”一栏，填报的内容认不出；请保留原表的表头",
                f"“{file}” {where}: the header has no column “{en}”, so what is filled in cannot be taken "
                "in; keep the header as it was",
            )
        if "clause" in found:
            return None
    for row in grid.rows:
        texts = [said(cell) for cell in row.cells]
        if any(map(status_key, texts)) and any(text and clause(text) in clauses for text in texts):
            where = row.cells[0].address
            return Bilingual(
                f"“{file}” {where}：上面没有带“出处”“进展情况”的表头，填报的内容认不出；请保留原表的表头",
                f"“{file}” {where}: no header with “Clause” and “Progress” stands above, so what is filled "
                "in cannot be taken in; keep the header as it was",
            )
    return None


def twice(
    header: GridRow, rows: Sequence[GridRow], columns: Mapping[str, int], file: str
) -> Iterator[Bilingual]:
    """Yield what stands in a second column of the same name where it says something else than the first."""
    for name in ("status", "reported"):
        first = columns.get(name)
        titles = {cell.column: "".join(cell.text.split()) for cell in header.cells if not cell.merged}
        for other in [at for at, title in titles.items() if at != first and title == titles.get(first or 0)]:
            for row in rows:
                if said(cell := row.at(other)) not in {"", said(row.at(first or 0))} and cell:
                    yield Bilingual(
                        f"“{file}” {cell.address}：有两栏“{titles[other]}”，请只留一栏",
                        f"“{file}” {cell.address}: there are two columns “{titles[other]}”; keep one",
                    )


def _missing(found: Mapping[str, int]) -> str | None:
    """Return which column a header lost that still has others of ours."""
    if is_header(found):
        return None
    if "status" in found and found.keys() & {"task", "reported", "note"}:
        return "clause"
    return "status" if {"clause", "reported"} <= found.keys() else None


def _any_filled(rows: Sequence[GridRow], found: Mapping[str, int]) -> bool:
    columns = [found[name] for name in ("status", "reported") if name in found]
    return any(said(row.at(column)) for row in rows for column in columns)


def _called(name: str) -> tuple[str, str]:
    """Return what lists call a column, in both languages."""
    titles = COLUMNS[name]
    return titles[0], next(title for title in titles if title.isascii()).capitalize()
