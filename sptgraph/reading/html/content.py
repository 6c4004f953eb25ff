"""Which lines of a page are the document: found by where the prose stands, not by a site's class names.

The core is the narrowest element that holds most of the page's prose. From there the frame is widened
as long as a neighbour holds prose too, so that a plan spread over several elements stays whole.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sptgraph.reading.html.lines import WebLine
from sptgraph.reading.html.noise import is_footer, is_furniture, is_hinted, opens_links

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST = 0.6
_TEXT_TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "blockquote", "pre"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLANLIKE = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]\D|第[一二三四五六七八九十]+[章条]"
    r"|附\s*件\s*\d*\s*[:：]?|\d{4}年\d{1,2}月\d{1,2}日$|抄送|.{2,30}〔\d{4}〕\d+号$)"
)
_FILE = re.compile(r"^附\s*件|\.(?:docx?|wps|pdf|xlsx?|et|zip|rar|ofd|jpg|png)\)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:索\s*引\s*号|主题分类|组配分类|体裁分类|信息分类|发文机[关构]|发布机构|发文单位|制发机关|公开责任部门|成文日期|生成日期|"
    r"发文日期|发布日期|公开日期|印发日期|生效日期|废止日期|文\s*号|发文字号|文件编号|公文文号|统一编号|名\s*称|标\s*题|有\s*效\s*性|"
    r"主\s*题\s*词|关\s*键\s*词|公开方式|公开范围|内容概述|分\s*类|时\s*效|状\s*态)\s*[:：]?$"
)


@dataclass(slots=True)
class _Part:
    """An element: its parent's place in the list, its prose in characters, its first and last lines."""

    element: "Element"
    parent: int
    prose: int = 0
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True)
class Content:
    """The page's lines, and the places among them that are the document."""

    lines: list[WebLine]
    kept: list[int]

    @property
    def chosen(self) -> list[WebLine]:
        """The document's lines."""
        return [self.lines[place] for place in self.kept]


def prose_of(line: WebLine) -> int:
    """Return how much running text ``line`` holds, in Han characters; links and furniture hold none."""
    if 2 * line.linked > len(line.text) or is_furniture(line.text) or is_footer(line.text):
        return 0
    return len(_HAN.findall(line.text))


def find_content(root: "Element", lines: list[WebLine]) -> Content:
    """Choose among ``lines`` of the page under ``root`` those that are the document."""
    parts = _measure(root, lines)
    if not parts or not parts[0].prose:
        kept = [place for place, line in enumerate(lines) if not is_furniture(line.text)]
        return Content(lines, kept)
    children = _children(parts)
    core = _core(parts, children)
    frame = _widen(parts, children, core, lines)
    kept = _filter(parts, frame, core, lines)
    return Content(lines, kept)


def _measure(root: "Element", lines: list[WebLine]) -> list[_Part]:
    parts: list[_Part] = []
    places: dict[Element, int] = {}
    for element in root.iter():
        above = element.getparent()
        parent = places.get(above, -1) if above is not None else -1
        places[element] = len(parts)
        parts.append(_Part(element, parent))
    for number, line in enumerate(lines):
        part = parts[places[line.owner]]
        part.prose += prose_of(line)
        part.first = number if part.first < 0 else part.first
        part.last = number
    for part in reversed(parts[1:]):
        above_part = parts[part.parent]
        above_part.prose += part.prose
        if part.first >= 0:
            above_part.first = part.first if above_part.first < 0 else min(part.first, above_part.first)
            above_part.last = max(part.last, above_part.last)
    return parts


def _children(parts: list[_Part]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for place, part in enumerate(parts):
        if place and part.first >= 0:
            children.setdefault(part.parent, []).append(place)
    return children


def _core(parts: list[_Part], children: dict[int, list[int]]) -> int:
    """Return the narrowest element of several lines that holds most of the page's prose."""
    core, total = 0, parts[0].prose
    while True:
        best = max(children.get(core, []), key=lambda place: parts[place].prose, default=None)
        if best is None or parts[best].prose < _MOST * total or parts[best].last - parts[best].first < 2:
            return core
        core = best


def _widen(parts: list[_Part], children: dict[int, list[int]], core: int, lines: list[WebLine]) -> int:
    """Return the widest element around ``core`` in which a neighbour of it holds prose too."""
    frame, inner = core, core
    while parts[inner].parent >= 0:
        outer = parts[inner].parent
        beside = [parts[place] for place in children[outer] if place != inner]
        if any(_belongs(part, lines) or (inner == core and _is_text(part)) for part in beside):
            frame = outer
        inner = outer
    return frame


def _belongs(part: _Part, lines: list[WebLine]) -> bool:
    """Whether an element beside the core reads like a part of the document."""
    own = lines[part.first : part.last + 1]
    size = sum(len(line.text) for line in own)
    if 3 * sum(line.linked for line in own) > size or _is_data_sheet(own):
        return False
    speaking = [line for line in own if prose_of(line)]
    planlike = any(_PLANLIKE.match(line.text) for line in speaking)
    if _is_hinted(part.element) and not planlike:
        return False
    sentences = sum(
        prose_of(line) for line in speaking if prose_of(line) > 15 and re.search("[，。；、]", line.text)
    )
    cells = sum(line.cell is not None for line in speaking)
    return planlike or sentences > 25 or cells > 5


def _is_text(part: _Part) -> bool:
    """Whether an element is a paragraph, heading or list with text of its own, no box for other things."""
    return part.element.tag in _TEXT_TAGS and part.prose > 0


def _is_hinted(element: "Element") -> bool:
    return is_hinted(f"{element.get('class', '')} {element.get('id', '')}")


def _is_data_sheet(lines: list[WebLine]) -> bool:
    """Whether the lines are the sheet of a site's catalogue: 索引号, 发布机构, 生成日期."""
    labels = sum(bool(_LABEL.match(line.text)) for line in lines)
    return labels > 2 and 8 * labels > len(lines)


def _filter(parts: list[_Part], frame: int, core: int, lines: list[WebLine]) -> list[int]:
    dropped = _dropped_parts(parts, frame, core, lines)
    inside = range(parts[core].first, parts[core].last + 1)
    kept: list[int] = []
    after_links = False
    for place in range(parts[frame].first, parts[frame].last + 1):
        line = lines[place]
        linked = 2 * line.linked > len(line.text)
        if opens_links(line.text):
            after_links = True
        elif not linked:
            after_links = False
        if place in dropped or is_furniture(line.text):
            continue
        if linked and (after_links or (place not in inside and not _FILE.search(line.text))):
            continue
        if place not in inside and is_footer(line.text):
            continue
        kept.append(place)
    return kept


def _dropped_parts(parts: list[_Part], frame: int, core: int, lines: list[WebLine]) -> set[int]:
    """Return the lines of elements within the frame that are furniture as a whole."""
    around = set()
    place = core
    while place >= 0:
        around.add(place)
        place = parts[place].parent
    dropped: set[int] = set()
    for place, part in enumerate(parts):
        own = range(part.first, part.last + 1)
        outside = part.last < parts[frame].first or part.first > parts[frame].last
        if part.first < 0 or outside or place in around or own[0] in dropped:
            continue
        if part.element.tag == "table":
            furniture = _is_data_sheet(lines[part.first : part.last + 1])
        else:
            small = 10 * part.prose < parts[0].prose
            furniture = small and _is_hinted(part.element) and not _belongs(part, lines)
        if furniture:
            dropped.update(own)
    return dropped
