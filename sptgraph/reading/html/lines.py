"""A parsed page → its visible lines, each with the element that holds it and the table cell it is in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sptgraph.reading.docx.counting import in_words
from sptgraph.reading.grids.layout import Layout

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre "
    "section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(re.split(r"\s+", _BLOCK_TAGS))
_UNREAD_TAGS = (
    "script style noscript template head nav iframe object embed applet select button input textarea svg "
    "canvas audio video map math rt rp del aside noframes datalist progress dialog"
)
_UNREAD = frozenset(re.split(r"\s+", _UNREAD_TAGS))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|table|list-item|grid)", re.IGNORECASE)
_AS_TYPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SPACE_ENTITY = re.compile(r"&(?:nbsp|e[mn]sp|thinsp|#160|#12288);", re.IGNORECASE)
_HAN = re.compile("[\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]")
_NUMBERED = re.compile(r"[\s（(\[【]*(?:[\d０-９一二三四五六七八九十①-⑳]|第.{1,3}[条章])")


@dataclass(slots=True)
class WebLine:
    """A line of a page as it is displayed.

    ``linked`` counts its characters inside links; ``owner`` is the block element that holds it;
    ``cell`` its table, row and column, the table by a number of our own.
    """

    text: str
    linked: int
    owner: "Element"
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)

    def next_cell(self, cell: "Element") -> tuple[int, int, int]:
        column = self.column + 1
        while self.taken.get(column, 0) >= self.row:
            column += 1
        width = _span(cell, "colspan", 100)
        until = self.row + _span(cell, "rowspan", 10_000) - 1
        if until > self.row:
            self.taken.update(dict.fromkeys(range(column, column + width), until))
        self.column = column + width - 1
        self.layout.put(self.row, column, until - self.row + 1, width)
        return self.number, self.row, column


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def page_lines(root: "Element", *, hidden: bool = False) -> list[WebLine]:
    """Return the lines of the page in order; those of hidden elements only if ``hidden``."""
    return page_tables(root, hidden=hidden)[0]


def page_tables(root: "Element", *, hidden: bool = False) -> tuple[list[WebLine], dict[int, Layout]]:
    """Return the lines of the page, and how the cells of each of its tables are merged, by its number."""
    walk = _Walk(show_hidden=hidden)
    return list(walk.lines(root)), walk.layouts


@dataclass(slots=True)
class _Walk:
    show_hidden: bool
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    typed: int = 0
    owners: list["Element"] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    cells: list[tuple[int, int, int]] = field(default_factory=list)
    counters: list[int | None] = field(default_factory=list)
    number: str = ""
    table_count: int = 0
    layouts: dict[int, Layout] = field(default_factory=dict)

    def lines(self, root: "Element") -> Iterator[WebLine]:
        from lxml.etree import iterwalk

        unread: Element | None = None
        self.owners.append(root)
        for event, element in iterwalk(root, events=("start", "end")):
            if event == "start":
                if unread is None and self._is_unread(element):
                    unread = element
                if unread is None:
                    yield from self._open(element)
                    yield from self._write(element.text)
                continue
            if unread is None:
                yield from self._close(element)
            elif unread is element:
                unread = None
            if unread is None and element is not root:
                yield from self._write(element.tail)
        yield from self._flush()

    def _is_unread(self, element: "Element") -> bool:
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            return True
        if element.tag == "div" and element.get("title") in {"header", "footer"}:
            return True  # the running head and foot of a page that an office suite saved
        if self.show_hidden:
            return False
        return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))

    def _open(self, element: "Element") -> Iterator[WebLine]:
        tag = element.tag
        if tag == "br" or _is_block(element):
            yield from self._flush()
        if tag == "a":
            self.links += 1
        elif _is_typed(element):
            self.typed += 1
        if not _is_block(element):
            return
        self.owners.append(element)
        if tag == "table":
            self.table_count += 1
            self.tables.append(_Table(self.table_count))
            self.layouts[self.table_count] = self.tables[-1].layout
        elif tag == "tr" and self.tables:
            self.tables[-1].row += 1
            self.tables[-1].column = 0
        elif tag in {"td", "th"} and self.tables:
            self.cells.append(self.tables[-1].next_cell(element))
        elif tag in {"ol", "ul"}:
            self.counters.append(_first_number(element))
        elif tag == "li" and self.counters:
            self._number(element)

    def _close(self, element: "Element") -> Iterator[WebLine]:
        tag = element.tag
        if _is_block(element):
            yield from self._flush()
            self.owners.pop()
            if tag == "table":
                self.tables.pop()
            elif tag in {"td", "th"} and self.tables and self.cells:
                self.cells.pop()
            elif tag in {"ol", "ul"}:
                self.counters.pop()
            elif tag == "li":
                self.number = ""
        if tag == "a":
            self.links -= 1
        elif _is_typed(element):
            self.typed -= 1

    def _number(self, item: "Element") -> None:
        """Set the number that a browser prints before the item of an ordered list.

        An office suite that exports a plan keeps no format of its numbers; where the item is a heading it
        was （一） and not 1., or the headings would take the place of the tasks below them.
        """
        counter = self.counters[-1]
        if counter is not None:
            value = item.get("value", "")
            counter = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else counter
            heading = any(child.tag in _HEADINGS for child in item)
            self.number = f"（{in_words(counter)}）" if heading and counter > 0 else f"{counter}."
            self.counters[-1] = counter + 1

    def _write(self, text: str | None) -> Iterator[WebLine]:
        if not text:
            return
        parts = text.splitlines() if self.typed else [text]
        for place, part in enumerate(parts):
            if place:
                yield from self._flush()
            self.buffer.append(part)
            if self.links:
                self.linked += len("".join(part.split()))

    def _flush(self) -> Iterator[WebLine]:
        text = tidy("".join(self.buffer))
        linked, self.linked = self.linked, 0
        self.buffer.clear()
        if text:
            if self.number and not _NUMBERED.match(text):
                text = self.number + text
            self.number = ""
            yield WebLine(text, linked, self.owners[-1], self.cells[-1] if self.cells else None)


def tidy(text: str) -> str:
    r"""Return ``text`` as a browser shows it: white space collapsed, none where a Han line was wrapped.

    >>> tidy("县应急\n   管理局&nbsp;  2024年")
    '县应急管理局 2024年'
    """
    return re.sub(r"\s+", _gap, _SPACE_ENTITY.sub(" ", text)).strip()


def _gap(space: re.Match[str]) -> str:
    """Return what is shown of white space: nothing where a line was wrapped beside a Han character."""
    text, start, end = space.string, space.start(), space.end()
    wrapped = "\n" in space.group() or "\r" in space.group()
    beside_han = _HAN.match(text, start - 1) if start else None
    return "" if wrapped and (beside_han or _HAN.match(text, end)) else " "


def _is_block(element: "Element") -> bool:
    if element.tag in _BLOCKS:
        return True
    style = element.get("style")
    return style is not None and bool(_AS_BLOCK.search(style))


def _is_typed(element: "Element") -> bool:
    if element.tag == "pre":
        return True
    style = element.get("style")
    return style is not None and bool(_AS_TYPED.search(style))


def _first_number(element: "Element") -> int | None:
    style = element.get("style", "").replace(" ", "").lower()
    if element.tag == "ul" or "list-style:none" in style or "list-style-type:none" in style:
        return None
    start = element.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1


def _span(cell: "Element", attribute: str, most: int) -> int:
    text = cell.get(attribute, "")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1
