"""Glyphs → lines: what shares a baseline, in order, without a producer's spaces between Han characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from sptgraph.reading.normalisation import clean
from sptgraph.reading.pdf.sheets import Glyph

_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·〇①-⑳\U00020000-\U0003ffff]")
_OPENING = "（(《〈【〔［「『“‘"
_CLOSING = "、，。．；：？！）)》〉】〕］」』”’%％…"
NEVER_FIRST = "、，。．；：？！）》〉】〕］」』”"
_UNBROKEN = re.compile(r"[A-Za-z0-9.,/\-—–～~%]")
_NOTE_MARK = re.compile(r"[\d①-⑳*\[\]〔〕]")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line on a page: its text, edges, baseline, height of its characters, page from 1.

    ``reach`` is the right edge without closing punctuation, which may hang over the margin; ``em`` the
    width of the Han characters (0 if there are none); ``lead`` the width of what cannot be parted at
    the line's beginning: the line before had no room for that, or it would stand there.
    """

    text: str
    x0: float
    x1: float
    reach: float
    y: float
    height: float
    em: float
    lead: float
    page: int


def make_lines(glyphs: Iterable[Glyph], page: int) -> list[TextLine]:
    """Group ``glyphs`` into lines, from the top of the page down."""
    lines = (make_line(group, page) for group in _by_baseline(glyphs))
    return [line for line in lines if line is not None]


def _by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if groups:
            first = groups[-1][0]
            if first.y - glyph.y <= 0.4 * max(first.height, glyph.height):
                groups[-1].append(glyph)
                continue
        groups.append([glyph])
    return groups


def make_line(glyphs: list[Glyph], page: int) -> TextLine | None:
    """Return the line that ``glyphs`` make, None if they are only space or notes' marks."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    shown = _without_doubles(_without_note_marks(sorted(shown, key=lambda glyph: glyph.x0)))
    text = clean(_spell(shown))
    if not text:
        return None
    han = [glyph for glyph in shown if _HAN.match(glyph.text)]
    em = median(glyph.x1 - glyph.x0 for glyph in han) if han else 0.0
    measured = han or shown
    return TextLine(
        text,
        shown[0].x0,
        shown[-1].x1,
        next((glyph.x1 for glyph in reversed(shown) if glyph.text not in _CLOSING), shown[-1].x1),
        median(glyph.y for glyph in measured),
        median(glyph.height for glyph in measured),
        em,
        _lead(shown),
        page,
    )


def _without_note_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop the small raised figures that refer to footnotes; they are no part of the sentence."""
    han = [glyph for glyph in glyphs if _HAN.match(glyph.text)]
    if not han:
        return glyphs
    height, baseline = median(glyph.height for glyph in han), median(glyph.y for glyph in han)
    kept: list[Glyph] = []
    for glyph in glyphs:
        small = glyph.height < 0.75 * height and glyph.y > baseline + 0.1 * height
        follows_latin = bool(kept) and kept[-1].text.isascii() and kept[-1].text.isalpha()
        if not (small and _NOTE_MARK.match(glyph.text) and not follows_latin):
            kept.append(glyph)
    return kept


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop the second print of a character that a producer set twice to make it look bold."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        twice = any(
            before.text == glyph.text and glyph.x0 - before.x0 < 0.3 * (glyph.x1 - glyph.x0)
            for before in kept[-2:]
        )
        if not twice:
            kept.append(glyph)
    return kept


def _spell(glyphs: list[Glyph]) -> str:
    text = ""
    for before, glyph in zip([None, *glyphs[:-1]], glyphs, strict=True):
        if before is not None:
            gap = glyph.x0 - before.x1
            em = max(before.height, glyph.height)
            wide = _WIDE.match(before.text) or _WIDE.match(glyph.text)
            if gap > (1.2 if wide else 0.18) * em:
                text += " "
        text += glyph.text
    return text


def _lead(glyphs: list[Glyph]) -> float:
    """Return how wide the first unbreakable run is: brackets that open, a character or word, what closes."""
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in _OPENING:
        end += 1
    if _UNBROKEN.match(glyphs[end].text):
        while end < len(glyphs) - 1 and _UNBROKEN.match(glyphs[end + 1].text):
            end += 1
    while end < len(glyphs) - 1 and glyphs[end + 1].text in _CLOSING:
        end += 1
    return glyphs[end].x1 - glyphs[0].x0


def join_texts(first: str, second: str) -> str:
    """Join two lines of a paragraph: with a space only between words of Latin letters.

    >>> join_texts("县应急管", "理局"), join_texts("work", "safety"), join_texts("20", "24年")
    ('县应急管理局', 'work safety', '2024年')
    """
    between = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if between else first + second
