"""How much each body has to do (部门任务量): a bar for each, parted by role, the longest first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Body, several_places
from sptgraph.listings.departments import gather
from sptgraph.listings.material import Material
from sptgraph.listings.pictures.drawing import (
    BAND,
    DARK,
    GRID,
    HEIGHT,
    INK,
    LINE,
    MARGIN,
    PAPER,
    QUIET,
    TOP,
    WIDTH,
    Area,
    Sheet,
)
from sptgraph.listings.pictures.gathering import titled
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.rolemarks import NAMES, bar, bar_legend
from sptgraph.listings.pictures.text import measure, wrap
from sptgraph.listings.selection import department_bodies

_NAMES: Final = 176.0
_TOTALS: Final = 34.0
_SIZE: Final = 10.5
_BAR: Final = 14.0
_MOST: Final = 30
_ROOM: Final = HEIGHT - 320
_NAMED: Final = 60
_COLUMNS: Final = 3
_TITLE: Final = Bilingual("部门任务量图", " load per body")
_REST: Final = Bilingual(
    "其余 {bodies} 个单位（每个不多于 {most} 项，共 {total} 项）：",
    "The other {bodies} bodies (no more than {most} each, {total} in all):",
)
_UNNAMED: Final = Bilingual(
    "另有 {bodies} 个单位共 {total} 项，见清单。",
    "A further {bodies} bodies with {total} in all: see the list.",
)
_IDLE: Final = Bilingual("没有单独写明任务的成员单位 {} 个：{}", "{} members without a duty of their own: {}")
_SAYS: Final = Bilingual(
    "{bodies}个单位，牵头{lead}项，责任{responsible}项，配合{support}项，只写明定期工作的{recurring}项；任务最多的是{first}，"
    "{total}项。",
    "{bodies} bodies: {lead} leads, {responsible} duties, {support} supports, {recurring} for recurring "
    "work only; most has {first} with {total}.",
)


@dataclass(frozen=True, slots=True)
class _Load:
    """How many lines a body bears, by role."""

    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()


def load(material: Material) -> Iterator[Picture]:
    """Paint how much each body of the plans has to do."""
    loads = sorted(_loads(material), key=lambda each: (-each.total, -each.counts["lead"]))
    busy = [each for each in loads if each.total]
    if not busy:
        return
    language, plans = material.language, material.plans
    title = _TITLE.text(language).strip() if len(plans) > 1 else titled(plans[0], _TITLE.text(language))
    counts: Counter[str] = sum((each.counts for each in busy), Counter())
    said = _SAYS.text(language).format(
        bodies=len(busy),
        first=busy[0].name,
        total=busy[0].total,
        **{role: counts[role] for role in NAMES},
    )
    sheet = Sheet("load")
    most = _fitting(busy)
    y = _bars(sheet, busy[:most], TOP)
    if busy[most:]:
        y = _rest(sheet, busy[most:], y + 8, language)
    idle = [each.name for each in loads if not each.total]
    if idle:
        words = _IDLE.text(language).format(len(idle), ("、" if language == "zh" else ", ").join(idle))
        with sheet.group(idle=len(idle)):
            y = sheet.lines(MARGIN, y + 8, wrap(words, 9.5, WIDTH - 2 * MARGIN, 40), 9.5, fill=QUIET)
    yield sheet.picture(sheet.legend(y + 10, bar_legend(language)) + 4, title, said)


def _loads(material: Material) -> Iterator[_Load]:
    gathered, places = gather(material), several_places(material.plans)
    bodies: Sequence[Body] = gathered.registry.bodies()
    if material.selection.department:
        bodies = department_bodies(material.selection.department, bodies, material.plans, material.lexicon)
    for body in bodies:
        duties = gathered.duties.get(body.identity, ())
        name = f"{body.identity[0]} {body.name}".strip() if places else body.name
        yield _Load(name, Counter(duty.role or "recurring" for duty in duties))


def _fitting(loads: Sequence[_Load]) -> int:
    """Return how many bars there is room for."""
    heights = accumulate(_height(each) for each in loads[:_MOST])
    return max(1, sum(height <= _ROOM for height in heights))


def _height(each: _Load) -> float:
    return max(_BAR + 6, len(wrap(each.name, _SIZE, _NAMES - 10, 5)) * _SIZE * LINE + 6)


def _bars(sheet: Sheet, loads: Sequence[_Load], top: float) -> float:
    """Draw a bar for each body, and return where they end."""
    left, y = MARGIN + _NAMES, top
    unit = (WIDTH - MARGIN - _TOTALS - left) / max(each.total for each in loads)
    for number, each in enumerate(loads):
        lines = wrap(each.name, _SIZE, _NAMES - 10, 5)
        height = _height(each)
        if number % 2 == 0:
            sheet.rect(MARGIN, y, WIDTH - 2 * MARGIN, height, fill=BAND)
        with _group(sheet, each):
            sheet.lines(MARGIN + 5, y + (height - len(lines) * _SIZE * LINE) / 2, lines, _SIZE)
            x = left
            for role in NAMES:
                count = each.counts[role]
                if count:
                    _segment(sheet, role, count, Area(x, y + (height - _BAR) / 2, count * unit, _BAR))
                    x += count * unit
            sheet.text(x + 5, y + height / 2, str(each.total), _SIZE, font_weight="bold")
        y += height
    sheet.line(left, top, left, y, stroke=INK, stroke_width=0.8)
    sheet.rect(MARGIN, top, WIDTH - 2 * MARGIN, y - top, stroke=GRID)
    return y


def _segment(sheet: Sheet, role: str, count: int, area: Area) -> None:
    """Draw the part of a bar that is of one role, with its number where that fits."""
    bar(sheet, role, area)
    wide = measure(str(count), 9) + 4
    if area.width >= wide + 2:
        x, y = area.x + area.width / 2, area.y + area.height / 2
        if role == "responsible":
            sheet.rect(x - wide / 2, y - 5.5, wide, 11, fill=PAPER)
        sheet.text(x, y, str(count), 9, anchor="middle", fill=PAPER if role == "lead" else DARK)


def _rest(sheet: Sheet, loads: Sequence[_Load], top: float, language: Language) -> float:
    """Say how much those have to do that no bar is drawn for."""
    words = _REST.text(language).format(
        bodies=len(loads), most=loads[0].total, total=sum(each.total for each in loads)
    )
    y = sheet.lines(MARGIN, top, (words,), 9.5, fill=QUIET) + 2
    wide = (WIDTH - 2 * MARGIN) / _COLUMNS
    named, unnamed = loads[:_NAMED], loads[_NAMED:]
    for at in range(0, len(named), _COLUMNS):
        row = named[at : at + _COLUMNS]
        said = [wrap(f"{each.total} {each.name}", 9.5, wide - 10, 3) for each in row]
        for number, (each, lines) in enumerate(zip(row, said, strict=True)):
            with _group(sheet, each):
                sheet.lines(MARGIN + number * wide, y, lines, 9.5)
        y += max(len(lines) for lines in said) * 9.5 * LINE + 2
    if unnamed:
        words = _UNNAMED.text(language).format(bodies=len(unnamed), total=sum(each.total for each in unnamed))
        with sheet.group(unnamed=len(unnamed), total=sum(each.total for each in unnamed)):
            y = sheet.lines(MARGIN, y, (words,), 9.5, fill=QUIET)
    return y


def _group(sheet: Sheet, each: _Load) -> AbstractContextManager[None]:
    """Gather what is drawn of a body, with its numbers."""
    said = {role: each.counts[role] for role in NAMES}
    return sheet.group(body=each.name, **said)
