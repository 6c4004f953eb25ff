"""How wide the columns of a printed table are: as its text needs them, on the paper there is.

Widths are counted in Latin letters, of which a Han character takes two.
"""

import re
from collections.abc import Sequence
from math import ceil
from typing import Final

from sptgraph.output import width

_LEAST: Final = 4
_LEAST_PROSE: Final = 6
_LONGEST_WORD: Final = 14
_WORD: Final = re.compile(r"[!-~]+")
_SAMPLE: Final = 80

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


def least(texts: Texts) -> list[int]:
    """Return the width below which each column tears dates and words apart, or prose into single signs."""
    return [_least([row[at] for row in texts]) for at in range(len(texts[0]))]


def _least(column: Sequence[str]) -> int:
    words = {word for text in column for word in _WORD.findall(text)}
    broad = any(width(line) > _LONGEST_WORD for text in column for line in text.split("\n"))
    longest = max((len(word) + (len(word) > 3) for word in words), default=0)
    return min(max(longest, _LEAST_PROSE if broad else _LEAST), _LONGEST_WORD)


def fit(texts: Texts, room: int) -> list[int]:
    """Return widths that fill ``room``, such that the table gets short.

    Each column first gets the least; what is left goes, a Han character at a time, where it saves most lines.

    >>> fit([["No.", "Task"], ["1", "x " * 60]], 40)
    [4, 36]
    """
    widths = least(texts)
    if sum(widths) > room:
        shares = [each * room / sum(widths) for each in widths]
        return [max(1, int(share)) for share in shares]
    rows = [texts[0], *texts[1 :: max(1, len(texts) // _SAMPLE)]]
    columns = [[_lines(row[at]) for row in rows] for at in range(len(widths))]
    costs = [_cost(column, at) for column, at in zip(columns, widths, strict=True)]
    wider = [_cost(column, at + 2) for column, at in zip(columns, widths, strict=True)]
    while room - sum(widths) >= 2:
        saves = [cost - less for cost, less in zip(costs, wider, strict=True)]
        at = saves.index(max(saves))
        if saves[at] <= 0:
            break
        widths[at] += 2
        costs[at], wider[at] = wider[at], _cost(columns[at], widths[at] + 2)
    return _stretched(widths, room)


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
    return [width(line) for line in text.split("\n")]


def _wrapped(lines: Sequence[int], at: int) -> int:
    """Return the lines that a cell takes; punctuation and words leave the end of a line empty."""
    return sum(1 if line <= at else ceil(line / max(at - 1, 2)) for line in lines)


def _cost(column: Sequence[Sequence[int]], at: int) -> int:
    """Weigh a column's lines; the tallest cells weigh most, because they make their rows tall."""
    return sum(int(_wrapped(lines, at)) ** 3 for lines in column)
