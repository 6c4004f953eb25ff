"""Plain text → `Document`: the file as it is, its non-blank lines as paragraphs; a csv as a table."""

import re

from sptgraph.errors import BrokenDocument
from sptgraph.model import Block, Document, Span
from sptgraph.reading.assembly import Origin
from sptgraph.reading.decoding import decode
from sptgraph.reading.grids.commas import delimiter_of, read_commas
from sptgraph.reading.grids.layout import document_of

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")


def read_txt(origin: Origin) -> Document:
    """Return the document of a text file; its text is the decoded file, nothing added or taken away.

    A file whose lines are the rows of a csv becomes the document of that table.

    Raises `BrokenDocument` if the file is no text or holds nothing but white space.
    """
    text = decode(origin.data, origin.name)
    origin.limits.check_characters(len(text), origin.name)
    if delimiter := delimiter_of(text):
        return document_of((read_commas(text, delimiter, origin.name),), origin, "csv")
    blocks: list[Block] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if stripped := line.strip().strip("\ufeff").strip():
            start = match.start() + line.index(stripped)
            blocks.append(Block(Span(start, start + len(stripped), paragraph=len(blocks) + 1)))
    if not blocks:
        raise BrokenDocument(f"“{origin.name}”里只有空白", f"“{origin.name}” holds nothing but white space")
    return Document(text, tuple(blocks), origin.name, "txt", origin.sha256)
