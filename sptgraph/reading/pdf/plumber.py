"""The thorough reader of pages: pdfplumber, for files of which PDFium would lose some text."""

import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from math import atan2, pi
from typing import Any, TypeVar

from sptgraph.reading.assembly import Origin
from sptgraph.reading.pdf.sheets import (
    MOST_SEGMENTS,
    RawGlyph,
    Segment,
    Sheet,
    check_pages,
    make_sheet,
    unopened,
)

# What pdfminer mutters about a damaged file is no message of ours; a host that logs still gets it.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

T = TypeVar("T")


def map_sheets(origin: Origin, digest: Callable[[Sheet], T]) -> list[T]:
    """Return what ``digest`` makes of each page; raises as the fast reader does."""
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(origin.data)) as document:
            check_pages(len(document.pages), origin)
            return [digest(sheet) for sheet in _sheets(document, origin)]
    except (PDFException, PSException, PdfminerException) as error:
        raise unopened(origin, protected="Password" in repr(error)) from error


def _sheets(document: Any, origin: Origin) -> Iterator[Sheet]:
    characters = 0
    for number, page in enumerate(document.pages, 1):
        characters += len(page.chars)
        origin.limits.check_characters(characters, origin.name)
        glyphs = [_glyph(character, page.height) for character in page.chars]
        strokes = [_stroke(edge, page.height) for edge in page.edges[:MOST_SEGMENTS]]
        box = (0.0, 0.0, float(page.width), float(page.height))
        yield make_sheet(number, box, glyphs, strokes, pictured=bool(page.images))
        page.close()


def _glyph(character: dict[str, Any], height: float) -> RawGlyph:
    a, b, _, _, across, up = character["matrix"]
    quarters = -atan2(b, a) / (pi / 2)
    turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1
    text = character["text"]
    return RawGlyph(
        turn,
        text if text and not text.startswith("(cid:") else "\ufffd",
        (character["x0"], height - character["bottom"], character["x1"], height - character["top"]),
        (across, up),
    )


def _stroke(edge: dict[str, Any], height: float) -> Segment:
    return Segment(edge["x0"], height - edge["bottom"], edge["x1"], height - edge["top"])
