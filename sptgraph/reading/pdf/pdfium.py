"""The fast reader of pages: PDFium, some ten times faster than pdfminer.

It measures a text by its outlines. Of a font that is not in the file it may have none; then it passes over
characters that are printed alone, and takes the same words in the next line for a second print of the first.
Such files are left to the slower reader.
"""

import ctypes
from collections.abc import Callable, Iterator
from math import pi
from threading import Lock
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

_DEPTH = 4
_NOTHING = 0.02
_LINE_END_HYPHEN = "\x02"
# PDFium keeps state between calls and may be used by one thread at a time.
_ONE_AT_A_TIME = Lock()

T = TypeVar("T")


def map_sheets(origin: Origin, digest: Callable[[Sheet], T]) -> list[T] | None:
    """Return what ``digest`` makes of each page, or None if PDFium would lose some of it.

    Raises `BrokenDocument` if the file is damaged or protected, `TooLarge` if it has too many pages or
    characters.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(origin.data)
        except pypdfium2.PdfiumError as error:
            raise unopened(origin, protected="password" in str(error).lower()) from error
        try:
            check_pages(len(document), origin)
            return [digest(sheet) for sheet in _sheets(document, origin)]
        except _LostError:
            return None
        except pypdfium2.PdfiumError as error:
            raise unopened(origin, protected=False) from error
        finally:
            document.close()


class _LostError(Exception):
    """A text of the page would be lost."""


def _sheets(document: Any, origin: Origin) -> Iterator[Sheet]:
    from pypdfium2 import raw

    characters = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            characters += text.count_chars()
            origin.limits.check_characters(characters, origin.name)
            objects = list(_objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject))
            kinds = {kind for kind, _, _ in objects}
            if any(kind == raw.FPDF_PAGEOBJ_TEXT and _is_lost(item) for kind, item, _ in objects):
                raise _LostError
            paths = [item for kind, item, level in objects if kind == raw.FPDF_PAGEOBJ_PATH and not level]
            pictured = raw.FPDF_PAGEOBJ_IMAGE in kinds
            box = page.get_mediabox()
            yield make_sheet(number + 1, box, list(_glyphs(text)), _strokes(paths), pictured=pictured)
        finally:
            text.close()
            page.close()


def _objects(
    holder: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any], level: int = 0
) -> Iterator[tuple[int, Any, int]]:
    """Yield kind, handle and depth of the objects on a page, those in forms included."""
    from pypdfium2 import raw

    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        yield kind, item, level
        if kind == raw.FPDF_PAGEOBJ_FORM and level < _DEPTH:
            yield from _objects(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, level + 1)


def _is_lost(text: Any) -> bool:
    """Whether a text is set in a font that is not in the file, and has no outlines without it."""
    from pypdfium2 import raw

    if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text)) == 1:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    measured = raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    size = min(right.value - left.value, top.value - bottom.value)
    return not measured or size < _NOTHING


def _glyphs(text: Any) -> Iterator[RawGlyph]:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        quarters = raw.FPDFText_GetCharAngle(text, index) / (pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else -1
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        character = "-" if character == _LINE_END_HYPHEN else character
        yield RawGlyph(turn, character, (box.left, box.bottom, box.right, box.top), (x.value, y.value))


def _strokes(paths: list[Any]) -> Iterator[Segment]:
    """Yield the level and upright strokes among ``paths``."""
    from pypdfium2 import raw

    left = MOST_SEGMENTS
    for item in paths:
        left -= raw.FPDFPath_CountSegments(item)
        if left < 0:
            return
        before = (0.0, 0.0)
        for across, up, drawn in _points(item):
            level, upright = abs(up - before[1]) < 0.5, abs(across - before[0]) < 0.5
            if drawn and level != upright:
                yield Segment(*before, across, up)
            before = (across, up)


def _points(path: Any) -> Iterator[tuple[float, float, bool]]:
    """Yield the path's points on the page, and whether a straight stroke leads to each."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = (across, up)
        yield across, up, kind == raw.FPDF_SEGMENT_LINETO
        if raw.FPDFPathSegment_GetClose(segment):
            yield *first, True
