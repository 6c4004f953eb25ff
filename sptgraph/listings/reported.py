"""What lists show of progress (进展): the columns that offices fill in, and what they filled in before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sptgraph.extraction.lexicon import fold
from sptgraph.language import Bilingual, Language
from sptgraph.listings.definition import definition
from sptgraph.listings.details import Detail
from sptgraph.listings.table import Table, formed, shown
from sptgraph.progress import STATUSES, StatusReport, before, current, label

if TYPE_CHECKING:
    from sptgraph.listings.material import Material
    from sptgraph.model import Plan

_FIELDS: Final = frozenset({"status", "reported", "note", "overdue", "changed", "by_body"})
_LATE: Final = Bilingual("已过 {}", "past {}")
_IMPLIED: Final = Bilingual("（推定期限）", " (derived date)")
_NOTHING: Final = Bilingual("（未填报）", " (nothing reported)")
_CHANGED: Final = Bilingual("{before}（{since}）→{now}", "{before} ({since}) → {now}")
_UNTIL: Final = Bilingual("进展情况截至：{}", "Progress up to: {}")
_REPORTS: Final = Bilingual("进展报告", "Progress reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The part of a row that tells how far its task has come; empty where nothing was reported.

    ``where`` is the task's or passage's place. ``status``, ``reported`` and ``note`` are those of the report
    that counts, of several bodies' the least advanced; ``reports`` are all that were made up to the day of
    the list, ``by_body`` those that count where bodies reported, ``changed`` what the last one changed,
    ``overdue`` the dates that have passed.
    """

    where: str = ""
    status: str = ""
    reported: date | None = None
    note: str = ""
    overdue: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    by_body: tuple[str, ...] = ()
    reports: tuple[StatusReport, ...] = ()


def with_progress(tables: Iterable[Table], material: "Material") -> tuple[Table, ...]:
    """Return the tables with what was reported, in the rows that have a place for it, and its columns."""
    tables = tuple(tables)
    if not any(_takes_progress(table) for table in tables):
        return tables
    known = _Known(material)
    filled = [replace(t, rows=known.rows(t.rows)) if _takes_progress(t) else t for t in tables]
    rows = [row for table in filled if _takes_progress(table) for row in table.rows]
    return tuple(_with_columns(t, rows, material.language) if _takes_progress(t) else t for t in filled)


def progress_notes(tables: Iterable[Table], material: "Material") -> tuple[str, ...]:
    """Say up to which day a list tells progress, where it tells some."""
    told = any(getattr(row, "reports", ()) or getattr(row, "overdue", ()) for t in tables for row in t.rows)
    return (_UNTIL.text(material.language).format(material.on),) if told and material.on else ()


def _takes_progress(table: Table) -> bool:
    columns = definition(table.kind).columns if table.kind else ()
    return (
        any(column.fill for column in columns)
        and table.part == "main"
        and all(isinstance(row, Reported) for row in table.rows)
    )


def _with_columns(table: Table, rows: Sequence[Reported], language: Language) -> Table:
    columns = [c for c in definition(table.kind).columns if _FIELDS.issuperset(c.keys)]
    own = tuple(column for column in table.columns if not _FIELDS.issuperset(column.keys))
    details = partial(_details, table, language) if any(row.reports for row in table.rows) else table.details
    return replace(
        table, columns=(*own, *shown(columns, rows)), form=(*own, *formed(columns, rows)), details=details
    )


def _details(table: Table, language: Language) -> list[tuple[Detail, ...]]:
    """Return what stands behind the rows, with all reports of each, the last first."""
    told = table.details() or [()] * len(table.rows)
    return [
        (*behind, Detail("report", _REPORTS, "\n".join(_lines(row.reports, language))))
        if row.reports
        else tuple(behind)
        for behind, row in zip(told, table.rows, strict=True)
    ]


def _lines(reports: Sequence[StatusReport], language: Language) -> Iterable[str]:
    joint = "，" if language == "zh" else ", "
    for report in sorted(reports, key=lambda each: each.reported, reverse=True):
        parts = (report.reported.isoformat(), report.body, label(report.status, language), report.note)
        yield joint.join(part for part in parts if part)


class _Known:
    """What was reported of the plans of a list up to its day, by the name that rows give the plan."""

    def __init__(self, material: "Material") -> None:
        self._language, self._on = material.language, material.on
        named = list(zip(material.names, material.plans, strict=True))
        self._reports = {name: _by_where(material.reports(plan)) for name, plan in named}
        reported = {name: plan for name, plan in named if self._reports[name]}
        self._implied = {name: _implied(material, plan) for name, plan in reported.items()}

    def rows(self, rows: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(self._row(row) if self._reports.get(row.plan) else row for row in rows)

    def _row(self, row: Any) -> Any:
        all_reports = self._reports[row.plan].get(row.where, ())
        until = [each for each in all_reports if self._on is None or each.reported <= self._on]
        names = {fold(name) for name in (getattr(row, "body", None), *getattr(row, "printed", ())) if name}
        mine = [each for each in until if not names or each.body is None or fold(each.body) in names]
        counting = current(mine)
        first = min(counting, key=lambda r: (STATUSES.index(r.status), -r.reported.toordinal()), default=None)
        return replace(
            row,
            status=label(first.status, self._language) if first else "",
            reported=first.reported if first else None,
            note=(first.note or "") if first else "",
            overdue=self._overdue(row, counting),
            changed=tuple(self._changes(counting, mine)),
            by_body=() if names else tuple(self._bodies(counting)),
            reports=tuple(mine),
        )

    def _overdue(self, row: Any, counting: Sequence[StatusReport]) -> tuple[str, ...]:
        """Return the dates before the day of the list by which a task was to be done and is not."""
        if self._on is None or (counting and all(report.status == "done" for report in counting)):
            return ()
        ends = {d.due for d in row.deadlines if d.milestone != "start" and d.due < self._on}
        implied = () if row.deadlines else self._implied[row.plan].get(row.where.partition("~")[0], ())
        silent = "" if counting else _NOTHING.text(self._language)
        late = [
            *(_LATE.text(self._language).format(due) + silent for due in sorted(ends)),
            *(
                _LATE.text(self._language).format(due) + _IMPLIED.text(self._language) + silent
                for due in implied
            ),
        ]
        return tuple(late)

    def _changes(self, counting: Sequence[StatusReport], mine: Sequence[StatusReport]) -> Iterable[str]:
        for report in counting:
            older = before(report, mine)
            if older and older.status != report.status:
                said = _CHANGED.text(self._language).format(
                    before=label(older.status, self._language),
                    since=older.reported,
                    now=label(report.status, self._language),
                )
                yield f"{report.body}：{said}" if report.body and len(counting) > 1 else said

    def _bodies(self, counting: Sequence[StatusReport]) -> Iterable[str]:
        colon = "：" if self._language == "zh" else ": "
        for report in counting:
            if report.body:
                said = f"{label(report.status, self._language)} {report.reported}"
                yield f"{report.body}{colon}{said}"


def _by_where(reports: Iterable[StatusReport]) -> Mapping[str, Sequence[StatusReport]]:
    found: dict[str, list[StatusReport]] = defaultdict(list)
    for report in reports:
        found[report.where].append(report)
    return found


def _implied(material: "Material", plan: "Plan") -> Mapping[str, Sequence[date]]:
    """Return the dates before the day of the list that follow for tasks which state none."""
    found: dict[str, dict[date, None]] = defaultdict(dict)
    for row in material.ask("overdue", plan, on=material.on) if material.on else ():
        due = row["due"]
        if row["basis"] != "stated" and isinstance(due, date):
            found[str(row["where"] or f"{row['action']}/{row['task']}")][due] = None
    return {where: tuple(dates) for where, dates in found.items()}
