"""A PDF page as either reader hands it on: upright glyphs and ruled lines, in points from the lower left."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sptgraph.errors import BrokenDocument, TooLarge
from sptgraph.reading.assembly import Origin

MOST_PAGES = 1_000
MOST_SEGMENTS = 20_000

Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A character on a page: its left and right edge, the baseline it stands on, its height."""

    text: str
    x0: float
    x1: float
    y: float
    height: float


class Segment(NamedTuple):
    """A straight ruled line, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float


class RawGlyph(NamedTuple):
    """A character before its page is turned: its quarter turns clockwise (-1 askew), box and origin."""

    turn: int
    text: str
    box: Box
    origin: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its width, its glyphs in the file's order, its ruled lines.

    ``pictured`` says whether it shows an image; ``unreadable`` counts glyphs whose font does not say
    which character they are.
    """

    number: int
    width: float
    glyphs: list[Glyph]
    segments: list[Segment]
    pictured: bool
    unreadable: int


def make_sheet(
    number: int, page: Box, raw: list[RawGlyph], strokes: Iterable[Segment], *, pictured: bool
) -> Sheet:
    """Turn a page so that most of its text runs to the right; text askew to that (a watermark) is dropped."""
    turns = Counter(glyph.turn for glyph in raw if glyph.turn >= 0)
    turn = turns.most_common(1)[0][0] if turns else 0
    if turn:
        glyphs = [_upright(glyph, page) for glyph in raw if glyph.turn == turn]
    else:
        glyphs = [
            Glyph(text, box[0], box[2], origin[1], box[3] - box[1])
            for its, text, box, origin in raw
            if not its
        ]
    readable = [glyph for glyph in glyphs if _readable(glyph.text)]
    segments = [Segment(*_turned(s.x0, s.y0, turn, page), *_turned(s.x1, s.y1, turn, page)) for s in strokes]
    width = page[3] - page[1] if turn % 2 else page[2] - page[0]
    return Sheet(number, width, readable, segments, pictured, len(glyphs) - len(readable))


def _turned(x: float, y: float, turn: int, page: Box) -> tuple[float, float]:
    if turn == 3:
        return y - page[1], page[2] - x
    if turn == 1:
        return page[3] - y, x - page[0]
    if turn == 2:
        return page[2] - x, page[3] - y
    return x, y


def _upright(glyph: RawGlyph, page: Box) -> Glyph:
    left, bottom, right, top = glyph.box
    one, other = _turned(left, bottom, glyph.turn, page), _turned(right, top, glyph.turn, page)
    _, baseline = _turned(*glyph.origin, glyph.turn, page)
    return Glyph(glyph.text, min(one[0], other[0]), max(one[0], other[0]), baseline, abs(other[1] - one[1]))


def _readable(text: str) -> bool:
    """Whether a glyph is known as a character; symbols of a private font are not."""
    return text >= " " and text not in "\ufffd\ufffe\uffff" and not "\uf000" <= text[0] <= "\uf0ff"


def check_pages(pages: int, origin: Origin) -> None:
    """Raise `TooLarge` if the file has more pages than a plan can have."""
    if pages > MOST_PAGES:
        raise TooLarge(
            f"“{origin.name}”有 {pages} 页，超过 {MOST_PAGES} 页的上限；请只保留方案所在的页",
            f"“{origin.name}” has {pages} pages, over the limit of {MOST_PAGES}; keep the plan's pages only",
        )


def unopened(origin: Origin, *, protected: bool) -> BrokenDocument:
    """Return the error for a PDF that is protected by a password or damaged."""
    if protected:
        return BrokenDocument(
            f"“{origin.name}”有打开密码；请用密码打开后另行打印成 PDF（不设密码），或提供 docx",
            f"“{origin.name}” is protected by a password; open it with the password and print it to a PDF "
            "without one, or give the docx",
        )
    return BrokenDocument(
        f"“{origin.name}”已损坏，无法作为 PDF 读取；请重新下载，或在阅读器中打开后另存",
        f"“{origin.name}” is damaged and cannot be read as a PDF; download it again, or open it in a "
        "viewer and save it anew",
    )
