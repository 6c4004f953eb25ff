"""Each kind of fact as a line, and back."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sptgraph.corrections.escaping import escape, pieces, unescape
from sptgraph.corrections.marks import Fields, expected, name_and_marks, read_marks
from sptgraph.language import Language
from sptgraph.model import Assignment, Deadline, Member, Recurrence, Target
from sptgraph.wording import (
    COMPARATOR,
    DEADLINE_KIND,
    DEGREE,
    DISTRIBUTION,
    MEMBER_CLASS,
    MILESTONE,
    PERIOD,
    QUANTIFIER,
    ROLE,
    meaning,
    number,
    word,
)

Parts = Mapping[str, Any]
"""What a line says: fields of a fact's class, with their values."""

DAY: Final = r"\d{4}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)"
_DATE: Final = rf"{DAY}|\d{{4}}(?:年(?:\d{{1,2}}月)?[底末]?|-\d{{2}}(?!\d))"
_DATES: Final = re.compile(rf"({_DATE})(?:\s*(?:\.\.|至|到|[~～—–])\s*({_DATE}))?(.*)", re.DOTALL)
_DEFINITE: Final = re.compile(rf"{DAY}|.*[底末]")
_NUMBER: Final = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(.*)", re.DOTALL)
_COUNT: Final = re.compile(r"\s*(?:至少)?\s*(\d{1,9})次?(?:\s+|$)")
_DURATION: Final = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?!\S)")
_SIGNS: Final = {
    "≥": "at-least",
    "≤": "at-most",
    "＞": "more-than",
    ">": "more-than",
    "＜": "less-than",
    "<": "less-than",
}

_OF_ASSIGNMENT: Final[Fields] = {"role": ROLE, "distribution": DISTRIBUTION, "quantifier": QUANTIFIER}
_OF_DEADLINE: Final[Fields] = {"kind": DEADLINE_KIND, "milestone": MILESTONE, "degree": DEGREE}


def write_assignment(fact: Assignment, language: Language) -> str:
    """Return ``县应急局 | 牵头 | 分别 | 有关``."""
    marks = ((ROLE, fact.role), (DISTRIBUTION, fact.distribution), (QUANTIFIER, fact.quantifier))
    return " | ".join([escape(fact.agent), *(word(words, key, language) for words, key in marks if key)])


def read_assignment(line: str) -> Parts:
    """Read what `write_assignment` writes; a mark that is not written is not in the parts."""
    agent, marks = name_and_marks(line, _OF_ASSIGNMENT)
    return {"agent": agent, **_without_none(marks, "role")}


def write_deadline(fact: Deadline, language: Language) -> str:
    """Return ``2024-05-01至2024-10-31 期间 启动 全面``."""
    until = "至" if language == "zh" else ".."
    dates = f"{fact.start.isoformat()}{until}{fact.due.isoformat()}" if fact.start else fact.due.isoformat()
    marks = ((DEADLINE_KIND, fact.kind), (MILESTONE, fact.milestone), (DEGREE, fact.degree))
    return " ".join([dates, *(word(words, key, language) for words, key in marks if key)])


def read_deadline(line: str) -> Parts:
    """Read what `write_deadline` writes; the start belongs to the date: None where it is not written."""
    found = _DATES.fullmatch(line)
    if not found or (found[3].startswith("前") and not _DEFINITE.fullmatch(found[2] or found[1])):
        raise expected(line, "确切日期，如 2024-12-31 前", "a definite date, such as 2024-12-31 by")
    start, due = (
        (read_date(found[1])[0], read_date(found[2])[1]) if found[2] else (None, read_date(found[1])[1])
    )
    if start and due < start:
        raise expected(line, "起日不晚于止日", "a start that is not after the end")
    marks = read_marks(found[3].replace("|", " ").split(), _OF_DEADLINE, line)
    return {"start": start, "due": due, **_without_none(marks, "kind")}


def read_date(text: str) -> tuple[date, date]:
    """Return the first and last day that 2024-12-31, 2024年12月31日, 2024年12月 or 2024年 means.

    >>> read_date("2024年2月底")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    year, month, day = (*(int(digits) for digits in re.findall(r"\d+", text)), None, None)[:3]
    try:
        if year and month and day:
            return date(year, month, day), date(year, month, day)
        last = monthrange(int(year or 0), month or 12)[1]
        return date(int(year or 0), month or 1, 1), date(int(year or 0), month or 12, last)
    except ValueError as error:
        raise expected(
            text, "日历上有的日期，如 2024-12-31", "a day of the calendar, such as 2024-12-31"
        ) from error


def write_recurrence(fact: Recurrence, language: Language) -> str:
    """Return ``每月 1次 高危矿井 | 矿长``."""
    count = f"{fact.minimum}次" if language == "zh" else str(fact.minimum)
    head = [word(PERIOD, fact.period, language), count, *([escape(fact.scope)] if fact.scope else [])]
    return " ".join(head) + (f" | {escape(fact.agent)}" if fact.agent else "")


def read_recurrence(line: str) -> Parts:
    """Read what `write_recurrence` writes; the scope belongs to the frequency: None where not written."""
    head, *agents = pieces(line)
    duration = _DURATION.match(head)
    spoken = next((w for w in sorted(PERIOD.values(), key=len, reverse=True) if head.startswith(w)), None)
    if len(agents) > 1 or not (duration or spoken):
        zh, en = "频次，如 每季度 1次 高危行业领域 | 矿长", "a frequency, such as P3M 1 高危行业领域 | 矿长"
        raise expected(line, zh, en)
    period = duration.group() if duration else str(spoken)
    rest = head.removeprefix(period)
    count = _COUNT.match(rest)
    scope = (rest[count.end() :] if count else rest).strip()
    parts = {"period": meaning(PERIOD, period) or period, "minimum": int(count[1]) if count else 1}
    return {**parts, "scope": unescape(scope) or None, **_agent(agents)}


def _agent(behind: list[str]) -> Parts:
    return {"agent": None if behind[0] == "-" else unescape(behind[0])} if behind else {}


def write_target(fact: Target, language: Language) -> str:
    """Return ``98 % | 不低于``."""
    head = f"{number(fact.value)} {escape(fact.unit)}".rstrip()
    return head + (f" | {word(COMPARATOR, fact.comparator, language)}" if fact.comparator else "")


def read_target(line: str) -> Parts:
    """Read what `write_target` writes; the comparator may also stand in front: ≥98%, 不低于98%."""
    head, *marks = pieces(line)
    for sign, key in (*_SIGNS.items(), *((spoken, key) for key, spoken in COMPARATOR.items())):
        if head.startswith(sign):
            head, marks = head.removeprefix(sign).strip(), [*marks, key]
            break
    found = _NUMBER.fullmatch(head)
    value = float(found[1].replace(",", "")) if found else float("inf")
    if not found or abs(value) == float("inf"):
        raise expected(line, "数值和单位，如 98 % | 不低于", "a number and its unit, such as 98 % | at-least")
    return {"value": value, "unit": unescape(found[2]), **read_marks(marks, {"comparator": COMPARATOR}, line)}


def write_member(fact: Member, language: Language) -> str:
    """Return ``县应急局 | 监管``."""
    return f"{escape(fact.name)} | {word(MEMBER_CLASS, fact.member_class, language)}"


def read_member(line: str) -> Parts:
    """Read what `write_member` writes; a class that is not written is not in the parts."""
    name, marks = name_and_marks(line, {"member_class": MEMBER_CLASS})
    return {"name": name, **_without_none(marks, "member_class")}


def _without_none(marks: Parts, field: str) -> Parts:
    """Leave out ``field`` where ``-`` would clear it, for it must have a value."""
    return {name: value for name, value in marks.items() if name != field or value is not None}
