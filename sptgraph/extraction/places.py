"""Spans with the page, paragraph and cell a person finds them at."""

from bisect import bisect_right
from collections.abc import Callable

from sptgraph.extraction.folding import Folded
from sptgraph.model import Document, Span

Locate = Callable[[Folded, int, int], Span]
"""Turns a stretch of folded text into a span of the document."""


def locator(document: Document) -> Locate:
    """Return the function that gives a stretch of this document's folded text its span and place."""
    starts = [block.span.start for block in document.blocks]

    def locate(text: Folded, start: int, end: int) -> Span:
        first, last = text.address(start, end)
        index = bisect_right(starts, first) - 1
        if index < 0:
            return Span(first, last)
        place = document.blocks[index].span
        return Span(first, last, place.page, place.paragraph, place.cell)

    return locate


def spelled(document: Document, text: Folded, start: int, end: int) -> str:
    """Return a name as printed, without what a page break may have put inside it."""
    return "".join(document.text[offset] for offset in text.offsets[start:end])


def printed(document: Document, span: Span) -> str:
    """Return what stands at ``span``, white space removed.

    >>> document = Document("县 应急局", (), "a.txt", "txt", "")
    >>> printed(document, Span(0, 5))
    '县应急局'
    """
    return "".join(document.text[span.start : span.end].split())
