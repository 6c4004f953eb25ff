"""The department lists (部门责任清单): what each body leads, answers for, supports and does regularly."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from sptgraph.corrections.places import MEMBERS
from sptgraph.extraction.inline import QUOTE_MOST
from sptgraph.language import Bilingual, Language
from sptgraph.listings.behind import Behind, sectors_of
from sptgraph.listings.bodies import Body, Identity, Registry, several_places
from sptgraph.listings.clauses import Clause, clause_at
from sptgraph.listings.definition import definition
from sptgraph.listings.following import Following, following, together
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import RECURRING, one_line
from sptgraph.listings.reported import Reported
from sptgraph.listings.rows import Line
from sptgraph.listings.selection import department_bodies
from sptgraph.listings.table import Table, shown
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, Role, StandingMark, Target
from sptgraph.wording import MEMBER_CLASS, ROLE, word

_ROLES: Final[tuple[Role | None, ...]] = ("lead", "responsible", "support", None)
_KINDS: Final = {True: Bilingual("统称", "group"), False: Bilingual("单位", "body")}
_PRINTED: Final = Bilingual("方案中写作：{}", "Printed as: {}")
_CLASS: Final = Bilingual("成员单位类别：{}", "Member of the committee, class: {}")

_FOLLOWS: Final = Bilingual("方案没有单独写明的：{}", "Not stated for this body by name: {}")


@dataclass(frozen=True, slots=True)
class DutyRow(Reported):
    """What a body has to do under one task or clause, in one role.

    ``lead`` is who leads there; ``duty`` the text's own words where it says them beside the name;
    ``printed`` the name in the text where it is another; ``bearers`` the assignments behind the row, none
    where the body is named only as the one who does something regularly; ``sectors`` are those that the task
    or its action names. ``outside`` tasks nobody asks for a date.
    """

    serial: int
    plan: str
    body: str
    role: str
    action: str | None
    task: str
    duty: tuple[str, ...]
    lead: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    standing: tuple[StandingMark, ...]
    final: date | None
    recurrences: tuple[Recurrence, ...]
    targets: tuple[Target, ...]
    printed: tuple[str, ...]
    remarks: tuple[str, ...]
    clause: Clause
    bearers: tuple[Assignment, ...]
    sectors: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in the overview: its names, its classes as a member of the committee, how much it has to do.

    The counts are of what the plan states; ``follows`` tells what the rules add to it, and ``derived`` how
    many clauses that is.
    """

    serial: int
    place: str
    name: str
    kind: str
    names: tuple[str, ...]
    classes: tuple[str, ...]
    leads: int
    duties: int
    supports: int
    recurring: int
    clause: Clause | None
    follows: tuple[Following, ...] = ()
    derived: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of a body in a role, with the assignments that say so; role None: a frequency alone does."""

    line: Line
    role: Role | None
    bearers: tuple[Assignment, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the plans of a material say that bodies have to do, and where their rosters name the members."""

    registry: Registry
    duties: Mapping[Identity, Sequence[Duty]]
    enrolled: Mapping[Identity, Clause]


def department_tables(material: Material) -> tuple[Table, ...]:
    """Return an overview of the bodies, then a table for each that has something to do."""
    gathered, plans, language = gather(material), material.plans, material.language
    bodies = gathered.registry.bodies()
    if material.selection.department:
        bodies = department_bodies(material.selection.department, bodies, plans, material.lexicon)
    rows = {body: duty_rows(body, gathered.duties.get(body.identity, ()), language) for body in bodies}
    follows = following(material, gathered.registry)
    index = tuple(
        _with(body_row(serial, body, gathered, material), follows.get(body.identity, ()))
        for serial, body in enumerate(bodies, 1)
    )
    overview, *tables = body_tables("departments", material, rows, index) or (None,)
    if overview is None:
        return ()
    behind = Behind(material)
    told = (
        (duty.line for duty in ordered(gathered.duties[b.identity])) for b, found in rows.items() if found
    )
    details = (partial(behind.details, tuple(found)) for found in told)
    notes = together(((row.name, row.follows) for row in index), language)
    return (
        replace(overview, notes=tuple(_FOLLOWS.text(language).format(note) for note in notes)),
        *(replace(table, details=each) for table, each in zip(tables, details, strict=True)),
    )


def gather(material: Material) -> Gathered:
    """Return who has to do what in the lines that the selection takes; members that do nothing too."""
    plans, selection, lexicon = material.plans, material.selection, material.lexicon
    found = material.lines
    registry = Registry(lexicon)
    for line in found:
        for bearer in line.provision.body.assignments:
            registry.meet_bearer(line.source, bearer)
    enrolled = {} if selection.sector or selection.year else _enrol(plans, registry)
    duties: dict[Identity, list[Duty]] = {}
    for line in found:
        for who, duty in _duties(line, registry):
            duties.setdefault(who, []).append(duty)
    return Gathered(registry, duties, enrolled)


def body_tables(
    kind: str, material: Material, rows: Mapping[Body, Sequence[DutyRow]], index: Sequence[BodyRow]
) -> tuple[Table, ...]:
    """Return the overview ``index``, then a table for each body that has ``rows``, laid out as ``kind``."""
    if not index:
        return ()
    look, language = definition(kind), material.language
    titles = _titles(tuple(rows), material.plans)
    columns = shown(look.columns, [row for found in rows.values() for row in found])
    tables = [
        Table(titles[body], columns, tuple(found), _notes(body, told.follows, language))
        for (body, found), told in zip(rows.items(), index, strict=True)
        if found
    ]
    links = tuple(titles[body] if found else None for body, found in rows.items())
    name, heads = look.tables["index"].text(language), shown(look.index, index)
    return (Table(name, heads, tuple(index), (), "index", links), *tables)


def _duties(line: Line, registry: Registry) -> Iterable[tuple[Identity, Duty]]:
    """Return who has to do what under a line: its bearers by role, then who a frequency alone names."""
    plan = line.source
    found: dict[tuple[Identity, Role], list[Assignment]] = {}
    for bearer in line.provision.body.assignments:
        who = registry.identify(plan, bearer.agent, bearer.agent_key, bearer.quantifier)
        found.setdefault((who, bearer.role), []).append(bearer)
    for (who, role), bearers in found.items():
        yield who, Duty(line, role, tuple(bearers), tuple(one_line(b.agent) for b in bearers))
    bearing = {who for who, _ in found}
    for recurrence in line.recurrences:
        agent = registry.meet_agent(plan, recurrence)
        if agent and agent not in bearing:
            bearing.add(agent)
            yield agent, Duty(line, None, (), (one_line(str(recurrence.agent)),))


def _enrol(plans: Sequence[Plan], registry: Registry) -> Mapping[Identity, Clause]:
    """Note the committee's members, also those that no task names; return where the roster names them."""
    found: dict[Identity, Clause] = {}
    for plan in plans:
        for member in plan.members:
            found.setdefault(registry.enrol(plan, member), clause_at(MEMBERS, member.span))
    return found


def _titles(bodies: Sequence[Body], plans: Sequence[Plan]) -> dict[Body, str]:
    """Return what each body's table is called, with the place in front where there are several."""
    places, taken = several_places(plans), Counter[str]()
    titles = {}
    for body in bodies:
        title = f"{body.identity[0]} {body.name}".strip() if places else body.name
        taken[title] += 1
        titles[body] = title if taken[title] == 1 else f"{title}（{taken[title]}）"
    return titles


def duty_rows(body: Body, duties: Sequence[Duty], language: Language) -> tuple[DutyRow, ...]:
    """Return a body's rows: leads, duties, supports, then what it does regularly, each in text order."""
    return tuple(_row(serial, body, duty, language) for serial, duty in enumerate(ordered(duties), 1))


def ordered(duties: Iterable[Duty]) -> list[Duty]:
    """Return what a body has to do in the order of its rows."""
    return sorted(duties, key=lambda duty: _ROLES.index(duty.role))


def _row(serial: int, body: Body, duty: Duty, language: Language) -> DutyRow:
    line = duty.line
    words = tuple(
        f"{one_line(b.quote)}{'…' if len(b.quote) == QUOTE_MOST else ''}"
        for b in duty.bearers
        if one_line(b.quote) != one_line(b.agent) and not b.correction
    )
    return DutyRow(
        where=line.provision.where,
        serial=serial,
        plan=line.plan,
        body=body.name,
        role=word(ROLE, duty.role, language) if duty.role else RECURRING.text(language),
        action=line.action,
        task=line.task,
        duty=words,
        lead=line.bearers("lead"),
        deadlines=line.deadlines,
        standing=line.standing,
        final=line.final,
        recurrences=line.recurrences,
        targets=line.targets,
        printed=duty.printed if set(duty.printed) != {body.name} else (),
        remarks=line.remarks,
        clause=line.clause,
        bearers=duty.bearers,
        sectors=sectors_of(line, language),
        outside=not line.is_task,
    )


def body_row(serial: int, body: Body, gathered: Gathered, material: Material) -> BodyRow:
    """Return a body's row in the overview."""
    duties, language = gathered.duties.get(body.identity, ()), material.language
    count = {role: sum(duty.role == role for duty in duties) for role in _ROLES}
    return BodyRow(
        serial=serial,
        place=body.identity[0] if several_places(material.plans) else "",
        name=body.name,
        kind=_KINDS[body.group].text(language),
        names=body.names,
        classes=tuple(word(MEMBER_CLASS, member_class, language) for member_class in body.classes),
        leads=count["lead"],
        duties=count["responsible"],
        supports=count["support"],
        recurring=count[None],
        clause=duties[0].line.clause if duties else gathered.enrolled.get(body.identity),
    )


def _with(row: BodyRow, follows: tuple[Following, ...]) -> BodyRow:
    return replace(row, follows=follows, derived=sum(len(each.clauses) for each in follows))


def _notes(body: Body, follows: tuple[Following, ...], language: Language) -> tuple[str, ...]:
    joint = "、" if language == "zh" else ", "
    classes = (word(MEMBER_CLASS, member_class, language) for member_class in body.classes)
    says = ((_PRINTED, body.names if len(body.names) > 1 else ()), (_CLASS, tuple(classes)))
    notes = [said.text(language).format(joint.join(words)) for said, words in says if words]
    return (*notes, *(_FOLLOWS.text(language).format(each.text(language)) for each in follows))
