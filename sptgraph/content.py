"""What is the same in every format of a document: its Han characters and digits, in their order."""

import hashlib
import re
from typing import Final, NamedTuple

from sptgraph.model import Document, Source

_COUNTED: Final = re.compile(r"[一-鿿\d]")


class Content(NamedTuple):
    """The Han characters and digits of a text, and where in the text each of them stands."""

    text: str
    offsets: tuple[int, ...]


def content_of(text: str) -> Content:
    """Return the Han characters and digits of a text.

    >>> content_of("（一）2024 年")
    Content(text='一2024年', offsets=(1, 3, 4, 5, 6, 8))
    """
    found = [(match.group(), match.start()) for match in _COUNTED.finditer(text)]
    return Content("".join(char for char, _ in found), tuple(offset for _, offset in found))


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text's Han characters and digits.

    >>> fingerprint("县 应急局。") == fingerprint("县应急局")
    True
    """
    return hashlib.sha256(content_of(text).text.encode()).hexdigest()


def source_of(document: Document) -> Source:
    """Return what a plan says of the document that it was read from, with its text."""
    return Source(
        document.name,
        document.format,
        document.sha256,
        fingerprint(document.text),
        len(document.text),
        document.text,
    )
