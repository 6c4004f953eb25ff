"""Who leads a sector: by a task, the place's list, its own rules, or the statutes of the day."""

from dataclasses import replace
from datetime import date

import pytest

from sptgraph.model import Assignment, Plan, SectorMention, Task
from tests.rules.concluding import bears
from tests.rules.following import (
    TASK,
    duty_list,
    follows,
    leads,
    led_by,
    listing,
    naming,
    of_class,
    rows,
    with_tasks,
)

EMERGENCY = led_by("县应急局", "emergency-management")
HOUSING = led_by("县住建局", "housing-construction")


def implied(plan: Plan) -> list[tuple[str, ...]]:
    """Return the leads that tasks imply: sector, facet and bearer."""
    found = leads(follows(plan), "basis", "sector", "facet", "bearer")
    return [row[1:] for row in found if row[0] == "implied"]


# Implied by a task


def test_of_several_who_lead_a_task_the_one_that_leads_the_sector_by_law_leads_it() -> None:
    fire = led_by("县消防救援大队", "fire-rescue")
    assert implied(naming("fire-safety", owners=(fire, EMERGENCY))) == [
        ("fire-safety", "fire", "县消防救援大队")
    ]
    assert implied(naming("fire-safety", owners=(EMERGENCY,))) == [("fire-safety", "fire", "县应急局")]
    assert len(implied(naming("city-gas", owners=(HOUSING, EMERGENCY)))) == 2


def test_who_leads_a_task_on_one_sector_leads_its_primary_facet_with_proof() -> None:
    facts = follows(naming("fire-safety", owners=(led_by("县消防救援大队", "fire-rescue"),)))
    fact = facts["implied-sector-lead/task/（一）/1/assignment/1"]
    assert (fact["sector"], fact["facet"], fact["bearer"]) == ({"fire-safety"}, {"fire"}, {"县消防救援大队"})
    assert (fact["basis"], fact["role"], fact["jurisdiction"]) == ({"implied"}, {"lead"}, {"云溪县"})
    assert fact["wasDerivedFrom"] == {"task/（一）/1/assignment/1", "task/（一）/1/sector/1"}


@pytest.mark.parametrize(
    "plan",
    [
        naming("city-gas", "catering", owners=(HOUSING,)),
        naming(owners=(HOUSING,)),
        naming("work-safety-general", owners=(HOUSING,)),
        naming("no-such-sector", owners=(HOUSING,)),
        naming("city-gas", owners=(replace(HOUSING, role="responsible"),)),
        naming("city-gas", owners=(replace(HOUSING, distribution="respective"),)),
        naming("city-gas", owners=(replace(HOUSING, quantifier="all"),)),
        naming("city-gas", owners=(led_by("各成员单位", "committee-member-units"),)),
        naming("city-gas", owners=(led_by("县委宣传部", "publicity-department"),)),
        naming("city-gas", owners=(led_by("县安委办", "work-safety-committee-office"),)),
        naming("city-gas", owners=(led_by("市住建局", "housing-construction"),)),
        naming("city-gas", owners=(HOUSING,), jurisdiction=None),
    ],
    ids=[
        "two sectors", "no sector", "work safety at large", "an unknown sector",
        "no lead", "respectively", "all of a group", "a department that is a group",
        "the publicity department", "the committee's office", "the city's bureau", "a plan without a place",
    ],
)  # fmt: skip
def test_nothing_is_implied_by(plan: Plan) -> None:
    assert implied(plan) == []


@pytest.mark.parametrize(
    ("sectors", "owners", "bearers"),
    [
        (("city-gas", "work-safety-general"), (HOUSING,), ["县住建局"]),
        (("city-gas", "city-gas"), (HOUSING,), ["县住建局"]),
        (("city-gas",), (replace(HOUSING, quantifier="open"),), ["县住建局"]),
        (("city-gas",), (HOUSING, led_by("县城管局", "urban-management")), ["县住建局", "县城管局"]),
        (("city-gas",), (led_by("云溪安全专班", None),), ["云溪安全专班"]),
    ],
    ids=[
        "a generic sector beside it",
        "one sector twice",
        "with others (等)",
        "two leads",
        "an unknown type",
    ],
)
def test_a_lead_is_still_implied_by(
    sectors: tuple[str, ...], owners: tuple[Assignment, ...], bearers: list[str]
) -> None:
    assert implied(naming(*sectors, owners=owners)) == [
        ("city-gas", "work-safety", name) for name in sorted(bearers)
    ]


def measured(*owners: Assignment) -> Plan:
    """Return a plan whose task has these owners, each in the measure where its span stands."""
    return with_tasks(replace(TASK, assignments=owners, deadlines=(), targets=()))


def inline(name: str, at: int) -> Assignment:
    return Assignment(name, "lead", "inline", name, TASK.measures[at].span, "finance")


def test_who_leads_one_measure_leads_the_sector_only_where_nobody_else_leads_in_the_task() -> None:
    bracket = replace(HOUSING, span=TASK.assignments[0].span, clause=TASK.assignments[0].clause)
    one, two = replace(inline("县水利局", 1), agent_key="water"), inline("甲公司", 2)
    assert [row[2] for row in implied(measured(one))] == ["县水利局"]
    assert [row[2] for row in implied(measured(bracket, one))] == ["县住建局"]
    assert implied(measured(one, replace(two, agent_key=None))) == []


def test_a_body_leads_the_facet_in_which_alone_the_law_knows_it() -> None:
    police = led_by("县公安局", "public-security")
    facts = follows(naming("fireworks", owners=(police,)))
    (fact,) = (fact for fact in of_class(facts, "SectorLead") if fact["basis"] == {"implied"})
    assert fact["facet"] == {"public-security"}
    assert "fireworks--public-security--1" in fact["wasDerivedFrom"]
    assert implied(naming("fireworks", owners=(EMERGENCY,))) == [("fireworks", "work-safety", "县应急局")]
    assert implied(naming("fireworks", owners=(HOUSING,))) == [("fireworks", "work-safety", "县住建局")]


# By statute


def test_who_holds_the_function_that_an_article_makes_lead_leads() -> None:
    facts = follows(naming("fireworks", owners=(bears("县应急局", "emergency-management"),)))
    (fact,) = (
        fact
        for fact in of_class(facts, "SectorLead")
        if fact["norm"] == {"fireworks--emergency-management--1"}
    )
    assert (fact["bearer"], fact["facet"], fact["basis"]) == ({"县应急局"}, {"work-safety"}, {"statute"})
    premises = {
        name.rpartition("/")[2] if "holder" not in name else "holder" for name in fact["wasDerivedFrom"]
    }
    assert premises == {"fireworks", "plan-date", "holder", "fireworks--emergency-management--1"}
    assert "presumed" not in fact


def test_a_presumed_body_s_lead_says_so() -> None:
    assert ("work-safety", "emergency-management", "true") in leads(
        follows(naming("fireworks")), "facet", "bearer", "presumed"
    )


@pytest.mark.parametrize(
    ("issued", "norm"),
    [
        (date(2024, 3, 18), "hazardous-chemicals--emergency-management--2"),
        (date(2026, 4, 30), "hazardous-chemicals--emergency-management--2"),
        (date(2026, 5, 1), "hazardous-chemicals--emergency-management--1"),
    ],
)
def test_the_law_is_that_of_the_plan_s_day(issued: date, norm: str) -> None:
    facts = follows(naming("hazardous-chemicals", issued=issued))
    (found,) = {row for row in leads(facts, "facet", "part", "norm") if row[:2] == ("work-safety", "")}
    assert found[2] == norm


def test_a_county_justice_bureau_does_not_answer_for_prisons() -> None:
    justice = bears("县司法局", "justice")
    county = follows(naming("detention", owners=(justice,)))
    assert ("县司法局",) not in leads(county, "bearer")
    province = follows(naming("detention", owners=(bears("省司法厅", "justice"),), level="province",
                              jurisdiction="云山省"))  # fmt: skip
    assert ("监狱", "省司法厅") in leads(province, "part", "bearer")


def test_water_transport_law_does_not_answer_for_roads() -> None:
    facts = follows(naming("road-transport", owners=(bears("云山海事局", "maritime"),)))
    assert ("云山海事局",) not in leads(facts, "bearer")
    assert {row[0] for row in leads(facts, "bearer")} == {"transport"}


def test_what_is_left_to_local_government_the_usual_holder_does_not_lead() -> None:
    gas = naming("city-gas", owners=(bears("县住建局", "housing-construction"),))
    assert leads(follows(gas), "basis", "bearer") == []
    buses = naming("public-transit", owners=(bears("县交通运输局", "transport"),))
    assert leads(follows(buses), "bearer") == []


def test_a_body_known_to_hold_an_assigned_function_leads() -> None:
    centre = naming("city-gas", owners=(bears("县燃气服务中心", "gas-administration"),))
    assert ("work-safety", "", "县燃气服务中心", "statute") in leads(follows(centre))
    roster = listing(("县燃气服务中心", "gas-administration"))
    assert ("work-safety", "", "县燃气服务中心", "statute") in leads(
        follows(naming("city-gas"), roster=roster)
    )


def test_generic_norms_lead_no_concerned_sector() -> None:
    facts = follows(naming("fireworks"))
    assert ("work-safety-general",) not in leads(facts, "sector")
    asked = follows(naming(), also=("work-safety-general",))
    assert {row[0] for row in rows(asked, "SectorLead", "generic")} == {"true"}


# By the place's own rules and list


def test_a_rule_of_a_place_holds_there_and_in_what_it_contains_alone() -> None:
    def local(place: str, *within: str) -> list[tuple[str, ...]]:
        plan = naming("hydrogen-station", jurisdiction=place, issued=date(2025, 6, 1))
        roster = replace(listing(("云溪县气象局", "meteorology")), place=place, within=within)
        found = leads(follows(plan, roster=roster), "basis", "facet", "bearer")
        return [row for row in found if row[0] == "local-regulation"]

    assert local("云溪县", "云山省") == []
    assert local("云溪县", "安徽省") == [("local-regulation", "work-safety", "development-reform")]


def test_the_place_s_duty_list_names_the_lead_with_its_row() -> None:
    roster = duty_list(("city-gas", "work-safety", "县城管局"))
    facts = follows(naming("city-gas"), roster=roster)
    (fact,) = (fact for fact in of_class(facts, "SectorLead") if fact["basis"] == {"local-list"})
    assert (fact["bearer"], fact["facet"]) == ({"县城管局"}, {"work-safety"})
    assert fact["wasDerivedFrom"] == {"derived/concern/city-gas", "1"}


def test_a_duty_list_s_other_roles_and_other_sectors_lead_nothing() -> None:
    for roster in (
        duty_list(("city-gas", "work-safety", "县城管局"), role="support"),
        duty_list(("catering", "work-safety", "县城管局")),
    ):
        assert leads(follows(naming("city-gas"), roster=roster), "bearer") == []


def test_a_part_of_the_list_is_a_part_of_the_lead() -> None:
    roster = duty_list(("warehousing", "work-safety", "县商务局"), part="普通仓储物流")
    facts = follows(naming("warehousing"), roster=roster)
    assert ("work-safety", "普通仓储物流", "县商务局", "local-list") in leads(facts)


# Other duties by statute


def test_shares_and_management_of_the_trade_are_duties_not_leads() -> None:
    facts = follows(naming("city-gas"))
    found = rows(facts, "SectorDuty", "bearer", "normRole", "role", "basis")
    assert ("commerce", "industry-manager", "responsible", "statute") in found
    assert ("market-supervision", "co-supervise", "responsible", "statute") in found
    assert not {"lead"} & {row[1] for row in found}


# Strength and dispute


def weaker(plan: Plan, **more: object) -> set[tuple[str, str]]:
    """Return which bases are said to be weaker than which."""
    facts = follows(plan, **more)  # type: ignore[arg-type]
    return {
        (*fact["basis"], *facts[strong.removeprefix("derived/")]["basis"])
        for fact in list(facts.values())
        for strong in fact["weakerThan"]
    }


def test_a_task_is_stronger_than_the_list_and_the_list_than_the_statute() -> None:
    roster = duty_list(("fireworks", "work-safety", "县城管局"))
    plan = naming("fireworks", owners=(HOUSING,))
    assert weaker(plan, roster=roster) == {
        ("local-list", "implied"), ("statute", "implied"), ("statute", "local-list"),
    }  # fmt: skip
    assert weaker(naming("fireworks")) == set()


def test_a_lead_of_a_part_is_stronger_for_that_part_alone() -> None:
    roster = duty_list(("warehousing", "work-safety", "县商务局"), part="普通仓储物流")
    assert weaker(naming("warehousing"), roster=roster) == set()


def test_a_lead_of_another_facet_is_not_weaker() -> None:
    facts = follows(naming("fireworks", owners=(EMERGENCY,)))
    beaten = {(*fact["facet"],) for fact in of_class(facts, "SectorLead") if fact["weakerThan"]}
    assert beaten == {("work-safety",)}


def test_two_tasks_that_imply_different_leads_are_in_dispute() -> None:
    other = replace(TASK, no="2", sectors=TASK.sectors, assignments=(led_by("县城管局", "urban-management"),))
    mine = replace(TASK, assignments=(HOUSING,))
    facts = follows(with_tasks(mine, other))
    (fact,) = of_class(facts, "Dispute")
    assert (fact["sector"], fact["facet"]) == ({"city-gas"}, {"work-safety"})
    assert len(fact["lead"]) == 2
    assert fact["lead"] == fact["wasDerivedFrom"]


@pytest.mark.parametrize(
    "tasks",
    [
        (replace(TASK, assignments=(HOUSING,)), replace(TASK, no="2", assignments=(HOUSING,))),
        (
            replace(
                TASK,
                assignments=(
                    replace(HOUSING, distribution="joint"),
                    led_by("县城管局", "urban-management", distribution="joint"),
                ),
            ),
        ),
        (
            replace(TASK, assignments=(HOUSING,)),
            replace(
                TASK,
                no="2",
                sectors=(SectorMention("fireworks", TASK.span),),
                assignments=(EMERGENCY,),
            ),
        ),
    ],
    ids=["the same body", "jointly", "of different sectors"],
)
def test_no_dispute(tasks: tuple[Task, ...]) -> None:
    assert list(of_class(follows(with_tasks(*tasks)), "Dispute")) == []


def test_statutes_that_share_a_sector_are_in_no_dispute() -> None:
    facts = follows(naming("highways", owners=(bears("云溪公路分中心", "highway-agency"),)))
    assert len(leads(facts, "bearer")) == 2
    assert list(of_class(facts, "Dispute")) == []
