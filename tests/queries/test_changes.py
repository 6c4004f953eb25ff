"""Change the plan, and the answer changes: exactly these rows go, and exactly these come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest

from sptgraph.asking import Catalogue, ask
from sptgraph.model import (
    Assignment,
    Correction,
    Deadline,
    Member,
    Passage,
    Plan,
    Recurrence,
    SectorMention,
    Span,
    StandingMark,
    Target,
    Unresolved,
)
from sptgraph.rules import derive
from sptgraph.store import Store
from tests.sample import sample_plan

PIPES, SHOPS, PITS, STORES, STATIONS, MARKET = range(6)
"""The sample plan's tasks, by what they are about."""

Rows = list[tuple[object, ...]]


class Change(NamedTuple):
    """A question, a changed plan, and the rows (in these columns) that go and come."""

    query: str
    change: Callable[[Plan], Plan]
    columns: str
    gone: Rows
    come: Rows
    parameters: dict[str, str] = {}  # noqa: RUF012 - a constant


def task(number: int, **changes: Any) -> Callable[[Plan], Plan]:
    def change(plan: Plan) -> Plan:
        tasks = list(plan.tasks)
        tasks[number] = replace(tasks[number], **changes)
        return replace(plan, tasks=tuple(tasks))

    return change


def plan_with(**changes: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, **changes)


def document(**changes: Any) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, document=replace(plan.document, **changes))


def owner(agent: str, key: str | None, role: str = "lead", at: int = 530, **more: Any) -> Assignment:
    return Assignment(agent, role, "inline", agent, Span(at, at + len(agent)), key, **more)  # type: ignore[arg-type]


TASKS = sample_plan().tasks
WATER = owner("县水利局", "water")
LATE = Deadline(date(2027, 3, 31), "by", "2027年3月底前", Span(530, 540))

CHANGES = [
    Change(
        "task-owners",
        task(MARKET, assignments=(WATER,)),
        "task agent role basis department",
        [],
        [("2", "县水利局", "lead", "stated", "water")],
        {"task": "（三）/2"},
    ),
    Change(
        "department-tasks",
        task(STATIONS, assignments=TASKS[STATIONS].assignments[:1]),
        "action task where role",
        [("（三）", "1", None, "responsible")],
        [],
        {"department": "县财政局"},
    ),
    Change(
        "tasks-due",
        task(MARKET, deadlines=(replace(LATE, due=date(2025, 3, 31)),)),
        "action task due kind",
        [],
        [("（三）", "2", date(2025, 3, 31), "by")],
        {"from": "2025-01-01", "to": "2025-03-31"},
    ),
    Change(
        "recurring-duties",
        task(MARKET, recurrences=(Recurrence("P1W", 3, "每周3次", Span(530, 535), scope="夏季"),)),
        "task period min agent scope",
        [],
        [("2", "P1W", 3, None, "夏季")],
        {"period": "每周"},
    ),
    Change(
        "tasks-without-owner",
        task(MARKET, assignments=(WATER,)),
        "action task derived",
        [("（三）", "2", None)],
        [],
    ),
    Change(
        "tasks-without-deadline",
        task(STORES, standing=(), deadlines=(LATE,)),
        "action task standing",
        [("（二）", "2", True)],
        [],
    ),
    Change(
        "tasks-without-deadline",
        task(MARKET, standing=(StandingMark("持续", Span(530, 532)),)),
        "action task standing",
        [("（三）", "2", False)],
        [("（三）", "2", True)],
    ),
    Change(
        "members",
        lambda plan: replace(
            plan, members=(*plan.members, Member("县水利局", "support", Span(700, 704), "water"))
        ),
        "name class department",
        [],
        [("县水利局", "support", "water")],
    ),
    Change(
        "sector-leads",
        task(MARKET, assignments=(WATER,)),
        "sector facet organisation department basis reason candidates action task",
        [
            (
                "farmers-market",
                "work-safety",
                None,
                None,
                "undetermined",
                "left-to-local",
                ("县商务局",),
                None,
                None,
            )
        ],
        [("farmers-market", "work-safety", "县水利局", "water", "derived", None, None, "（三）", "2")],
    ),
    Change(
        "sector-leads",
        task(PIPES, assignments=TASKS[PIPES].assignments[1:]),
        "sector organisation basis candidates task",
        [("city-gas", "县住建局", "derived", None, "1")],
        [("city-gas", None, "undetermined", ("县住建局", "城市管理部门"), None)],
        {"sector": "燃气"},
    ),
    Change(
        "sector-tasks",
        task(MARKET, sectors=(SectorMention("city-gas", Span(530, 532)),)),
        "action task sector",
        [],
        [("（三）", "2", "city-gas")],
        {"sector": "城镇燃气"},
    ),
    Change(
        "targets",
        task(PIPES, targets=(Target(99.5, "%", "更换率达到99.5%", Span(210, 219), "at-least"),)),
        "task value unit comparator",
        [("1", 100, "%", "equal")],
        [("1", 99.5, "%", "at-least")],
    ),
    Change(
        "departments-in-sector",
        task(SHOPS, assignments=()),
        "task agent role",
        [("2", "县商务局", "responsible")],
        [("2", "县住建局", "responsible")],
        {"sector": "city-gas"},
    ),
    Change(
        "joint-responsibilities",
        task(PITS, assignments=TASKS[PITS].assignments[1:]),
        "action task leads count distribution",
        [("（二）", "1", ("县应急局", "县自然资源局"), 2, "respective")],
        [],
    ),
    Change(
        "joint-responsibilities",
        task(MARKET, assignments=(owner("县水利局", "water", distribution="joint"),)),
        "action task leads count distribution",
        [],
        [("（三）", "2", ("县水利局",), 1, "joint")],
    ),
    Change(
        "department-load",
        task(MARKET, assignments=(owner("县财政局", "finance"), owner("县财政局", "finance", "support"))),
        "organisation lead responsible support total",
        [("县财政局", 0, 2, 0, 2)],
        [("县财政局", 1, 2, 1, 3)],
    ),
    Change(
        "source-of-statement",
        task(MARKET, deadlines=(LATE,)),
        "task kind quote start end page",
        [],
        [("2", "deadline", "2027年3月底前", 530, 540, None)],
        {"text": "2027"},
    ),
    Change(
        "deadlines-outside-period",
        task(MARKET, deadlines=(LATE, replace(LATE, due=date(2026, 12, 31), start=date(2023, 12, 1)))),
        "task due start from to",
        [],
        [
            ("2", date(2026, 12, 31), date(2023, 12, 1), 2024, 2026),
            ("2", date(2027, 3, 31), None, 2024, 2026),
        ],
    ),
    Change(
        "outline",
        lambda plan: replace(plan, tasks=plan.tasks[:-1]),
        "where action title tasks",
        [("二", None, "主要任务", 6), ("二（三）", "（三）", "消防能力建设行动", 2)],
        [("二", None, "主要任务", 5), ("二（三）", "（三）", "消防能力建设行动", 1)],
    ),
    Change(
        "tasks",
        task(MARKET, assignments=(WATER,), deadlines=(LATE,)),
        "task heading owners deadlines recurrences targets sectors",
        [("2", "规范农贸市场用电", 0, 0, 0, 0, ("农贸市场",))],
        [("2", "规范农贸市场用电", 1, 1, 0, 0, ("农贸市场",))],
    ),
    Change(
        "plans",
        document(level="town", period=(2025, 2027), issued=None),
        "number issued level from to tasks",
        [("云安委〔2024〕6号", date(2024, 3, 18), "county", 2024, 2026, 6)],
        [("云安委〔2024〕6号", None, "town", 2025, 2027, 6)],
    ),
    Change(
        "sectors-of-plan",
        task(MARKET, assignments=(WATER,), sectors=(SectorMention("mining", Span(530, 532)),)),
        "sector tasks headings led",
        [("farmers-market", 1, 0, False), ("mining", 1, 1, True)],
        [("mining", 2, 1, True)],
    ),
    Change(
        "unresolved",
        plan_with(unresolved=(Unresolved(Span(1, 3), "溪县", "agent-unclear"),)),
        "text start end",
        [("有关股室负责", 543, 549)],
        [("溪县", 1, 3)],
    ),
    Change(
        "organisations",
        task(SHOPS, assignments=(owner("各有关单位", None, quantifier="some"),)),
        "organisation department group member duties",
        [("县商务局", "commerce", False, False, 1)],
        [("各有关单位", None, True, False, 1)],
    ),
    Change(
        "unknown-organisations",
        task(MARKET, assignments=(owner("县茶叶办", None, "support"),)),
        "action task agent role",
        [],
        [("（三）", "2", "县茶叶办", "support")],
    ),
    Change(
        "members-without-duty",
        lambda plan: replace(
            plan, members=(*plan.members, Member("县水利局", "support", Span(700, 704), "water"))
        ),
        "name class department",
        [],
        [("县水利局", "support", "water")],
    ),
    Change(
        "groups",
        task(MARKET, assignments=(owner("各镇街", "township-governments", "responsible", quantifier="all"),)),
        "task agent quantifier role",
        [],
        [("2", "各镇街", "all", "responsible")],
    ),
    Change(
        "duties-outside-tasks",
        lambda plan: replace(plan, elsewhere=(*plan.elsewhere, Passage("三（三）", assignments=(WATER,)))),
        "where action agent role",
        [],
        [("三（三）", None, "县水利局", "lead")],
    ),
    Change(
        "standing-duties",
        task(STORES, standing=()),
        "action task quote",
        [("（二）", "2", "持续")],
        [],
    ),
    Change(
        "corrections",
        plan_with(corrections=(Correction("1", "（二）/2", "assignment", "县应忽局", "县应急局"),)),
        "where old new who applied",
        [
            ("（二）/2", "县应忽局", "县应急局", "李云", True),
            ("（三）/1", "2024年8月", "2024年7月", None, False),
        ],
        [("（二）/2", "县应忽局", "县应急局", None, True)],
    ),
    Change(
        "alternatives",
        task(STATIONS, assignments=TASKS[STATIONS].assignments[1:]),
        "sector organisation strength stronger",
        [("fire-safety", "县消防救援大队", "statute", ("县消防救援大队",))],
        [],
    ),
    Change(
        "business-duties",
        document(issued=date(2020, 1, 1)),
        "business organisation statute",
        [
            ("企业安全费用规则", "县财政局", "中华人民共和国安全生产法（2021年修正）"),
            ("监管经费预算", "县财政局", "中华人民共和国安全生产法（2021年修正）"),
        ],
        [],
        {"department": "财政局"},
    ),
    Change(
        "disputes",
        task(MARKET, assignments=(WATER,), sectors=(SectorMention("fire-safety", Span(530, 532)),)),
        "sector facet organisations bases tasks",
        [],
        [("fire-safety", "fire", ("县水利局", "县消防救援大队"), ("implied",), ("（三）/1", "（三）/2"))],
    ),
    Change(
        "due-by",
        task(MARKET, deadlines=(replace(LATE, due=date(2024, 6, 30)), replace(LATE, milestone="start"))),
        "task due kind basis",
        [],
        [("2", date(2024, 6, 30), "by", "stated")],
        {"to": "2024-06-30"},
    ),
    Change(
        "due-by",
        task(MARKET, deadlines=(LATE,)),
        "action task due basis",
        [("（三）", "2", date(2026, 12, 31), "derived")],
        [],
        {"from": "2026-12-31", "to": "2026-12-31"},
    ),
    Change(
        "enterprise-duties",
        document(issued=date(2020, 1, 1)),
        "organisation article",
        [
            ("生产经营单位", "第四条"),
            ("生产经营单位主要负责人", "第五条、第二十一条"),
            ("生产经营单位其他负责人", "第五条"),
        ],
        [],
    ),
    Change(
        "function-holders",
        task(MARKET, assignments=(owner("县教体局", "education"),)),
        "function organisation attestation",
        [("education", "教育部门", "presumed")],
        [("education", "县教体局", "attested")],
        {"department": "教育局"},
    ),
    Change(
        "gaps",
        task(MARKET, assignments=(WATER,)),
        "sector reason norm_department candidates tasks",
        [("farmers-market", "left-to-local", ("local-government",), ("县商务局",), ("（三）/2",))],
        [],
    ),
    Change(
        "high-hazard-sectors",
        task(MARKET, sectors=(SectorMention("mining", Span(530, 532)),)),
        "sector tasks",
        [("mining", ("（二）/1",))],
        [("mining", ("（三）/2", "（二）/1"))],
    ),
    Change(
        "implied-deadlines",
        task(MARKET, deadlines=(LATE,)),
        "action task due ground basis",
        [("（三）", "2", date(2026, 12, 31), "plan", "derived")],
        [],
    ),
    Change(
        "law-changes",
        document(issued=date(2026, 5, 2)),
        "sector change",
        [("hazardous-chemicals", "begins"), ("hazardous-chemicals", "ends")],
        [],
    ),
    Change(
        "overlaps",
        task(MARKET, assignments=(WATER, owner("县财政局", "finance", "support"))),
        "task agent role other_agent other_role other_basis",
        [],
        [("2", "县水利局", "lead", "县财政局", "support", "stated")],
        {"department": "县水利局", "other": "财政局"},
    ),
    Change(
        "owners-by-law",
        task(MARKET, sectors=(SectorMention("fire-safety", Span(530, 532)),)),
        "task agent role sector basis strength reason",
        [("2", None, None, "farmers-market", "undetermined", None, "left-to-local")],
        [("2", "县消防救援大队", "lead", "fire-safety", "derived", "implied", None)],
    ),
    Change(
        "owners-by-law",
        task(MARKET, sectors=(SectorMention("special-equipment", Span(530, 532)),)),
        "agent strength grounds",
        [(None, None, None)],
        [("县市场监管局", "statute", "《中华人民共和国特种设备安全法（2013年）》第五条")],
    ),
    Change(
        "recurring-duties-of",
        task(MARKET, recurrences=(Recurrence("P1W", 3, "每周3次", Span(530, 535), agent="企业负责人"),)),
        "task agent period min basis",
        [],
        [("2", "生产经营单位主要负责人", "P1W", 3, "derived")],
        {"department": "生产经营单位主要负责人"},
    ),
    Change(
        "sector-duties",
        task(STATIONS, sectors=()),
        "sector",
        [("fire-safety",)],
        [],
        {"sector": "消防"},
    ),
    Change(
        "sectors-to-designate",
        task(MARKET, assignments=(WATER,)),
        "sector reason article",
        [("farmers-market", "left-to-local", "第十条、第十七条")],
        [],
    ),
    Change(
        "territorial-duties",
        task(MARKET, assignments=(owner("云溪高新区管委会", "development-zone-committee"),)),
        "organisation article presumed",
        [],
        [("云溪高新区管委会", "第九条", None)],
    ),
    Change(
        "unexpanded-groups",
        task(MARKET, assignments=(owner("县安委会各成员单位", "committee-member-units", quantifier="all"),)),
        "agent reason",
        [],
        [],
    ),
    Change(
        "unexpanded-groups",
        task(PITS, assignments=TASKS[PITS].assignments[:2]),
        "agent quantifier reason duties",
        [("县安委会有关成员单位", "some", "some", 1)],
        [],
    ),
    Change(
        "department-tasks",
        task(MARKET, assignments=(owner("县安委会各成员单位", "committee-member-units", quantifier="all"),)),
        "action task role agent basis",
        [],
        [("（三）", "2", "lead", "县财政局", "derived")],
        {"department": "县财政局"},
    ),
    Change(
        "tasks-without-owner",
        task(MARKET, sectors=(SectorMention("fire-safety", Span(530, 532)),)),
        "action task derived",
        [("（三）", "2", None)],
        [("（三）", "2", ("县消防救援大队",))],
    ),
    Change(
        "superior-plans",
        document(superior_plans=("云山省安全生产条例",)),
        "title",
        [("云山市安全生产强基三年行动方案",)],
        [],
    ),
]


def holding(plan: Plan) -> Store:
    store = Store()
    derive(store, store.insert(plan).iri)
    return store


def rows(store: Store, change: Change) -> set[tuple[object, ...]]:
    found = ask(store, change.query, **change.parameters)
    cells = ([row[column] for column in change.columns.split()] for row in found)
    return {tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in cells}


@pytest.fixture(scope="module")
def unchanged() -> Store:
    return holding(sample_plan())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.query)
def test_a_changed_plan_changes_the_answer(unchanged: Store, change: Change) -> None:
    before, after = rows(unchanged, change), rows(holding(change.change(sample_plan())), change)
    assert before - after == set(change.gone)
    assert after - before == set(change.come)


def test_every_query_has_a_change() -> None:
    assert {change.query for change in CHANGES} == {query.name for query in Catalogue.shipped()}
