"""Letterheads as offices have them, made for the tests."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.shared import Twips

from sptgraph.listings import Listing

WIDE, HIGH, LEFT = Twips(11340), Twips(15876), Twips(1758)
BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>'
    "{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def letterhead(*lines: str, change: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return a letterhead on paper of its own, with its name in the header."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = WIDE, HIGH, LEFT
    section.header.paragraphs[0].text = "云溪县安全生产委员会办公室"
    for line in lines:
        document.add_paragraph(line)
    change(document)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def opened(made: Listing, paper: bytes | str | Path) -> Any:
    return docx.Document(io.BytesIO(made.render("docx", letterhead=paper)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip file with one member changed, or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.namelist():
            target.writestr(member, change(source.read(member)) if member == name else source.read(member))
        if name not in source.namelist():
            target.writestr(name, change(b""))
    return buffer.getvalue()
