"""The Gantt chart (时限图): what is due when, by action and quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.material import Material
from sptgraph.listings.pictures import timemarks
from sptgraph.listings.pictures.axis import Axis, years_of
from sptgraph.listings.pictures.drawing import BAND, GRID, HEIGHT, LINE, MARGIN, QUIET, TOP, WIDTH, Sheet
from sptgraph.listings.pictures.gathering import Chosen, chosen
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.text import wrap
from sptgraph.listings.rows import Line
from sptgraph.listings.timing.derived import ImpliedDate, derived, places
from sptgraph.listings.timing.periods import begin_of, end_of
from sptgraph.model import Deadline, Recurrence, StandingMark

_LABELS: Final = 196.0
_SIZE: Final = 10.5
_HEADING: Final = 11.5
_ROOM: Final = HEIGHT - 90
_LANE: Final = 15.0
_TIP: Final = 7.0
_TITLE: Final = Bilingual("时限图", " deadlines")
_PART: Final = Bilingual("（{}／{}）", " ({} of {})")
_MORE: Final = Bilingual("{}（续）", "{} (continued)")
_OUTSIDE: Final = Bilingual("行动之外", "outside actions")
_UNSAID: Final = Bilingual("未明确时限", "no deadline stated")
_SAYS: Final = Bilingual(
    "横轴为{first}年至{last}年，按季度分格；共{tasks}项，写明时限{stated}个，推定时限{derived}个，"
    "定期工作{recurring}项，长期工作{standing}项。",
    "Time runs from {first} to {last} by quarters: {tasks} lines with {stated} stated deadlines, {derived} "
    "derived ones, {recurring} recurring duties and {standing} standing ones.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A line with what is to be drawn of it."""

    line: Line
    deadlines: tuple[Deadline, ...]
    recurrences: tuple[Recurrence, ...]
    standing: tuple[StandingMark, ...]
    derived: tuple[ImpliedDate, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing says when."""
        return not (self.deadlines or self.recurrences or self.standing or self.derived)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line laid out: its label, its marks by lane, and how high it is."""

    label: tuple[str, ...]
    height: float
    item: Item
    lanes: tuple[tuple[timemarks.Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """An action's heading over its rows."""

    text: str

    @property
    def label(self) -> tuple[str, ...]:
        return wrap(self.text, _HEADING, WIDTH - 2 * MARGIN - 12, 3)

    @property
    def height(self) -> float:
        return len(self.label) * _HEADING * LINE + 5


def gantt(material: Material) -> Iterator[Picture]:
    """Paint plan by plan when its tasks are due, as many pictures as they need to be read."""
    for each in chosen(material):
        items = tuple(_items(material, each))
        plan = each.plan
        begin = begin_of(plan.document.issued, plan.document.period)
        days = [day for item in items for day in _days(item)]
        years = years_of(plan.document.period, days or [begin])
        year = material.selection.year
        if years is None or all(item.empty for item in items):
            continue
        axis = Axis(*((year, year) if year else years), MARGIN + _LABELS, WIDTH - MARGIN - _TIP)
        marked = timemarks.Marker(axis, begin, end_of(plan.document.period), material.language)
        pages = tuple(_pages(_rows(items, marked, material.language), _MORE.text(material.language)))
        said = _description(items, axis, material.language)
        for number, rows in enumerate(pages, 1):
            part = _PART.text(material.language).format(number, len(pages)) if len(pages) > 1 else ""
            name = f"gantt{each.name}" + (f"-{number}" if len(pages) > 1 else "")
            title = each.title(_TITLE.text(material.language)) + part
            sheet = Sheet(name)
            height = _paint(sheet, rows, axis, material.language)
            yield sheet.picture(height, title, said)


def _items(material: Material, each: Chosen) -> Iterator[Item]:
    year = material.selection.year
    dates, where = derived(material, each.plan).dates, places(each.plan)
    for line in each.lines:
        ends = [deadline for deadline in line.deadlines if deadline.milestone != "start"]
        follow = () if ends else dates.get(where[id(line.provision.body)], ())
        item = Item(line, line.deadlines, line.recurrences, line.standing, follow)
        if year:
            item = replace(item, deadlines=tuple(d for d in item.deadlines if _reaches(d, year)))
            item = replace(item, derived=tuple(date for date in follow if date.due.year >= year))
        if line.is_task or not item.empty:
            yield item


def _reaches(deadline: Deadline, year: int) -> bool:
    return (deadline.start.year if deadline.start else year) <= year <= deadline.due.year and (
        deadline.start is not None or deadline.kind == "within" or deadline.due.year == year
    )


def _days(item: Item) -> Iterator[date]:
    for deadline in item.deadlines:
        yield deadline.due
        if deadline.start:
            yield deadline.start
    yield from (implied.due for implied in item.derived)


def _rows(items: Sequence[Item], marker: timemarks.Marker, language: Language) -> Iterator[_Row | _Heading]:
    for heading, group in groupby(items, key=lambda item: item.line.action):
        yield _Heading(heading or _OUTSIDE.text(language))
        for item in group:
            label = wrap(item.line.task, _SIZE, _LABELS - 10, 3)
            lanes = marker.lanes(item)
            yield _Row(label, max(len(label) * _SIZE * LINE, len(lanes) * _LANE) + 7, item, lanes)


def _pages(rows: Iterator[_Row | _Heading], more: str) -> Iterator[tuple[_Row | _Heading, ...]]:
    """Part the rows into pages; a heading stands with its first row, and as ``more`` on the next page."""
    page: list[_Row | _Heading] = []
    heading, new = _Heading(""), False
    for row in rows:
        if isinstance(row, _Heading):
            heading, new = row, True
            continue
        needed = row.height + (heading.height if new else 0)
        if page and sum(each.height for each in page) + needed > _ROOM:
            yield tuple(page)
            page = [] if new else [_Heading(more.format(heading.text))]
        page += [heading, row] if new else [row]
        new = False
    if page:
        yield tuple(page)


def _paint(sheet: Sheet, rows: Sequence[_Row | _Heading], axis: Axis, language: Language) -> float:
    """Draw a page of the chart and return its height."""
    top = axis.head(sheet, TOP, language)
    bottom = top + sum(row.height for row in rows)
    axis.grid(sheet, top, bottom)
    y = top
    for row in rows:
        if isinstance(row, _Heading):
            sheet.rect(MARGIN, y, WIDTH - 2 * MARGIN, row.height, fill=BAND, stroke=GRID)
            sheet.lines(MARGIN + 6, y + 2.5, row.label, _HEADING)
        else:
            _draw(sheet, row, row.item, y, language)
        y += row.height
    sheet.rect(MARGIN, top, WIDTH - 2 * MARGIN, bottom - top, stroke=GRID)
    return sheet.legend(bottom + 10, timemarks.legend(language)) + 4


def _draw(sheet: Sheet, row: _Row, item: Item, y: float, language: Language) -> None:
    line = item.line
    with sheet.group(f"{line.task}　{line.clause.text(language)}", where=line.provision.where):
        height = len(row.label) * _SIZE * LINE
        sheet.lines(MARGIN + 6, y + (row.height - height) / 2, row.label, _SIZE)
        sheet.line(MARGIN + _LABELS, y, MARGIN + _LABELS, y + row.height, stroke=GRID, stroke_width=1.4)
        sheet.line(MARGIN, y + row.height, WIDTH - MARGIN, y + row.height, stroke=GRID, stroke_width=0.6)
        if item.empty:
            with sheet.group(mark="unsaid"):
                sheet.text(MARGIN + _LABELS + 6, y + row.height / 2, _UNSAID.text(language), 10, fill=QUIET)
        middle = y + (row.height - len(row.lanes) * _LANE) / 2 + _LANE / 2
        for number, lane in enumerate(row.lanes):
            for mark in lane:
                mark.draw(sheet, middle + number * _LANE)


def _description(items: Sequence[Item], axis: Axis, language: Language) -> str:
    return _SAYS.text(language).format(
        first=axis.first,
        last=axis.last,
        tasks=len(items),
        stated=sum(len(item.deadlines) for item in items),
        derived=sum(len(item.derived) for item in items),
        recurring=sum(len(item.recurrences) for item in items),
        standing=sum(bool(item.standing) for item in items),
    )
