"""What a page says about its document outside of it: title, date, publisher, number."""

import re
from typing import TYPE_CHECKING

from sptgraph.reading.assembly import Hints
from sptgraph.reading.html.lines import WebLine, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_DATED = (
    "成文日期",
    "发文日期",
    "印发日期",
    "生成日期",
    "发布日期",
    "发布时间",
    "公开日期",
    "公开时间",
    "时间",
    "日期",
)
_ISSUED = ("发文机关", "发文机构", "发文单位", "制发机关", "来源", "发布机构", "发布单位", "公开责任部门")
_NUMBERED = ("发文字号", "公文文号", "文件编号", "文号")
_TITLE_META = ("articletitle", "og:title", "dc.title")
_DATE_META = ("pubdate", "publishdate", "article:published_time", "dc.date", "releasedate")
_SOURCE_META = ("contentsource", "source", "dc.publisher")
_SITE = re.compile(r"(?:网站?|门户|人民政府|委员会|管理局|政务公开|首页)$")
_SECTIONS = re.compile(r"(?:-[^-\d（）()]{2,20})*-[^-\d（）()]{0,20}(?:网|政府|门户)[^-\d（）()]{0,8}$")
_VALUE = r"[\s\xa0]*[:：]?[\s\xa0]*([^\s\xa0:：|【\[]{2,40}?)"
_END = (
    r"(?=[\s\xa0|【\[]|$|(?:信息|文章|稿件)?来源|发布|浏览|访问|点击|阅读|字体|字号|时间|日期|作者|编辑|责任)"
)


def page_hints(root: "Element", outside: list[WebLine]) -> Hints:
    """Return title, issued (ISO date), publisher and number, as far as the page states them.

    ``outside`` are the lines that are no part of the document, in order.
    """
    meta = _meta(root)
    said = _labelled(outside)
    found = {
        "title": page_title(root, meta),
        "issued": _iso(_first(said, _DATED)) or _iso(_first(meta, _DATE_META)) or _clock(outside),
        "publisher": _publisher(said, meta),
        "number": _number(said),
    }
    return tuple((key, value) for key, value in found.items() if value)


def page_title(root: "Element", meta: dict[str, str] | None = None) -> str | None:
    """Return the document's title: the page's meta data, its one main heading or its window title."""
    meta = _meta(root) if meta is None else meta
    headings = [tidy("".join(map(str, heading.itertext()))) for heading in root.iter("h1")]
    windows = [tidy("".join(map(str, title.itertext())))[:300] for title in root.iter("title")]
    candidates = [
        _first(meta, _TITLE_META),
        headings[0] if len(headings) == 1 else None,
        _without_site(windows[0]) if windows else None,
    ]
    return next((title for title in candidates if title and _may_be_title(title)), None)


def _without_site(window: str) -> str:
    """Return a window's title without the names of the site and its sections behind it."""
    title: str = re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+", window)[0]
    return _SECTIONS.sub("", title)


def _may_be_title(text: str) -> bool:
    return len(re.findall(r"[\u3400-\u9fff]", text)) > 5 and not _SITE.search(text)


def _meta(root: "Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        found.setdefault(name, tidy(element.get("content", "")))
    return found


def _labelled(lines: list[WebLine]) -> dict[str, str]:
    """Return what follows a label, on its line or in the table cell beside it."""
    found: dict[str, str] = {}
    for place, line in enumerate(lines):
        text = line.text
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following and line.cell and following.cell and line.cell[:2] == following.cell[:2]:
            label = re.sub(r"[\s:：]", "", text)
            if label in {*_DATED, *_ISSUED, *_NUMBERED}:
                found.setdefault(label, following.text)
        for label in (*_DATED, *_ISSUED, *_NUMBERED):
            if label in text and len(text) < 300:
                match = re.search(_spaced(label) + r"[\s\xa0]*[:：]" + _VALUE + _END, text)
                if match:
                    found.setdefault(label, match[1])
    return found


def _spaced(label: str) -> str:
    return r"[\s\xa0]*".join(label)


def _first(found: dict[str, str], labels: tuple[str, ...]) -> str | None:
    return next((found[label] for label in labels if found.get(label)), None)


def _iso(text: str | None) -> str | None:
    match = _DATE.search(text or "")
    if not match:
        return None
    year, month, day = map(int, match.groups())
    return (
        f"{year:04d}-{month:02d}-{day:02d}"
        if 1900 < year < 2200 and 0 < month < 13 and 0 < day < 32
        else None
    )


def _clock(lines: list[WebLine]) -> str | None:
    """Return the date of a line that is only a date with the time of day, as info bars have it."""
    for line in lines:
        if re.fullmatch(
            r"[•·\s]*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?", line.text
        ):
            return _iso(line.text)
    return None


def _publisher(said: dict[str, str], meta: dict[str, str]) -> str | None:
    """Return who issued the document; the name of the site that shows it is no answer."""
    values = [said.get(label) for label in _ISSUED] + [meta.get(name) for name in _SOURCE_META]
    return next((value for value in values if value and not re.search(r"网|门户|本站|http|www", value)), None)


def _number(said: dict[str, str]) -> str | None:
    values = (said.get(label, "") for label in _NUMBERED)
    return next((value for value in values if re.search(r"\d{4}.{0,2}\d+\s*号", value)), None)
