"""pdf → `Document`: pages joined, furniture dropped, lines re-flowed, ruled tables as cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from sptgraph.errors import NoText
from sptgraph.model import Document
from sptgraph.reading.assembly import Origin, Piece, assemble, unfold_layout
from sptgraph.reading.decoding import is_garbled
from sptgraph.reading.pdf import pdfium, plumber
from sptgraph.reading.pdf.furniture import PageLines, strip_furniture
from sptgraph.reading.pdf.guard import check
from sptgraph.reading.pdf.lines import TextLine, make_lines
from sptgraph.reading.pdf.notes import note_text, part_notes
from sptgraph.reading.pdf.reflow import measure, paragraphs, text_of
from sptgraph.reading.pdf.sheets import Sheet
from sptgraph.reading.pdf.tables import Table, append, cell_paragraphs, continues, find_tables


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    lines: list[TextLine]
    tables: list[Table]
    pictured: bool
    unreadable: int

    @property
    def table_edges(self) -> tuple[float, ...]:
        """The heights at which the page's tables begin and end."""
        return tuple(edge for table in self.tables for edge in (table.top, table.bottom))

    @property
    def silent(self) -> bool:
        """Whether the page shows a picture and says next to nothing: a scan."""
        return self.pictured and not self.tables and sum(len(line.text) for line in self.lines) < 10


def read_pdf(origin: Origin) -> Document:
    """Return the document of a PDF with a text layer.

    Raises `NoText` if its pages are pictures or its fonts do not say which characters they show,
    `BrokenDocument` if it is damaged, cut off or protected, `TooLarge` if it has too many pages. Pages
    without text in an otherwise readable file are listed in the hint ``pages_without_text``.
    """
    check(origin)
    pages = pdfium.map_sheets(origin, _digest)
    if pages is None:
        pages = plumber.map_sheets(origin, _digest)
    _refuse_silence(pages, origin)
    silent = ",".join(str(page.number) for page in pages if page.silent)
    hints = (("pages_without_text", silent),) if silent else ()
    return assemble(_pieces(pages), origin, "pdf", hints)


def _digest(sheet: Sheet) -> _Page:
    tables, glyphs = find_tables(sheet)
    lines = make_lines(glyphs, sheet.number)
    return _Page(sheet.number, sheet.width, lines, tables, sheet.pictured, sheet.unreadable)


def _refuse_silence(pages: list[_Page], origin: Origin) -> None:
    lines = [line for page in pages for line in page.lines]
    lines += [line for page in pages for table in page.tables for cell in table.cells for line in cell.lines]
    text = "".join(line.text for line in lines)
    if sum(page.unreadable for page in pages) > max(len(text), 10) or is_garbled(text):
        raise NoText(
            f"“{origin.name}”的字体没有文字编码，读出的是乱码；请用文字识别（OCR）软件转换，"
            "或向发文单位索取 docx",
            f"the fonts of “{origin.name}” do not say which characters they show; run text recognition (OCR) "
            "on it or ask the issuer for the docx",
        )
    if len(text) < 10 * len(pages) and any(page.silent for page in pages):
        raise NoText(
            f"“{origin.name}”是扫描件，只有图片没有文字；请用文字识别（OCR）软件转成 docx 或带文字层的 pdf，"
            "或向发文单位索取 docx",
            f"“{origin.name}” is a scan: pictures without text; run text recognition (OCR) on it to get a "
            "docx or a PDF with a text layer, or ask the issuer for the docx",
        )


def _pieces(pages: list[_Page]) -> Iterator[Piece]:
    stripped = strip_furniture([PageLines(page.number, page.lines, page.table_edges) for page in pages])
    width = median(page.width for page in pages)
    frame = measure([line for page in stripped for line in page.lines], width)
    body, notes = part_notes(stripped, frame.em)
    tables = 0
    for _, group in groupby(_joined(_items(body, pages)), key=type):
        items = list(group)
        for table in items:
            if isinstance(table, Table):
                tables += 1
                yield from unfold_layout(list(_cells(table, tables)), tables)
        lines = [line for line in items if isinstance(line, TextLine)]
        for paragraph in paragraphs(lines, frame):
            yield Piece(text_of(paragraph), page=paragraph[0].page)
    for note in notes:
        yield Piece(note_text(note), "footnote", note[0].page)


def _items(body: list[PageLines], pages: list[_Page]) -> Iterator[TextLine | Table]:
    """Yield lines and tables from the top of each page down."""
    for lines, page in zip(body, pages, strict=True):
        tables = sorted(page.tables, key=lambda table: table.top)
        for line in lines.lines:
            while tables and tables[-1].top > line.y:
                yield tables.pop()
            yield line
        yield from reversed(tables)


def _joined(items: Iterator[TextLine | Table]) -> Iterator[TextLine | Table]:
    """Make one of tables that follow each other over a page with the same columns."""
    before: Table | None = None
    for item in items:
        if isinstance(item, Table) and before is not None and continues(before, item):
            append(before, item)
            continue
        if before is not None:
            yield before
        before = item if isinstance(item, Table) else None
        if before is None:
            yield item
    if before is not None:
        yield before


def _cells(table: Table, number: int) -> Iterator[Piece]:
    for cell in table.cells:
        for paragraph in cell_paragraphs(cell):
            address = f"{number}.{cell.row}.{cell.column}"
            yield Piece(text_of(paragraph), "cell", paragraph[0].page, address)
