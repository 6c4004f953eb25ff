"""A report of how far a task has come, and which of several reports counts on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sptgraph.progress.statuses import Status


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What was reported of a task or passage on a day.

    ``where`` is its place as corrections and JSON write it: ``（一）/1`` a task, ``三（一）`` a passage.
    ``body`` is the body that reported or whose share is meant, by its name in the list; None where the whole
    task is meant. ``file``, ``cell`` (``任务!L5``) and ``row`` say where it was read.

    >>> StatusReport("（一）/1", "done", date(2025, 6, 30)).status
    'done'
    """

    where: str
    status: Status
    reported: date
    note: str | None = None
    body: str | None = None
    file: str | None = None
    cell: str | None = None
    row: int | None = None


def together(older: Sequence[StatusReport], newer: Iterable[StatusReport]) -> tuple[StatusReport, ...]:
    """Return all reports, the older first; one that says no more than another is left out, none is replaced.

    Where two reports were read does not count. Nor does it count that one of them names a body and the other
    none: lists show the report of a body in the line of the task, and that of the task in the line of a body.
    """
    found: list[StatusReport] = []
    said: dict[tuple[object, ...], set[str | None]] = {}
    for report in (*older, *newer):
        bodies = said.setdefault(_content(report), set())
        if len(found) < len(older) or not (
            report.body in bodies or None in bodies or (bodies and report.body is None)
        ):
            found.append(report)
            bodies.add(report.body)
    return tuple(found)


def before(report: StatusReport, reports: Sequence[StatusReport]) -> StatusReport | None:
    """Return the report that ``report`` follows among those of its task or passage; None for the first.

    >>> first, last = (StatusReport("（一）/1", "behind", date(2025, month, 1)) for month in (3, 6))
    >>> before(last, [first, last]) == first, before(first, [first, last])
    (True, None)
    """
    ordered = sorted(reports, key=lambda each: each.reported)
    earlier = ordered[: ordered.index(report)]
    return next((each for each in reversed(earlier) if _follows(report, each)), None)


def current(reports: Sequence[StatusReport], on: date | None = None) -> tuple[StatusReport, ...]:
    """Return the reports of one task or passage that count on a day (default: after all of them).

    ``reports`` stand in the order in which they came in. A report counts until a later one of the same body,
    or one of the two is of the whole task. What came in later is later on the same day.

    >>> said = [("behind", date(2025, 3, 31)), ("done", date(2025, 6, 30))]
    >>> [report.status for report in current([StatusReport("（一）/1", *each) for each in said])]
    ['done']
    """
    known = [report for report in reports if on is None or report.reported <= on]
    ordered = sorted(known, key=lambda report: report.reported)
    return tuple(
        report
        for at, report in enumerate(ordered)
        if not any(_follows(later, report) for later in ordered[at + 1 :])
    )


def _follows(later: StatusReport, report: StatusReport) -> bool:
    return later.body is None or report.body is None or later.body == report.body


def _content(report: StatusReport) -> tuple[object, ...]:
    return report.where, report.status, report.reported, report.note
