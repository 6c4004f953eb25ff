"""How wide the columns of a printed table are: as its text needs them, on the paper there is.

Widths are counted in Latin letters, of which a Han character takes two.
"""

import re
from collections.abc import Sequence
from math import ceil, sqrt
from typing import Final

_LEAST: Final = 4
_LEAST_PROSE: Final = 6
_LONGEST_WORD: Final = 14
_WORD: Final = re.compile(r"[!-~]+")
_SAMPLE: Final = 60
_POWER: Final = 4
_LEEWAY: Final = 0.6
_SHORT: Final = 20
_CITED: Final = 10

Texts = Sequence[Sequence[str]]
"""The texts of a table: rows of cells, the head first."""


def wanted(texts: Texts, most: Sequence[int]) -> list[int]:
    """Return the width that each column would like: its widest line, but not more than ``most``.

    >>> wanted([["序号", "任务"], ["1", "更换老旧燃气管道"]], [5, 20])
    [4, 16]
    """
    return [
        max(min(max(_lines(row[at]), default=0), longest) for row in texts) for at, longest in enumerate(most)
    ]


def least(texts: Texts, *, tight: bool = False) -> list[int]:
    """Return the width below which each column tears dates and words apart, or prose into single signs.

    ``tight`` spares only the words that fill a cell or head. Short citations, such as 二（三）6, stay whole.
    """
    return [_least([row[at] for row in texts], tight=tight) for at in range(len(texts[0]))]


def _least(column: Sequence[str], *, tight: bool) -> int:
    lines = [line for text in column for line in text.split("\n")]
    kept = [line for line in lines if line.isascii() and len(line) <= _SHORT] if tight else lines
    longest = max(
        (len(word) + (len(word) > 3) + (len(word) > 5) for line in kept for word in _WORD.findall(line)),
        default=0,
    )
    cited = max((wide for line in lines if "（" in line and (wide := _width(line)) <= _CITED), default=-1) + 1
    broad = any(_width(line) > _LONGEST_WORD for line in lines)
    return min(max(longest, cited, _LEAST_PROSE if broad else _LEAST), _LONGEST_WORD)


def fit(texts: Texts, room: int) -> list[int]:
    """Return widths that fill ``room``, such that the table gets short.

    Each column first gets the least; what is left goes, a Han character at a time, where it saves most lines.

    >>> fit([["No.", "Task"], ["1", "x " * 60]], 40)
    [4, 36]
    """
    widths = least(texts)
    if sum(widths) > room * _LEEWAY:
        widths = least(texts, tight=True)
    if sum(widths) > room:
        return [max(1, each * room // sum(widths)) for each in widths]
    rows = [texts[0], *texts[1 :: max(1, len(texts) // _SAMPLE)]]
    columns = [_Column([_lines(row[at]) for row in rows], each) for at, each in enumerate(widths)]
    heights = [sum(weights) for weights in zip(*(column.now for column in columns), strict=True)]
    while room - sum(column.width for column in columns) >= 2:
        best = max(columns, key=lambda column: column.saves(heights))
        if best.saves(heights) <= 0:
            break
        heights = [all_ - now + wider for all_, now, wider in zip(heights, best.now, best.wider, strict=True)]
        best.widen()
    return _stretched([column.width for column in columns], room)


class _Column:
    """A column as it grows; its cells weigh more than their lines, as the tallest makes the row tall."""

    def __init__(self, cells: Sequence[Sequence[int]], at: int) -> None:
        self._cells, self.width = cells, at
        self.now, self.wider = self._weights(at), self._weights(at + 2)

    def saves(self, heights: Sequence[int]) -> float:
        """Return the lines that a Han character more would save, ``heights`` being the rows' weights."""
        return sum(
            _root(all_) - _root(all_ - now + wider)
            for all_, now, wider in zip(heights, self.now, self.wider, strict=True)
            if now != wider
        )

    def widen(self) -> None:
        """Take a Han character more."""
        self.width += 2
        self.now, self.wider = self.wider, self._weights(self.width + 2)

    def _weights(self, at: int) -> list[int]:
        return [int(_wrapped(lines, at)) ** _POWER for lines in self._cells]


def _root(weight: int) -> float:
    return sqrt(sqrt(weight))


def _stretched(widths: list[int], room: int) -> list[int]:
    """Share out what no column needs, among those that hold more than a number."""
    broad = [each if each > _LEAST else 0 for each in widths]
    if not any(broad):
        broad = widths
    spare, whole = room - sum(widths), sum(broad)
    stretched = [each + spare * share // whole for each, share in zip(widths, broad, strict=True)]
    stretched[broad.index(max(broad))] += room - sum(stretched)
    return stretched


def height(row: Sequence[str], widths: Sequence[int]) -> int:
    r"""Return how many lines a row takes.

    >>> height(["县应急局", "甲\n乙"], [4, 10])
    3
    """
    return max(
        (_wrapped(_lines(text), at) for text, at in zip(row, widths, strict=True)),
        default=1,
    )


def _lines(text: str) -> list[int]:
    return [_width(line) for line in text.split("\n")]


def _width(line: str) -> int:
    """Return how many Latin letters wide a line is; quicker than looking each sign up."""
    return len(line) + (len(line.encode("utf-8")) - len(line)) // 2


def _wrapped(lines: Sequence[int], at: int) -> int:
    """Return the lines that a cell takes; punctuation and words leave the end of a line empty."""
    return sum(1 if line <= at else ceil(line / max(at - 1, 2)) for line in lines)
