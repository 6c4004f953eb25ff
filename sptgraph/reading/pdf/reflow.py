"""Lines → paragraphs: where a line ends because the paper did, and where because the author did.

A line that had room for what begins the next one was ended on purpose. A full line runs on, unless the
next begins like a paragraph: indented by two characters where the document indents, or numbered after
a finished sentence where it does not.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from sptgraph.reading.pdf.lines import NEVER_FIRST, TextLine, join_texts

_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+[、章节条]|[（(][一二三四五六七八九十\d０-９]{1,3}[)）]|[\d０-９]{1,2}[.．、)）](?!\d)"
    r"|[①-⑳⑴-⒛]|附\s*件\s*\d*\s*[:：]?|附\s*表|抄[送报][:：]|(?:责任|牵头|配合)单位[:：])"
)
_ENDED = re.compile(r"[。！？；：!?;:][”’）)」』]*$|[。！？；]?[）)]$")

_FLUSH = 0.8


@dataclass(frozen=True, slots=True)
class Frame:
    """A document's type area: edges of even (0) and odd (1) pages, em and line pitch, all in points.

    ``indents`` says that paragraphs begin with an indent, ``flush_numbers`` that numbered ones do not.
    """

    left: dict[int, float]
    right: dict[int, float]
    em: float
    pitch: float
    indents: bool = False
    flush_numbers: bool = False

    def indent(self, line: TextLine) -> float:
        """Return how far ``line`` starts from the left edge, in ems."""
        return (line.x0 - self.left[line.page % 2]) / self.em

    def is_centred(self, line: TextLine) -> bool:
        """Whether ``line`` stands in the middle, as the last line of a title does."""
        side = line.page % 2
        middle = (self.left[side] + self.right[side]) / 2
        return self.indent(line) > 3 and abs((line.x0 + line.x1) / 2 - middle) < 0.6 * self.em

    def has_room(self, line: TextLine, following: TextLine) -> bool:
        """Whether ``line`` left room for the beginning of ``following``, so that its author ended it."""
        return self.right[line.page % 2] - line.x1 >= following.lead + 0.3 * self.em


def measure(lines: list[TextLine], width: float) -> Frame:
    """Return the type area in which ``lines``, the document's body, stand on pages of ``width`` points."""
    em = _mode([line.em for line in lines if line.em] or [line.height for line in lines] or [12.0], 0.5)
    body = [line for line in lines if not line.em or abs(line.em - em) < 0.15 * em] or lines
    left, right = {}, {}
    for side in (0, 1):
        own = [line for line in body if line.page % 2 == side] or body
        left[side], _ = _edge([line.x0 for line in own], em)
        end, times = _edge([-line.reach for line in own], em)
        # Where hardly a line is full, the right margin is taken to be as wide as the left one.
        full = times > 2 and -end - left[side] > width / 2
        right[side] = -end if full else max(-end, width - left[side] - em)
    gaps = [
        before.y - after.y
        for before, after in pairwise(body)
        if before.page == after.page and before.y > after.y
    ]
    frame = Frame(left, right, em, median(gaps) if gaps else 2 * em)
    return replace(frame, indents=_indents(body, frame), flush_numbers=_flush_numbers(body, frame))


def _indents(body: list[TextLine], frame: Frame) -> bool:
    indented = sum(1.5 < frame.indent(line) < 2.7 for line in body)
    return indented > 0.05 * len(body) and any(frame.indent(line) < 0.5 for line in body)


def _flush_numbers(body: list[TextLine], frame: Frame) -> bool:
    """Whether numbered paragraphs begin at the left edge, judged by those that follow a line with room."""
    starts = [
        after for before, after in pairwise(body) if _is_numbered(after) and frame.has_room(before, after)
    ]
    flush = sum(frame.indent(line) < _FLUSH for line in starts)
    return flush > 1 and flush > 0.3 * len(starts)


def _mode(values: list[float], step: float) -> float:
    return Counter(round(value / step) * step for value in values).most_common(1)[0][0] or step


def _edge(values: list[float], em: float) -> tuple[float, int]:
    """Return the outermost place at which more than a stray line begins, and how many lines do."""
    ordered = sorted(values)
    enough = max(2, len(ordered) // 50)
    for place, value in enumerate(ordered):
        near = bisect_left(ordered, value + 0.6 * em) - place
        if near >= enough:
            return value, near
    return (ordered[0], 1) if ordered else (0.0, 0)


def paragraphs(lines: Iterable[TextLine], frame: Frame) -> Iterator[list[TextLine]]:
    """Yield the lines of each paragraph."""
    paragraph: list[TextLine] = []
    for line in lines:
        if paragraph and not _runs_on(paragraph, line, frame):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def text_of(paragraph: list[TextLine]) -> str:
    """Return the lines of ``paragraph`` as one."""
    text = ""
    for line in paragraph:
        text = join_texts(text, line.text) if text else line.text
    return text


def _runs_on(paragraph: list[TextLine], following: TextLine, frame: Frame) -> bool:
    current = paragraph[-1]
    if following.text[0] in NEVER_FIRST:
        return True
    if current.em and following.em and abs(current.em - following.em) > 0.12 * current.em:
        return False
    if frame.has_room(current, following):
        return False
    if current.page == following.page and current.y - following.y > 1.7 * frame.pitch:
        return False
    indent, last = frame.indent(following), frame.indent(current)
    ended = _ENDED.search(current.text[-8:]) is not None
    if ended and _is_numbered(following) and (indent > _FLUSH or frame.flush_numbers or not frame.indents):
        return False
    if len(paragraph) > 1:
        return abs(indent - last) < 0.5 or max(indent, last) < _FLUSH
    if indent < _FLUSH:
        return True
    if not ended and frame.is_centred(following):
        return True
    if indent > last + 0.5:
        # Deeper than the first line: a list whose numbers stand out to the left, or a new paragraph's indent.
        hanging = _is_numbered(current) or not (ended or frame.indents)
        return hanging and indent - last < 4.5
    return abs(indent - last) > 0.3 or not (frame.indents or ended)


def _is_numbered(line: TextLine) -> bool:
    return _NUMBERED.match(line.text) is not None
