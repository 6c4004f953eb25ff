"""How lists put facts into words: the day that was read first, the printed words in brackets behind."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.clauses import Clause
from sptgraph.model import Assignment, Deadline, Recurrence, StandingMark, Target
from sptgraph.wording import COMPARATOR, DEGREE, DISTRIBUTION, MILESTONE, PERIOD, number, word

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
_BREAK: Final = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def one_line(text: str) -> str:
    r"""Return printed words without the white space that lines broke into them.

    >>> one_line("县应急\n管理局"), one_line("AB\nC")
    ('县应急管理局', 'AB C')
    """
    return " ".join(_BREAK.sub("", text).split())


def phrase(value: object, language: Language) -> str | int | date | None:
    """Return how a field of a row reads in a cell; None where it says nothing."""
    if isinstance(value, tuple):
        joined = "\n".join(_PHRASES[type(value[0])](value, language)) if value else ""
        return joined or None
    if isinstance(value, Clause):
        return value.text(language)
    return value if isinstance(value, int | date) else str(value) if value else None


def _owners(assignments: Iterable[Assignment], language: Language) -> Iterable[str]:
    """Join the units of one clause; those who share a way of sharing the work stand together."""
    comma, end = ("、", "；") if language == "zh" else (", ", "; ")
    groups = groupby(assignments, key=lambda a: (a.clause, a.distribution, a.quantifier == "open"))
    parts = []
    for (_, distribution, is_open), members in groups:
        names = comma.join(dict.fromkeys(one_line(member.agent) for member in members))
        others = {"zh": "等", "en": " and others"}[language] if is_open else ""
        parts.append(
            names
            + others
            + (_aside([word(DISTRIBUTION, distribution, language)], language) if distribution else "")
        )
    yield end.join(parts)


def _deadlines(deadlines: Iterable[Deadline], language: Language) -> Iterable[str]:
    for fact in deadlines:
        due = _DUE[fact.kind].text(language).format(due=fact.due.isoformat())
        if fact.start:
            until = {"zh": "至", "en": " to "}[language]
            due = f"{fact.start.isoformat()}{until}{fact.due.isoformat()}"
        space = " " if language == "en" else ""
        goal = space.join(
            word(words, key, language)
            for words, key in ((DEGREE, fact.degree), (MILESTONE, fact.milestone))
            if key
        )
        yield due + _aside([one_line(fact.quote), goal], language)


def _recurrences(recurrences: Iterable[Recurrence], language: Language) -> Iterable[str]:
    for fact in recurrences:
        if language == "zh":
            often = f"{word(PERIOD, fact.period)}至少{fact.minimum}次"
            who = [
                f"范围：{one_line(fact.scope)}" if fact.scope else "",
                f"主体：{one_line(fact.agent)}" if fact.agent else "",
            ]
        else:
            often = f"{_EVERY.get(fact.period, fact.period)}, at least {fact.minimum}"
            who = [
                f"scope: {one_line(fact.scope)}" if fact.scope else "",
                f"by: {one_line(fact.agent)}" if fact.agent else "",
            ]
        yield often + _aside(who, language)


def _targets(targets: Iterable[Target], language: Language) -> Iterable[str]:
    for fact in targets:
        space = " " if language == "en" else ""
        compared = (
            word(COMPARATOR, fact.comparator, language) + space
            if fact.comparator not in {None, "equal"}
            else ""
        )
        yield f"{compared}{number(fact.value)}{one_line(fact.unit)}" + _aside(
            [one_line(fact.quote)], language
        )


def _standing(marks: Iterable[StandingMark], language: Language) -> Iterable[str]:
    for mark in marks:
        yield Bilingual("长期", "standing").text(language) + _aside([one_line(mark.quote)], language)


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
