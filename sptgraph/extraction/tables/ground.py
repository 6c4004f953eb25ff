"""What the readers of tables stand on: cells and their text, words accounted for, headings opened."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sptgraph.extraction.accounting import account
from sptgraph.extraction.facts import Context, mentions
from sptgraph.extraction.folding import BREAK, Folded, fold, join
from sptgraph.extraction.numerals import to_chinese
from sptgraph.extraction.paragraphs import marker_of
from sptgraph.extraction.places import printed
from sptgraph.extraction.tables.shape import Header, Shape, own_cells
from sptgraph.grid import GridRow
from sptgraph.model import Action, OtherUse, Section, Span, Task, Unresolved

_LISTED: Final = re.compile(r"^(?:\d{1,2}[.、]|[（(]\d{1,2}[)）]|[①-⑳])")


@dataclass(slots=True)
class Found:
    """What the tables of a document hold."""

    sections: list[Section] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    unresolved: dict[tuple[Span, str], Unresolved] = field(default_factory=dict)
    uses: dict[Span, OtherUse] = field(default_factory=dict)


class Ground:
    """The cells of one document, and what is found in them."""

    def __init__(self, context: Context, regions: Mapping[str, Span]) -> None:
        self.context, self.regions = context, regions
        self.found = Found()
        self._section: str | None = None
        self._action: str | None = None

    # Headings

    def _open_section(self, text: Folded) -> None:
        marker = marker_of(text.text)
        number = to_chinese(marker.number if marker and marker.level == 1 else len(self.found.sections) + 1)
        title = text.part(marker.length, len(text.text)) if marker else text
        self.found.sections.append(Section(number, self._printed(title), self._locate(title)))
        self._section, self._action = number, None
        self._note_words(text, "heading")

    def _open_action(self, text: Folded) -> None:
        marker = marker_of(text.text)
        if marker and marker.level in (1, 2):
            number = to_chinese(marker.number)
            number = number if marker.level == 1 else f"（{number}）"
            title = text.part(marker.length, len(text.text))
        else:
            taken = {action.no for action in self.found.actions}
            at = len(self.found.actions) + 1
            while f"（{to_chinese(at)}）" in taken:
                at += 1
            number, title = f"（{to_chinese(at)}）", text
        title = title if title.text else text
        sectors = mentions(title, self.context)
        self.found.actions.append(
            Action(number, self._printed(title), self._section, self._locate(title), sectors)
        )
        self._action = number
        self._note_words(text, "heading")

    # Words that state nothing

    def _account_header(self, shape: Shape, header: Header) -> None:
        for row in shape.grid.rows:
            if header.first <= row.number <= header.last:
                self._aside(row, "heading")

    def _aside(self, row: GridRow, use: str) -> None:
        for cell in own_cells(row):
            if region := self.regions.get(cell.address):
                self._note_words(self._fold(region), use)

    def aside(self, rows: list[GridRow], use: str) -> None:
        """Account for the words of rows that stand beside the table."""
        for row in rows:
            self._aside(row, use)

    def _note_words(self, text: Folded, use: str) -> None:
        for loose in account(text.text, (), default=use):
            self._use(self.context.locate(text, loose.start, loose.end), use)

    def _use(self, span: Span, use: str, text: str | None = None) -> None:
        words = printed(self.context.document, span) if text is None else text
        self.found.uses.setdefault(span, OtherUse(span, words, use))

    def _unresolved(self, entry: Unresolved) -> None:
        self.found.unresolved.setdefault((entry.span, entry.reason), entry)

    # Text and places

    def _fold(self, region: Span) -> Folded:
        return fold(self.context.document.text[region.start : region.end], region.start)

    def _lines(self, region: Span) -> Folded:
        """Return a cell's text; its lines run together save where a numbered item begins."""
        whole = Folded("", ())
        for found in re.finditer(r"[^\n]+", self.context.document.text[region.start : region.end]):
            line = fold(found.group(), region.start + found.start())
            stop = whole.text[-1:] in "。；" or _LISTED.match(line.text)
            whole = join([whole, line], BREAK if whole.text and stop else "")
        return whole

    def _span(self, region: Span) -> Span:
        text = Folded(" " * 2, (region.start, region.end - 1))
        return self.context.locate(text, 0, 2)

    def _locate(self, text: Folded) -> Span:
        return self.context.locate(text, 0, len(text.text))

    def _printed(self, text: Folded) -> str:
        return printed(self.context.document, self._locate(text))
