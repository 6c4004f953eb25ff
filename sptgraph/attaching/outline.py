"""What a graph keeps of a text that it may not quote: how it is laid out, and a digest of each piece.

The layout says where in the text its Han characters and digits stand; the pieces are stretches of these,
some sixteen long, each with a digest. So a place in the text can be found again in any other copy, whatever
its format, as far as the pieces around it are the same. The text cannot be had back from it.
"""

import hashlib
import re
import zlib
from itertools import accumulate
from typing import Final, NamedTuple

from sptgraph.content import Content, content_of
from sptgraph.errors import GraphError

_CUTS: Final = 16
_LONGEST: Final = 64
_MOST: Final = 5_000_000
_STOP: Final = re.compile("[。；;！!？?]")
_WRITTEN: Final = re.compile(r"(?:\d{1,7}(?: \d{1,7})*)?;(?:\d{1,2}:[0-9a-f]{8}(?: \d{1,2}:[0-9a-f]{8})*)?")


class Piece(NamedTuple):
    """A stretch of Han characters and digits: how many, and their digest."""

    length: int
    digest: str


class TextOutline(NamedTuple):
    """Where each Han character and digit stands in the text, and the pieces that they form."""

    offsets: tuple[int, ...]
    pieces: tuple[Piece, ...]


def outline_of(text: str) -> TextOutline:
    """Return the outline of a text."""
    content = content_of(text)
    return TextOutline(content.offsets, pieces_of(text, content))


def pieces_of(text: str, content: Content) -> tuple[Piece, ...]:
    """Cut the Han characters and digits of a text into pieces.

    A piece ends with its sentence, and wherever its last two characters say so: two copies are cut alike but
    for what differs in them.
    """
    counted, offsets, start, found = content.text, content.offsets, 0, []
    for end in range(1, len(counted) + 1):
        last = end == len(counted)
        stops = last or bool(_STOP.search(text, offsets[end - 1] + 1, offsets[end]))
        if (
            stops
            or end - start == _LONGEST
            or zlib.crc32(counted[max(0, end - 2) : end].encode()) % _CUTS == 0
        ):
            digest = hashlib.sha256(counted[start:end].encode()).hexdigest()[:8]
            found.append(Piece(end - start, digest))
            start = end
    return tuple(found)


def spell(outline: TextOutline) -> str:
    """Return the outline as one line: runs of other and of counted characters by turns; then the pieces.

    >>> spell(outline_of("一、总则"))
    '0 1 1 2;3:923e584f'
    """
    runs, end = [0, 0], 0
    for offset in outline.offsets:
        if offset == end:
            runs[-1] += 1
        else:
            runs += [offset - end, 1]
        end = offset + 1
    runs = runs[2:] if runs[:2] == [0, 0] else runs
    pieces = " ".join(f"{piece.length}:{piece.digest}" for piece in outline.pieces)
    return f"{' '.join(map(str, runs))};{pieces}"


def parse(line: str) -> TextOutline:
    """Read what `spell` writes; raises GraphError where it is no outline.

    >>> parse(spell(outline_of("一、总则"))) == outline_of("一、总则")
    True
    """
    if not _WRITTEN.fullmatch(line):
        raise broken()
    runs, _, pieces = line.partition(";")
    numbers = [int(number) for number in runs.split()]
    if sum(numbers) > _MOST:
        raise broken()
    starts = [0, *accumulate(numbers)]
    offsets = [
        offset for at in range(1, len(numbers), 2) for offset in range(starts[at], starts[at] + numbers[at])
    ]
    found = tuple(
        Piece(int(length), digest) for length, _, digest in (p.partition(":") for p in pieces.split())
    )
    if sum(piece.length for piece in found) != len(offsets):
        raise broken()
    return TextOutline(tuple(offsets), found)


def broken() -> GraphError:
    """Return the error that an outline is not that of the text, or none at all."""
    return GraphError(
        "图里的文字轮廓（spt:textOutline）已损坏，无法与原文对齐",
        "the graph's outline of the text (spt:textOutline) is broken, so no document can be joined with it",
    )
