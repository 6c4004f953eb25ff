"""Automatic numbers (自动编号) rebuilt: what Word would print before each numbered paragraph.

A paragraph names a list (``w:num``) and a level, itself or through its style. Lists that share an
abstract list share its counters and go on counting, unless they override where a level starts.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sptgraph.reading.docx.counting import count
from sptgraph.reading.docx.package import MC, W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_CLOSED = "、，。．：；）】》〉」』”"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: ``text`` holds %1 to %9 where the numbers of levels 1 to 9 go.

    ``restart`` is the level (from 1) that must come by for this one to restart: None any higher one,
    0 none. ``legal`` prints all its numbers decimal. ``style`` is the paragraph style linked to it.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: its abstract list and what it overrides there."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Style:
    parent: str | None
    number: str | None
    level: int | None


@dataclass(slots=True)
class Numbering:
    """The lists and styles of one document, and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, _Style] = field(default_factory=dict)
    default_style: str | None = None
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: "Element") -> str:
        """Count ``paragraph`` and return its number as printed, with what parts it from the text."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, index = place
        found = self.lists[number]
        level = found.levels.get(index)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._advance(number, index, counts)
        return _printed(level, found, counts)

    def _advance(self, number: str, index: int, counts: list[int | None]) -> None:
        found = self.lists[number]
        if index in found.starts and (number, index) not in self._begun:
            counts[index] = None
        self._begun.add((number, index))
        current = counts[index]
        counts[index] = _start(found, index) if current is None else current + 1
        for deeper in range(index + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or index < restart:
                counts[deeper] = None

    def _place(self, paragraph: "Element") -> tuple[str, int] | None:
        """Return the list and the level (from 0) of ``paragraph``, or None if it is not numbered."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = value(named) or self.default_style
        number = value(own.find(f"{W}numId")) if own is not None else None
        index = integer(own.find(f"{W}ilvl")) if own is not None else None
        if number is None:
            number, inherited = self._of_style(style)
            index = inherited if index is None else index
        if number is None or number not in self.lists or number == "0":
            return None
        index = index or 0
        return (number, index) if 0 <= index < _LEVELS else None

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        seen: set[str] = set()
        level: int | None = None
        linked: list[str] = []
        while style and style in self.styles and style not in seen:
            seen.add(style)
            linked.append(style)
            found = self.styles[style]
            level = found.level if level is None else level
            if found.number is not None:
                levels = self.lists[found.number].levels if found.number in self.lists else {}
                by_style = (index for name in linked for index in levels if levels[index].style == name)
                return found.number, next(by_style, level)
            style = found.parent
        return None, None


def _start(found: _List, index: int) -> int:
    level = found.levels.get(index)
    return found.starts.get(index, level.start if level else 1)


def _printed(level: Level, found: _List, counts: list[int | None]) -> str:
    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = found.levels.get(index)
        current = counts[index]
        current = _start(found, index) if current is None else current
        number_format = other.number_format if other else "decimal"
        return count(current, "decimal" if level.legal and number_format != "none" else number_format)

    if level.number_format == "bullet":
        return ""
    label = re.sub(r"%([1-9])", number, level.text).strip()
    # After 、 or ） a gap is only typography: typed plans have none there.
    return label if not label or level.suffix == "nothing" or label[-1] in _CLOSED else label + " "


def load_numbering(numbering: "Element | None", styles: "Element | None") -> Numbering:
    """Return the numbering of a document from its numbering and styles parts."""
    loaded = Numbering()
    if styles is not None:
        for style in styles.iterfind(f"{W}style"):
            _load_style(style, loaded)
    if numbering is not None:
        abstracts = {
            item.get(f"{W}abstractNumId", ""): item for item in numbering.iterfind(f"{W}abstractNum")
        }
        targets = {
            item.get(f"{W}numId", ""): value(item.find(f"{W}abstractNumId")) or ""
            for item in numbering.iterfind(f"{W}num")
        }
        for item in numbering.iterfind(f"{W}num"):
            number = item.get(f"{W}numId", "")
            abstract = _resolve(targets[number], abstracts, targets, loaded)
            loaded.lists[number] = _load_list(item, abstract, abstracts)
    return loaded


def _resolve(
    abstract: str, abstracts: dict[str, "Element"], targets: dict[str, str], loaded: Numbering
) -> str:
    """Follow ``w:numStyleLink`` from an abstract list to the one that its numbering style holds."""
    for _ in range(len(abstracts)):
        link = abstracts[abstract].find(f"{W}numStyleLink") if abstract in abstracts else None
        style = loaded.styles.get(value(link) or "")
        if style is None or style.number not in targets:
            break
        abstract = targets[style.number]
    return abstract


def _load_style(style: "Element", loaded: Numbering) -> None:
    key = style.get(f"{W}styleId", "")
    if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
        loaded.default_style = key
    loaded.styles[key] = _Style(
        value(style.find(f"{W}basedOn")),
        value(style.find(f"{W}pPr/{W}numPr/{W}numId")),
        integer(style.find(f"{W}pPr/{W}numPr/{W}ilvl")),
    )


def _load_list(item: "Element", abstract: str, abstracts: dict[str, "Element"]) -> _List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    if abstract in abstracts:
        for level in abstracts[abstract].iterfind(f"{W}lvl"):
            levels[number_of(level)] = _load_level(level)
    for override in item.iterfind(f"{W}lvlOverride"):
        index = number_of(override)
        replacement = override.find(f"{W}lvl")
        if replacement is not None:
            levels[index] = _load_level(replacement)
        start = integer(override.find(f"{W}startOverride"))
        if start is not None:
            starts[index] = start
    return _List(abstract, levels, starts)


def _load_level(level: "Element") -> Level:
    number_format = level.find(f"{W}numFmt")
    if number_format is None:
        number_format = level.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    start = integer(level.find(f"{W}start"))
    legal = level.find(f"{W}isLgl")
    return Level(
        start=0 if start is None else start,
        number_format=value(number_format) or "decimal",
        text=value(level.find(f"{W}lvlText")) or "",
        suffix=value(level.find(f"{W}suff")) or "tab",
        restart=integer(level.find(f"{W}lvlRestart")),
        legal=is_on(legal),
        style=value(level.find(f"{W}pStyle")),
    )


def value(element: "Element | None") -> str | None:
    """Return the ``w:val`` of ``element``."""
    return None if element is None else element.get(f"{W}val")


def is_on(element: "Element | None") -> bool:
    """Whether a switch such as ``w:vanish`` is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off"}


def integer(element: "Element | None") -> int | None:
    """Return the ``w:val`` of ``element`` as a number, None where it is none."""
    text = value(element) or ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None


def number_of(level: "Element") -> int:
    """Return the level's ``w:ilvl``, from 0; -1 where it is none."""
    text = level.get(f"{W}ilvl", "")
    return int(text) if text in {"0", "1", "2", "3", "4", "5", "6", "7", "8"} else -1
