"""docx → `Document`: body, tables, text boxes and notes in reading order, numbers included."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sptgraph.model import BlockKind, Document
from sptgraph.reading.assembly import Origin, Piece, assemble, unfold_layout
from sptgraph.reading.docx.inline import Content, Inline, Line, alternative, fields_balance
from sptgraph.reading.docx.numbering import Numbering, integer, is_on, load_numbering, value
from sptgraph.reading.docx.package import MC, Parts, R, W, open_parts
from sptgraph.reading.grids.layout import Layout, with_grids

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent")
}


def read_docx(origin: Origin) -> Document:
    """Return the document of a Word file, all tracked changes accepted, headers and footers left out.

    Raises `BrokenDocument` if the file is damaged, protected or hostile, `NoText` if it holds none.
    """
    parts = open_parts(origin)
    knows_pages = next(parts.body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    inline = Inline(1 if knows_pages else None, fields_balance(parts.body))
    body = _Body(parts, inline, origin)
    return with_grids(assemble(body.pieces(), origin, "docx"), body.layouts)


@dataclass(frozen=True, slots=True)
class _Place:
    """What kind of block is being read, and in which cell."""

    kind: BlockKind = "paragraph"
    cell: str | None = None


@dataclass(slots=True)
class _Body:
    parts: Parts
    inline: Inline
    origin: Origin
    tables: int = 0
    layouts: dict[int, Layout] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    carried: list[Line] = field(default_factory=list)
    carried_label: str = ""
    numbering: Numbering = field(init=False)

    def __post_init__(self) -> None:
        self.numbering = load_numbering(self.parts.numbering, self.parts.styles)

    def pieces(self) -> Iterator[Piece]:
        """Yield the lines of the body, then those of the notes it refers to."""
        yield from self._blocks(self.parts.body, _Place())
        yield from self._flush(_Place())
        self.inline.page = None
        texts = _notes(self.parts.footnotes, "footnote") | _notes(self.parts.endnotes, "endnote")
        for reference in dict.fromkeys(self.notes):
            if reference in texts:
                self.inline.balanced_fields = fields_balance(texts[reference])
                yield from self._blocks(texts[reference], _Place("footnote"))

    def _blocks(self, parent: "Element", place: _Place) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, place)
            elif child.tag == f"{W}tbl":
                yield from self._flush(place)
                yield from self._table(child, place)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._blocks(alternative(child), place)
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child.get(f"{R}id", ""))
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child, place)

    def _paragraph(self, paragraph: "Element", place: _Place) -> Iterator[Piece]:
        content = self.inline.read(paragraph)
        self.notes.extend(content.notes)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        empty = not any(line.text.strip() for line in content.lines)
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self._carry(paragraph, content, empty=empty)
        elif mark is None or not empty or not is_on(mark.find(f"{W}vanish")) or self.carried:
            label = self.carried_label or self.numbering.label(paragraph)
            yield from self._lines(content, label, place)
        for box in content.boxes:
            yield from self._box(box, place)

    def _carry(self, paragraph: "Element", content: Content, *, empty: bool) -> None:
        """Keep a paragraph whose mark was deleted: its text runs on into the next one."""
        if not empty:
            self.carried_label = self.carried_label or self.numbering.label(paragraph)
            self.carried = _run_on(self.carried, content.lines)

    def _lines(self, content: Content, label: str, place: _Place) -> Iterator[Piece]:
        lines = _run_on(self.carried, content.lines)
        self.carried, self.carried_label = [], ""
        for line in lines:
            if line.text.strip():
                yield Piece(label + line.text.strip(), place.kind, line.page, place.cell)
                label = ""

    def _flush(self, place: _Place) -> Iterator[Piece]:
        yield from self._lines(Content([]), self.carried_label, place)

    def _box(self, box: "Element", place: _Place) -> Iterator[Piece]:
        carried, self.carried = self.carried, []
        label, self.carried_label = self.carried_label, ""
        yield from self._blocks(box, _Place("textbox", place.cell))
        yield from self._flush(_Place("textbox", place.cell))
        self.carried, self.carried_label = carried, label

    def _table(self, table: "Element", place: _Place) -> Iterator[Piece]:
        self.tables += 1
        number = self.tables
        pieces: list[Piece] = []
        kind: BlockKind = "cell" if place.kind == "paragraph" else place.kind
        layout = self.layouts[number] = Layout()
        for row_number, row in enumerate(_rows(table), 1):
            column = 1 + (integer(row.find(f"{W}trPr/{W}gridBefore")) or 0)
            for cell in _children(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                span = integer(properties.find(f"{W}gridSpan")) if properties is not None else None
                if _continues(properties):
                    layout.stretch(row_number, column, max(span or 1, 1))
                else:
                    layout.put(row_number, column, 1, max(span or 1, 1))
                    address = f"{number}.{row_number}.{column}"
                    pieces += self._blocks(cell, _Place(kind, address))
                    pieces += self._flush(_Place(kind, address))
                column += max(span or 1, 1)
        yield from unfold_layout(pieces, number)

    def _chunk(self, key: str) -> Iterator[Piece]:
        """Read a file that was pasted whole into the document (altChunk): web text, else nothing."""
        data = self.parts.chunks.get(key, b"")
        if b"<" in data[:1000] and not data.startswith(b"PK"):
            from sptgraph.reading.html.reader import read_fragment

            yield from read_fragment(data, self.origin)


def _notes(part: "Element | None", kind: str) -> dict[tuple[str, str], "Element"]:
    notes = part.iterfind(f"{W}{kind}") if part is not None else ()
    return {(kind, note.get(f"{W}id", "")): note for note in notes}


def _run_on(before: list[Line], after: list[Line]) -> list[Line]:
    if not before or not after:
        return [*before, *after]
    *head, last = before
    first, *tail = after
    return [*head, Line(last.text + first.text, last.page), *tail]


def _children(parent: "Element", tag: str) -> Iterator["Element"]:
    """Yield the rows of a table or the cells of a row, through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _rows(table: "Element") -> Iterator["Element"]:
    for row in _children(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _continues(properties: "Element | None") -> bool:
    """Whether a cell only continues a merged one, or was deleted."""
    if properties is None:
        return False
    merges = (properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge"))
    if any(merge is not None and value(merge) != "restart" for merge in merges):
        return True
    return properties.find(f"{W}cellDel") is not None
