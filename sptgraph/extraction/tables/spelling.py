"""A cell's text in the spelling that the grammars of extraction read, each character with its address.

Cells are terser than prose: a line break or a space parts two units, 2026.12 is a month, （牵头） behind a
name makes it the lead. What is written in for the grammar has the address of the character beside it, so
that every find still stands where the cell has it.
"""

import re
from typing import Final

from sptgraph.extraction.agents import has_unit_form, is_bare_name, is_group, is_place
from sptgraph.extraction.folding import Folded, fold
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.roles import cue_at_end, label
from sptgraph.extraction.tables.columns import Column
from sptgraph.model import Document, Span

_PART: Final = re.compile(r"[^\s\u3000]+")
_WIDE: Final = re.compile(r"\S+(?:[ \u3000]\S+)*")
_JOINING: Final = "、，；：/和及与（"
_LAST_NAME: Final = re.compile(r"[^、，；：/（）。]*(?:（[^（）]*）)?$")
_FIRST_NAME: Final = re.compile(r"[^、，；：/。]*")
_INSIDE: Final = re.compile(r"(?<=[一-鿿）])[、，；]?(?:\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳])(?=[一-鿿])")
_MANNER: Final = re.compile(r"（(?:按|依|根据)[^（）]{0,12}(?:分工|职责|职能|领域|行业)[^（）]{0,4}）")
_LAST_BRACKET: Final = re.compile(r"(?<=[一-鿿\d%”])（[^（）]+）。?$")
_OWNERS_BEHIND: Final = re.compile(r"（[^（）]*(?:牵头|责任|主责|主办|承办)(?:单位|部门)[^（）]*）")
_COUNTED: Final = re.compile(r"(?<=等)(?:\d{1,3}|[一二三四五六七八九十]{1,3})[个家](?=部门|单位|成员)")
_SAID: Final = re.compile(
    r"[为是](?P<cue>牵头|主责|主办|责任|配合|协同|协办|参与)(?:单位|部门)(?=$|[、，；。])"
)
_SPACED: Final = 3
_NUMBERED: Final = re.compile(r"^(?:\d{1,2}[.、]|[（〔]\d{1,2}[）〕]|[①-⑳])")
_SHORT_LABEL: Final = re.compile(
    r"(?<![一-鿿])(?:牵头|主办|主责|配合|协办|协同|协助|参与|责任|负责|落实|承办)(?=：)"
)
_STARRED: Final = re.compile(
    r"(?:^|(?<=[、，；：]))(?P<before>[★☆▲△●※])?(?P<name>[^、，；：★☆▲△●※]*)(?(before)|(?P<behind>[★☆▲△●※]))"
)
_TOGETHER: Final = re.compile(r"(?<=[一-鿿）])(?:牵头)?会同(?=[一-鿿])")
_CUE_BEHIND: Final = re.compile(
    r"[（〔](?P<lead>(?:总|共同|联合|分别)?牵头(?:单位|部门|负责)?|主责(?:单位)?|主办)[）〕]|[（〔](?P<support>配合(?:单位|部门)?|协助|协办|协同|参与)[）〕]"
)
_DAY: Final = re.compile(
    r"(?<!\d)(?P<y>20\d\d)(?P<a>[.—/])(?P<m>1[0-2]|0?[1-9])(?:(?P<b>[.—/])(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d年])"
)
_PACKED: Final = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_YEAR: Final = re.compile(r"(?<!\d)(?=2\d年\d{1,2}月)")
_QUARTER: Final = re.compile(r"(?<![第每个一二三四\d])(?=[一二三四1-4]季度)")
_LONE_MONTH: Final = re.compile(
    r"(?:^|(?<=[、，；]))(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    r"(?=$|[、，；]|(?:全面|基本)?(?:完成|建成|启动|总结|验收|投用|开工|竣工|达标))"
)
_LONE_THIRD: Final = re.compile(
    r"(?<![\d年月至到—])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?[上中下]旬(?![前之以起—至到])"
)
_THIRD_BEFORE: Final = re.compile(r"(?<=[上中下]旬)(?:之|以)?前")
_LONE_DAY: Final = re.compile(
    r"(?<![\d年月])(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号](?![前之以起—至到])"
)
_RANGE_BEFORE: Final = re.compile(r"20\d\d年[^，；、]*(?:—+|至|到)$")
_WHOLE_YEAR: Final = re.compile(r"(?<!年)全年")
_MONTHS: Final = re.compile(
    r"^(?P<a>1[0-2]|0?[1-9])月?(?P<sep>—+|至|到)(?P<b>1[0-2]|0?[1-9])月(?:份)?(?P<end>底|末)?(?:前)?"
)
_DAYS_BETWEEN: Final = re.compile(
    r"^(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号](?:—+|至|到)(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号]"
)
_QUARTERED: Final = re.compile(r"(?:(?P<year>20\d\d)年?[.—/]?)?Q(?P<quarter>[1-4])", re.IGNORECASE)
_PART_OF_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?=[上下]半年|第?[一二三四1-4]季度)")
_MONTHS_OF: Final = re.compile(
    r"(?P<y>20\d\d年)(?P<a>1[0-2]|0?[1-9])(?P<sep>—+|至|到)(?P<b>1[0-2]|0?[1-9])月"
)
_MONTH_TO: Final = re.compile(r"(?P<a>20\d\d年(?:1[0-2]|0?[1-9]))(?=(?:—+|至|到)20\d\d年)")


def cell_text(document: Document, region: Span) -> str:
    """Return the text of a cell as the document has it, lines and all."""
    return document.text[region.start : region.end]


def plain(document: Document, region: Span) -> Folded:
    """Return a cell's text folded, its lines run together."""
    return fold(cell_text(document, region), region.start)


def insert(text: Folded, at: int, words: str) -> Folded:
    """Return ``text`` with ``words`` written in at a position, at the address of what stands there."""
    if not text.text:
        return text
    address = text.offsets[at - 1] if at else text.offsets[0]
    return Folded(
        text.text[:at] + words + text.text[at:],
        (*text.offsets[:at], *([address] * len(words)), *text.offsets[at:]),
    )


def replaced(text: Folded, start: int, end: int, words: str) -> Folded:
    """Return ``text`` with ``words``, no longer than it, in the place of a stretch."""
    offsets = text.offsets[start : start + len(words)]
    return Folded(
        text.text[:start] + words + text.text[end:], (*text.offsets[:start], *offsets, *text.offsets[end:])
    )


def owners_spelled(document: Document, region: Span, lexicon: Lexicon, *, starred: bool = False) -> Folded:
    """Return an owner cell for the grammar of owner phrases: units parted, short labels whole.

    ``starred`` says that a star beside a name makes it the lead.
    """
    raw = cell_text(document, region)
    whole = Folded("", ())
    for start, end in _stretches_of(raw):
        part = _listed(fold(raw[start:end], region.start + start))
        if numbered := _NUMBERED.match(part.text):
            part = part.part(numbered.end(), len(part.text))
            if not part.text:
                continue
        if whole.text and _parts(whole.text, part.text, lexicon):
            sign = "；" if label().match(part.text) or _SHORT_LABEL.match(part.text) else "、"
            whole = Folded(whole.text + sign, (*whole.offsets, whole.offsets[-1]))
        whole = Folded(whole.text + part.text, whole.offsets + part.offsets)
    for found in reversed(list(_MANNER.finditer(whole.text))):
        whole = replaced(whole, found.start(), found.end(), "")
    for found in reversed(list(_COUNTED.finditer(whole.text))):
        whole = replaced(whole, found.start(), found.end(), "")
    for found in reversed(list(_SAID.finditer(whole.text))):
        whole = replaced(whole, found.start(), found.end(), found["cue"].replace("责任", "负责"))
    whole = Folded(re.sub(r"[|\\+＋&]", "、", whole.text).replace("。", "；"), whole.offsets)
    for found in reversed(list(_SHORT_LABEL.finditer(whole.text))):
        whole = insert(whole, found.end(), "单位")
    whole = _unstarred(whole, starred=starred)
    if together := _TOGETHER.search(whole.text):
        whole = replaced(whole, together.start(), together.end(), "；")
        whole = insert(whole, together.start() + 1, "配合单位：")
        if not label().match(whole.text):
            whole = insert(whole, 0, "牵头单位：")
    return _cues_unwrapped(whole)


def _stretches_of(raw: str) -> list[tuple[int, int]]:
    """Return what white space parts in a cell; a line of lettered-out names is parted where it is wide."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", raw):
        parts = [m.group() for m in _PART.finditer(line.group())]
        single = sum(len(part) == 1 for part in parts)
        spaced = len(parts) >= _SPACED and 2 * single >= len(parts)
        pattern = _WIDE if spaced and single else _PART
        found += [(line.start() + m.start(), line.start() + m.end()) for m in pattern.finditer(line.group())]
    return found


def _listed(text: Folded) -> Folded:
    """Put a 、 in the place of each number between two names: 1.甲局2.乙局."""
    for found in reversed(list(_INSIDE.finditer(text.text))):
        text = replaced(text, found.start(), found.end(), "、")
    return text


def _unstarred(text: Folded, *, starred: bool) -> Folded:
    """Drop the star before or behind a name, and write what it means behind the name."""
    while found := _STARRED.search(text.text):
        behind = found.end("name")
        star = found.start("before") if found["before"] else found.start("behind")
        text = insert(text, behind, "（牵头）") if starred else text
        star += 4 if starred and star >= behind else 0
        text = replaced(text, star, star + 1, "")
    return text


def _parts(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a line break or space parts two units, and does not only wrap one name."""
    if (
        before[-1] in _JOINING
        or after[0] in "、，；：/）和及与等（"
        or before.count("（") > before.count("）")
    ):
        return bool(before[-1] not in "：、，；/" and (label().match(after) or _SHORT_LABEL.match(after)))
    if label().match(after) or _SHORT_LABEL.match(after):
        return True
    last = _LAST_NAME.search(before)
    first = _FIRST_NAME.match(after)
    left, right = last.group() if last else "", first.group() if first else ""
    if cue := cue_at_end().search(left):
        return cue.start() > 0 or _is_name(right, lexicon)
    joined = left + right
    if lexicon.department_key(joined) and not (
        lexicon.department_key(left) and lexicon.department_key(right)
    ):
        return False
    return _is_name(left, lexicon) and len(right) > 1


def _is_name(name: str, lexicon: Lexicon) -> bool:
    return bool(
        lexicon.department_key(name)
        or has_unit_form(name)
        or is_group(name)
        or is_place(name)
        or is_bare_name(name)
    )


def _cues_unwrapped(text: Folded) -> Folded:
    """Write a role in brackets behind a name as a clause of its own: ；甲局牵头；."""
    position = 0
    while found := _CUE_BEHIND.search(text.text, position):
        cue = "牵头" if found["lead"] else "配合"
        shared = found.group()[1:3] in ("共同", "联合", "分别")
        start = max((text.text.rfind(sign, 0, found.start()) for sign in "、，；：/"), default=-1)
        text = replaced(text, found.start(), found.end(), cue)
        end = found.start() + len(cue)
        if text.text[end : end + 1] in "、，/" and end < len(text.text):
            text = replaced(text, end, end + 1, "；")
        elif re.match(r"[一-鿿]", text.text[end : end + 1]):
            text = insert(text, end, "；")
        if start >= 0 and text.text[start] in "、，/" and not shared:
            text = replaced(text, start, start + 1, "；")
        position = end
    return text


def owned_behind(text: Folded, column: Column) -> Folded:
    """Close the sentence before the bracket at a cell's end where the header says that it names owners.

    So the grammar of prose takes it for an owner phrase even where it holds a single name.
    """
    behind = _LAST_BRACKET.search(text.text)
    if behind and _OWNERS_BEHIND.search(column.title) and text.text[behind.start() - 1] not in "。；！？\n”":
        return insert(text, behind.start(), "。")
    return text


def time_spelled(text: Folded, year: int | None) -> Folded:
    """Return a folded time cell for the grammar of dates: 2026.12 is 2026年12月, 3-6月 is in its year."""
    text = _stretches(_packed(_days(_quarters(text))))
    for pattern, words in ((_SHORT_YEAR, "20"), (_QUARTER, "第")):
        for found in reversed(list(pattern.finditer(text.text))):
            text = insert(text, found.start(), words)
    for found in reversed(list(_PART_OF_YEAR.finditer(text.text))):
        text = insert(text, found.end(), "年")
    for found in reversed(list(_THIRD_BEFORE.finditer(text.text))):
        text = replaced(text, found.start(), found.end(), "")
    for pattern, words in ((_LONE_MONTH, "底前"), (_LONE_DAY, "前"), (_LONE_THIRD, "前")):
        for found in reversed(list(pattern.finditer(text.text))):
            if not _RANGE_BEFORE.search(text.text[: found.start()]):
                text = insert(text, found.end(), words)
    if year is None:
        return text
    if _DAYS_BETWEEN.match(text.text):
        return insert(text, 0, f"{year}年")
    if months := _MONTHS.match(text.text):
        if not text.text[: months.start("sep")].endswith("月"):
            text = insert(text, months.end("a"), "月")
        return insert(text, 0, f"{year}年")
    for found in reversed(list(_WHOLE_YEAR.finditer(text.text))):
        text = insert(text, found.start(), f"{year}年")
    return text


def _quarters(text: Folded) -> Folded:
    """Spell 2026年Q3, 2026.Q3 and Q3 as quarters."""
    for found in reversed(list(_QUARTERED.finditer(text.text))):
        text = insert(text, found.end(), "季度")
        text = replaced(text, found.start("quarter") - 1, found.start("quarter"), "第")
        if found["year"]:
            between = text.text[found.end("year") : found.start("quarter") - 1]
            text = replaced(text, found.end("year"), found.end("year") + len(between), "年" * bool(between))
    return text


def _days(text: Folded) -> Folded:
    position = 0
    while found := _DAY.search(text.text, position):
        end = found.end()
        text = insert(text, end, "日" if found["d"] else "月")
        if found["d"]:
            text = replaced(text, found.start("b"), found.end("b"), "月")
        text = replaced(text, found.start("a"), found.end("a"), "年")
        position = end + 1
    return text


def _packed(text: Folded) -> Folded:
    for found in reversed(list(_PACKED.finditer(text.text))):
        for at, words in ((found.end(), "日"), (found.start() + 6, "月"), (found.start() + 4, "年")):
            text = insert(text, at, words)
    return text


def _stretches(text: Folded) -> Folded:
    """Give the first month of 2026年3—6月 and 2026年3—2026年6月 its 月."""
    for pattern in (_MONTHS_OF, _MONTH_TO):
        for found in reversed(list(pattern.finditer(text.text))):
            text = insert(text, found.end("a"), "月")
    return text
