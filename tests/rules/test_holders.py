"""On which day the law is read, what concerns a plan, and which body here holds which function."""

from dataclasses import replace
from datetime import date

import pytest

from sptgraph.model import Plan, SectorMention
from sptgraph.rosters import Roster
from tests.rules.concluding import SAMPLE, bears
from tests.rules.following import TASK, follows, led_by, listing, member, naming, rows, with_tasks

HOLDS = ("function", "holder", "attestation")


def holdings(plan: Plan, function: str, roster: Roster | None = None) -> list[tuple[str, ...]]:
    """Return who holds a function, and how that is known."""
    found = rows(follows(plan, roster=roster), "Holding", *HOLDS)
    return [row[1:] for row in found if row[0] == function]


def test_the_law_is_that_of_the_day_of_issue() -> None:
    day = follows(SAMPLE)["plan-date"]
    assert (day["date"], day["assumed"], day["rule"]) == ({"2024-03-18"}, {"false"}, {"plan-date"})
    assert day["wasDerivedFrom"] == day["isPartOf"]


@pytest.mark.parametrize(
    ("issued", "period", "expected"),
    [
        (date(2025, 5, 1), (2024, 2026), [("2025-05-01", "false")]),
        (None, (2024, 2026), [("2024-01-01", "true")]),
        (None, None, []),
    ],
    ids=["issued", "no date of issue", "no date at all"],
)
def test_without_a_date_of_issue_the_first_day_of_the_period_is_assumed(
    issued: date | None, period: tuple[int, int] | None, expected: list[tuple[str, str]]
) -> None:
    plan = naming("fireworks", issued=issued, period=period)
    assert rows(follows(plan), "LegalDate", "date", "assumed") == expected


def test_a_plan_concerns_each_sector_it_names_once_but_not_work_safety_at_large() -> None:
    mentions = ("fireworks", "fireworks", "work-safety-general", "no-such-sector")
    facts = follows(naming(*mentions))
    assert rows(facts, "Concern", "sector", "rule", "wasDerivedFrom") == [
        ("fireworks", "concern", "task/（一）/1/sector/1")
    ]


def test_a_heading_s_sectors_count_too() -> None:
    assert ("mining",) in rows(follows(SAMPLE), "Concern", "sector")
    alone = with_tasks(replace(TASK, sectors=()))
    assert rows(follows(alone), "Concern", "sector") == []
    titled = replace(
        alone, actions=(replace(alone.actions[0], sectors=(SectorMention("mining", TASK.span),)),)
    )
    assert rows(follows(titled), "Concern", "sector") == [("mining",)]


def test_a_sector_that_is_asked_about_counts_as_named() -> None:
    facts = follows(naming(), also=("sports",))
    assert rows(facts, "Concern", "sector", "rule") == [("sports", "asked")]
    assert {row[0] for row in rows(facts, "SectorDuty", "sector")} <= {"sports", "work-safety-general"}


# Named in the plan, or in a roster


def test_a_body_that_the_plan_names_holds_the_function_of_its_type() -> None:
    facts = follows(naming("fireworks", owners=(led_by("县应急局", "emergency-management"),)))
    (fact,) = (f for f in facts.values() if f["function"] == {"emergency-management"})
    assert fact["holder"] == {"县应急局"}
    assert (fact["attestation"], fact["rule"]) == ({"attested"}, {"holder-attested"})
    assert fact["wasDerivedFrom"] == {"task/（一）/1/assignment/1"}


def test_a_member_counts_as_named() -> None:
    plan = replace(naming(), members=(member("县水利局", "water"),))
    assert holdings(plan, "water") == [("县水利局", "attested")]


def test_a_body_of_a_superior_place_holds_nothing_here() -> None:
    plan = naming("fireworks", owners=(led_by("市应急局", "emergency-management"),))
    assert ("市应急局", "attested") not in holdings(plan, "emergency-management")


def test_a_vertical_unit_without_a_seat_is_competent() -> None:
    plan = naming("ports", owners=(bears("云山海事局", "maritime"),))
    assert holdings(plan, "maritime") == [("云山海事局", "attested")]


def test_a_group_holds_nothing() -> None:
    group = bears("各监管部门", "regulator-departments", quantifier="all")
    assert holdings(naming(owners=(group,)), "regulator-departments") == []


def test_a_function_named_in_the_law_s_own_words_is_no_body() -> None:
    plan = naming("city-gas", owners=(bears("燃气管理部门", "gas-administration"),))
    assert holdings(plan, "gas-administration") == []
    plan = naming("city-gas", owners=(bears("县燃气服务中心", "gas-administration"),))
    assert holdings(plan, "gas-administration") == [("县燃气服务中心", "attested")]


@pytest.mark.parametrize(
    ("name", "key", "function", "held"),
    [
        ("县教体局", "education", "sports", True),
        ("县文广旅体局", "culture-tourism", "sports", True),
        ("县教育局", "education", "sports", False),
        ("县自然资源和林业局", "natural-resources", "forestry", True),
        ("县自然资源局", "natural-resources", "forestry", False),
        ("县财政局（国资中心）", "finance", "state-assets", True),
        ("县体育馆", "emergency-management", "sports", False),
    ],
)
def test_a_combined_bureau_s_name_shows_what_else_it_holds(
    name: str, key: str, function: str, *, held: bool
) -> None:
    facts = follows(naming("fireworks", owners=(bears(name, key),)))
    found = {
        (*fact["holder"], *fact["rule"])
        for fact in facts.values()
        if fact["function"] == {function} and fact["attestation"] == {"attested"}
    }
    assert found == ({(name, "holder-named")} if held else set())


def test_a_roster_s_units_hold_their_functions_with_the_row_as_proof() -> None:
    facts = follows(naming("fireworks"), roster=listing(("县应急管理局", "emergency-management")))
    (fact,) = (f for f in facts.values() if f["rule"] == {"holder-roster"})
    assert (fact["function"], fact["holder"]) == ({"emergency-management"}, {"县应急管理局"})
    assert fact["attestation"] == {"roster"}
    assert fact["wasDerivedFrom"] == {"1"}


def test_a_roster_s_official_name_shows_further_functions() -> None:
    roster = listing(("县教育体育局", "education"))
    assert holdings(naming("sports"), "sports", roster=roster) == [("县教育体育局", "attested")]


# Presumed


def test_what_a_county_normally_has_is_presumed_where_nobody_names_it() -> None:
    facts = follows(naming("fireworks"))
    assert facts["body/emergency-management"]["prefLabel"] == {
        "应急管理部门",
        "emergency management department",
    }
    assert facts["body/emergency-management"]["type"] == {"Organization", "PresumedBody"}
    assert facts["body/emergency-management"]["competentIn"] == {"云溪县"}
    assert holdings(naming("fireworks"), "emergency-management") == [("emergency-management", "presumed")]


@pytest.mark.parametrize(
    ("sector", "function"),
    [("railway", "railway-regulator"), ("telecom", "communications"), ("electric-power", "power-regulator")],
)
def test_what_no_county_has_is_not_presumed_for_one(sector: str, function: str) -> None:
    assert holdings(naming(sector), function) == []
    assert holdings(naming(sector, level="province"), function) == [(function, "presumed")]


def test_a_town_is_under_the_bodies_of_its_county() -> None:
    assert holdings(naming("fireworks", level="town"), "emergency-management")


def test_nothing_is_presumed_beside_a_complete_roster() -> None:
    roster = listing(("县住建局", "housing-construction"), complete=True)
    facts = follows(naming("fireworks"), roster=roster)
    assert not [name for name in facts if name.startswith(("body/", "holder-presumed/"))]
    assert holdings(naming("fireworks"), "emergency-management", roster=replace(roster, complete=False))


def test_one_type_of_body_that_often_holds_a_function_is_presumed_to_hold_it() -> None:
    plan = naming("fishery", owners=(bears("县农业农村局", "agriculture"),))
    assert holdings(plan, "fisheries") == [("县农业农村局", "presumed")]
    (fact,) = (f for f in follows(plan).values() if f["function"] == {"fisheries"})
    assert fact["wasDerivedFrom"] == {
        "derived/holder-attested/agriculture/" + name.removeprefix("holder-attested/agriculture/")
        for name in follows(plan)
        if name.startswith("holder-attested/agriculture/")
    }


def test_the_one_that_is_named_goes_before_the_one_that_often_holds_it() -> None:
    plan = naming("fishery", owners=(bears("县农业农村局", "agriculture"), bears("县渔业局", "fisheries")))
    assert holdings(plan, "fisheries") == [("县渔业局", "attested")]


def test_of_two_types_that_may_hold_a_function_none_is_presumed_to() -> None:
    assert holdings(naming("sports"), "sports") == []
