"""Columns that only their neighbours explain: a year each with its task, a unit each with a mark."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from sptgraph.extraction.agents import has_unit_form, is_group, is_place
from sptgraph.extraction.folding import fold
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.numerals import chinese_number
from sptgraph.extraction.tables.columns import OWNERS, Column, Stage, kind_of, marks
from sptgraph.grid import GridRow
from sptgraph.model import Role

_STAGE: Final = re.compile(
    r"(?:(?P<year>20\d\d)年?度?)?(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<month>1[0-2]|[1-9])月份?)?"
    r"(?:重点|主要|阶段)?(?:工作|任务|目标|计划|安排|内容|举措|措施|进度|要求)*(?:（[^（）]*）)?"
)
_TIME: Final = re.compile(
    r"(?:20\d\d[年./—-]|1?\d月|第?[一二三四]季度|年[底末前内]|每[年月季周日半]|长期|持续|立行立改)"
)
TIME_ALONE: Final = re.compile(r"[\d\s年月日底末前上中下旬季度第一二三四、，/.—至]+")
LOOKED_AT: Final = 200
"""How many rows below a header are looked at to tell what its columns hold."""
_NAME: Final = 24
_BLANK: Final = re.compile(r"[—\-－–―/／\\*×x无\s.。、]*")


def stage_of(title: str) -> Stage | None:
    """Return the time that a header names, with at most a word for what is done in it; else None.

    >>> stage_of("2025年目标"), stage_of("第二季度"), stage_of("目标")
    (Stage(year=2025, first=1, last=12), Stage(year=None, first=4, last=6), None)
    """
    found = _STAGE.fullmatch(fold(title).text)
    if not found or not (found["year"] or found["half"] or found["quarter"] or found["month"]):
        return None
    year = int(found["year"]) if found["year"] else None
    if found["half"]:
        return Stage(year, *((1, 6) if found["half"] == "上" else (7, 12)))
    if found["quarter"]:
        quarter = chinese_number(found["quarter"]) or 1
        return Stage(year, 3 * quarter - 2, 3 * quarter)
    if found["month"]:
        return Stage(year, int(found["month"]), int(found["month"]))
    return Stage(year, 1, 12)


def is_unit(title: str) -> bool:
    """Whether a header is the name of a body: 县应急局, 各乡镇.

    >>> is_unit("县 应急局"), is_unit("责任单位"), is_unit("备注")
    (True, False, False)
    """
    name = fold(title).text
    if not 2 <= len(name) <= _NAME or kind_of(title):
        return False
    known = load_lexicon().department_key(name)
    return bool(known or has_unit_form(name) or is_group(name) or is_place(name))


def stages(stacks: Mapping[int, Sequence[str]]) -> dict[int, Column]:
    """Return the columns that are headed by a time each, where there are at least two of them."""
    found: dict[int, Column] = {}
    for at, stack in stacks.items():
        titles = [title for title in stack if title.strip()]
        over = [stage for title in titles[:-1] if (stage := stage_of(title))]
        if titles and (stage := stage_of(titles[-1])):
            if stage.year is None and over and over[-1].year:
                stage = replace(stage, year=over[-1].year)
            above = {kind_of(title) for title in titles[:-1]}
            if not above & (OWNERS | {"progress", "remark"}):
                found[at] = Column(at, "stage", fold("".join(titles)).text, stage=stage)
    return found if len({column.stage for column in found.values()}) > 1 else {}


def units(stacks: Mapping[int, Sequence[str]], below: Sequence[GridRow]) -> dict[int, Column]:
    """Return the columns that are headed by a body each and hold but marks, where there are at least two."""
    found: dict[int, Column] = {}
    for at, stack in stacks.items():
        titles = [title for title in stack if title.strip()]
        if not titles or not is_unit(titles[-1]):
            continue
        cells = [cell.text for row in below if (cell := row.at(at)) and not cell.merged]
        filled = [text for text in cells if not _BLANK.fullmatch(text)]
        if all(is_mark(text) for text in filled) and (filled or len(titles) > 1):
            over = next((k for t in reversed(titles[:-1]) if (k := kind_of(t)) in OWNERS), None)
            found[at] = Column(
                at,
                over or "responsible",
                fold("".join(titles)).text,
                unit=fold(titles[-1]).text,
                said=bool(over),
            )
    return found if len(found) > 1 else {}


def texts(
    stacks: Mapping[int, Sequence[str]], known: Sequence[Column], below: Sequence[GridRow]
) -> list[Column]:
    """Return the column that says what is to be done where its header is no usual one: that of most words.

    For a header that already names who does it, in two roles or by when.
    """
    taken = {column.at for column in known}
    words: dict[int, int] = {}
    for at, stack in stacks.items():
        cells = [cell.text for row in below if (cell := row.at(at)) and not cell.merged]
        if at not in taken and any(title.strip() for title in stack) and not looks_answered(cells):
            words[at] = sum(len(re.findall("[一-鿿]", text)) for text in cells)
    best = max(words, key=lambda at: (words[at], -at), default=None)
    if best is None or not words[best]:
        return []
    return [Column(best, "task", fold("".join(stacks[best])).text)]


def is_mark(text: str) -> bool:
    """Whether a cell says no more than what a unit is: ★, √, 牵头, 配合."""
    return "".join(text.split()) in marks().signs or role_word("".join(text.split())) is not None


def role_word(text: str) -> Role | None:
    """Return the role that a word alone in a cell gives: 牵头, 配合单位."""
    bare = re.sub(r"(?:单位|部门)$", "", text)
    return next((role for role, words in marks().roles.items() if bare in words), None)


def legend_of(lines: Sequence[str]) -> dict[str, Role]:
    """Return what the signs of a table mean, as a note says it: ★为牵头单位，○为配合单位; 牵头★ 配合○.

    >>> legend_of(["注：★为牵头单位，○为配合单位"]), legend_of(["牵头单位（●）、配合单位（△）"])
    ({'★': 'lead', '○': 'support'}, {'●': 'lead', '△': 'support'})
    """
    sign = f"(?P<sign>[{re.escape(''.join(sorted(marks().signs)))}])"
    word = f"(?P<word>{'|'.join(word for words in marks().roles.values() for word in words)})"
    ways = (
        rf"{sign}[\s”\"]*(?:为|是|系|表示|代表|指|即|[:：=—-])+\s*{word}",
        rf"{word}(?:单位|部门)?(?:为|用|以|标|[:：（(\s“\"])*{sign}",
        rf"{sign}\s*{word}",
    )
    found: dict[str, Role] = {}
    for line in lines:
        told = next((pairs for way in ways if (pairs := list(re.finditer(way, line)))), [])
        for pair in told:
            if role := role_word(pair["word"]):
                found.setdefault(pair["sign"], role)
    return found


def looks_answered(texts: Sequence[str]) -> bool:
    """Whether what stands under a header that says nothing looks like owners or times."""
    filled = [text for text in texts if not _BLANK.fullmatch(text)]
    return bool(filled) and 2 * sum(map(_answers, filled)) > len(filled)


def _answers(text: str) -> bool:
    plain = fold(text.split("\n", maxsplit=1)[0]).text
    if len(plain) <= _NAME and _TIME.match(plain):
        return True
    name = re.split(r"[、，；/（牵负配]", plain)[0]
    return 2 < len(name) <= _NAME and is_unit(name)
