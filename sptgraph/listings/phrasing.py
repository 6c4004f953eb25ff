"""How lists put facts into words: the day that was read first, the printed words in brackets behind."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.clauses import Clause
from sptgraph.model import Assignment, Deadline, Distribution, Recurrence, Span, StandingMark, Target
from sptgraph.wording import COMPARATOR, DEGREE, DISTRIBUTION, MILESTONE, PERIOD, Words, number, word

REQUIRED: Final = Bilingual("未明确", "not stated")
"""Stands where the plan should say something and does not."""

OPTIONAL: Final = "—"
"""Stands where the plan says nothing and need not."""

RECURRING: Final = Bilingual("定期", "recurring")
"""The role of a body that a plan names only as the one who does something every so often."""

_DUE: Final[Mapping[str, Bilingual]] = {
    "by": Bilingual("{due}前", "by {due}"),
    "during": Bilingual("至{due}", "until {due}"),
    "within": Bilingual("{due}内", "within {due}"),
}
_FROM_TO: Final = Bilingual("{start}至{due}", "{start} to {due}")
_OTHERS: Final = Bilingual("等", " and others")
_EVERY: Final[Mapping[str, str]] = {
    "P1D": "every day",
    "P1W": "every week",
    "P10D": "every ten days",
    "P15D": "every fortnight",
    "P1M": "every month",
    "P2M": "every two months",
    "P3M": "every quarter",
    "P6M": "every half-year",
    "P1Y": "every year",
}
_DURATION: Final = re.compile(r"P(\d+)([DWMY])")
_EVERY_FEW: Final[Mapping[str, Bilingual]] = {
    "D": Bilingual("每{}日", "every {} days"),
    "W": Bilingual("每{}周", "every {} weeks"),
    "M": Bilingual("每{}个月", "every {} months"),
    "Y": Bilingual("每{}年", "every {} years"),
}
_IN_ENGLISH: Final[Mapping[str, str]] = {
    "joint": "jointly",
    "respective": "respectively",
    "within-remit": "each within its remit",
    "basic": "largely",
    "full": "fully",
    "strive": "if possible",
    "start": "started",
    "reach": "reached",
    "complete": "completed",
    "at-least": "at least",
    "at-most": "at most",
    "more-than": "more than",
    "less-than": "less than",
    "increase": "up by",
    "decrease": "down by",
}
_SCOPE: Final = Bilingual("范围：{}", "scope: {}")
_AGENT: Final = Bilingual("主体：{}", "by: {}")
_BREAK: Final = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def one_line(text: str) -> str:
    r"""Return printed words without the white space that lines broke into them.

    >>> one_line("县应急\n管理局"), one_line("AB\nC")
    ('县应急管理局', 'AB C')
    """
    return " ".join(_BREAK.sub("", text).split())


def shorten(text: str, longest: int = 60) -> str:
    """Return a text cut with … where it is too long.

    >>> shorten("督促整改", 3)
    '督促…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def every(period: str, language: Language) -> str:
    """Return how often: 每季度 for P3M; a period that is no duration as it is.

    >>> every("P3M", "zh"), every("P3M", "en"), every("P2W", "zh"), every("P4M", "en")
    ('每季度', 'every quarter', '每2周', 'every 4 months')
    """
    named = PERIOD.get(period) if language == "zh" else _EVERY.get(period)
    if named:
        return named
    found = _DURATION.fullmatch(period)
    return _EVERY_FEW[found[2]].text(language).format(found[1]) if found else period


def goal_of(fact: Deadline, language: Language) -> str:
    """Return what a date is for where the text says so: 基本完成, 启动; else nothing."""
    marks = ((DEGREE, fact.degree), (MILESTONE, fact.milestone))
    said = (_word(words, key, language) for words, key in marks if key)
    return (" " if language == "en" else "").join(said)


def phrase(value: object, language: Language) -> str | int | date | None:
    """Return how a field of a row reads in a cell; None where it says nothing."""
    if isinstance(value, tuple):
        if not value:
            return None
        texts: Callable[[Any, Language], Iterable[str]] = _PHRASES.get(type(value[0])) or _texts
        return "\n".join(texts(value, language)) or None
    if isinstance(value, Clause):
        return value.text(language)
    return value if isinstance(value, int | date) else str(value) if value else None


def _owners(assignments: Iterable[Assignment], language: Language) -> Iterable[str]:
    """Join the units of one clause; those who share a way of sharing the work stand together."""
    comma, end = ("、", "；") if language == "zh" else (", ", "; ")
    parts = []
    for (_, distribution, is_open), members in groupby(assignments, key=_share):
        names = comma.join(dict.fromkeys(one_line(member.agent) for member in members))
        others = _OTHERS.text(language) if is_open else ""
        shared = _word(DISTRIBUTION, distribution, language) if distribution else ""
        parts.append(names + others + _aside([shared], language))
    yield end.join(parts)


def _share(bearer: Assignment) -> tuple[Span | None, Distribution | None, bool]:
    return bearer.clause, bearer.distribution, bearer.quantifier == "open"


def _deadlines(deadlines: Iterable[Deadline], language: Language) -> Iterable[str]:
    for fact in deadlines:
        form = _FROM_TO if fact.start else _DUE[fact.kind]
        due = form.text(language).format(start=fact.start, due=fact.due)
        yield due + _aside([one_line(fact.quote), goal_of(fact, language)], language)


def _recurrences(recurrences: Iterable[Recurrence], language: Language) -> Iterable[str]:
    for fact in recurrences:
        often = Bilingual("{}至少{}次", "{}, at least {}").text(language)
        often = often.format(every(fact.period, language), fact.minimum)
        qualifiers = ((_SCOPE, fact.scope), (_AGENT, fact.agent))
        said = (name.text(language).format(one_line(value)) for name, value in qualifiers if value)
        yield often + _aside([one_line(fact.quote), *said], language)


def _targets(targets: Iterable[Target], language: Language) -> Iterable[str]:
    joint = " " if language == "en" else ""
    for fact in targets:
        amount = f"{number(fact.value)}{one_line(fact.unit)}"
        if fact.comparator and fact.comparator != "equal":
            amount = _word(COMPARATOR, fact.comparator, language) + joint + amount
        yield amount + _aside([one_line(fact.quote)], language)


def _standing(marks: Iterable[StandingMark], language: Language) -> Iterable[str]:
    for mark in marks:
        yield Bilingual("长期", "standing").text(language) + _aside([one_line(mark.quote)], language)


def _texts(values: Iterable[Any], language: Language) -> Iterable[str]:
    """Let things that are no facts of the model say themselves how they read."""
    return dict.fromkeys(value.text(language) for value in values)


def _word(words: Words, key: str, language: Language) -> str:
    return _IN_ENGLISH.get(key, key) if language == "en" else word(words, key)


def _aside(parts: Iterable[str], language: Language) -> str:
    said = [part for part in parts if part]
    if not said:
        return ""
    return f"（{'；'.join(said)}）" if language == "zh" else f" ({'; '.join(said)})"


_PHRASES: Final[Mapping[type, Callable[[Any, Language], Iterable[str]]]] = {
    Assignment: _owners,
    Deadline: _deadlines,
    Recurrence: _recurrences,
    Target: _targets,
    StandingMark: _standing,
    str: lambda texts, _: dict.fromkeys(texts),
}
