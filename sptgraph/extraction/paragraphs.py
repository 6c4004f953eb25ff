"""From a document's blocks to its paragraphs: broken lines joined, page furniture dropped, numbers read."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sptgraph.extraction.folding import Folded, fold, join
from sptgraph.extraction.numerals import chinese_number
from sptgraph.extraction.roles import label
from sptgraph.model import Block, Document

_CHINESE = "一二三四五六七八九十百"
_MARKERS = (
    (1, re.compile(rf"第?([{_CHINESE}]{{1,4}})(?:[、.]|部分[、：]?|章(?!程))")),
    (2, re.compile(rf"[（〔]([{_CHINESE}]{{1,4}})[）〕][、.]?")),
    (2, re.compile(rf"([{_CHINESE}]{{1,4}})[）〕]")),
    (3, re.compile(r"(\d{1,3})(?:[.、](?!\d)|[.、](?=(?:19|20)\d\d年)|，(?=[一-鿿]))")),
    (4, re.compile(r"[（〔](\d{1,2})[）〕][、.]?")),
    (4, re.compile(r"(\d{1,2})[）〕][、.]?")),
    (4, re.compile(r"([①-⑳])")),
)
_SPACED = re.compile(
    rf"[ \u3000]*([{_CHINESE}]{{1,3}})[ \u3000]+(?=[一-鿿]{{2,20}}[ \u3000]*$)", re.MULTILINE
)
_PAGE_FURNITURE = re.compile(r"(?:—*\d{1,4}—*|第\d+页(?:[/，]?共\d+页)?|\d+/\d+)")
_INNER_PAGE = re.compile(r"(?<=[一-鿿、，（])—{1,2}\d{1,3}—{1,2}(?=[一-鿿、，）]|$)")
_CONTENTS_LINE = re.compile(r".{2,40}?(?:…{2,}|\.{4,}|·{4,}|—{6,})\d{1,3}")
_TERMINAL = "。；！？"
_CLOSERS = "）〕”’》"
_OPENERS = {"（": "）", "〔": "〕", "《": "》", "“": "”"}
_HEADING_END = re.compile(r"。$|(?:行动|工程|工作|整治|治理|机制|建设|任务|提升|管理|体系|措施|保障)$")
_ANNEX_LINE = re.compile(r"附(?:件|表|录)[\d一二三四五六七八九十]{0,3}(?:[：:、.]|$)")
_TABLE_LINE = re.compile(r"\||序号")
_RAGGED = 5
_LABELS = ("单位：", "部门：", "责任：", "分工：")
_SIGNS = re.compile("[，、。；：]")
_PROSE = re.compile("[，。；]")


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at the head of a paragraph: level 1 一、 2 （一） 3 1. 4 （1）."""

    level: int
    number: int
    length: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in folded text, with its number if it has one; ``width`` is its printed width in cells.

    ``cell`` marks what stands beside the running text: table cells and footnotes.
    """

    text: Folded
    marker: Marker | None = None
    cell: bool = False
    width: int = 0

    @property
    def body(self) -> Folded:
        """The paragraph without its number."""
        return self.text.part(self.marker.length, len(self.text.text)) if self.marker else self.text


def marker_of(text: str) -> Marker | None:
    """Read the number at the head of a folded paragraph.

    >>> marker_of("（十二）开展宣传。")
    Marker(level=2, number=12, length=4)
    >>> marker_of("3.5万元用于培训") is None
    True
    """
    for level, pattern in _MARKERS:
        if (found := pattern.match(text)) and (number := _number(found.group(1))):
            return Marker(level, number, found.end())
    return None


def _number(printed: str) -> int | None:
    if printed.isdecimal():
        return int(printed)
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    return chinese_number(printed)


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the document's paragraphs in order, whatever lines and pages they are broken over."""
    lines = [line for line in _lines(document) if line.text.text]
    width = _wrap_width(line.width for line in lines if not line.cell)
    prose = _items_run_in(lines)
    return tuple(part for whole in _joined(lines, width, prose) for part in _split_at_numbers(whole))


def _lines(document: Document) -> Iterator[Paragraph]:
    cells_count = _mostly_cells(document)
    for block in document.blocks:
        text = _without_page_numbers(fold(document.text[block.span.start : block.span.end], block.span.start))
        if _PAGE_FURNITURE.fullmatch(text.text) or _CONTENTS_LINE.fullmatch(text.text):
            continue
        cell = block.kind == "footnote" or (block.kind == "cell" and not cells_count)
        marker = None if cell else marker_of(text.text) or _spaced_marker(document, block)
        yield Paragraph(text, marker, cell, _cells(document.text[block.span.start : block.span.end]))


def _without_page_numbers(text: Folded) -> Folded:
    """Drop page numbers that a scan left inside a line: 县自然—3—资源局."""
    found = list(_INNER_PAGE.finditer(text.text))
    if not found:
        return text
    edges = [0, *(edge for m in found for edge in m.span()), len(text.text)]
    return join(text.part(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _spaced_marker(document: Document, block: Block) -> Marker | None:
    """A section's number set off by a space alone (一　总体要求), which folding would hide."""
    found = _SPACED.match(document.text, block.span.start, min(block.span.end, block.span.start + 40))
    number = found and _number(found.group(1))
    return Marker(1, number, len(found.group(1))) if found and number else None


def _mostly_cells(document: Document) -> bool:
    """Some web pages lay the whole article out in a table: then its cells are the paragraphs."""
    size = Counter[bool]()
    for block in document.blocks:
        size[block.kind == "cell"] += block.span.end - block.span.start
    return size[True] > 3 * size[False]


def _cells(text: str) -> int:
    """Return how many columns a line fills: two for a wide character, one for any other."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text.rstrip())


def _wrap_width(widths: Iterable[int]) -> int | None:
    """Return the width at which lines were broken by hand, if they were."""
    counts = Counter(width for width in widths if width)
    lines = sum(counts.values())
    if lines < 10:
        return None
    width = max(counts, key=lambda n: sum(counts[n - d] for d in range(_RAGGED)))
    near = sum(count for each, count in counts.items() if width - _RAGGED < each <= width)
    longer = sum(count for each, count in counts.items() if each > width + _RAGGED)
    return width if width >= 30 and near >= 0.35 * lines and longer <= 0.05 * lines else None


def _items_run_in(lines: Iterable[Paragraph]) -> bool:
    """Whether this document's items are prose from their first line on, never a title alone on its line."""
    items = [line.body.text for line in lines if line.marker and line.marker.level >= 3]
    return sum(bool(_PROSE.search(text)) for text in items) >= 0.7 * len(items) if len(items) >= 5 else False


def _joined(lines: Iterable[Paragraph], width: int | None, prose: bool) -> Iterator[Paragraph]:
    whole: Paragraph | None = None
    last = 0
    started = False
    for line in lines:
        started = started or line.marker is not None
        if whole is not None and _continues(whole, last, line, width, prose, started=started):
            text = join((whole.text, line.text))
            whole = Paragraph(text, whole.marker or marker_of(text.text), whole.cell)
        else:
            if whole is not None:
                yield whole
            whole = line
        last = line.width
    if whole is not None:
        yield whole


def _continues(
    whole: Paragraph, last: int, line: Paragraph, width: int | None, prose: bool, *, started: bool
) -> bool:
    if whole.cell or line.cell or (line.marker and line.marker.level < 4) or label().match(line.text.text):
        return False
    if _ANNEX_LINE.match(whole.text.text) or _TABLE_LINE.match(line.text.text):
        return False
    text = whole.body.text
    if not text:
        return True
    if _open(text):
        return True
    if line.marker or text.rstrip(_CLOSERS)[-1:] in _TERMINAL:
        return False
    if text.endswith("："):
        return started and text.endswith(_LABELS)
    if (_SIGNS if started else _PROSE).search(text):
        return True
    if width and last > width - _RAGGED:
        return True
    if whole.marker and whole.marker.level >= 3 and prose and len(text) >= 12:
        return True
    if whole.marker:
        tail = line.text.text
        return len(text) >= 8 and len(tail) <= 12 and bool(_HEADING_END.search(tail))
    return started and len(text) >= 30


def _open(text: str) -> bool:
    """Whether a bracket, quotation or title is still open at the end, judged by the last 300 characters."""
    expected: list[str] = []
    for character in text[-300:]:
        if character in _OPENERS:
            expected.append(_OPENERS[character])
        elif expected and character == expected[-1]:
            expected.pop()
    if not expected:
        return False
    opener = {close: open_ for open_, close in _OPENERS.items()}[expected[0]]
    return text[-300:].rfind(opener) > max(text[-300:].rfind("。"), -1) or "）" in expected


_INNER_NUMBER = re.compile(
    r"(?<=[。；）])(?:[（〔][一二三四五六七八九十]{1,3}[）〕]|\d{1,2}[.、])(?=[一-鿿“《])"
)


def _split_at_numbers(whole: Paragraph) -> Iterator[Paragraph]:
    """Split a paragraph in which numbered items run on, where the numbers run on as well."""
    if whole.cell or whole.marker is None:
        yield whole
        return
    cuts = [0]
    expected = {whole.marker.level: whole.marker.number + 1, whole.marker.level + 1: 1}
    for found in _INNER_NUMBER.finditer(whole.text.text):
        marker = marker_of(whole.text.text[found.start() :])
        if marker and marker.level in (2, 3) and expected.get(marker.level) == marker.number:
            cuts.append(found.start())
            expected = {marker.level: marker.number + 1, marker.level + 1: 1} | (
                {k: v for k, v in expected.items() if k < marker.level}
            )
    if len(cuts) == 1:
        yield whole
        return
    for start, end in zip(cuts, [*cuts[1:], len(whole.text.text)], strict=True):
        text = whole.text.part(start, end)
        yield Paragraph(text, marker_of(text.text))
