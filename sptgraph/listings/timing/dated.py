"""The tasks and clauses of a list, with what is due there and what follows where nothing is stated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sptgraph.extraction.lexicon import fold
from sptgraph.listings.bodies import Registry, territorial
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import Column
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line, shorten
from sptgraph.listings.rows import Line, lines
from sptgraph.listings.selection import department_bodies, first_year
from sptgraph.listings.timing.derived import Derived, DerivedBearer, ImpliedDate, Place, derived, places
from sptgraph.model import Assignment, Deadline, Plan, Span
from sptgraph.provisions import sentence


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with the dates and bearers that follow for it; ``falls_on`` goes with its recurrences."""

    line: Line
    implied: tuple[ImpliedDate, ...]
    owners: tuple[DerivedBearer, ...]
    falls_on: tuple[tuple[DerivedBearer, ...], ...]

    @property
    def period(self) -> tuple[int, int] | None:
        """The first and last year of its plan."""
        return self.line.source.document.period


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """What the rows of all lists by time have: the task or clause and who answers for it.

    Bearers that answer for their area stand under ``territorial``, not under ``responsible``; ``owners`` are
    those that follow where the plan names none. ``outside`` tasks nobody asks who leads.
    """

    serial: int
    plan: str
    action: str | None
    task: str
    lead: tuple[Assignment, ...]
    responsible: tuple[Assignment, ...]
    support: tuple[Assignment, ...]
    territorial: tuple[Assignment, ...]
    owners: tuple[DerivedBearer, ...]
    outside: bool
    clause: Clause


def dated_lines(material: Material) -> tuple[Dated, ...]:
    """Return the lines of the plans in text order, narrowed to the sector and the department."""
    selection = replace(material.selection, year=None)
    found = []
    for plan, name in zip(material.plans, material.names, strict=True):
        known, where = derived(material, plan), places(plan)
        chosen = selection.lines(lines(plan, name=name, language=material.language), material.lexicon)
        found += [_dated(line, known, where[id(line.provision.body)]) for line in chosen]
    return _borne_by(selection.department, found, material) if selection.department else tuple(found)


def owned(each: Dated, serial: int, span: Span | None = None) -> dict[str, Any]:
    """Return the fields of an `OwnedRow`; ``span`` is of the fact that the row is about.

    Outside tasks the sentence of the fact tells what it is about, and those whom it names bear it, where it
    names anyone: such a clause has no heading, and others of its sentences are about other things.
    """
    line = each.line
    bearers, task, clause = line.provision.body.assignments, line.task, line.clause
    if not line.is_task and (said := _sentence_around(line.source, span)):
        start, text = said
        here = tuple(a for a in bearers if start <= a.span.start < start + len(text))
        bearers, task = here or bearers, shorten(one_line(text))
    area = territorial(bearers)
    return {
        "serial": serial,
        "plan": line.plan,
        "action": line.action,
        "task": task,
        "lead": tuple(a for a in bearers if a.role == "lead"),
        "responsible": tuple(a for a in bearers if a.role == "responsible" and a not in area),
        "support": tuple(a for a in bearers if a.role == "support"),
        "territorial": area,
        "owners": each.owners,
        "outside": not line.is_task,
        "clause": replace(clause, page=span.page) if span and span.page else clause,
    }


def in_year(deadline: Deadline, year: int | None, period: tuple[int, int] | None) -> bool:
    """Say whether a deadline reaches into ``year``; None is any year."""
    return year is None or first_year(deadline, period) <= year <= deadline.due.year


def in_period(each: Dated, year: int | None) -> bool:
    """Say whether a plan is on in ``year``: so is all that has no date."""
    return year is None or each.period is None or each.period[0] <= year <= each.period[1]


def _sentence_around(plan: Plan, span: Span | None) -> tuple[int, str] | None:
    """Return where the sentence around a fact begins, and the sentence; None where the plan has no text."""
    text = plan.source.text
    if not text or span is None or span.start >= span.end:
        return None
    said = sentence(text, span)
    return text.rfind(said, 0, span.end + len(said)), said


def columns_for(columns: Sequence[Column], row: type[object]) -> tuple[Column, ...]:
    """Return the columns that a sort of row has something for: its tables share one definition."""
    known = getattr(row, "__dataclass_fields__", {})
    return tuple(column for column in columns if all(key in known for key in column.keys))


def _dated(line: Line, known: Derived, place: Place) -> Dated:
    falls_on = tuple(known.bearers.get((place, number), ()) for number, _ in enumerate(line.recurrences, 1))
    return Dated(line, known.dates.get(place, ()), known.owners.get(place, ()), falls_on)


def _borne_by(department: str, found: Sequence[Dated], material: Material) -> tuple[Dated, ...]:
    """Return what a body bears, and of other lines what it alone has to do regularly."""
    registry = Registry(material.lexicon)
    bearing = [
        {registry.meet_bearer(each.line.source, a) for a in each.line.provision.body.assignments}
        for each in found
    ]
    doing = [[registry.meet_agent(each.line.source, r) for r in each.line.recurrences] for each in found]
    bodies = department_bodies(department, registry.bodies(), material.plans, material.lexicon)
    wanted = {body.identity for body in bodies}
    names = {fold(name) for body in bodies for name in body.names}
    chosen = []
    for each, who, agents in zip(found, bearing, doing, strict=True):
        if who & wanted or any(fold(owner.name.zh) in names for owner in each.owners):
            chosen.append(each)
        elif kept := [at for at, agent in enumerate(agents) if agent in wanted]:
            chosen.append(_only(each, kept))
    return tuple(chosen)


def _only(each: Dated, kept: Sequence[int]) -> Dated:
    line = each.line
    recurrences = tuple(line.recurrences[at] for at in kept)
    rest = replace(line, deadlines=(), standing=(), final=None, targets=(), recurrences=recurrences)
    return Dated(rest, (), (), tuple(each.falls_on[at] for at in kept))
