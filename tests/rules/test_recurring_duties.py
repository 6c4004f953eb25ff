"""On whom a duty with a frequency falls, and that a tighter one takes the place of the general one."""

from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from sptgraph.model import Passage, Plan, Recurrence, Span, Task
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.vocabulary import key_of
from tests.rules.concluding import SAMPLE, bears, column, concluded, with_task

PIPES, SHOPS, PITS = SAMPLE.tasks[0], SAMPLE.tasks[1], SAMPLE.tasks[2]
BARE = replace(PIPES, assignments=(), deadlines=(), targets=())
HEADS = "生产经营单位主要负责人"


def every(period: str, agent: str | None = None, at: int = 530, **more: Any) -> Recurrence:
    return Recurrence(period, 1, "…", Span(at, at + 4), agent=agent, **more)


def duties(plan: Plan, rule: str = "recurring-duty") -> list[tuple[str, ...]]:
    facts = concluded(plan, rule)
    assert {("RecurringDuty", "implied")} >= set(column(facts, "type", "basis"))
    return column(facts, "period", "bearer", "scope")


def kinds(plan: Plan, label: str) -> set[str]:
    """Return the classes of the bearer of that name."""
    store = Store()
    iri = store.insert(plan).iri
    derive(store, iri)
    query = "SELECT ?class { ?duty a spt:RecurringDuty ; spt:bearer ?b . ?b skos:prefLabel $name ; a ?class }"
    named = {"name": ox.Literal(label, language="zh")}
    return {key_of(found.value) for (found,) in store.select(query, store.closure(iri), named).rows}


def test_a_duty_falls_on_the_body_that_is_printed_for_it() -> None:
    facts = concluded(SAMPLE, "recurring-duty")
    assert column(facts, "about", "bearer", "period", "minimumCount", "inTask") == [
        ("section/三（一）/recurrence/1", "县安委办", "P6M", "1", ""),
        ("section/三（二）/recurrence/1", "县财政局", "P1Y", "1", ""),
        ("task/（一）/2/recurrence/1", "县商务局", "P1M", "2", "task/（一）/2"),
    ]
    assert {"task/（一）/2/recurrence/1", "task/（一）/2/assignment/1"} in [
        f["wasDerivedFrom"] for f in facts
    ]


def test_where_nobody_is_printed_it_falls_on_the_bearers_of_the_sentence() -> None:
    first, second = PIPES.measures[1].span, PIPES.measures[2].span
    owners = (bears("县水利局", "water", span=first), bears("县财政局", "finance", "support", span=first))
    task = replace(BARE, assignments=owners, recurrences=(replace(every("P1M"), span=first),))
    assert duties(with_task(task)) == [("P1M", "县水利局", "")]
    other = replace(task, recurrences=(replace(every("P1M"), span=second),))
    assert duties(with_task(other)) == []


def test_where_nobody_bears_the_sentence_it_falls_on_the_bearers_of_the_task_but_not_on_supporters() -> None:
    task = replace(PIPES, recurrences=(replace(every("P1M"), span=PIPES.measures[1].span),))
    assert duties(with_task(task)) == [("P1M", "县住建局", ""), ("P1M", "各乡镇人民政府", "")]


def test_outside_tasks_nobody_is_guessed() -> None:
    said = Passage("三（一）", assignments=(bears("县水利局", "water"),), recurrences=(every("P1M"),))
    assert duties(replace(SAMPLE, tasks=(), elsewhere=(said,))) == []


@pytest.mark.parametrize(
    ("agent", "bearer", "kind"),
    [
        (HEADS, HEADS, "PostClass"),
        ("企业主要负责人", HEADS, "PostClass"),
        ("企业", "生产经营单位", "EnterpriseClass"),
        ("矿长", "矿长", "PostClass"),
        ("主管领导", "主管领导", "PostClass"),
        ("燃气企业", "燃气企业", "EnterpriseClass"),
        ("各地各部门", "各地各部门", "Group"),
    ],
)
def test_enterprises_posts_and_collectives_bear_what_is_printed_for_them(
    agent: str, bearer: str, kind: str
) -> None:
    plan = with_task(replace(BARE, recurrences=(every("P3M", agent),)))
    assert duties(plan) == [("P3M", bearer, "")]
    assert kinds(plan, bearer) == {kind}


def test_a_body_that_nobody_knows_is_not_made_up() -> None:
    assert duties(with_task(replace(BARE, recurrences=(every("P3M", "街面"),)))) == []


def test_bearers_that_are_printed_together_bear_it_each() -> None:
    owners = (bears("各镇街", "township-governments"), bears("县水利局", "water"))
    task = replace(BARE, assignments=owners, recurrences=(every("P1Y", "各镇街和县水利局"),))
    assert duties(with_task(task)) == [("P1Y", "县水利局", ""), ("P1Y", "各镇街", "")]


def tightened(agent: str | None, scope: str, task: Task = BARE, **more: Any) -> Plan:
    general = every("P3M", agent)
    strict = every("P1M", agent, 540, scope=scope, tightens=general.span)
    return with_task(replace(task, recurrences=(general, strict), **more))


def test_high_hazard_firms_follow_the_tighter_frequency_instead_of_the_general_one() -> None:
    plan = tightened(HEADS, "高危行业领域")
    assert duties(plan, "tighter-frequency") == [
        ("P1M", "高危行业领域生产经营单位主要负责人", "高危行业领域"),
        ("P3M", "高危行业领域以外的生产经营单位主要负责人", "高危行业领域以外"),
    ]
    assert duties(plan) == []


def test_where_nobody_is_printed_enterprises_are_meant() -> None:
    assert [bearer for _, bearer, _ in duties(tightened(None, "高危行业"), "tighter-frequency")] == [
        "高危行业领域生产经营单位",
        "高危行业领域以外的生产经营单位",
    ]


def test_a_body_that_is_named_bears_both_each_for_its_scope() -> None:
    owners = (bears("县应急局", "emergency-management"),)
    for agent in ("县应急局", None):
        assert duties(tightened(agent, "高危企业", assignments=owners), "tighter-frequency") == [
            ("P1M", "县应急局", "高危企业"),
            ("P3M", "县应急局", "高危企业以外"),
        ]


def test_a_class_of_its_own_is_named_by_its_scope() -> None:
    plan = with_task(PITS)
    assert duties(plan, "tighter-frequency") == [
        ("P1M", "矿长（高危矿井）", "高危矿井"),
        ("P3M", "矿长（高危矿井以外）", "高危矿井以外"),
    ]


def test_a_season_is_no_class_of_bearers() -> None:
    assert duties(tightened(HEADS, "汛期"), "tighter-frequency") == [
        ("P1M", HEADS, "汛期"),
        ("P3M", HEADS, "汛期以外"),
    ]


def test_both_sides_rest_on_both_frequencies() -> None:
    for fact in concluded(tightened(HEADS, "高危行业领域"), "tighter-frequency"):
        assert fact["wasDerivedFrom"] == {f"task/（一）/1/recurrence/{number}" for number in (1, 2)}


def test_a_frequency_that_tightens_nothing_here_is_an_ordinary_one() -> None:
    plan = with_task(replace(SHOPS, recurrences=(every("P1M", "县商务局", scope="夏季"),)))
    assert duties(plan) == [("P1M", "县商务局", "夏季")]
    assert duties(plan, "tighter-frequency") == []
