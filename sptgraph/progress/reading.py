"""Tables that an office filled in → status reports, each at its sheet and cell; nothing is guessed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from sptgraph.errors import ProgressError
from sptgraph.grid import Grid
from sptgraph.language import Bilingual
from sptgraph.model import Plan
from sptgraph.progress.columns import columns_in, is_header
from sptgraph.progress.incomplete import HEADER_WITHIN, lost, twice
from sptgraph.progress.plans import Known, meant, names_plan
from sptgraph.progress.report import StatusReport
from sptgraph.progress.rows import Around, Row
from sptgraph.progress.values import made_from

_MOST_FAULTS: Final = 200

Reports = Mapping[str, tuple[StatusReport, ...]]
"""What was reported of some plans, by their IRI."""


def read_progress(path: str | Path, plans: Mapping[str, Plan], *, max_bytes: int = 50_000_000) -> Reports:
    """Return what a list that sptgraph wrote, and an office filled in, reports of some plans.

    ``path`` is an xlsx, csv, docx or html; ``plans`` are those that it may speak of, by IRI. Rows where
    nothing is filled in are passed over. Raises `ProgressError`, with a fault for each cell, where a row is
    of no task that is known, a word is no status or a date no date, and where there is no column to fill
    in, or one was lost: nothing of the file counts then. Raises `ReadError` where it cannot be read.
    """
    from sptgraph.progress.origin import plans_named
    from sptgraph.reading.grids import read_grids

    file = Path(path)
    grids = read_grids(file, max_bytes=max_bytes)
    known = tuple(Known.of(iri, plan) for iri, plan in plans.items())
    named = plans_named(file, max_bytes)
    faults: list[Bilingual] = []
    tables = [rows for grid in grids if (rows := _rows(grid, file.name, known, named, faults)) is not None]
    if not tables and not faults:
        raise ProgressError(
            [
                Bilingual(
                    f"“{file.name}”没有“出处”和“进展情况”两栏；请在 sptgraph list 生成的表里填报",
                    f"“{file.name}” has no columns “Clause” and “Progress”; fill in a list of sptgraph",
                )
            ]
        )
    return _gathered((row for rows in tables for row in rows if row.filled), faults)


def _rows(
    grid: Grid, file: str, known: Sequence[Known], named: Sequence[str], faults: list[Bilingual]
) -> list[Row] | None:
    """Return the rows below the header of a table; None where it has no columns that can be filled in.

    What is wrong with its header is added to ``faults``.
    """
    for at, row in enumerate(islice(grid.rows, HEADER_WITHIN)):
        columns = columns_in((cell.column, cell.text) for cell in row.cells)
        if is_header(columns):
            texts = [cell.text for above in grid.rows[:at] for cell in above.cells if not cell.merged]
            lines = [line for text in (*grid.above, *texts) for line in text.splitlines()]
            of = meant(known, named, lines)
            said = bool(named) or names_plan(lines)
            if said and not of:
                faults.append(_of_another_plan(file, lines))
                return []
            faults += twice(row, grid.rows[at + 1 :], columns, file)
            around = Around(file, grid.name, lines, columns, of if said else known, said)
            return [Row(each, around) for each in grid.rows[at + 1 :]]
    faults += filter(None, [lost(grid, file, known)])
    return None


def _of_another_plan(file: str, lines: Iterable[str]) -> Bilingual:
    title = next((note for line in lines if (note := made_from(line))), "")[:60]
    zh, en = (f"“{title}”", f" (“{title}”)") if title else ("另一份方案", "")
    return Bilingual(
        f"“{file}”是{zh}的清单，这里没有这份方案；请把方案一起给出，或换成这里的方案的清单",
        f"“{file}” is a list of a plan that is not here{en}; give that plan too, or a list of one that is",
    )


def _gathered(rows: Iterable[Row], faults: list[Bilingual]) -> Reports:
    """Return the reports of all rows; raises `ProgressError` with ``faults`` and all of theirs."""
    reports: dict[str, list[StatusReport]] = {}
    for row in rows:
        found = row.report()
        faults += row.faults
        if found:
            reports.setdefault(found[0], []).append(found[1])
    faults[:] = dict.fromkeys(faults)
    faults += (fault for each in reports.values() for fault in _contradictions(each))
    if faults:
        raise ProgressError(faults[:_MOST_FAULTS])
    return {iri: tuple(each) for iri, each in reports.items()}


def _contradictions(reports: Iterable[StatusReport]) -> Iterator[Bilingual]:
    """Yield what rows of one file say differently of one task, body and day."""
    first: dict[tuple[object, ...], StatusReport] = {}
    for report in reports:
        other = first.setdefault((report.where, report.body, report.reported), report)
        if other.status != report.status:
            yield Bilingual(
                f"“{report.file}” {report.cell}：与 {other.cell} 说的是同一项任务、同一天，进展却不同",
                f"“{report.file}” {report.cell}: not the status of {other.cell}, of the same task and day",
            )
