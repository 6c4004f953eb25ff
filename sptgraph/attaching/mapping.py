"""Where the places of one text are in another copy of it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from sptgraph.attaching.outline import Piece, TextOutline, broken, pieces_of
from sptgraph.content import content_of
from sptgraph.model import Document, Span

_NOWHERE: Final = -1
_SCRAP: Final = 10


class Mapping:
    """Two copies of a text laid side by side, by the pieces that they have in common.

    ``same`` says that both have the same Han characters and digits, however they are laid out.
    """

    def __init__(self, old: TextOutline, document: Document, *, same: bool = False) -> None:
        self._old, self._document = old.offsets, document
        self._content = content_of(document.text)
        self._blocks = [block.span.start for block in document.blocks]
        if same and len(old.offsets) != len(self._content.offsets):
            raise broken()
        self._new_of = list(range(len(old.offsets))) if same else self._matched(old)
        self._found = [at for at, new_at in enumerate(self._new_of) if new_at != _NOWHERE]

    def _matched(self, old: TextOutline) -> list[int]:
        """Return for each counted character of the old text which one of the new it is."""
        new = pieces_of(self._document.text, self._content)
        found = [_NOWHERE] * len(old.offsets)
        starts, new_starts = ([0, *accumulate(p.length for p in pieces)] for pieces in (old.pieces, new))
        for piece, other, count in _common(old.pieces, new):
            length = starts[piece + count] - starts[piece]
            first, last = starts[piece], new_starts[other]
            if new_starts[other + count] - last == length:  # always, short of digests that collide
                found[first : first + length] = range(last, last + length)
        return found

    @property
    def share(self) -> float:
        """How much of the shorter text is in the other, from 0 to 1; a mere scrap does not count as short."""
        least = max(min(len(self._old), len(self._content.offsets)), len(self._old) // _SCRAP)
        return len(self._found) / least if least else 0.0

    def exact(self, span: Span) -> Span | None:
        """Return where a span is, if all of it is there and nothing has come between."""
        first, last = self._counted(span)
        if first >= last:
            return None
        start = self._new_of[first]
        if start == _NOWHERE or self._new_of[first:last] != list(range(start, start + last - first)):
            return None
        return self._span(start, start + last - first, *self._margins(span, first, last))

    def roughly(self, span: Span) -> Span | None:
        """Return where a longer stretch is, parts of which may have changed; None where all of it has."""
        first, last = self._counted(span)
        left, right = bisect_left(self._found, first), bisect_left(self._found, last)
        if left == right:
            return None
        before, after = self._margins(span, first, last)
        start, end = self._new_of[self._found[left]], self._new_of[self._found[right - 1]] + 1
        if self._found[left] != first:
            before = 0
            if first and self._new_of[first - 1] != _NOWHERE:
                start = self._new_of[first - 1] + 1
        if self._found[right - 1] != last - 1:
            after = 0
            if last < len(self._old) and self._new_of[last] != _NOWHERE:
                end = self._new_of[last]
        return self._span(start, end, before, after)

    def by_words(self, span: Span, words: str) -> Span | None:
        """Return where ``words`` stand in what has come in place of the changed pieces around a span."""
        first, last = self._counted(span)
        wanted = content_of(words).text
        left, right = bisect_left(self._found, first), bisect_left(self._found, last)
        low = self._new_of[self._found[left - 1]] + 1 if left else 0
        high = self._new_of[self._found[right]] if right < len(self._found) else len(self._content.text)
        at = self._content.text.find(wanted, low, high) if wanted and first < last else _NOWHERE
        return None if at == _NOWHERE else self._span(at, at + len(wanted))

    def words(self, span: Span) -> str:
        """Return what the new text has at a span of it, without the line ends in it."""
        return "".join(self._document.text[span.start : span.end].split())

    def _counted(self, span: Span) -> tuple[int, int]:
        """Return which Han characters and digits of the old text lie in a span."""
        return bisect_left(self._old, span.start), bisect_left(self._old, span.end)

    def _margins(self, span: Span, first: int, last: int) -> tuple[int, int]:
        """Return how many other characters a span of the old text begins and ends with."""
        return self._old[first] - span.start, span.end - self._old[last - 1] - 1

    def _span(self, first: int, last: int, before: int = 0, after: int = 0) -> Span:
        """Return the span of counted characters of the new text, with its place on paper.

        As many other characters belong to it at its ends as ``before`` and ``after`` say, if they are there.
        """
        offsets, text = self._content.offsets, self._document.text
        start, end = offsets[first], offsets[last - 1] + 1
        floor = offsets[first - 1] + 1 if first else 0
        ceiling = offsets[last] if last < len(offsets) else len(text)
        while before and start > floor and not text[start - 1].isspace():
            start, before = start - 1, before - 1
        while after and end < ceiling and not text[end].isspace():
            end, after = end + 1, after - 1
        at = bisect_left(self._blocks, start + 1) - 1
        if at < 0:
            return Span(start, end)
        place = self._document.blocks[at].span
        return Span(start, end, place.page, place.paragraph, place.cell)


def _common(old: Sequence[Piece], new: Sequence[Piece]) -> Iterable[tuple[int, int, int]]:
    """Return the runs of pieces that two texts share, as (place in the old, place in the new, how many)."""
    matcher = SequenceMatcher(None, [piece.digest for piece in old], [piece.digest for piece in new])
    return matcher.get_matching_blocks()
