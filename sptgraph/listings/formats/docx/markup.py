"""Text as WordprocessingML: written as strings, parsed once in bulk."""

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from sptgraph.output import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES: Final = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{iri}"' for prefix, iri in NAMESPACES.items())
_EITHER_WIDTH: Final = re.compile("[“”‘’—…·×÷±°§①-⑳Ⅰ-Ⅻ→←↑↓■□▲△●○◆◇★☆]")
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WHOLE: Final = "\\1\x1e\\2\x1e\\3"
_BESIDE_DATE: Final = re.compile("(?<=\x1e\\d\\d)（")
_MAY_BREAK: Final = "\u200b（"
_SIGNS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>", "\x1e": "<w:noBreakHyphen/>"}


def w(name: str) -> str:
    """Return a name of WordprocessingML as lxml spells it."""
    return f"{{{W}}}{name}"


def elements(xml: str) -> "list[Element]":
    """Return the elements that ``xml`` holds, one after another, as python-docx makes them."""
    from docx.oxml.parser import parse_xml

    return list(parse_xml(f"<w:body {_DECLARED}>{xml}</w:body>"))


def run(text: str, properties: str = "") -> str:
    r"""Return a run of text; line feeds and tabs are kept, and nothing in it is markup.

    Signs that Western and Chinese fonts share (“”, —, ①) are set in the Chinese one beside Chinese text.

    >>> run("a<b\nc")
    '<w:r><w:t>a&lt;b</w:t><w:br/><w:t>c</w:t></w:r>'
    """
    text = clean(text)
    if _EITHER_WIDTH.search(text) and not text.isascii():
        properties = '<w:rFonts w:hint="eastAsia"/>' + properties
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{_pieces(text)}</w:r>"


def _pieces(text: str) -> str:
    """Return markup for text; no day (2026-12-31) is torn, but a line may end behind it."""
    whole = _BESIDE_DATE.sub(_MAY_BREAK, _DATE.sub(_WHOLE, text))
    pieces = re.split(r"([\n\t\x1e])", whole)
    return "".join(_SIGNS.get(piece) or _piece(piece) for piece in pieces if piece)


def _piece(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph in a style; ``content`` and ``properties`` are markup."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def attribute(text: str) -> str:
    """Return text as the quoted value of an attribute."""
    return quoteattr(clean(text).replace("\n", " "))
