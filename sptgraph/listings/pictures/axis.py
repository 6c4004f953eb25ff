"""The axis of time: which years it has, and where a day lies on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.pictures.drawing import BAND, GRID, INK, QUIET, Sheet

_YEAR_HEIGHT: Final = 18.0
_QUARTER_HEIGHT: Final = 16.0


@dataclass(frozen=True, slots=True)
class Axis:
    """The whole years from ``first`` to ``last`` between two heights of the page.

    >>> axis = Axis(2024, 2025, 100, 400)
    >>> axis.at(date(2025, 1, 1)), axis.end_of(date(2025, 12, 31)), axis.holds(date(2026, 1, 1))
    (250.2, 400.0, False)
    """

    first: int
    last: int
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where a day begins, no further out than the axis goes."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        share = (min(max(day.toordinal(), begin), end) - begin) / (end - begin)
        return round(self.left + share * (self.right - self.left), 1)

    def end_of(self, day: date) -> float:
        """Return where a day ends."""
        return self.at(date.fromordinal(day.toordinal() + 1)) if day < date.max else self.right

    def holds(self, day: date) -> bool:
        """Say whether the axis reaches a day."""
        return self.first <= day.year <= self.last

    def head(self, sheet: Sheet, top: float, language: Language) -> float:
        """Draw the years and quarters, as far as they can be read, and return where they end."""
        years = self.last - self.first + 1
        step = -(-years // 16)
        wide = (self.right - self.left) / years
        sheet.rect(self.left, top, self.right - self.left, _YEAR_HEIGHT, fill=BAND, stroke=GRID)
        for year in range(self.first, self.last + 1, step):
            x = self.at(date(year, 1, 1))
            label = f"{year}年" if language == "zh" and wide * step > 40 else str(year)
            sheet.text(
                x + wide * min(step, self.last - year + 1) / 2, top + 9, label, 11, anchor="middle", fill=INK
            )
        bottom = top + _YEAR_HEIGHT
        if not self._quarters:
            return bottom
        for start, number in self._starts():
            x = self.at(start)
            label = f"{number}季度" if language == "zh" and wide > 140 else f"Q{number}"
            sheet.rect(x, bottom, wide / 4, _QUARTER_HEIGHT, stroke=GRID)
            sheet.text(
                x + wide / 8, bottom + 8, label if wide > 70 else str(number), 9, anchor="middle", fill=QUIET
            )
        return bottom + _QUARTER_HEIGHT

    def grid(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Draw a line where each year begins, and each quarter where quarters are shown."""
        if self._quarters:
            for start, number in self._starts():
                sheet.line(
                    self.at(start),
                    top,
                    self.at(start),
                    bottom,
                    stroke=GRID,
                    stroke_width=1.4 if number == 1 else 0.6,
                )
        else:
            for year in range(self.first, self.last + 1, -(-(self.last - self.first + 1) // 16)):
                x = self.at(date(year, 1, 1))
                sheet.line(x, top, x, bottom, stroke=GRID)
        sheet.line(self.right, top, self.right, bottom, stroke=GRID, stroke_width=1.4)

    @property
    def _quarters(self) -> bool:
        return (self.right - self.left) / (self.last - self.first + 1) / 4 >= 12

    def _starts(self) -> Iterator[tuple[date, int]]:
        for year in range(self.first, self.last + 1):
            for number in (1, 2, 3, 4):
                yield date(year, 3 * number - 2, 1), number


def years_of(period: tuple[int, int] | None, days: Iterable[date | None]) -> tuple[int, int] | None:
    """Return the years from the plan's first to its last, widened so that all ``days`` are among them.

    >>> years_of((2024, 2026), [date(2027, 6, 1), None]), years_of(None, [])
    ((2024, 2027), None)
    """
    years = [day.year for day in days if day]
    if period and date.min.year <= period[0] <= period[1] < date.max.year:
        years += period
    return (min(years), min(max(years), date.max.year - 1)) if years else None
