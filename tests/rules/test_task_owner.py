"""Who owns a task that names no owner: whoever leads the sectors it names."""

from dataclasses import replace

import pytest

from sptgraph.model import Plan, SectorMention
from tests.rules.concluding import SAMPLE, SPAN, bears, column, concluded, of_document

STORES, STATIONS, MARKET = SAMPLE.tasks[3], SAMPLE.tasks[4], SAMPLE.tasks[5]


def naming(*sectors: str, **changes: object) -> Plan:
    """Return the sample in which the last task, which names no owner, names these sectors."""
    mentions = tuple(SectorMention(sector, SPAN) for sector in sectors)
    market = replace(MARKET, sectors=mentions, **changes)  # type: ignore[arg-type]
    return replace(SAMPLE, tasks=(*SAMPLE.tasks[:-1], market))


def owners(plan: Plan) -> list[tuple[str, ...]]:
    return column(concluded(plan, "task-owner"), "bearer", "role", "distribution", "basis")


def test_the_lead_of_the_one_sector_a_task_names_leads_the_task() -> None:
    (fact,) = concluded(naming("fire-safety"), "task-owner")
    assert (fact["type"], fact["bearer"], fact["role"]) == ({"Assignment"}, {"县消防救援大队"}, {"牵头"})
    assert (fact["basis"], fact["sector"], fact["facet"]) == ({"implied"}, {"消防"}, {"消防"})
    assert fact["inTask"] == fact["about"] == {"task/（三）/2"}
    assert fact["wasDerivedFrom"] == {
        "task/（三）/2/sector/1",
        "derived/implied-sector-lead/task/（三）/1/assignment/1",
    }


def test_the_leads_of_several_sectors_share_the_task_each_within_its_remit() -> None:
    assert owners(naming("fire-safety", "hazardous-chemicals")) == [
        ("县应急局", "负责", "within-remit", "implied"),
        ("县消防救援大队", "负责", "within-remit", "implied"),
    ]


def test_a_lead_by_statute_owns_the_task_on_that_basis() -> None:
    assert owners(naming("special-equipment")) == [("县市场监管局", "牵头", "", "statute")]


def test_a_presumed_lead_makes_a_presumed_owner() -> None:
    facts = concluded(naming("education"), "task-owner")
    assert column(facts, "bearer", "presumed") == [("教育部门", "true")]


def test_who_leads_a_part_alone_is_responsible_within_it() -> None:
    parts = column(concluded(naming("civil-explosives"), "task-owner"), "part", "role", "distribution")
    assert parts
    assert {role for part, role, _ in parts if part} == {"负责"}
    assert {way for part, _, way in parts if part} == {"within-remit"}


@pytest.mark.parametrize(
    "plan",
    [
        naming(),
        naming("work-safety-general"),
        naming("no-such-sector"),
        naming("fire-safety", assignments=(bears("县水利局", "water", "support"),)),
        naming("fire-safety", assignments=(bears("各有关部门", "departments-concerned", quantifier="some"),)),
        of_document(naming("fire-safety"), jurisdiction=None),
        SAMPLE,
    ],
    ids=[
        "no sector",
        "the generic sector",
        "an unknown sector",
        "somebody who supports",
        "a group",
        "a plan without place",
        "a sector nobody leads",
    ],
)
def test_no_owner_follows_for_a_task_with(plan: Plan) -> None:
    assert owners(plan) == []


def test_a_sector_in_the_heading_above_is_none_that_the_task_names() -> None:
    bare = replace(STORES, assignments=(), sectors=())
    assert owners(replace(SAMPLE, tasks=(*SAMPLE.tasks[:3], bare, STATIONS))) == []
