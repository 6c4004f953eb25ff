"""The annual task list (年度任务清单): what is to be done in a year, quarter by quarter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from sptgraph.language import Bilingual
from sptgraph.listings.behind import Behind
from sptgraph.listings.definition import definition
from sptgraph.listings.material import Material
from sptgraph.listings.selection import first_year
from sptgraph.listings.table import Table, shown
from sptgraph.listings.timing.dated import (
    Dated,
    OwnedRow,
    columns_for,
    dated_lines,
    in_period,
    in_year,
    owned,
)
from sptgraph.listings.timing.deadlines import falls_on, is_undated, length
from sptgraph.listings.timing.derived import DerivedBearer, ImpliedDate
from sptgraph.listings.timing.periods import begin_of, end_of, quarter, quarters_due
from sptgraph.model import Deadline, Recurrence, Span, StandingMark

QUARTERS: Final = (
    Bilingual("全年", "whole year"),
    Bilingual("第一季度", "1st quarter"),
    Bilingual("第二季度", "2nd quarter"),
    Bilingual("第三季度", "3rd quarter"),
    Bilingual("第四季度", "4th quarter"),
    Bilingual("未写期限", "undated"),
)
WHOLE: Final = 0
UNDATED: Final = 5
_ORDER: Final = (1, 2, 3, 4, WHOLE, UNDATED)
_TABLE: Final = Bilingual("{}年", "{}")
_STATED: Final = Bilingual("写明", "stated")
_DERIVED: Final = Bilingual("推定", "derived")
_LONGEST: Final = 60
"""Years of a period beyond which only those that hold a date get a table."""


@dataclass(frozen=True, slots=True)
class YearRow(OwnedRow):
    """What is to be done in a quarter of a year: one date, frequency or standing duty of a task or clause.

    ``quarter`` is 全年 for what goes on all year, or falls due in each of its quarters. ``due`` is the day by
    which it is due, in this year or a later one; ``implied`` holds a date that follows, and ``basis`` then
    says so.
    """

    year: int
    quarter: str
    due: date | None
    deadlines: tuple[Deadline, ...]
    recurrences: tuple[Recurrence, ...]
    agent: str
    falls_on: tuple[DerivedBearer, ...]
    standing: tuple[StandingMark, ...]
    implied: tuple[ImpliedDate, ...]
    basis: str


class Item(NamedTuple):
    """A thing to do in a year: the quarters that it stands in, and the fact behind it."""

    quarters: tuple[int, ...]
    each: Dated
    deadline: Deadline | None = None
    recurrence: Recurrence | None = None
    bearers: tuple[DerivedBearer, ...] = ()
    standing: tuple[StandingMark, ...] = ()
    implied: ImpliedDate | None = None

    @property
    def due(self) -> date | None:
        """The day by which it is due."""
        if self.deadline:
            return self.deadline.due
        return self.implied.due if self.implied else None

    @property
    def span(self) -> Span | None:
        """Where the fact stands in the text."""
        fact = self.deadline or self.recurrence or (self.standing[0] if self.standing else None)
        return fact.span if fact else None


def year_tables(material: Material) -> tuple[Table, ...]:
    """Return a table for each year of the plans, or for the one that is asked for."""
    found = dated_lines(material)
    asked, behind = material.selection.year, Behind(material)
    years = [asked] if asked else years_of(found)
    tables = [_table(year, items(found, year), behind, material) for year in years]
    columns = columns_for(definition("year").columns, YearRow)
    wanted = shown(columns, [row for table in tables for row in table.rows])
    kept = [table for table in tables if table.rows or asked] or tables[:1]
    return tuple(replace(table, columns=wanted) for table in kept)


def years_of(found: Iterable[Dated]) -> list[int]:
    """Return the years in which there may be something to do, those outside a plan's period too."""
    years: set[int] = set()
    for each in found:
        years |= {fact.due.year for fact in each.line.deadlines} | {fact.due.year for fact in each.implied}
        if each.period and each.period[1] - each.period[0] < _LONGEST:
            years |= set(range(each.period[0], each.period[1] + 1))
        for fact in each.line.deadlines:
            first = first_year(fact, each.period)
            years |= set(range(first, fact.due.year)) if fact.due.year - first < _LONGEST else {first}
    return sorted(year for year in years if 1 <= year <= 9999)


def items(found: Iterable[Dated], year: int) -> list[tuple[int, Item]]:
    """Return what is to be done in a year, by quarter: dates first, in their order, then the rest."""
    spread = [(at, item) for each in found for item in _items(each, year) for at in item.quarters]
    return sorted(spread, key=lambda pair: (_ORDER.index(pair[0]), *_place(pair[1])))


def _place(item: Item) -> tuple[bool, date, tuple[int, str]]:
    often = length(item.recurrence) if item.recurrence else (0, "")
    return item.due is None, item.due or date.min, often


def _items(each: Dated, year: int) -> list[Item]:
    line = each.line
    found = [
        Item(reached(fact, year, each.period), each, deadline=fact)
        for fact in line.deadlines
        if in_year(fact, year, each.period)
    ]
    found += [Item(_within(d.due, d.due, year), each, implied=d) for d in each.implied if d.due.year == year]
    if not in_period(each, year):
        return found
    data = line.source.document
    begin, end = begin_of(data.issued, data.period), end_of(data.period)
    for fact, bearers in zip(line.recurrences, each.falls_on, strict=True):
        at = quarters_due(fact.period, year, begin, end)
        if at or not _readable(fact):
            found.append(Item(_whole(at) or (UNDATED,), each, recurrence=fact, bearers=bearers))
    if line.standing:
        found.append(Item((WHOLE,), each, standing=line.standing))
    if is_undated(each) and not found:
        found.append(Item((UNDATED,), each))
    return found


def reached(deadline: Deadline, year: int, period: tuple[int, int] | None) -> tuple[int, ...]:
    """Return the quarters of a year that a date reaches into: from its start to its end.

    One that reaches into all four stands once, under 全年.
    """
    start = deadline.start or deadline.due
    if not deadline.start and first_year(deadline, period) < deadline.due.year:
        start = date(first_year(deadline, period), 1, 1)
    return _within(start, deadline.due, year)


def _within(start: date, end: date, year: int) -> tuple[int, ...]:
    return _whole(
        tuple(
            number
            for number in (1, 2, 3, 4)
            if start <= quarter(year, number)[1] and quarter(year, number)[0] <= end
        )
    )


def _whole(quarters: tuple[int, ...]) -> tuple[int, ...]:
    """Return 全年 in place of all four quarters: the same line four times over only makes a list long."""
    return (WHOLE,) if len(quarters) == 4 else quarters


def _readable(recurrence: Recurrence) -> bool:
    return length(recurrence)[0] < 10**9


def _table(year: int, found: Sequence[tuple[int, Item]], behind: Behind, material: Material) -> Table:
    rows = tuple(_row(serial, year, *each, material) for serial, each in enumerate(found, 1))
    return Table(
        _TABLE.text(material.language).format(year),
        (),
        rows,
        details=partial(behind.details, tuple(item.each.line for _, item in found)),
    )


def _row(serial: int, year: int, at: int, item: Item, material: Material) -> YearRow:
    language = material.language
    recurrence = item.recurrence
    return YearRow(
        **owned(item.each, serial, item.span),
        year=year,
        quarter=QUARTERS[at].text(language),
        due=item.due,
        deadlines=(item.deadline,) if item.deadline else (),
        recurrences=(recurrence,) if recurrence else (),
        agent=(recurrence.agent or "") if recurrence else "",
        falls_on=falls_on(recurrence, item.bearers) if recurrence else (),
        standing=item.standing,
        implied=(item.implied,) if item.implied else (),
        basis=(_DERIVED if item.implied else _STATED).text(language) if item.span or item.implied else "",
    )
