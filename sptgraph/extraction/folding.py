"""Folded text: the one spelling in which every rule of extraction reads.

Plans mix half- and full-width signs, brackets of five kinds and stray white space. Folding maps
each character to one canonical character or drops it, and remembers where each came from, so that
rules stay short and every find still has its address in the document's own text.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

BREAK = "\n"
"""Stands in folded text where a paragraph ends."""

_SIGNS = {
    **dict.fromkeys("(﹙❨", "（"),
    **dict.fromkeys(")﹚❩", "）"),
    **dict.fromkeys("[［【﹝〖", "〔"),
    **dict.fromkeys("]］】﹞〗", "〕"),
    **dict.fromkeys(",﹐", "，"),
    **dict.fromkeys(":︰∶﹕", "："),
    **dict.fromkeys(";﹔", "；"),
    **dict.fromkeys("､﹑", "、"),
    **dict.fromkeys("｡", "。"),
    **dict.fromkeys("．﹒", "."),
    **dict.fromkeys("－–―─-~～〜−‐‑﹣", "—"),
    **dict.fromkeys("!﹗", "！"),
    **dict.fromkeys("?﹖", "？"),
    **dict.fromkeys("＜〈", "〈"),
    **dict.fromkeys("＞〉", "〉"),
    **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("〇○◯", "〇"),
}
_ENTITY = re.compile(r"&(?:emsp|ensp|nbsp|ldquo|rdquo|#\d{2,6});")
_ENTITY_TEXT = {"&ldquo;": "“", "&rdquo;": "”"}
_FULL_STOP = re.compile(r"(?<=[一-鿿”’）])\.(?![\dA-Za-z.])")
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@cache
def _fold(character: str) -> str:
    """Return the canonical form of one character, or nothing for white space and control signs."""
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    code = ord(character)
    full_width = 0xFF01 <= code <= 0xFF5E
    look_alike = 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF
    if full_width or look_alike:
        plain = unicodedata.normalize("NFKC", character)
        return _SIGNS.get(plain, plain if len(plain) == 1 else character)
    return character


@dataclass(frozen=True, slots=True)
class Folded:
    """Canonical text with the address of each of its characters.

    >>> folded = fold("2024 年,县 应急局", 10)
    >>> folded.text
    '2024年，县应急局'
    >>> folded.address(5, 7)
    (16, 18)
    """

    text: str
    offsets: tuple[int, ...]

    def address(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open stretch of the document that ``text[start:end]`` came from."""
        if start >= end:
            here = self.offsets[start] if start < len(self.offsets) else (self.offsets or (-1,))[-1] + 1
            return here, here
        return self.offsets[start], self.offsets[end - 1] + 1

    def part(self, start: int, end: int) -> "Folded":
        """Return the folded text of a stretch of this one."""
        return Folded(self.text[start:end], self.offsets[start:end])

    def position(self, address: int) -> int:
        """Return the index in this text of the first character at or after a document address."""
        return bisect_left(self.offsets, address)

    def stripped(self) -> "Folded":
        """Return this text without paragraph breaks at its ends."""
        start = len(self.text) - len(self.text.lstrip(BREAK))
        return self.part(start, max(start, len(self.text.rstrip(BREAK))))


def fold(text: str, base: int = 0) -> Folded:
    """Fold ``text``, whose first character stands at ``base`` in the document."""
    characters: list[str] = []
    offsets: list[int] = []
    entities = {m.start(): m for m in _ENTITY.finditer(text)} if "&" in text else {}
    index = 0
    while index < len(text):
        if entity := entities.get(index):
            if plain := _ENTITY_TEXT.get(entity.group()):
                characters.append(plain)
                offsets.append(base + index)
            index = entity.end()
            continue
        if canonical := _fold(text[index]):
            characters.append(canonical)
            offsets.append(base + index)
        index += 1
    return Folded(_FULL_STOP.sub("。", "".join(characters)), tuple(offsets))


def join(parts: Iterable[Folded], separator: str = "") -> Folded:
    """Join folded stretches; a separator has the address just behind the part before it."""
    texts: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if not part.text:
            continue
        if texts and separator:
            texts.append(separator)
            offsets.append(offsets[-1] + 1)
        texts.append(part.text)
        offsets.extend(part.offsets)
    return Folded("".join(texts), tuple(offsets))
