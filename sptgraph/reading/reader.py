"""The front door: one file, whatever its format, becomes one `Document`."""

from collections.abc import Callable
from pathlib import Path

from sptgraph.errors import BrokenDocument, SptgraphError
from sptgraph.model import Document, DocumentFormat
from sptgraph.reading.assembly import Origin
from sptgraph.reading.limits import MAX_BYTES, MAX_CHARACTERS, Limits
from sptgraph.reading.loading import load
from sptgraph.reading.sniffing import sniff


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_characters: int = MAX_CHARACTERS,
) -> Document:
    r"""Read a plan's file: txt, docx, html, pdf or a table in xlsx or csv, told apart by content.

    ``source`` is a path or the file's bytes; ``name`` is what to call it (the file's name unless
    given). ``max_bytes`` bounds the file and each part it unpacks to, ``max_characters`` its text.
    Nothing is fetched from the network, and the same bytes always give the same document.

    Raises `ReadError` where there is no readable file, `UnsupportedFormat`, `BrokenDocument`, `NoText`
    or `TooLarge`; nothing else, whatever the bytes.

    >>> document = read("一、总体要求\n（一）指导思想".encode("gb18030"))
    >>> document.format, document.text.splitlines()
    ('txt', ['一、总体要求', '（一）指导思想'])
    """
    limits = Limits(max_bytes, max_characters)
    data, called = load(source, name, limits)
    origin = Origin(data, called, limits)
    try:
        return _reader(sniff(origin))(origin)
    except SptgraphError:
        raise
    except Exception as error:
        # The bytes are a stranger's and the parsers are not ours: whatever escapes them is the file's fault.
        raise BrokenDocument(
            f"“{called}”已损坏，无法读取；请重新下载，或在 WPS 或 Word 中打开后另存为 docx",
            f"“{called}” is damaged and cannot be read; download it again, or open it in WPS or Word and "
            "save it as docx",
        ) from error


def _reader(document_format: DocumentFormat) -> Callable[[Origin], Document]:
    if document_format == "docx":
        from sptgraph.reading.docx.reader import read_docx

        return read_docx
    if document_format == "html":
        from sptgraph.reading.html.reader import read_html

        return read_html
    if document_format == "pdf":
        from sptgraph.reading.pdf.reader import read_pdf

        return read_pdf
    if document_format == "xlsx":
        return _read_workbook
    from sptgraph.reading.txt import read_txt

    return read_txt


def _read_workbook(origin: Origin) -> Document:
    from sptgraph.reading.grids.layout import document_of
    from sptgraph.reading.grids.workbook import read_workbook

    return document_of(read_workbook(origin), origin, "xlsx")
