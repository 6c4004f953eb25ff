"""The committee's member units (成员单位) by class, where a plan lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sptgraph.extraction.agents import Piece, has_unit_form, is_place, split_agents, split_top
from sptgraph.extraction.folding import Folded
from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.model import MemberClass

_OPEN = re.compile(r"[^。；\n（〔：]{0,14}?(?P<open>[（〔：])")
_LIST_LINE = re.compile(r"(?![^\n]*[。；：])[^\n，]{2,400}(?:\n|$)")
_PARTY = re.compile(r"团[省市县区州]委|[县市区省州]委")
_LEAST = 3
_CLASSES: tuple[MemberClass, ...] = ("industry", "supervisory", "support")


@dataclass(frozen=True, slots=True)
class Listed:
    """A member unit in folded text."""

    name: Piece
    member_class: MemberClass


@cache
def _class_words() -> re.Pattern[str]:
    words = {
        kind: sorted(load_lexicon().words[f"member-class-{kind}"], key=len, reverse=True) for kind in _CLASSES
    }
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(map(re.escape, words[kind]))})" for kind in _CLASSES))


def find_members(text: Folded, lexicon: Lexicon) -> list[Listed]:
    """Find the lists of member units in a plan's whole text.

    >>> from sptgraph.extraction.folding import fold
    >>> text = fold("其他成员单位（县委组织部、县委宣传部、县财政局）。要提供支持。")
    >>> [(text.text[m.name.start : m.name.end], m.member_class) for m in find_members(text, load_lexicon())]
    [('县委组织部', 'support'), ('县委宣传部', 'support'), ('县财政局', 'support')]
    """
    members: list[Listed] = []
    position = 0
    while found := _class_words().search(text.text, position):
        position = found.end()
        opening = _OPEN.match(text.text, found.end())
        stretch = (
            _stretch(text.text, opening.start("open")) if opening else _next_line(text.text, found.end())
        )
        if stretch is None:
            continue
        names = list(_names(text, stretch, lexicon))
        if len(names) >= _LEAST:
            kind = next(kind for kind in _CLASSES if found[kind])
            members.extend(Listed(name, kind) for name in names)
            position = stretch.end
    return members


def _stretch(text: str, opening: int) -> Piece | None:
    """Return what a class's list fills: its bracket, or the rest of the sentence or line behind a colon."""
    if text[opening] == "：":
        start = opening + 1
        if text[start : start + 1] == "\n":
            start += 1
        stop = re.compile(r"[。；\n]").search(text, start)
        return Piece(start, stop.start() if stop else len(text))
    depth = 0
    for index in range(opening, min(len(text), opening + 3000)):
        if text[index] in "（〔":
            depth += 1
        elif text[index] in "）〕":
            depth -= 1
            if depth == 0:
                return Piece(opening + 1, index)
    return None


def _next_line(text: str, position: int) -> Piece | None:
    """A class as a heading of its own, its units on the lines below, until a line that is a sentence."""
    if not (behind := re.compile(r"[^。；，\n]{0,6}[。：]?\n").match(text, position)):
        return None
    end = behind.end()
    while line := _LIST_LINE.match(text, end):
        end = line.end()
    return (
        Piece(behind.end(), end) if end > behind.end() else Piece(behind.end(), _line_end(text, behind.end()))
    )


def _line_end(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return stop if stop >= 0 else len(text)


def _names(text: Folded, stretch: Piece, lexicon: Lexicon) -> Iterator[Piece]:
    """Yield the units of a list; nothing where the stretch is no list of units."""
    end = stretch.end
    while end > stretch.start and text.text[end - 1] in "。；\n":
        end -= 1
    if text.text.startswith("包括", stretch.start):
        stretch = Piece(stretch.start + 2, end)
    pieces = [
        piece
        for line in split_top(text.text, stretch.start, end, "\n；")
        for part in _at_spaces(text, line)
        for piece in split_agents(text.text, part.start, part.end, lexicon)
    ]
    good = [p for p in pieces if _is_unit(text.text[p.start : p.end], lexicon)]
    if len(good) >= _LEAST and 5 * len(good) >= 4 * len(pieces):
        yield from (p for p in pieces if p.end - p.start <= 40)


def _at_spaces(text: Folded, line: Piece) -> Iterator[Piece]:
    """Split a line without signs where white space stood between the units."""
    if any(sign in text.text[line.start : line.end] for sign in "、，；"):
        yield line
        return
    start = line.start
    for index in range(line.start + 1, line.end):
        if text.offsets[index] - text.offsets[index - 1] > 1:
            yield Piece(start, index)
            start = index
    yield Piece(start, line.end)


def _is_unit(name: str, lexicon: Lexicon) -> bool:
    return (
        bool(lexicon.department_key(name))
        or has_unit_form(name)
        or is_place(name)
        or bool(_PARTY.match(name))
    )
