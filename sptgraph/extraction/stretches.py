"""Stretches of text, asked many times what they cover."""

from bisect import bisect_right
from collections.abc import Iterable


class Stretches:
    """A set of half-open stretches; questions cost the logarithm of their number.

    >>> held = Stretches([(3, 8), (20, 24)])
    >>> held.contains(4, 8), held.contains(7, 9), held.overlaps(7, 9), 20 in held
    (True, False, True, True)
    """

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(set(stretches), key=lambda s: (s[0], -s[1])):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def contains(self, start: int, end: int) -> bool:
        """Whether one of the stretches holds all from ``start`` to ``end``."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._ends[index]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any character from ``start`` to ``end`` is covered."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and start < self._ends[index]:
            return True
        return index + 1 < len(self._starts) and self._starts[index + 1] < end

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and self.contains(position, position + 1)
