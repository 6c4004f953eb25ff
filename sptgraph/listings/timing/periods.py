"""On which days a duty with a frequency (频次) falls due: the last day of each of its periods.

A plan says how often, not on which day. Whoever must do something every quarter (每季度) has until the last
day of the quarter, so that day stands for it: months, quarters, half-years and years are those of the
calendar, a week ends on Sunday, the ten days of 旬 on the 10th, the 20th and the last day of the month,
half-months on the 15th and the last. Other periods are counted from the day on which the duty begins.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Unit = Literal["D", "W", "M", "Y"]

_DURATION: Final = re.compile(r"P([1-9]\d{0,3})([DWMY])", re.ASCII)
_DAYS: Final[Mapping[str, int]] = {"D": 1, "W": 7, "M": 30, "Y": 365}
_PARTS_OF_MONTH: Final[Mapping[tuple[int, str], tuple[int, ...]]] = {
    (10, "D"): (10, 20, -1),
    (15, "D"): (15, -1),
}
_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a whole number of days, weeks, months or years.

    >>> quarter = Period.parse("P3M")
    >>> quarter.due(date(2024, 2, 23), date(2024, 2, 23)).isoformat()
    '2024-03-31'
    >>> Period.parse("三天打鱼") is None
    True
    """

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Period | None":
        """Return the period that an ISO 8601 duration of one unit (P3M) means; None for any other text."""
        found = _DURATION.fullmatch(text)
        return cls(int(found[1]), found[2]) if found else None  # type: ignore[arg-type]

    @property
    def days(self) -> int:
        """About how many days it has, to put the shortest first."""
        return self.count * _DAYS[self.unit]

    def due(self, day: date, begin: date) -> date | None:
        """Return the first day on or after ``day`` on which a duty that begins on ``begin`` falls due.

        None where that day is beyond the calendar (the year 9999).
        """
        try:
            return self._due(max(day, begin), begin)
        except (OverflowError, ValueError):
            return None

    def rule(self) -> dict[str, object]:
        """Return the recurrence rule of iCalendar (RFC 5545) that gives the same days, from the first on.

        >>> Period.parse("P3M").rule()
        {'FREQ': 'MONTHLY', 'INTERVAL': 3, 'BYMONTHDAY': [-1]}
        """
        parts = _PARTS_OF_MONTH.get((self.count, self.unit))
        if parts:
            return {"FREQ": "MONTHLY", "BYMONTHDAY": list(parts)}
        rules: dict[str, dict[str, object]] = {
            "D": {"FREQ": "DAILY"},
            "W": {"FREQ": "WEEKLY", "BYDAY": ["SU"]},
            "M": {"FREQ": "MONTHLY", "BYMONTHDAY": [-1]},
            "Y": {"FREQ": "YEARLY", "BYMONTH": [12], "BYMONTHDAY": [31]},
        }
        rule = dict(rules[self.unit])
        every: dict[str, object] = {} if self.count == 1 else {"INTERVAL": self.count}
        return {"FREQ": rule.pop("FREQ"), **every, **rule}

    def _due(self, day: date, begin: date) -> date:
        if parts := _PARTS_OF_MONTH.get((self.count, self.unit)):
            last = monthrange(day.year, day.month)[1]
            return day.replace(day=min(at if at > 0 else last for at in parts if at == -1 or at >= day.day))
        if self.unit == "D":
            first = begin + timedelta(days=self.count - 1)
            return first + timedelta(days=_up((day - first).days, self.count))
        if self.unit == "W":
            week = begin + timedelta(days=_SUNDAY - begin.weekday())
            first = week + timedelta(weeks=self.count - 1)
            return first + timedelta(days=_up((day - first).days, 7 * self.count))
        if self.unit == "M":
            return _month_end(self._month(day, begin))
        first_year = begin.year + self.count - 1
        return date(first_year + _up(day.year - first_year, self.count), 12, 31)

    def _month(self, day: date, begin: date) -> int:
        """Return the month, counted from the year 0, in which the period around ``day`` ends."""
        start = begin.year * 12 + (begin.month - 1 if 12 % self.count else 0)
        first = start + self.count - 1
        return first + _up(day.year * 12 + day.month - 1 - first, self.count)


def begin_of(issued: date | None, period: tuple[int, int] | None) -> date | None:
    """Return the day from which a plan's duties hold: its date of issue, or the first day of its period.

    The latter where there is no date of issue, or where that day lies outside the period.

    >>> begin_of(date(2024, 2, 23), (2024, 2026)).isoformat(), begin_of(None, (2024, 2026)).isoformat()
    ('2024-02-23', '2024-01-01')
    """
    if period is None or not 1 <= period[0] <= period[1] <= 9999:
        return issued
    if issued and period[0] <= issued.year <= period[1]:
        return issued
    return date(period[0], 1, 1)


def end_of(period: tuple[int, int] | None) -> date | None:
    """Return the last day of a plan's period, on which its recurring duties end.

    >>> end_of((2024, 2026)).isoformat()
    '2026-12-31'
    """
    return date(period[1], 12, 31) if period and 1 <= period[1] <= 9999 else None


def quarter(year: int, number: int) -> tuple[date, date]:
    """Return the first and last day of a quarter.

    >>> [day.isoformat() for day in quarter(2024, 2)]
    ['2024-04-01', '2024-06-30']
    """
    return date(year, 3 * number - 2, 1), _month_end(year * 12 + 3 * number - 1)


def quarters_due(period: str, year: int, begin: date | None, end: date | None) -> tuple[int, ...]:
    """Return the quarters of a year in which a recurring duty falls due, between its first and last day.

    A period that cannot be read falls due in none.

    >>> quarters_due("P6M", 2024, date(2024, 2, 23), date(2026, 12, 31))
    (2, 4)
    """
    known = Period.parse(period)
    if known is None:
        return ()
    start = begin or date(year, 1, 1)
    found = []
    for number in (1, 2, 3, 4):
        first, last = quarter(year, number)
        day = known.due(max(first, start), start)
        if day and day <= min(last, end or last):
            found.append(number)
    return tuple(found)


def _up(distance: int, step: int) -> int:
    """Return the least multiple of ``step``, zero or more, that is not below ``distance``."""
    return max(0, -(-distance // step) * step)


def _month_end(month: int) -> date:
    year, number = divmod(month, 12)
    return date(year, number + 1, monthrange(year, number + 1)[1])
