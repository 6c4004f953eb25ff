"""A row that an office filled in → a status report, or what is wrong with it and in which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sptgraph.grid import Cell, GridRow
from sptgraph.language import Bilingual
from sptgraph.progress.columns import columns_in, is_header
from sptgraph.progress.plans import Known
from sptgraph.progress.report import StatusReport
from sptgraph.progress.statuses import STATUSES, Status, label, status_key
from sptgraph.progress.values import clause, day, said, squashed, without_number
from sptgraph.provisions import Provision

_FILLED: Final = ("status", "reported", "note")


@dataclass(frozen=True)
class Around:
    """What is known of a row's table: file and name, the lines above it, its columns, the plans it is of.

    ``plans`` are those that the file or the lines name, else all there are; ``named`` tells which.
    """

    file: str
    name: str
    lines: Sequence[str]
    columns: Mapping[str, int]
    plans: Sequence[Known]
    named: bool


class Row:
    """One row; ``faults`` are what `report` found wrong with it."""

    def __init__(self, row: GridRow, around: Around) -> None:
        self._row, self._around = row, around
        self._cells = {name: row.at(column) for name, column in around.columns.items()}
        self.faults: list[Bilingual] = []

    @property
    def filled(self) -> bool:
        """Whether something is filled in; a line across the table, or its header again, is not."""
        status, at = self._cells["status"], self._around.columns
        across = status is not None and status.anchor[1] != status.column
        heads = ((at[name], self._text(name)) for name in ("clause", "status"))
        return not across and not is_header(columns_in(heads)) and any(map(self._text, _FILLED))

    def report(self) -> tuple[str, StatusReport] | None:
        """Return the IRI of the plan and the report; None where something is wrong."""
        found = self._provision()
        status = self._status()
        reported = self._day(found[0] if found else None)
        body = self._body(found[0]) if found else None
        if self.faults or found is None or status is None or reported is None:
            return None
        first = self._first
        lines = (line.strip() for line in self._text("note").splitlines())
        return found[0].iri, StatusReport(
            where=found[1].where,
            status=status,
            reported=reported,
            note="\n".join(line for line in lines if line) or None,
            body=body,
            file=self._around.file,
            cell=first.address,
            row=self._row.number,
        )

    @property
    def _first(self) -> Cell:
        return next(cell for name in _FILLED if (cell := self._cells.get(name)) and said(cell))

    def _text(self, name: str) -> str:
        return said(self._cells.get(name))

    def _fault(self, cell: Cell | None, zh: str, en: str) -> None:
        at = (cell or self._first).address
        file = self._around.file
        self.faults.append(Bilingual(f"“{file}” {at}：{zh}", f"“{file}” {at}: {en}"))

    def _status(self) -> Status | None:
        word = self._text("status")
        if not word:
            self._fault(None, "这一行没有填进展情况", "this row says no status")
            return None
        key = status_key(word)
        if key is None:
            zh, en = (
                "、".join(label(s, "zh") for s in STATUSES),
                ", ".join(label(s, "en") for s in STATUSES),
            )
            self._fault(
                self._cells["status"],
                f"不认识进展情况“{word[:40]}”，请改为 {zh} 之一",
                f"the status “{word[:40]}” is not known; write one of {en}",
            )
        return key

    def _day(self, known: Known | None) -> date | None:
        cell = self._cells.get("reported")
        if cell is None or not said(cell):
            self._fault(None, "这一行没有填填报日期", "this row says no date of report")
            return None
        found, since = day(cell), known.plan.document.issued if known else None
        if found is None:
            self._fault(
                cell,
                f"“{cell.text[:40]}”不是完整的日期，请写成 2025-06-30 这样",
                f"“{cell.text[:40]}” is no whole date; write it as 2025-06-30",
            )
        elif since and found < since:
            self._fault(
                cell,
                f"填报日期 {found} 早于方案印发日期 {since}，请核对",
                f"the date {found} is before {since}, when the plan was issued; check it",
            )
            return None
        return found

    def _provision(self) -> tuple[Known, Provision] | None:
        """Return the plan and the task or passage that the row is of, by its clause."""
        text, task = clause(self._text("clause")), self._text("task")
        plans = self._plans()
        if plans is None:
            return None
        found = [(known, provision) for known in plans for provision in known.at(text, task)]
        if not self._around.named and not self._text("plan"):
            found = [each for each in found if squashed(task) in each[0].names_of(each[1])]
        if len(found) == 1:
            return found[0]
        cell = self._cells["clause"]
        if not text:
            self._fault(
                cell, "这一行没有写出处，不知道是哪项任务", "this row has no clause: of which task is it?"
            )
        elif found:
            self._fault(
                cell,
                f"出处“{text[:40]}”对应不止一项任务，无法认定",
                f"the clause “{text[:40]}” stands for several tasks",
            )
        else:
            self._fault(
                cell,
                f"方案里没有出处为“{text[:40]}”的这项任务",
                f"no plan here has this task at the clause “{text[:40]}”",
            )
        return None

    def _plans(self) -> Sequence[Known] | None:
        named = self._text("plan")
        if not named:
            return self._around.plans
        found = [known for known in self._around.plans if known.called(named)]
        if not found:
            self._fault(
                self._cells["plan"],
                f"这里没有方案“{named[:60]}”",
                f"the plan “{named[:60]}” is not here",
            )
        return found or None

    def _body(self, known: Known) -> str | None:
        """Return whose table it is, where it is that of a body: named in the row, the title or above."""
        if not self._text("role"):
            return None
        if named := self._text("table"):
            return named
        titled = [line.rpartition("　")[2] for line in self._around.lines if "　" in line]
        if titled:
            return titled[0].strip()
        headings = (self._around.name, *reversed(self._around.lines))
        own = (known.bodies.get(squashed(without_number(heading))) for heading in headings)
        found = next((name for name in own if name), None)
        if found is None:
            self._fault(
                None,
                "认不出这是哪个单位的表，请保留表上方的单位名称",
                "whose table is it? Keep the body's name above the table",
            )
        return found
