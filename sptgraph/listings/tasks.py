"""The task table (任务分工表)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sptgraph.extraction.lexicon import Lexicon
from sptgraph.language import Language
from sptgraph.listings.behind import Behind, sectors_of
from sptgraph.listings.bodies import Registry, territorial
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.material import Material
from sptgraph.listings.reported import Reported
from sptgraph.listings.rows import Line
from sptgraph.listings.selection import department_bodies
from sptgraph.listings.table import Table, shown
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, StandingMark, Target


@dataclass(frozen=True, slots=True)
class TaskRow(Reported):
    """A task, or a clause outside tasks, with who answers for it and by when.

    Bearers that answer for their area stand under ``territorial``, not under ``responsible``; ``final`` is
    the last of its dates. ``derived`` tells who follows by a rule, and on what ground, where no lead is
    stated; ``sectors`` are those that the task or its action names.
    """

    serial: int
    plan: str
    action: str | None
    task: str
    lead: tuple[Assignment, ...]
    responsible: tuple[Assignment, ...]
    support: tuple[Assignment, ...]
    territorial: tuple[Assignment, ...]
    derived: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    standing: tuple[StandingMark, ...]
    final: date | None
    recurrences: tuple[Recurrence, ...]
    targets: tuple[Target, ...]
    remarks: tuple[str, ...]
    clause: Clause
    sectors: tuple[str, ...]


def task_tables(material: Material) -> tuple[Table, ...]:
    """Return the tasks of the plans, then what they say outside tasks."""
    plans, selection, lexicon = material.plans, material.selection, material.lexicon
    language = material.language
    look = definition("tasks")
    found = material.lines
    if selection.department:
        found = _borne_by(selection.department, found, plans, lexicon)
    behind = Behind(material)
    named = [line for line in found if line.is_task]
    loose = [line for line in found if not line.is_task]
    tasks, others = _rows(named, behind, language), _rows(loose, behind, language)
    columns = shown(look.columns, (*tasks, *others))
    name = look.tables["tasks"].text(language)
    tables = [Table(name, columns, tasks, details=partial(behind.details, named))]
    if others:
        name, columns = look.tables["elsewhere"].text(language), tuple(map(_may_be_unsaid, columns))
        tables.append(Table(name, columns, others, details=partial(behind.details, loose)))
    return tuple(tables)


def _may_be_unsaid(column: Column) -> Column:
    """Return the column for clauses outside tasks, of which nobody asks who leads and by when."""
    return replace(column, unsaid=column.unsaid and "optional")


def _borne_by(
    department: str, found: Sequence[Line], plans: Sequence[Plan], lexicon: Lexicon
) -> tuple[Line, ...]:
    registry = Registry(lexicon)
    bearers = [
        {registry.meet_bearer(line.source, a) for a in line.bearers("lead", "responsible", "support")}
        for line in found
    ]
    wanted = {body.identity for body in department_bodies(department, registry.bodies(), plans, lexicon)}
    return tuple(line for line, who in zip(found, bearers, strict=True) if who & wanted)


def _rows(found: Iterable[Line], behind: Behind, language: Language) -> tuple[TaskRow, ...]:
    return tuple(_row(serial, line, behind, language) for serial, line in enumerate(found, 1))


def _row(serial: int, line: Line, behind: Behind, language: Language) -> TaskRow:
    area = territorial(line.provision.body.assignments)
    return TaskRow(
        where=line.provision.where,
        serial=serial,
        plan=line.plan,
        action=line.action,
        task=line.task,
        lead=line.bearers("lead"),
        responsible=tuple(a for a in line.bearers("responsible") if a not in area),
        support=line.bearers("support"),
        territorial=area,
        derived=behind.owners(line),
        deadlines=line.deadlines,
        standing=line.standing,
        final=line.final,
        recurrences=line.recurrences,
        targets=line.targets,
        remarks=line.remarks,
        clause=line.clause,
        sectors=sectors_of(line, language),
    )
