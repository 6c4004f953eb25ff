"""Pieces of text in reading order → `Document`: the one place where positions are counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from sptgraph.errors import NoText
from sptgraph.model import Block, BlockKind, Document, DocumentFormat, Span
from sptgraph.reading.limits import Limits
from sptgraph.reading.normalisation import clean

Hints = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a file before it is read: its bytes, its name and the limits it must keep."""

    data: bytes
    name: str
    limits: Limits

    @property
    def sha256(self) -> str:
        """The checksum of the file's bytes."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a document to be: what it says, what it is and where it stands.

    ``cell`` is ``table.row.column``; several pieces of one cell share it.
    """

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    cell: str | None = None


def assemble(
    pieces: Iterable[Piece], origin: Origin, document_format: DocumentFormat, hints: Hints = ()
) -> Document:
    """Join ``pieces`` by line feeds and give each its span.

    Raises `NoText` if nothing is left after cleaning and `TooLarge` as soon as the limit is passed.
    """
    lines: list[str] = []
    blocks: list[Block] = []
    position = paragraph = 0
    for piece in pieces:
        for line in clean(piece.text).splitlines():
            text = line.strip()
            if not text:
                continue
            paragraph += piece.kind == "paragraph"
            end = position + len(text)
            number = None if piece.kind == "cell" else paragraph or None
            blocks.append(Block(Span(position, end, piece.page, number, piece.cell), piece.kind))
            lines.append(text)
            position = end + 1
            origin.limits.check_characters(end, origin.name)
    if not lines:
        raise NoText(
            f"“{origin.name}”里没有文字；若内容是图片，请先用文字识别（OCR）软件转换，或向发文单位索取 docx",
            f"“{origin.name}” holds no text; if it shows pictures of text, run text recognition (OCR) "
            "on it or ask the issuer for the docx",
        )
    return Document("\n".join(lines), tuple(blocks), origin.name, document_format, origin.sha256, hints)


def unfold_layout(pieces: list[Piece], table: int) -> Iterator[Piece]:
    """Yield the pieces of table number ``table``, as paragraphs where it only serves as page layout.

    A table of one column, or one in which a single cell holds nearly all the text, is a frame around
    prose and not a table.
    """
    prefix = f"{table}."
    own = [piece for piece in pieces if piece.cell and piece.cell.startswith(prefix)]
    sizes: dict[str, int] = {}
    for piece in own:
        sizes[piece.cell or ""] = sizes.get(piece.cell or "", 0) + len(piece.text)
    columns = {cell.rpartition(".")[2] for cell in sizes}
    largest = max(sizes.values(), default=0)
    layout = len(columns) < 2 or (largest > 1_000 and largest > 0.8 * sum(sizes.values()))
    for piece in pieces:
        if layout and piece.cell and piece.cell.startswith(prefix):
            yield replace(piece, cell=None, kind="paragraph" if piece.kind == "cell" else piece.kind)
        else:
            yield piece
