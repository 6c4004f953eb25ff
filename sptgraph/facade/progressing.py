"""Progress that offices filled in, brought to a store."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from sptgraph.facade.questions import PlanName
from sptgraph.model import Plan
from sptgraph.store import PlanRecord, Store

if TYPE_CHECKING:
    from sptgraph.progress import StatusReport


class Progressing(ABC):
    """The part of `PlanStore` that keeps what was reported of the work."""

    _store: Store

    @property
    @abstractmethod
    def plans(self) -> tuple[PlanRecord, ...]:
        """The plans in the store."""

    @abstractmethod
    def plan(self, plan: PlanName) -> Plan:
        """Return a plan as it was added."""

    @abstractmethod
    def iri(self, plan: PlanName) -> str:
        """Return the IRI of a plan in this store."""

    def add_progress(self, path: str | Path, *, max_bytes: int = 50_000_000) -> "tuple[StatusReport, ...]":
        """Take in a list of this store's plans in which an office filled in the progress; return its reports.

        ``path`` is an xlsx, csv, docx or html that a listing was saved as, with status (进展情况), date and
        note filled in. What was reported before stays; the same report twice is one. Either all of the file
        counts or nothing. Raises `ProgressError`, with a fault for each cell that is not understood, and
        `ReadError`.

        >>> from tempfile import TemporaryDirectory
        >>> import openpyxl
        >>> from sptgraph.facade import PlanStore
        >>> from sptgraph.facade.shipped import demo_plan
        >>> with PlanStore() as store, TemporaryDirectory() as folder:
        ...     plan = store.add(demo_plan())
        ...     (file,) = store.listing("tasks", plan).save(Path(folder) / "任务分工表.xlsx")
        ...     book = openpyxl.load_workbook(file)
        ...     heads = [cell.value for cell in book.worksheets[0][3]]
        ...     for head, value in (("进展情况", "已完成"), ("填报日期", "2025-06-30")):
        ...         book.worksheets[0].cell(4, heads.index(head) + 1).value = value
        ...     book.save(file)
        ...     [report.status for report in store.add_progress(file)]
        ['done']
        """
        from sptgraph.progress.reading import read_progress

        plans = {record.iri: self.plan(record) for record in self.plans}
        reports = read_progress(path, plans, max_bytes=max_bytes)
        self._store.add_reports(reports)
        return tuple(report for found in reports.values() for report in found)

    def progress(self, plan: PlanName) -> "tuple[StatusReport, ...]":
        """Return what was reported of a plan, in the order in which it came in."""
        return self._store.reports(self.iri(plan))
