"""Which date expressions of a text are deadlines, and what they ask: a start, a state, a completion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sptgraph.extraction.dates import (
    ABSOLUTE,
    AFTER_ISSUE,
    DOTTED,
    NO_YEAR,
    RANGE,
    WITHIN,
    Calendar,
    Day,
    read_absolute,
    read_after_issue,
    read_range,
    read_within,
    read_without_year,
)
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.stretches import Stretches
from sptgraph.model import Degree, Milestone

_NOT_AFTER = re.compile(
    r"^(?:度(?!，|[一-鿿]{0,2}(?:完成|开展|实现|组织|启动))|版|修订|修正|及以前|及之前|以来|以后|起|开始(?:施行|实施)|(?:起)?(?:施行|实施)|发生的|发布的|印发|以前排查|前后|"
    r"的?(?:基础|水平|基数|经验|事故)|(?:专项)?行动(?:经验|成果|做法)|工作基础上|—|第)"
)
_LOOKS_BACK = re.compile(r"及以前|及之前|以来|以前排查|的?(?:基数|水平)")
_OF_OLD = re.compile(
    r"的|存量|在册|发布|建成|建设|竣工|投用|投入使用|颁发|取得|核发|排查|出台|制定|注册|登记|批准"
)
_NOT_BEFORE = re.compile(
    r"(?:自|从|比|较|与|同|总结|巩固|每|〔|《[^》]{0,40}|（?(?:截至|截止)|有效期至|有效期到|执行至)$"
)
_EVERY = re.compile(r"每(?:一)?(?:个)?(?:年度?|季度|月)(?:的)?$")
_TITLES = re.compile(
    r"《[^《》\n]{2,80}》(?:[（〔]20\d\d年?—+20\d\d年?[）〕])?|〔20\d\d〕\d*号?|(?:方案|计划|行动|规划|意见|纲要)[（〔]20\d\d年?—+20\d\d年?[）〕]"
)
_CLAUSE_END = re.compile(r"[，；。\n]")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in folded text, with what it asks for."""

    day: Day
    milestone: Milestone | None = None
    degree: Degree | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The deadlines of a text, and the date words that are none, each with the reason why."""

    deadlines: tuple[Due, ...]
    other: tuple[tuple[int, int, str], ...]
    unread: tuple[tuple[int, int], ...]


def find_deadlines(text: str, calendar: Calendar) -> Dates:
    """Find every date expression of ``text`` and tell deadlines from other uses.

    >>> from datetime import date
    >>> found = find_deadlines("2024年底前建成平台，比2023年下降10%。", Calendar((2024, 2026)))
    >>> [due.day.due.isoformat() for due in found.deadlines], [use for _, _, use in found.other]
    (['2024-12-31'], ['look-back'])
    """
    closed = Stretches(m.span() for m in _TITLES.finditer(text))
    deadlines: list[Due] = []
    other: list[tuple[int, int, str]] = []
    unread: list[tuple[int, int]] = []
    for found, day in expressions(text, calendar):
        start, end = found.span()
        if start in closed:
            other.append((start, end, "document-name"))
        elif use := _other_use(text, found, day, calendar):
            other.append((start, end, use))
        elif day is None:
            unread.append((start, end))
        else:
            deadlines.append(asked(text, day))
    return Dates(tuple(deadlines), tuple(other), tuple(unread))


def expressions(text: str, calendar: Calendar) -> Iterator[tuple[re.Match[str], Day | None]]:
    """Yield the date expressions in text order, the longest reading of each place."""
    position = 0
    patterns = (
        (AFTER_ISSUE, lambda m: read_after_issue(m, calendar)),
        (RANGE, read_range),
        (ABSOLUTE, read_absolute),
        (DOTTED, read_absolute),
        (WITHIN, lambda m: read_within(m, calendar)),
        (NO_YEAR, lambda m: read_without_year(m, _year_in_force(text, m.start(), calendar))),
    )
    pending = {pattern: pattern.search(text) for pattern, _ in patterns}
    while True:
        best: tuple[int, int, int] | None = None
        for rank, (pattern, _) in enumerate(patterns):
            found = pending[pattern]
            if found and found.start() < position:
                found = pending[pattern] = pattern.search(text, position)
            if found and (best is None or (found.start(), -found.end(), rank) < best):
                best = (found.start(), -found.end(), rank)
        if best is None:
            return
        pattern, read = patterns[best[2]]
        if chosen := pending[pattern]:
            yield chosen, read(chosen)
            position = max(chosen.end(), position + 1)


def _year_in_force(text: str, start: int, calendar: Calendar) -> Calendar:
    """A date without year takes the year its sentence, or the heading of its paragraph, has named last."""
    floor = max(0, start - 400)
    sentence = max(text.rfind(sign, floor, start) for sign in "。；\n")
    sentence = sentence + 1 if sentence >= 0 else floor
    heading = re.compile(r"[^，。\n]{2,24}（[^（）\n]*?(20\d\d)年[^（）\n]*）。").match(text)
    named = re.findall(r"(20\d\d)年", text[sentence:start]) or ([heading[1]] if heading else [])
    return Calendar(calendar.period, date(int(named[-1]), 1, 1)) if named else calendar


def _other_use(text: str, found: re.Match[str], day: Day | None, calendar: Calendar) -> str | None:
    """Return why a date expression is no deadline, or None where it is one."""
    start, end = found.span()
    before, after = text[max(0, start - 45) : start], text[end : end + 12]
    if _EVERY.search(before) or (
        found.re is NO_YEAR and re.search(r"每(?:一)?(?:个)?(?:年度?|季度?|月|周)[^，。；]{0,6}$", before)
    ):
        return "part-of-recurrence"
    if found.re is WITHIN:
        return "plan-name" if re.match(r"期?间?(?:行动|计划)(?:方案|计划)", after) else None
    if found.re is AFTER_ISSUE:
        return None
    settled = day is not None and day.kind == "by" and found.group()[-1:] in "前底末"
    if (_LOOKS_BACK if settled else _NOT_AFTER).match(after):
        return "look-back" if not after.startswith(("起", "版", "第", "—", "度")) else "other-date"
    begins = calendar.period[0] if calendar.period else calendar.year
    if day and begins and day.due.year < begins and day.kind == "by" and _OF_OLD.match(after):
        return "look-back"
    if _NOT_BEFORE.search(before):
        return "look-back" if not before.endswith(("自", "从")) else "other-date"
    if (
        found.group().startswith(("截至", "截止"))
        and day
        and calendar.period
        and day.due.year < calendar.period[0]
    ):
        return "look-back"
    if day and day.kind == "during" and found.re is not NO_YEAR:
        return _plain_year(text, found, day, calendar)
    return None


def _plain_year(text: str, found: re.Match[str], day: Day, calendar: Calendar) -> str | None:
    """A bare year or stretch is a deadline only within the plan's time, and as a time of doing."""
    start, end = found.span()
    begins = calendar.period[0] if calendar.period else calendar.year
    if begins and day.due.year < begins:
        return "look-back"
    exact_day = found.re is ABSOLUTE and found.groupdict().get("day")
    if exact_day and not re.match(r"(?:，|完成|前)", text[end : end + 2]):
        return "document-date"
    floor = max(0, start - 80)
    inside = text.rfind("（", floor, start) > text.rfind("）", floor, start)
    if found.re is RANGE and inside and not found["during"] and text[end : end + 1] in "）〕":
        opening = text.rfind("（", floor, start)
        if opening == start - 1 and text.endswith(("方案", "行动", "计划", "规划"), 0, opening):
            return "document-name"
    return None


def asked(text: str, day: Day) -> Due:
    """Read what a deadline asks for from the clause behind it."""
    clause = text[day.end : day.end + 60].lstrip("，")
    stop = _CLAUSE_END.search(clause)
    clause = clause[: stop.start()] if stop else clause
    milestone = next((m for m in _MILESTONES if _words(f"milestone-{m}").search(clause)), None)
    degree = next((d for d in _DEGREES if _words(f"degree-{d}").search(clause[:14])), None)
    return Due(day, milestone, degree)


_MILESTONES: tuple[Milestone, ...] = ("start", "complete", "reach")
_DEGREES: tuple[Degree, ...] = ("strive", "basic", "full")


@cache
def _words(key: str) -> re.Pattern[str]:
    words = sorted(load_lexicon().words[key], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
