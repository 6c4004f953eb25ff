"""The map of sectors (行业领域牵头一览图): a tile for each, by whether somebody leads it and how surely."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sptgraph.asking.labels import label
from sptgraph.asking.subjects import is_generic
from sptgraph.language import Bilingual, Language
from sptgraph.listings.material import Material
from sptgraph.listings.pictures.drawing import (
    ALARM,
    BAND,
    DARK,
    DASHED,
    DOTTED,
    HEIGHT,
    LINE,
    MARGIN,
    PALE,
    PAPER,
    QUIET,
    TOP,
    WARM,
    WIDTH,
    Area,
    Sheet,
)
from sptgraph.listings.pictures.gathering import titled
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.reasons import reason_text
from sptgraph.listings.pictures.text import wrap
from sptgraph.listings.sectors import STATES, Standing, State, sector_standings

_COLUMNS: Final = 4
_GAP: Final = 7.0
_STRIP: Final = 24.0
_NAME: Final = 10.5
_NOTE: Final = 9.0
_TITLE: Final = Bilingual("行业领域牵头一览图", " sectors by who leads them")
_PART: Final = Bilingual("（{}／{}）", " ({} of {})")
_OF_PART: Final = Bilingual("{}（限{}）", "{} ({} only)")
_COUNT: Final = Bilingual("{}：{} 个", "{}: {}")


@dataclass(frozen=True, slots=True)
class _Tile:
    """A sector as it is drawn: its name, its state, and who leads it or why nobody does."""

    key: str
    state: State
    leads: tuple[str, ...]
    name: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(34.0, (len(self.name) * _NAME + len(self.note) * _NOTE) * LINE + 10)


def sector_map(material: Material) -> Iterator[Picture]:
    """Paint plan by plan how the sectors stand that it names."""
    language = material.language
    found = [each for each in sector_standings(material) if not is_generic(each.key)]
    by_plan = groupby(found, key=lambda standing: id(standing.derived))
    for number, (_, same) in enumerate(by_plan, 1):
        standings = tuple(same)
        tiles = sorted(
            (_tile(each, language) for each in standings), key=lambda tile: list(STATES).index(tile.state)
        )
        counts = [
            _COUNT.text(language).format(words.text(language), sum(t.state == state for t in tiles))
            for state, words in STATES.items()
        ]
        said = ("；" if language == "zh" else "; ").join(counts)
        pages = tuple(_pages(tiles))
        for at, rows in enumerate(pages, 1):
            part = _PART.text(language).format(at, len(pages)) if len(pages) > 1 else ""
            name = "sectors" + (f"-{number}" if len(material.plans) > 1 else "") + (f"-{at}" if part else "")
            title = titled(standings[0].derived.plan, _TITLE.text(language)) + part
            sheet = Sheet(name)
            y = TOP
            for row in rows:
                y = _row(sheet, row, y)
            yield sheet.picture(sheet.legend(y + 4, _legend(tiles, language)) + 4, title, said)


def _tile(standing: Standing, language: Language) -> _Tile:
    width = _width() - _STRIP - 12
    view, state = standing.derived.view, standing.state()
    leads = [
        (standing.derived.body(node), node.one("spt:part"))
        for node in standing.leads
        if view.is_primary(node)
    ]
    said = (_OF_PART.text(language).format(body, part) if part else body for body, part in leads)
    if leads:
        note = ("、" if language == "zh" else ", ").join(dict.fromkeys(said))
    else:
        reasons = [gap.one("spt:reason") for gap in standing.gaps if view.is_primary(gap)]
        note = reason_text(next(filter(None, reasons), None), language)
    name = wrap(label("sector", standing.key, language), _NAME, width, 4)
    return _Tile(
        standing.key,
        state,
        tuple(dict.fromkeys(body for body, _ in leads)),
        name,
        wrap(note, _NOTE, width, 12),
    )


def _width() -> float:
    return (WIDTH - 2 * MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS


def _pages(tiles: Sequence[_Tile]) -> Iterator[list[tuple[_Tile, ...]]]:
    """Part the tiles into rows, those of one state together, and the rows into pages."""
    page: list[tuple[_Tile, ...]] = []
    used = 0.0
    for _, same in groupby(tiles, key=lambda tile: tile.state):
        group = tuple(same)
        for at in range(0, len(group), _COLUMNS):
            row = group[at : at + _COLUMNS]
            need = max(tile.height for tile in row) + _GAP
            if page and used + need > HEIGHT - 110:
                yield page
                page, used = [], 0.0
            page.append(row)
            used += need
    if page:
        yield page


def _row(sheet: Sheet, row: Sequence[_Tile], y: float) -> float:
    height, width = max(tile.height for tile in row), _width()
    for number, tile in enumerate(row):
        x = MARGIN + number * (width + _GAP)
        with sheet.group(sector=tile.key, state=tile.state, leads="|".join(tile.leads)):
            sheet.rect(x, y, width, height, fill=_TINTS[tile.state])
            _STRIPS[tile.state](sheet, Area(x, y, _STRIP, height))
            sheet.rect(x, y, width, height, **_BORDERS[tile.state])
            used = (len(tile.name) * _NAME + len(tile.note) * _NOTE) * LINE
            left = x + _STRIP + 6
            below = sheet.lines(left, y + (height - used) / 2, tile.name, _NAME, font_weight="bold")
            sheet.lines(left, below, tile.note, _NOTE, fill=QUIET)
    return y + height + _GAP


def _stated(sheet: Sheet, area: Area) -> None:
    sheet.rect(*area, fill=DARK)
    x, y = area.x + area.width / 2, area.y + area.height / 2
    for x1, y1, x2, y2 in ((x - 6, y, x - 1.5, y + 5), (x - 2.2, y + 5, x + 6.5, y - 5)):
        sheet.line(x1, y1, x2, y2, stroke=PAPER, stroke_width=2.4)


def _derived(sheet: Sheet, area: Area) -> None:
    x, y = _disc(sheet, area, PALE, hatched=True)
    sheet.circle(x, y, 4.5, fill=PAPER, stroke=DARK, stroke_width=2)


def _disputed(sheet: Sheet, area: Area) -> None:
    x, y = _disc(sheet, area, WARM, hatched=True, cross=True)
    sheet.shape([(x, y - 6), (x + 6, y + 4.5), (x - 6, y + 4.5)], fill=PAPER, stroke=DARK, stroke_width=1.4)
    sheet.text(x, y + 1, "!", 8, anchor="middle", font_weight="bold")


def _none(sheet: Sheet, area: Area) -> None:
    x, y = _disc(sheet, area, BAND)
    for way in (1, -1):
        sheet.line(x - 4.5, y - 4.5 * way, x + 4.5, y + 4.5 * way, stroke=ALARM, stroke_width=2.2)


def _disc(
    sheet: Sheet, area: Area, fill: str, *, hatched: bool = False, cross: bool = False
) -> tuple[float, float]:
    """Fill the strip of a tile, and return the middle of the disc on which its mark stands."""
    sheet.rect(*area, fill=fill)
    if hatched:
        sheet.hatch(area, 5, cross=cross)
    x, y = area.x + area.width / 2, area.y + area.height / 2
    sheet.circle(x, y, 8.5, fill=PAPER)
    return x, y


_STRIPS: Final[Mapping[State, Callable[[Sheet, Area], None]]] = {
    "stated": _stated,
    "derived": _derived,
    "disputed": _disputed,
    "none": _none,
}
_TINTS: Final[Mapping[State, str]] = {
    "stated": PALE,
    "derived": PAPER,
    "disputed": "#fdf3da",
    "none": "#fbeeed",
}
_BORDERS: Final[Mapping[State, dict[str, Any]]] = {
    "stated": {"stroke": DARK, "stroke_width": 1.4},
    "derived": {"stroke": DARK, "stroke_width": 1.2, "stroke_dasharray": DASHED},
    "disputed": {"stroke": DARK, "stroke_width": 2.4},
    "none": {"stroke": ALARM, "stroke_width": 1.8, "stroke_dasharray": DOTTED},
}


def _legend(
    tiles: Sequence[_Tile], language: Language
) -> list[tuple[Callable[[Sheet, float, float], None], str]]:
    """Return what explains the four states, each with how many there are."""

    def drawn(state: State) -> Callable[[Sheet, float, float], None]:
        def draw(sheet: Sheet, x: float, y: float) -> None:
            _STRIPS[state](sheet, Area(x - 2, y - 9, 24, 18))
            sheet.rect(x - 2, y - 9, 24, 18, **_BORDERS[state])

        return draw

    counted = {state: sum(tile.state == state for tile in tiles) for state in STATES}
    return [
        (drawn(state), _COUNT.text(language).format(words.text(language), counted[state]))
        for state, words in STATES.items()
    ]
