"""The calendar (时限清单): every date a plan states, what recurs, what stands, and what has no date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.behind import Behind
from sptgraph.listings.definition import definition
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import every, goal_of, one_line
from sptgraph.listings.table import Table, shown
from sptgraph.listings.timing.dated import (
    Dated,
    OwnedRow,
    columns_for,
    dated_lines,
    in_period,
    in_year,
    owned,
)
from sptgraph.listings.timing.derived import DerivedBearer, ImpliedDate
from sptgraph.listings.timing.periods import Period, begin_of, end_of
from sptgraph.model import Deadline, Plan, Recurrence, StandingMark
from sptgraph.wording import DEADLINE_KIND, word

_STATED: Final = Bilingual("写明", "stated")
_DERIVED: Final = Bilingual("推定：随{}", "derived: from {}")
_NOTES: Final = {
    "implied": Bilingual(
        "方案没有写这些任务的完成日期；日期按规则推定，供核对，不是方案的原话。",
        "The plan states no end for these tasks; the dates are derived by rule, to be checked.",
    ),
    "recurring": Bilingual(
        "方案只写频次，不写具体日子：首次应在所属周期的最后一天以前，止于方案实施期的最后一天。",
        "The plan says how often, not on which day: first by the last day of the period it falls in, until "
        "the last day of the plan's period.",
    ),
    "undated": Bilingual(
        "这些任务既没有写日期，也没有写频次。", "These tasks state neither a date nor a frequency."
    ),
}


@dataclass(frozen=True, slots=True)
class DeadlineRow(OwnedRow):
    """A date by which something is due: stated (``deadlines`` holds it), or derived (``implied``)."""

    due: date
    start: date | None
    kind: str
    goal: str
    quote: str
    basis: str
    deadlines: tuple[Deadline, ...]
    implied: tuple[ImpliedDate, ...]


@dataclass(frozen=True, slots=True)
class RecurringRow(OwnedRow):
    """What is to be done every so often: by whom, for what, from the first day it is due until the plan ends.

    ``agent`` and ``scope`` are printed; ``falls_on`` follows from the rules: the bearers of the sentence, and
    the others alone where a tighter frequency holds for some.
    """

    every: str
    minimum: int
    agent: str
    falls_on: tuple[DerivedBearer, ...]
    scope: str
    quote: str
    first: date | None
    until: date | None
    recurrences: tuple[Recurrence, ...]


@dataclass(frozen=True, slots=True)
class StandingRow(OwnedRow):
    """A duty that goes on all the time (持续, 长期)."""

    standing: tuple[StandingMark, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class UndatedRow(OwnedRow):
    """A task that states neither a date nor a frequency; ``standing`` where it goes on all the time."""

    standing: tuple[StandingMark, ...]


_ROWS: Final[Mapping[str, type[OwnedRow]]] = {
    "stated": DeadlineRow,
    "implied": DeadlineRow,
    "recurring": RecurringRow,
    "standing": StandingRow,
    "undated": UndatedRow,
}


def deadline_tables(material: Material) -> tuple[Table, ...]:
    """Return the stated dates, the derived ones, what recurs, what stands, and the tasks without a date."""
    found, year = dated_lines(material), material.selection.year
    stated = sorted(
        ((each, d) for each in found for d in each.line.deadlines if in_year(d, year, each.period)),
        key=lambda pair: (pair[1].due, pair[1].start or pair[1].due),
    )
    implied = sorted(
        ((each, d) for each in found for d in each.implied if year in {None, d.due.year}),
        key=lambda pair: pair[1].due,
    )
    ongoing = [each for each in found if in_period(each, year)]
    recurring = sorted(
        (
            (each, recurrence, bearers)
            for each in ongoing
            for recurrence, bearers in zip(each.line.recurrences, each.falls_on, strict=True)
        ),
        key=lambda triple: length(triple[1]),
    )
    standing = [each for each in ongoing if each.line.standing]
    undated = [each for each in ongoing if is_undated(each)]
    made: dict[str, tuple[list[Any], list[Dated]]] = {
        "stated": (
            [_stated(n, each, d, material) for n, (each, d) in enumerate(stated, 1)],
            [each for each, _ in stated],
        ),
        "implied": (
            [_implied(n, each, d, material) for n, (each, d) in enumerate(implied, 1)],
            [each for each, _ in implied],
        ),
        "recurring": (
            [_recurring(n, *of, material) for n, of in enumerate(recurring, 1)],
            [each for each, _, _ in recurring],
        ),
        "standing": ([_standing(n, each) for n, each in enumerate(standing, 1)], standing),
        "undated": ([_undated(n, each) for n, each in enumerate(undated, 1)], undated),
    }
    behind = Behind(material)
    return tuple(
        _table(name, rows, of, behind, material.language)
        for name, (rows, of) in made.items()
        if rows or name == "stated"
    )


def is_undated(each: Dated) -> bool:
    """Say whether a line is a task that states neither date nor frequency."""
    line = each.line
    return line.is_task and not line.provision.body.deadlines and not line.provision.body.recurrences


def length(recurrence: Recurrence) -> tuple[int, str]:
    """Return what puts the shortest period first, and periods that cannot be read last."""
    period = Period.parse(recurrence.period)
    return (period.days if period else 10**9, recurrence.period)


def first_due(plan: Plan, recurrence: Recurrence) -> date | None:
    """Return the day on which a duty first falls due under its plan; None where that is not known."""
    data = plan.document
    period, begin = Period.parse(recurrence.period), begin_of(data.issued, data.period)
    return period.due(begin, begin) if period and begin else None


def falls_on(fact: Recurrence, bearers: Sequence[DerivedBearer]) -> tuple[DerivedBearer, ...]:
    """Return whom a duty falls on beyond what is printed: those of a scope, and all where nobody is named."""
    return tuple(bearer for bearer in bearers if bearer.scope or not fact.agent)


def _table(
    name: str,
    rows: Sequence[Any],
    of: Iterable[Dated],
    behind: Behind,
    language: Language,
) -> Table:
    look = definition("deadlines")
    return Table(
        look.tables[name].text(language),
        shown(columns_for(look.columns, _ROWS[name]), rows),
        tuple(rows),
        (_NOTES[name].text(language),) if name in _NOTES and rows else (),
        details=partial(behind.details, tuple(each.line for each in of)),
    )


def _stated(serial: int, each: Dated, fact: Deadline, material: Material) -> DeadlineRow:
    language = material.language
    return DeadlineRow(
        **owned(each, serial, fact.span),
        due=fact.due,
        start=fact.start,
        kind=word(DEADLINE_KIND, fact.kind, language),
        goal=goal_of(fact, language),
        quote=one_line(fact.quote),
        basis=_STATED.text(language),
        deadlines=(fact,),
        implied=(),
    )


def _implied(serial: int, each: Dated, fact: ImpliedDate, material: Material) -> DeadlineRow:
    language = material.language
    return DeadlineRow(
        **owned(each, serial),
        due=fact.due,
        start=None,
        kind=word(DEADLINE_KIND, "by", language),
        goal="",
        quote="",
        basis=_DERIVED.text(language).format(fact.ground_text(language)),
        deadlines=(),
        implied=(fact,),
    )


def _recurring(
    serial: int, each: Dated, fact: Recurrence, bearers: Sequence[DerivedBearer], material: Material
) -> RecurringRow:
    language, plan = material.language, each.line.source
    agent = one_line(fact.agent or "")
    return RecurringRow(
        **owned(each, serial, fact.span),
        every=every(fact.period, language),
        minimum=fact.minimum,
        agent=agent,
        falls_on=falls_on(fact, bearers),
        scope=one_line(fact.scope or ""),
        quote=one_line(fact.quote or (fact.label.text(language) if fact.label else "")),
        first=first_due(plan, fact),
        until=end_of(each.period),
        recurrences=(fact,),
    )


def _standing(serial: int, each: Dated) -> StandingRow:
    return StandingRow(
        **owned(each, serial, each.line.standing[0].span),
        standing=each.line.standing,
        until=end_of(each.period),
    )


def _undated(serial: int, each: Dated) -> UndatedRow:
    return UndatedRow(**owned(each, serial), standing=each.line.standing)
