"""Tasks, departments, sectors and facets by any of their names."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from sptgraph.asking.answer import Row
from sptgraph.asking.names import no_such, number, number_forms, shown
from sptgraph.asking.query import Supplied
from sptgraph.asking.scope import Scope
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.terms import TYPE, node
from sptgraph.errors import ParameterError
from sptgraph.extraction.lexicon import fold, load_lexicon
from sptgraph.vocabulary import PREFIXES


def sector_key(name: str) -> str | None:
    """Return the key of the sector that ``name`` (a key or any name) means, or None.

    >>> sector_key("危化品"), sector_key("mining"), sector_key("云")
    ('hazardous-chemicals', 'mining', None)
    """
    lexicon = load_lexicon()
    return name if name in lexicon.sectors else lexicon.sector_key(name)


def sector_iri(name: str) -> Supplied:
    """Return the sector that ``name`` means; raises `ParameterError` with the nearest where none does."""
    if key := sector_key(name):
        return ox.NamedNode(PREFIXES["sec"] + key)
    raise no_such(
        f"不认识行业领域“{shown(name)}”",
        f"no sector is called “{shown(name)}”",
        name,
        sector_labels(),
        sector_aliases(),
    )


def sector_labels() -> Iterator[str]:
    """Yield the key and label of every sector."""
    for sector in load_lexicon().sectors.values():
        yield from (sector.key, sector.label_zh)


def sector_aliases() -> Iterator[str]:
    """Yield the further names of every sector."""
    for sector in load_lexicon().sectors.values():
        yield from sector.aliases


def is_generic(key: str) -> bool:
    """Tell whether a sector stands for all sectors together, so that nobody leads it alone."""
    sector = load_lexicon().sectors.get(key)
    return sector is not None and sector.generic


def department_key(name: str, place: str | None = None, *, bare: bool = True) -> str | None:
    """Return the key of the department that ``name`` (a key or any name, in ``place``) means, or None.

    Bare names (公安) count unless ``bare`` is false.

    >>> department_key("县财政局"), department_key("fire-rescue"), department_key("公安")
    ('finance', 'fire-rescue', 'public-security')
    """
    lexicon = load_lexicon()
    return name if name in lexicon.departments else lexicon.department_key(name, place, bare=bare)


def department_labels() -> Iterator[str]:
    """Yield the key and label of every department type."""
    for department in load_lexicon().departments.values():
        yield from (department.key, department.label_zh)


def department_aliases() -> Iterator[str]:
    """Yield the further names of every department type."""
    for department in load_lexicon().departments.values():
        yield from department.names


def department_in(asked: Sequence[Scope], name: str) -> list[Supplied | None]:
    """Return for each plan the department type, or else the organisation, that ``name`` means there.

    Raises `ParameterError` with the nearest names where it means nothing in any of them.
    """
    found = [find_department(scope, name) for scope in asked]
    if asked and not any(found):
        printed = {str(row.name) for scope in asked for row in scope.part("organisations")}
        raise no_such(
            f"不认识部门“{shown(name)}”，方案里也没有这个单位",
            f"no department is called “{shown(name)}”, and no plan names it",
            name,
            {*printed, *department_labels()},
            department_aliases(),
        )
    return found


def find_department(scope: Scope, name: str, *, bare: bool = True) -> Supplied | None:
    """Return the department type, or else the organisation, that ``name`` means in one plan; or None.

    Bare names (公安) count unless ``bare`` is false.
    """
    if key := department_key(name, scope.plan.jurisdiction, bare=bare):
        return ox.NamedNode(PREFIXES["dep"] + key)
    wanted = fold(name)
    for row in scope.part("organisations"):
        if fold(str(row.name)) == wanted:
            return ox.NamedNode(
                PREFIXES["dep"] + str(row.department) if row.department else str(row.organisation)
            )
    return None


def task_in(asked: Sequence[Scope], name: str) -> list[Supplied | None]:
    """Return for each plan the task that ``name`` (``17``, ``（三）``, ``ACTION/TASK``, an IRI) means there.

    Raises `ParameterError` where it means no task in any of them, or several in one.
    """
    found = [find_task(scope, name) for scope in asked]
    if asked and not any(found):
        raise no_such(
            f"没有任务“{shown(name)}”，请写任务号，或 行动号/任务号",
            f"there is no task “{shown(name)}”: write its number, or ACTION/TASK",
            name,
            {task_label(row) for scope in asked for row in scope.part("tasks")},
        )
    return [ox.NamedNode(str(row.iri)) if row else None for row in found]


def task_label(task: Row) -> str:
    """Return what a task is called among its plan's: ``ACTION/TASK``, told apart where numbers repeat.

    >>> task_label(Row(iri="https://example.org/plan/x/task/（一）/1~2", number="1", action="（一）"))
    '（一）/1~2'
    """
    _, again, count = str(task.iri).rpartition("/")[2].rpartition("~")
    return f"{task.action or ''}/{task.number}".lstrip("/") + again + (count if again else "")


def find_task(scope: Scope, name: str) -> Row | None:
    """Return the task that ``name`` means in one plan, or None; raises `ParameterError` where several."""
    if "://" in name:
        return next((row for row in scope.part("tasks") if row.iri == name), None)
    action, slash, last = name.rpartition("/")
    wanted, again, repeat = last.partition("~")
    tasks: list[Row] = []
    for form in number_forms(wanted):
        tasks = _numbered(scope, form)
        tasks = _of_action(tasks, action) if slash else tasks
        tasks = [row for row in tasks if task_label(row).endswith(again + number(repeat))] if again else tasks
        if tasks:
            break
    if len(tasks) > 1:
        names = [task_label(row) for row in tasks]
        raise ParameterError(
            f"“{shown(name)}”在《{scope.plan.title}》里指几个任务：{'、'.join(names)}",
            f"“{shown(name)}” means several tasks in “{scope.plan.title}”: {', '.join(names)}",
        )
    return tasks[0] if tasks else None


def _numbered(scope: Scope, wanted: str) -> list[Row]:
    """Return the plan's tasks of one number in its order: looked up, for a query would cost as much again."""
    stated = [PlanGraphs.of(scope.plan.iri).stated]
    look_up, task_kind = scope.store.quads, node("spt:Task")
    part_of, number_of = node("dcterms:isPartOf"), node("skos:notation")

    def value(subject: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | ox.Literal | None:
        found = (quad.object for quad in look_up(stated, subject, predicate))
        return next((each for each in found if isinstance(each, ox.NamedNode | ox.Literal)), None)

    headings: dict[ox.NamedNode, ox.NamedNode | ox.Literal | None] = {}
    rows = []
    for quad in look_up(stated, None, number_of, ox.Literal(wanted)):
        task = quad.subject
        if not isinstance(task, ox.NamedNode) or next(look_up(stated, task, TYPE, task_kind), None) is None:
            continue
        parent = value(task, part_of)
        if isinstance(parent, ox.NamedNode) and parent not in headings:
            headings[parent] = value(parent, number_of)
        above = headings.get(parent) if isinstance(parent, ox.NamedNode) else None
        action = above or value(task, node("spt:actionNumber"))
        order = value(task, node("spt:order"))
        row = Row(iri=task.value, number=wanted, action=action.value if action else None)
        rows.append((int(order.value) if order else 0, task.value, row))
    return [row for *_, row in sorted(rows, key=lambda each: each[:2])]


def _of_action(tasks: list[Row], action: str) -> list[Row]:
    for form in number_forms(action):
        if found := [row for row in tasks if number(str(row.action or "")) == form]:
            return found
    return []
