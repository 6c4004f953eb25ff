"""Where the boxes of the chain stand: tier above tier, the sectors' line and the area's side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.pictures.boxes import Box, point, tie
from sptgraph.listings.pictures.drawing import BAND, GRID, MARGIN, PAPER, QUIET, WIDTH, Sheet
from sptgraph.listings.pictures.text import wrap

_ABOVE: Final = ("superior-committee", "party-government", "committee", "committee-office")
_SECTORS: Final = ("comprehensive", "business", "trade-manager", "sector-lead")
_AREA: Final = "territorial"
_BOTTOM: Final = "enterprise"
_COLUMNS: Final = 4
_LABEL: Final[Mapping[str, float]] = {"zh": 58.0, "en": 84.0}
_GUTTER: Final = 16.0
_CHANNEL: Final = 24.0
_BETWEEN: Final = 24.0
_INDENT: Final = 12.0
_PAD: Final = 8.0
_HEAD: Final = 18.0
_SECTOR_LINE: Final = Bilingual("行业监管线（条）", "line of the sector")
_AREA_LINE: Final = Bilingual("属地管理线（块）", "line of the area")


@dataclass(frozen=True, slots=True)
class _Band:
    """A tier laid out: its boxes, so many to a row, and how wide it and they are."""

    tier: str
    rows: tuple[tuple[Box, ...], ...]
    left: float
    top: float
    width: float
    box: float

    @classmethod
    def of(cls, boxes: Sequence[Box], columns: int, left: float, top: float, width: float) -> "_Band":
        rows = tuple(tuple(boxes[at : at + columns]) for at in range(0, len(boxes), columns))
        return cls(boxes[0].link.tier, rows, left, top, width, (width - _PAD) / columns - _GUTTER)

    @property
    def bottom(self) -> float:
        return self.top + sum(map(self._height, self.rows)) + _PAD * (len(self.rows) + 1)

    @property
    def bus(self) -> float:
        """The height at which the lines of all boxes meet."""
        return self.top - 8

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def places(self) -> Iterator[tuple[Box, float, float, float]]:
        """Return each box with its upper left corner and its height."""
        y = self.top + _PAD
        for row in self.rows:
            height = self._height(row)
            for number, box in enumerate(row):
                yield box, self.left + _GUTTER + number * (self.box + _GUTTER), y, height
            y += height + _PAD

    def _height(self, row: Sequence[Box]) -> float:
        return max(box.height(self.box) for box in row)


class Layers:
    """The tiers of one chain, laid out from ``top`` downwards."""

    def __init__(self, boxes: Sequence[Box], language: Language, top: float) -> None:
        self._language = language
        self._tiers: dict[str, list[Box]] = {}
        for box in boxes:
            self._tiers.setdefault(box.link.tier, []).append(box)
        self._of_agent: dict[str, set[str]] = {}
        for box in boxes:
            self._of_agent.setdefault(box.link.agent or "", set()).add(box.link.tier)
        self._left = MARGIN + _LABEL[language]
        self._right = WIDTH - MARGIN - _CHANNEL
        self._bands: dict[str, _Band] = {}
        self._blocks: list[tuple[float, float, float, float, str]] = []
        self.bottom = self._lay_out(top) - _BETWEEN

    def draw(self, sheet: Sheet) -> None:
        """Draw blocks, arrows, tiers and boxes, each over the ones before."""
        for left, top, right, bottom, name in self._blocks:
            sheet.rect(left, top, right - left, bottom - top, fill=BAND, stroke=GRID)
            sheet.text((left + right) / 2, top + _HEAD / 2, name, 10, anchor="middle", fill=QUIET)
        for band in self._bands.values():
            self._rise(sheet, band)
        for band in self._bands.values():
            self._frame(sheet, band)
        for band in self._bands.values():
            if self._above(band):
                self._tie(sheet, band)
            for box, x, y, height in band.places():
                box.draw(sheet, x, y, band.box, height)
            self._within(sheet, band)

    def _lay_out(self, y: float) -> float:
        for tier in _ABOVE:
            y = self._add(tier, _COLUMNS, self._left, y, self._right - self._left)
        y = self._add_lines(y)
        return self._add(_BOTTOM, _COLUMNS, self._left, y, self._right - self._left)

    def _add(self, tier: str, columns: int, left: float, top: float, width: float) -> float:
        """Lay out a tier where the chain has it, and return where the next one begins."""
        boxes = self._tiers.get(tier)
        if not boxes:
            return top
        self._bands[tier] = band = _Band.of(boxes, columns, left, top, width)
        return band.bottom + _BETWEEN

    def _add_lines(self, y: float) -> float:
        """Lay out the sectors' line and the area's beside each other, the wider the more stands in them."""
        count = sum(len(self._tiers.get(tier, ())) for tier in _SECTORS)
        area = len(self._tiers.get(_AREA, ()))
        columns = 0 if not area else _COLUMNS if not count else 2 if area > max(4, count / 2) else 1
        parted = self._left + (self._right - self._left) * (_COLUMNS - columns) / _COLUMNS
        top, ends = y + _HEAD + (10 if count or area else 0), [y]
        if count:
            below = top
            for tier in _SECTORS:
                width = parted - self._left - _INDENT - 4 - (8 if area else 0)
                below = self._add(tier, _COLUMNS - columns, self._left + _INDENT, below, width)
            ends.append(below)
        if area:
            left = parted + 4 if count else self._left
            ends.append(self._add(_AREA, columns, left + 4, top, self._right - left - 8))
        bottom = max(ends) - _BETWEEN + 6
        if count:
            right = parted - 4 if area else self._right
            self._blocks.append((self._left, y, right, bottom, _SECTOR_LINE.text(self._language)))
        if area:
            left = parted + 4 if count else self._left
            self._blocks.append((left, y, self._right, bottom, _AREA_LINE.text(self._language)))
        return bottom + _BETWEEN if count or area else y

    def _above(self, band: _Band) -> tuple[str, ...]:
        """Return the tiers that a tier answers to, in the order in which they are drawn."""
        parents = {parent for row in band.rows for box in row for parent in box.link.parents}
        found = {tier for parent in parents for tier in self._of_agent.get(parent, ())} - {band.tier}
        return tuple(tier for tier in self._bands if tier in found)

    def _rises(self, box: Box) -> bool:
        """Say whether a box answers to another tier, and not only to one beside it."""
        return any(self._of_agent.get(parent, {""}) - {box.link.tier} for parent in box.link.parents)

    def _frame(self, sheet: Sheet, band: _Band) -> None:
        label = next(box.link.tier_label for row in band.rows for box in row).text(self._language)
        sheet.rect(band.left, band.top, band.width, band.bottom - band.top, fill=PAPER, stroke=GRID)
        if band.tier != _AREA:
            lines = wrap(label, 9.5, _LABEL[self._language] - 4)
            sheet.lines(MARGIN, band.middle - len(lines) * 6.3, lines, 9.5)

    def _tie(self, sheet: Sheet, band: _Band) -> None:
        """Draw the lines from the boxes to where they meet, each in the manner of its box's basis."""
        places = [place for place in band.places() if self._rises(place[0])]
        edges = sorted({x for _, x, _, _ in places})
        trunk = edges[0] - 8 if band.tier == _BOTTOM and self._blocks else self._trunk(band)
        sheet.line(min(trunk, edges[0] - 8), band.bus, max(trunk, edges[-1] - 8), band.bus, stroke=QUIET)
        for edge in edges:
            lowest = max(y + min(height / 2, 14) for _, x, y, height in places if x == edge)
            sheet.line(edge - 8, band.bus, edge - 8, lowest, stroke=QUIET)
        for box, x, y, height in places:
            tie(sheet, box.link.basis, x - 8, x, y + min(height / 2, 14))

    def _trunk(self, band: _Band) -> float:
        """Return where the line runs that leads a tier upwards: the area's on the right, by itself."""
        return self._right + _CHANNEL - 6 if band.tier == _AREA and len(self._blocks) > 1 else self._left + 8

    def _rise(self, sheet: Sheet, band: _Band) -> None:
        """Draw the arrow from a tier to those that it answers to."""
        above = self._above(band)
        if not above:
            return
        with sheet.group(edge="yes", tier=band.tier, above=" ".join(above)):
            if band.tier == _BOTTOM and self._blocks:
                for left, _, right, bottom, _ in self._blocks:
                    x = (left + right) / 2
                    sheet.line(x, band.bus, x, bottom, stroke=QUIET)
                    point(sheet, x, bottom)
                reach = [(left + right) / 2 for left, _, right, _, _ in self._blocks]
                reach += [x - 8 for box, x, _, _ in band.places() if self._rises(box)]
                sheet.line(min(reach), band.bus, max(reach), band.bus, stroke=QUIET)
                return
            trunk = self._trunk(band)
            for tier in above:
                target = self._bands[tier]
                if trunk > self._right:
                    sheet.line(trunk, band.bus, trunk, target.middle, stroke=QUIET)
                    sheet.line(trunk, target.middle, target.left + target.width, target.middle, stroke=QUIET)
                    point(sheet, target.left + target.width, target.middle, "left")
                else:
                    sheet.line(trunk, band.bus, trunk, target.bottom, stroke=QUIET)
                    point(sheet, trunk, target.bottom)

    def _within(self, sheet: Sheet, band: _Band) -> None:
        """Draw the arrows between boxes of one tier: from deputies to principals to the firm."""
        places = list(band.places())
        for (one, x, y, height), (other, right, below, _) in pairwise(places):
            if other.link.agent in one.link.parents and below == y:
                with sheet.group(edge="yes", tier=band.tier, agent=one.link.agent, above=other.link.agent):
                    middle = y + height - 9
                    sheet.line(x + band.box, middle, right, middle, stroke=QUIET)
                    point(sheet, right, middle, "right")
