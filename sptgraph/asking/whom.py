"""What a person asks about, and where: the subject and the jurisdiction of a chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sptgraph.asking.names import no_such, shown
from sptgraph.asking.scope import Scope
from sptgraph.asking.subjects import (
    department_aliases,
    department_labels,
    find_department,
    find_task,
    sector_aliases,
    sector_key,
    sector_labels,
    task_label,
)
from sptgraph.errors import ParameterError
from sptgraph.vocabulary import PREFIXES, key_of

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: its kind (sector, task, department) and key.

    ``iris`` holds for each plan the node meant there: a task, or an organisation of unknown department.
    """

    kind: str
    key: str
    iris: Mapping[str, str] = field(default_factory=dict)


def jurisdiction_of(asked: Sequence[Scope], within: str | None) -> list[Scope]:
    """Return those of the plans asked that are of ``within``: a place's name, or its last part if unique.

    Raises `ParameterError` where there are none, or they are of several places.
    """
    places = sorted({scope.plan.jurisdiction or "" for scope in asked})
    if within is not None:
        wanted = within.strip()
        exact = [place for place in places if place == wanted]
        places = exact or [place for place in places if wanted and place.endswith(wanted)]
        if not places:
            raise no_such(
                f"没有“{shown(within)}”的方案",
                f"there is no plan of “{shown(within)}”",
                within,
                {scope.plan.jurisdiction or "" for scope in asked} - {""},
            )
    if not places:
        raise ParameterError("没有可问的方案：请先放入方案", "there is no plan to ask: add one first")
    if len(places) > 1:
        raise ParameterError(
            f"方案来自几个地区，请指明一个：{'、'.join(places)}",
            f"the plans are of several places; name one: {', '.join(places)}",
        )
    return [scope for scope in asked if (scope.plan.jurisdiction or "") == places[0]]


def subject_of(asked: Sequence[Scope], name: str) -> Subject:
    """Return the task, sector or department that ``name`` means in the plans asked.

    A name that means both a sector and a department is written ``sec:KEY`` or ``dep:KEY``. Raises
    `ParameterError` with the choices where it means several things, with the nearest where it means none.
    """
    word = name.strip()
    if not word or len(word) > LONGEST:
        raise ParameterError(
            f"问谁？“{shown(name)}”不是名称", f"who answers for what? “{shown(name)}” is no name"
        )
    prefix, _, rest = word.partition(":")
    sector = sector_key(rest if prefix == "sec" else word) if prefix != "dep" else None
    department = None
    if prefix != "sec":
        # A bare name (教育) is first of all the sector's.
        department = _department(asked, rest if prefix == "dep" else word, bare=not sector)
    if sector and department:
        raise ParameterError(
            f"“{shown(name)}”既是行业领域又是部门，请写 sec:{sector} 或 dep:{department.key}",
            f"“{shown(name)}” is a sector and a department; write sec:{sector} or dep:{department.key}",
        )
    if sector:
        return Subject("sector", sector)
    found = department or _task(asked, word)
    if found:
        return found
    raise no_such(
        f"不认识“{shown(name)}”：既不是行业领域、部门，也不是任务号",
        f"“{shown(name)}” is no sector, department or task number",
        word,
        {
            *sector_labels(),
            *department_labels(),
            *(str(row.name) for scope in asked for row in scope.part("organisations")),
            *(task_label(row) for scope in asked for row in scope.part("tasks")),
        },
        {*sector_aliases(), *department_aliases()},
    )


def _department(asked: Sequence[Scope], name: str, *, bare: bool) -> Subject | None:
    found = {scope.plan.iri: find_department(scope, name, bare=bare) for scope in asked}
    nodes = {plan: node.value for plan, node in found.items() if node}
    keys = {key_of(node) for node in nodes.values() if node.startswith(PREFIXES["dep"])}
    return Subject("department", keys.pop() if len(keys) == 1 else name, nodes) if nodes else None


def _task(asked: Sequence[Scope], name: str) -> Subject | None:
    tasks = {scope.plan.iri: row for scope in asked if (row := find_task(scope, name))}
    if not tasks:
        return None
    label = next(task_label(row) for row in tasks.values())
    return Subject("task", label, {plan: str(row.iri) for plan, row in tasks.items()})
