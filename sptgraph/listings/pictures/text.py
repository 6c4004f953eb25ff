"""How wide text is, and how it is broken into lines."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_NARROW: Final = frozenset("iljtfrI.,;:!'|`·()[]{}/\\- ")
_BROAD: Final = frozenset("mwMWOQGNDH@%&—")
_PIECES: Final = re.compile(r"\s+|[!-~]+|[^\s!-~]")
_NOT_FIRST: Final = frozenset("，。、；：！？）》〉」』】〕”’…·,.;:!?)]}")
_NOT_LAST: Final = frozenset("（《〈「『【〔“‘([{")


def measure(text: str, size: float) -> float:
    """Return how wide a line is at most, in the units of ``size``, whatever the font.

    >>> measure("县应急局", 10), measure("il", 10)
    (40.0, 8.4)
    """
    return round(sum(map(_share, text)) * size, 2)


def _share(char: str) -> float:
    """Return the width of a character as a share of the font's size."""
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA" or char in _BROAD:
        return 1.0
    if char in _NARROW:
        return 0.42
    return 0.75 if char.isupper() else 0.64


def wrap(text: str, size: float, width: float, most: int | None = None) -> tuple[str, ...]:
    """Return ``text`` in lines no wider than ``width``; beyond ``most`` lines it is cut with ….

    Han characters part anywhere but before a closing mark or behind an opening one, Latin words at spaces
    unless one alone is too wide.

    >>> wrap("县应急管理局（综合监管）", 10, 72), wrap("local office", 10, 40), wrap("甲乙丙丁", 10, 20, 1)
    (('县应急管理局', '（综合监管）'), ('local', 'office'), ('甲…',))
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, size, width):
        if not line or measure((line + piece).rstrip(), size) <= width:
            line = (line + piece).lstrip()
            continue
        line, carried = _parted(line, "" if piece.isspace() else piece, size, width)
        lines.append(line.rstrip())
        line = carried
        if most is not None and len(lines) == most:
            return (*lines[:-1], _cut(lines[-1], size, width))
    return tuple(lines if not line.strip() else [*lines, line.rstrip()])


def _parted(line: str, carried: str, size: float, width: float) -> tuple[str, str]:
    """Take along to the next line what must not end one, and what must not be left behind by its mark."""
    while carried and line[:-1] and (carried[0] in _NOT_FIRST or line[-1] in _NOT_LAST):
        if measure(line[-1] + carried, size) > width:
            break
        line, carried = line[:-1], line[-1] + carried
    return line, carried


def _pieces(text: str, size: float, width: float) -> Iterable[str]:
    for found in _PIECES.finditer(text):
        piece = found[0]
        if piece.isspace():
            yield " "
        elif measure(piece, size) <= width:
            yield piece
        else:
            yield from piece


def _cut(line: str, size: float, width: float) -> str:
    while line and measure(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"
