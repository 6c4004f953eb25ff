"""What follows from small plans of the invented county 云溪县, laid out for tests of sector leads and gaps."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.model import Assignment, DutyList, Member, Plan, SectorMention, Task
from sptgraph.rosters import Roster
from sptgraph.rosters.roster import Duty, RowOf, Unit
from sptgraph.rules import Rule, conclude
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES, key_of, term
from tests.rules.concluding import SAMPLE, SPAN, bears

TASK: Final = SAMPLE.tasks[0]
ROW: Final = RowOf("云溪县名册.csv", 2)
Fact = dict[str, set[str]]


@cache
def _store() -> Store:
    return Store()


def follows(
    plan: Plan, *, roster: Roster | None = None, also: Sequence[str] = (), rules: Sequence[Rule] | None = None
) -> dict[str, Fact]:
    """Return all derived facts by the end of their names; individuals and bodies by the end of theirs."""
    store = _store()
    for known in store.rosters():
        store.remove_roster(known.place)
    if roster:
        store.put_roster(roster)
    iri = store.insert(plan).iri
    facts: dict[str, Fact] = defaultdict(lambda: defaultdict(set))
    sectors = [PREFIXES["sec"] + key for key in also]
    for triple in conclude(store, iri, rules, also=sectors):
        assert isinstance(triple.subject, ox.NamedNode)
        if triple.subject.value.startswith(f"{iri}/derived/"):
            value: Any = triple.object
            short = value.value.removeprefix(f"{iri}/") if isinstance(value, ox.NamedNode) else value.value
            name = triple.subject.value.removeprefix(f"{iri}/derived/")
            facts[name][key_of(triple.predicate.value)].add(key_of(short) if "://" in short else short)
    return facts


def of_class(facts: dict[str, Fact], name: str) -> Iterator[Fact]:
    """Yield the facts of a class of our own, such as ``SectorLead``."""
    return (fact for fact in facts.values() if key_of(term(f"spt:{name}")) in fact["type"])


def rows(facts: dict[str, Fact], kind: str, *names: str) -> list[tuple[str, ...]]:
    """Return the values of some properties of the facts of a class, sorted; an empty text for none."""
    found = of_class(facts, kind)
    return sorted({tuple("、".join(sorted(map(_last, fact[name]))) for name in names) for fact in found})


def _last(value: str) -> str:
    return value.rpartition("/")[2] if value.startswith("derived/body/") else value


def leads(facts: dict[str, Fact], *names: str) -> list[tuple[str, ...]]:
    """Return the sector leads but the generic one: by default facet, part, bearer and basis."""
    own = {name: fact for name, fact in facts.items() if "true" not in fact["generic"]}
    return rows(own, "SectorLead", *(names or ("facet", "part", "bearer", "basis")))


def naming(*sectors: str, owners: Sequence[Assignment] = (), **document: Any) -> Plan:
    """Return a plan whose only task names these sectors and has these owners; no members."""
    task = replace(
        TASK,
        sectors=tuple(SectorMention(key, TASK.sectors[0].span) for key in sectors),
        assignments=tuple(owners),
        deadlines=(),
        targets=(),
    )
    return with_tasks(task, **document)


def with_tasks(*tasks: Task, **document: Any) -> Plan:
    """Return a plan of these tasks alone: no action names a sector, no list names a member."""
    plan = replace(SAMPLE, tasks=tasks, elsewhere=(), members=(), corrections=(), unresolved=())
    actions = tuple(replace(action, sectors=()) for action in SAMPLE.actions)
    return replace(plan, actions=actions, document=replace(SAMPLE.document, **document))


def led_by(name: str, key: str | None, **more: Any) -> Assignment:
    """Return that a body leads the task."""
    return bears(name, key, role="lead", form="bracket", **more)


def member(name: str, key: str) -> Member:
    """Return a member of the committee."""
    return Member(name, "industry", SPAN, key)


def citing(plan: Plan) -> Plan:
    """Return the plan, going by a duty list."""
    return replace(plan, duty_lists=(DutyList("云溪县安全生产职责清单", SPAN),))


def duty_list(*duties: tuple[str, str, str], part: str | None = None, role: Any = "lead") -> Roster:
    """Return the county's duty list: sector, facet and unit of each row."""
    units = tuple(Unit(name, (ROW,)) for name in dict.fromkeys(unit for _, _, unit in duties))
    found = tuple(
        Duty(sector, facet, unit, role, RowOf(ROW.file, at), part)
        for at, (sector, facet, unit) in enumerate(duties, 2)
    )
    return Roster("云溪县", units=units, duties=found, rows=tuple(duty.row for duty in found))


def listing(*names: tuple[str, str], complete: bool = False) -> Roster:
    """Return a roster of the county's units: name and department key of each."""
    units = tuple(
        Unit(name, (RowOf(ROW.file, at),), department=key) for at, (name, key) in enumerate(names, 2)
    )
    return Roster(
        "云溪县", complete=complete, units=units, rows=tuple(row for unit in units for row in unit.rows)
    )


TODAY: Final = date(2024, 3, 18)
"""The sample's date of issue."""
