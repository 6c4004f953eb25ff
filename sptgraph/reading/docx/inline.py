"""What stands inside one paragraph: its lines, the text boxes anchored in it, the notes it refers to.

Tracked insertions are taken and deletions left out, as if every change had been accepted.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sptgraph.reading.docx.numbering import is_on
from sptgraph.reading.docx.package import MATH, MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEFT_OUT = (
    "del moveFrom delText instrText delInstrText pPr rPr sdtPr sdtEndPr rt rubyPr fldData ffData footnoteRef "
    "endnoteRef annotationRef separator continuationSeparator pgNum pPrChange rPrChange"
)
_DROPPED = {f"{W}{name}" for name in re.split(r"\s+", _LEFT_OUT)}
_TEXT = {f"{W}t", f"{MATH}t"}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
# What the symbol fonts of a Chinese Word print where other fonts have nothing.
_SYMBOLS = {
    "A3": "≤", "B3": "≥", "B4": "×", "B1": "±", "B7": "•", "B0": "°", "A5": "∞", "B8": "÷", "2D": "−",
}  # fmt: skip
_WINGDINGS = {
    "6F": "□",
    "A8": "□",
    "FE": "☑",
    "FC": "✓",
    "FB": "✗",
    "6C": "●",
    "6E": "■",
    "75": "◆",
    "D8": "➢",
}


@dataclass(slots=True)
class Line:
    """A line of a paragraph and the page it begins on (None while the document does not say)."""

    text: str = ""
    page: int | None = None


@dataclass(slots=True)
class Content:
    """A paragraph taken apart. ``notes`` are (footnote or endnote, id) in order."""

    lines: list[Line]
    boxes: list["Element"] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Inline:
    """Reads paragraphs one after another; fields and pages run on from one to the next."""

    page: int | None
    balanced_fields: bool
    _fields: list["_Field"] = field(default_factory=list)

    def read(self, paragraph: "Element") -> Content:
        """Return what ``paragraph`` holds."""
        content = Content([Line(page=self.page)])
        self._walk(paragraph, content)
        return content

    def _walk(self, parent: "Element", content: Content) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}instrText":
                self._instruct(child.text or "")
            elif tag in _DROPPED or _is_hidden(child):
                continue
            elif tag in _TEXT:
                self._write(child.text or "", content)
            elif tag in _SIGNS:
                self._write(_SIGNS[tag], content)
            elif not self._mark(child, content):
                self._walk(alternative(child) if tag == f"{MC}AlternateContent" else child, content)

    def _mark(self, child: "Element", content: Content) -> bool:
        """Take in an element that is more than text and holds none of the line's; say whether it was one."""
        if child.tag == f"{W}sym":
            self._write(_symbol(child), content)
        elif child.tag == f"{W}lastRenderedPageBreak":
            self._turn(content)
        elif child.tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif child.tag == f"{W}txbxContent":
            content.boxes.append(child)
        elif child.tag in _NOTES:
            if not self._silent():
                content.notes.append((_NOTES[child.tag], child.get(f"{W}id", "")))
        else:
            return False
        return True

    def _write(self, text: str, content: Content) -> None:
        if self._silent():
            return
        first, *others = text.split("\n")
        if not content.lines[-1].text.strip():
            content.lines[-1].page = self.page
        content.lines[-1].text += first
        content.lines.extend(Line(other, self.page) for other in others)

    def _turn(self, content: Content) -> None:
        if self.page is not None:
            self.page += 1
            if not content.lines[-1].text.strip():
                content.lines[-1].page = self.page

    def _silent(self) -> bool:
        """Whether we stand where Word prints nothing of ours: in an instruction or a table of contents."""
        return any(not open_field.prints for open_field in self._fields)

    def _instruct(self, text: str) -> None:
        if self._fields:
            self._fields[-1].instruction += text

    def _field(self, kind: str) -> None:
        if not self.balanced_fields:
            return
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].prints = self._fields[-1].instruction.split()[:1] != ["TOC"]
        elif kind == "end" and self._fields:
            self._fields.pop()


@dataclass(slots=True)
class _Field:
    """A field (域) that has begun and not ended: its instruction is not printed, its result is."""

    instruction: str = ""
    prints: bool = False


def alternative(element: "Element") -> "Element":
    """Return the one branch of ``mc:AlternateContent`` to read: the first that holds text."""
    branches = [child for child in element if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    for branch in branches:
        if next(branch.iter(f"{W}t", f"{W}txbxContent"), None) is not None:
            return branch
    return branches[0] if branches else element


def _is_hidden(element: "Element") -> bool:
    """Whether an element is a run set in hidden type (隐藏文字)."""
    return element.tag == f"{W}r" and is_on(element.find(f"{W}rPr/{W}vanish"))


def fields_balance(body: "Element") -> bool:
    """Whether each field that begins also ends; where not, no text may be taken for an instruction."""
    depth = 0
    for sign in body.iter(f"{W}fldChar"):
        if any(above.tag in _DROPPED or _is_hidden(above) for above in sign.iterancestors()):
            continue
        depth += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType", ""), 0)
        if depth < 0:
            return False
    return depth == 0


def _symbol(element: "Element") -> str:
    font = element.get(f"{W}font", "").lower()
    code = element.get(f"{W}char", "").upper()
    if len(code) != 4 or not set(code) <= set("0123456789ABCDEF"):
        return ""
    if font.startswith("wingdings"):
        return _WINGDINGS.get(code[2:], "□")
    number = int(code, 16)
    if font == "symbol":
        return _SYMBOLS.get(code[2:], chr(number % 256) if number % 256 < 0x7F else "□")
    if 0xD800 <= number < 0xE000:
        return ""
    return chr(number - 0xF000) if 0xF020 <= number < 0xF100 else chr(number)
