"""The marks of the Gantt chart: bars, milestones, ticks; shape and hatching tell them apart, not colour."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Protocol

from sptgraph.language import Bilingual, Language
from sptgraph.listings.phrasing import phrase
from sptgraph.listings.pictures.axis import Axis
from sptgraph.listings.pictures.drawing import DARK, DASHED, MIDDLE, PALE, PAPER, QUIET, Area, Sheet
from sptgraph.listings.pictures.text import measure, wrap
from sptgraph.listings.timing.derived import ImpliedDate
from sptgraph.listings.timing.periods import Period
from sptgraph.model import Deadline, Recurrence, StandingMark

_HALF: Final = 4.0
_SIZE: Final = 8.5
_GAP: Final = 4.0
_CLOSEST: Final = 4.0
_LATER: Final = Bilingual("至{}", "to {}")
_STANDING: Final = Bilingual("长期", "standing")


class Timed(Protocol):
    """What a row's marks are made from."""

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The stated deadlines."""

    @property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """The recurring duties."""

    @property
    def standing(self) -> tuple[StandingMark, ...]:
        """The words that make it standing."""

    @property
    def derived(self) -> tuple[ImpliedDate, ...]:
        """The derived deadlines, and from what each follows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to draw at a height, and how far left and right it reaches."""

    left: float
    right: float
    draw: Callable[[Sheet, float], None]


@dataclass(frozen=True, slots=True)
class Marker:
    """Turns what is said of time into marks on an axis; ``begin`` to ``end`` is the plan's time."""

    axis: Axis
    begin: date | None
    end: date | None
    language: Language

    def lanes(self, item: Timed) -> tuple[tuple[Mark, ...], ...]:
        """Return the marks of a row in as few lanes as leave none over another."""
        dated = [self._deadline(deadline) for deadline in sorted(item.deadlines, key=lambda each: each.due)]
        dated += map(self._derived, item.derived)
        own = [(self._standing(item.standing),)] if item.standing else []
        own += [(self._recurrence(recurrence),) for recurrence in item.recurrences]
        return (*_stacked(dated), *own)

    @property
    def _start(self) -> float:
        return self.axis.at(self.begin) if self.begin else self.axis.left

    def _day(self, day: date) -> str:
        """Return a day as it stands beside its mark, with the year where the axis alone does not tell it."""
        return f"{day:%m-%d}" if self.axis.last - self.axis.first < 6 else day.isoformat()

    def _deadline(self, fact: Deadline) -> Mark:
        end, later = self.axis.end_of(fact.due), fact.due.year > self.axis.last
        bar = self.axis.at(fact.start) if fact.start else self._start if fact.kind == "within" else None
        label = _LATER.text(self.language).format(fact.due) if later else self._day(fact.due)
        left, right, place, anchor = self._placed(end, label, bar)

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.group(
                str(phrase((fact,), self.language)),
                mark="deadline",
                due=fact.due,
                start=fact.start,
                kind=fact.kind,
                milestone=fact.milestone,
            ):
                if bar is not None:
                    sheet.rect(bar, y - _HALF, max(end - bar, 1), 2 * _HALF, fill=MIDDLE, stroke=DARK)
                if later:
                    _arrow(sheet, end + 6, y)
                else:
                    milestone(sheet, end, y, fact.milestone)
                _label(sheet, place, y, label, anchor)

        return Mark(left, right, draw)

    def _derived(self, implied: ImpliedDate) -> Mark:
        due = implied.due
        start, end, later = self._start, self.axis.end_of(due), due.year > self.axis.last
        label = _LATER.text(self.language).format(due) if later else self._day(due)
        _, right, place, anchor = self._placed(end, label, start)

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.group(implied.text(self.language), mark="derived", due=due, ground=implied.ground):
                hatched(sheet, start, y, end - start)
                if later:
                    _arrow(sheet, end + 6, y)
                else:
                    _diamond(sheet, end, y, fill=PAPER, stroke=DARK, stroke_dasharray="2 1.5")
                _label(sheet, place, y, label, anchor)

        return Mark(start, right, draw)

    def _placed(self, end: float, label: str, bar: float | None) -> tuple[float, float, float, str]:
        """Return how far a mark reaches left and right, and where its label stands: behind it if it fits."""
        wide = measure(label, _SIZE)
        left = end - _HALF if bar is None else min(bar, end - _HALF)
        if end + _HALF + 2 + wide <= self.axis.right:
            return left, end + _HALF + 2 + wide, end + _HALF + 2, "start"
        before = end - _HALF - 3
        return min(left, before - wide), end + _HALF, before, "end"

    def _standing(self, marks: Sequence[StandingMark]) -> Mark:
        start, end = self._start, self.axis.right

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.group(str(phrase(tuple(marks), self.language)), mark="standing"):
                open_bar(sheet, start, y, end - start)
                sheet.text(start + 5, y, _STANDING.text(self.language), _SIZE, fill=QUIET)

        return Mark(start, end, draw)

    def _recurrence(self, fact: Recurrence) -> Mark:
        days = [self.axis.end_of(day) for day in self._days(fact)]
        short = str(phrase((replace(fact, quote="", scope=None, agent=None),), self.language))
        said = short if not fact.scope else f"{short}（{phrase((fact.scope,), self.language)}）"
        start = self._start

        def draw(sheet: Sheet, y: float) -> None:
            with sheet.group(
                str(phrase((fact,), self.language)),
                mark="recurrence",
                period=fact.period,
                minimum=fact.minimum,
            ):
                sheet.text(start, y - 3.4, _fitting(said, self.axis.right - start), 8, fill=QUIET)
                ticks(sheet, days, y + 4.6, start, self._stop)

        return Mark(start, self.axis.right, draw)

    @property
    def _stop(self) -> float:
        return self.axis.end_of(self.end) if self.end else self.axis.right

    def _days(self, fact: Recurrence) -> Iterator[date]:
        """Return the days on which a recurring duty falls due, as far as the axis and the plan go."""
        known = Period.parse(fact.period)
        begin = self.begin or date(self.axis.first, 1, 1)
        end = min(self.end or date(self.axis.last, 12, 31), date(self.axis.last, 12, 31))
        day = known.due(max(begin, date(self.axis.first, 1, 1)), begin) if known else None
        while known and day and day <= end:
            yield day
            day = known.due(day + timedelta(days=1), begin)


def milestone(sheet: Sheet, x: float, y: float, kind: str | None) -> None:
    """Draw a day by which something starts (triangle), is reached (hollow) or done (filled)."""
    if kind == "start":
        sheet.shape([(x - 4, y - 5), (x + 5, y), (x - 4, y + 5)], fill=DARK, stroke=PAPER, stroke_width=0.6)
    elif kind == "reach":
        _diamond(sheet, x, y, fill=PAPER, stroke=DARK, stroke_width=1.5)
    else:
        _diamond(sheet, x, y, fill=DARK, stroke=PAPER, stroke_width=0.6)


def hatched(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Draw the bar of what is derived."""
    if width > 1:
        sheet.rect(x, y - _HALF, width, 2 * _HALF, fill=PAPER, stroke=DARK, stroke_dasharray=DASHED)
        sheet.hatch(Area(x, y - _HALF, width, 2 * _HALF), 6)


def open_bar(sheet: Sheet, x: float, y: float, width: float) -> None:
    """Draw the bar of what goes on without end: no end, but a point."""
    tip = x + width - 1
    sheet.shape(
        [(x, y - 5), (tip - 8, y - 5), (tip, y), (tip - 8, y + 5), (x, y + 5)],
        fill=PALE,
        stroke=DARK,
        stroke_width=0.8,
    )


def ticks(sheet: Sheet, days: Sequence[float], y: float, start: float, stop: float) -> None:
    """Draw a tick for each day; a dotted line where they would run into each other."""
    sheet.line(start, y, stop, y, stroke=QUIET, stroke_width=0.6)
    if len(days) > 1 and (days[-1] - days[0]) / (len(days) - 1) < _CLOSEST:
        sheet.line(start, y, stop, y, stroke=DARK, stroke_width=4.6, stroke_dasharray="1.2 2")
        return
    for x in days:
        sheet.line(x - 0.8, y - 2.6, x - 0.8, y + 2.6, stroke=DARK, stroke_width=1.6)


def legend(language: Language) -> list[tuple[Any, str]]:
    """Return what explains the marks."""
    entries: list[tuple[Callable[[Sheet, float, float], None], Bilingual]] = [
        (lambda s, x, y: milestone(s, x + 12, y, None), Bilingual("完成时限", "due")),
        (lambda s, x, y: milestone(s, x + 12, y, "reach"), Bilingual("达到目标", "to be reached")),
        (lambda s, x, y: milestone(s, x + 12, y, "start"), Bilingual("启动", "to be started")),
        (
            lambda s, x, y: s.rect(x, y - _HALF, 22, 2 * _HALF, fill=MIDDLE, stroke=DARK),
            Bilingual("起止", "from, to"),
        ),
        (lambda s, x, y: hatched(s, x, y, 22), Bilingual("推定时限", "derived deadline")),
        (lambda s, x, y: open_bar(s, x, y, 23), Bilingual("长期", "standing")),
        (lambda s, x, y: ticks(s, [x + 4, x + 12, x + 20], y, x, x + 22), Bilingual("定期", "recurring")),
    ]
    return [(draw, meaning.text(language)) for draw, meaning in entries]


def _stacked(marks: Iterable[Mark]) -> Iterator[tuple[Mark, ...]]:
    lanes: list[list[Mark]] = []
    for mark in marks:
        lane = next((lane for lane in lanes if all(_apart(mark, other) for other in lane)), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(mark)
    return map(tuple, lanes)


def _apart(one: Mark, other: Mark) -> bool:
    return one.left >= other.right + _GAP or one.right + _GAP <= other.left


def _label(sheet: Sheet, x: float, y: float, said: str, anchor: str) -> None:
    """Write a day beside its mark; on paper of its own where it stands on the bar."""
    if anchor == "end":
        wide = measure(said, _SIZE)
        sheet.rect(x - wide - 1, y - 5, wide + 5, 10, fill=PAPER)
    sheet.text(x, y, said, _SIZE, anchor=anchor, fill=QUIET)


def _fitting(said: str, width: float) -> str:
    return next(iter(wrap(said, 8, max(width, 8), 1)), "")


def _arrow(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 8, y - 5), (x, y), (x - 8, y + 5)], fill=PAPER, stroke=DARK)


def _diamond(sheet: Sheet, x: float, y: float, **look: Any) -> None:
    sheet.shape([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], **look)
