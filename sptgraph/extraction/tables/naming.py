"""What a task table is called: in a row or line above it, else by its file or sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sptgraph.extraction.folding import Folded, fold, join
from sptgraph.extraction.tables.shape import Shape
from sptgraph.model import Document

_TITLE: Final = re.compile(
    r"(?:清单|分工|台账|一览|分解|安排|计划|方案|要点|措施|任务|推进|责任|销号|进度|重点工作|明细)表?(?:（[^（）]*）|〔[^〔〕]*〕)*$|表(?:（[^（）]*）)*$"
)
_NO_TITLE: Final = re.compile(
    r"附(?:件|表)[\d一二三四五六七八九十]*[：:.]?$|.*(?:填[报表]|单位|日期|时间|联系人|依据|说明|备注|注)："
)
_YEARS: Final = re.compile(r"（20\d\d年?(?:度)?(?:[—至到]+20\d\d年?)?(?:度)?）")
_HAN: Final = re.compile("[一-鿿]")
_DEFAULT: Final = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A title; ``inside`` says that it stands in the document's text."""

    text: Folded
    inside: bool


def name_of(document: Document, above: Sequence[Folded], shapes: Sequence[Shape]) -> Named:
    """Return the title of the table, with its years where they stand in a line of their own below it."""
    named = _name_of(document, above, shapes)
    after = next((at for at, line in enumerate(above, 1) if line.offsets[-1:] == named.text.offsets[-1:]), 0)
    if named.inside and 0 < after < len(above) and _YEARS.fullmatch(above[after].text):
        return Named(join([named.text, above[after]]), inside=True)
    return named


def _name_of(document: Document, above: Sequence[Folded], shapes: Sequence[Shape]) -> Named:
    lines = [line for line in above if line.text and not _NO_TITLE.match(line.text)]
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if (
            before
            and _TITLE.search(line.text)
            and not _TITLE.search(before.text)
            and _opens(before.text, line.text)
        ):
            return Named(join([_bare(before), line]), inside=True)
        if _TITLE.search(line.text) and len(_HAN.findall(line.text)) >= 5 and len(line.text) <= 90:
            return Named(_bare(line), inside=True)
    if lines and len(_HAN.findall(lines[0].text)) >= 6 and len(lines[0].text) <= 60:
        return Named(_bare(lines[0]), inside=True)
    hinted = [value for key, value in document.hints if key == "title"]
    sheets = [s.grid.name for s in shapes if not _DEFAULT.fullmatch(s.grid.name)]
    for name in (*hinted, PurePath(document.name).stem, *(sheets if len(sheets) == 1 else ())):
        folded = fold(name)
        if len(_HAN.findall(folded.text)) >= 5:
            return Named(folded, inside=False)
    return Named(fold(""), inside=False)


def _opens(before: str, line: str) -> bool:
    """Whether a title begins in the line before: that one names the place, and this one does not."""
    place = re.compile(r"[一-鿿]{2,8}?(?:省|市|县|区|旗|州|镇|乡|街道)")
    return (
        bool(place.match(before))
        and not place.match(line)
        and len(before) <= 40
        and not re.search("[，。；：]", before)
    )


def _bare(line: Folded) -> Folded:
    """Return a title without the 附件1： in front of it."""
    found = re.match(r"附(?:件|表)[\d一二三四五六七八九十]{0,3}[：:.]?", line.text)
    return line.part(found.end(), len(line.text)) if found and found.end() < len(line.text) else line
