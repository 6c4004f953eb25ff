"""Bytes → a parsed page; nothing in it is fetched, run or expanded."""

import re
from typing import TYPE_CHECKING

from sptgraph.errors import BrokenDocument, TooLarge
from sptgraph.reading.assembly import Origin
from sptgraph.reading.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_TAGS = 500_000
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)


def parse_page(data: bytes, origin: Origin) -> "Element | None":
    """Return the root of the page, None if it holds nothing.

    Raises `BrokenDocument` where it is no text or nested without end, `TooLarge` where it holds more
    tags than a page can.
    """
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise TooLarge(
            f"“{origin.name}”的网页标记超过 {_MOST_TAGS} 个；请只保存正文部分",
            f"“{origin.name}” holds more than {_MOST_TAGS} tags; save the document's part only",
        )
    text = _text(data, origin.name)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser) if text.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("XML_PARSE_HUGE" in entry.message for entry in parser.error_log):
        raise BrokenDocument(
            f"“{origin.name}”的网页标记嵌套过深或过长，无法读取；请在浏览器中打开，复制正文存为 txt 或 docx",
            f"the tags of “{origin.name}” are nested too deeply; open it in a browser and save its text as "
            "txt or docx",
        )
    return root


def _text(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    label = declared[1].decode("ascii") if declared else None
    try:
        text = decode(data, name, label)
    except BrokenDocument:
        # Browsers show a page with a few bad bytes; only one that is mostly bad is refused.
        encoding = "gb18030" if label and label.lower().startswith("gb") else "utf-8"
        text = data.decode(encoding, "replace").replace("\x00", "")
        if text.count("\ufffd") > max(3, len(text) // 1000):
            raise
    return text
