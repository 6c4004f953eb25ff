"""Where nobody leads a concerned sector: why, and who might."""

from dataclasses import replace
from datetime import date

import pytest

from sptgraph.model import Plan, SectorMention
from tests.rules.concluding import bears
from tests.rules.following import (
    TASK,
    citing,
    duty_list,
    follows,
    led_by,
    naming,
    of_class,
    rows,
    with_tasks,
)

HOUSING = bears("县住建局", "housing-construction")
CITY = bears("县城管局", "urban-management")


def gaps(plan: Plan, **more: object) -> list[tuple[str, ...]]:
    """Return the gaps: sector, part and reason."""
    return rows(follows(plan, **more), "Gap", "sector", "part", "reason")  # type: ignore[arg-type]


def candidates(plan: Plan, part: str = "", **more: object) -> set[str]:
    """Return the candidates for the gap of that part."""
    found = rows(follows(plan, **more), "Gap", "part", "candidate")  # type: ignore[arg-type]
    return {name for row in found if row[0] == part for name in row[1].split("、") if name}


@pytest.mark.parametrize(
    ("sector", "expected"),
    [
        ("city-gas", [("city-gas", "", "left-to-local")]),
        ("railway", [("railway", "", "holder-unknown")]),
        ("sports", [("sports", "", "holder-unknown")]),
        ("dangerous-goods", [("dangerous-goods", "", "several-candidates")]),
        ("highrise", [("highrise", "", "no-norm-in-force")]),
        ("telecom", [("telecom", "", "no-norm-in-force")]),
        ("fireworks", []),
        ("work-safety-general", []),
        ("no-such-sector", []),
    ],
)
def test_a_sector_that_nobody_leads_is_a_gap_with_its_reason(
    sector: str, expected: list[tuple[str, ...]]
) -> None:
    assert gaps(naming(sector)) == expected


def test_a_gap_stands_in_the_primary_facet_with_the_norms_as_proof() -> None:
    facts = follows(naming("city-gas"))
    gap = facts["gap/city-gas/work-safety"]
    assert (gap["facet"], gap["jurisdiction"], gap["rule"]) == ({"work-safety"}, {"云溪县"}, {"gap"})
    assert gap["wasDerivedFrom"] == {
        "derived/concern/city-gas", "city-gas--gas-administration--1", "city-gas--gas-administration--2",
    }  # fmt: skip


def test_a_part_that_is_left_to_local_government_is_a_gap_of_its_own() -> None:
    assert gaps(naming("warehousing")) == [("warehousing", "普通仓储物流", "left-to-local")]
    assert "gap/warehousing/work-safety/普通仓储物流" in follows(naming("warehousing"))


def test_where_nobody_leads_the_whole_is_one_gap_and_its_parts_none() -> None:
    assert gaps(naming("housing-use")) == [("housing-use", "", "left-to-local")]


def test_who_leads_all_of_it_covers_every_part() -> None:
    lead = led_by("县商务局", "commerce")
    assert gaps(naming("warehousing", owners=(lead,))) == []


def test_a_lead_of_another_facet_fills_no_gap() -> None:
    facts = follows(naming("lodging", owners=(bears("县消防救援大队", "fire-rescue"),)))
    assert ("fire",) in rows(facts, "SectorLead", "facet")
    assert "gap/lodging/work-safety" in facts


def test_a_task_s_lead_fills_the_gap() -> None:
    assert gaps(naming("city-gas", owners=(led_by("县住建局", "housing-construction"),))) == []


def test_the_duty_list_fills_the_gap_or_its_part() -> None:
    assert gaps(naming("city-gas"), roster=duty_list(("city-gas", "work-safety", "县城管局"))) == []
    part = duty_list(("warehousing", "work-safety", "县商务局"), part="普通仓储物流")
    assert gaps(naming("warehousing"), roster=part) == []
    assert gaps(naming("city-gas"), roster=duty_list(("city-gas", "fire", "县城管局"))) == [
        ("city-gas", "", "left-to-local")
    ]


def test_the_generic_supervisor_fills_no_gap() -> None:
    plan = naming("city-gas", owners=(bears("县应急局", "emergency-management"),))
    facts = follows(plan)
    assert ("true",) in rows(facts, "SectorLead", "generic")
    assert gaps(plan) == [("city-gas", "", "left-to-local")]


def test_a_list_that_is_cited_but_not_held_is_no_licence_to_guess() -> None:
    plan = citing(naming("city-gas", owners=(HOUSING,)))
    assert gaps(plan) == [("city-gas", "", "list-cited-not-held")]
    gap = follows(plan)["gap/city-gas/work-safety"]
    assert "duty-list/1" in gap["wasDerivedFrom"]


def test_a_cited_list_explains_only_what_is_left_to_local_government() -> None:
    assert gaps(citing(naming("railway"))) == [("railway", "", "holder-unknown")]
    assert gaps(citing(naming("highrise"))) == [("highrise", "", "no-norm-in-force")]


def test_a_list_that_is_held_and_says_nothing_leaves_the_choice_open() -> None:
    roster = duty_list(("catering", "work-safety", "县商务局"))
    assert gaps(citing(naming("city-gas")), roster=roster) == [("city-gas", "", "left-to-local")]


def test_a_norm_not_yet_in_force_gives_no_reason() -> None:
    assert gaps(naming("confined-space", issued=date(2023, 12, 20))) == [
        ("confined-space", "", "left-to-local")
    ]
    assert gaps(naming("confined-space")) == [("confined-space", "工贸以外", "left-to-local")]


def test_each_sector_of_a_plan_has_a_lead_or_a_gap() -> None:
    sectors = ("city-gas", "fireworks", "railway", "highrise", "lodging", "mining", "sports")
    facts = follows(naming(*sectors))
    led = {(*fact["sector"], *fact["facet"]) for fact in of_class(facts, "SectorLead")}
    open_ = {(*fact["sector"], *fact["facet"]) for fact in of_class(facts, "Gap")}
    assert {sector for sector, _ in led | open_} >= set(sectors)


# Candidates


def test_who_often_holds_the_function_is_a_candidate_named_or_presumed() -> None:
    assert candidates(naming("city-gas", owners=(HOUSING, CITY))) == {"县住建局", "县城管局"}
    assert candidates(naming("city-gas", owners=(HOUSING,))) == {"县住建局", "urban-management"}


def test_a_body_that_no_county_has_is_a_candidate_as_a_type() -> None:
    facts = follows(naming("railway"))
    assert facts["gap/railway/work-safety"]["candidate"] == {"railway-regulator"}


def test_the_usual_holder_of_a_part_is_a_candidate_for_it() -> None:
    plan = naming("municipal-utilities", "fireworks", owners=(HOUSING,))
    assert candidates(plan, "城市道路") == {"县住建局"}
    assert candidates(plan, "供水") == set()


def test_who_divides_a_wide_sector_is_who_leads_its_narrower_ones() -> None:
    plan = naming("dangerous-goods", owners=(bears("县应急局", "emergency-management"),))
    assert "县应急局" in candidates(plan)


def test_where_the_law_names_a_group_alone_the_group_is_the_candidate() -> None:
    facts = follows(naming("outsourced-work"))
    assert facts["gap/outsourced-work/work-safety"]["reason"] == {"several-candidates"}
    assert facts["gap/outsourced-work/work-safety"]["candidate"] == {"regulator-departments"}


def test_where_the_law_names_nobody_what_shares_in_the_sector_and_what_other_places_chose_count() -> None:
    assert candidates(naming("hydrogen-station", issued=date(2025, 6, 1))) >= {
        "development-reform", "urban-management", "emergency-management",
    }  # fmt: skip
    assert "development-reform" not in candidates(naming("hydrogen-station"))
    assert candidates(naming("lodging", owners=(bears("县商务局", "commerce"),))) == {"县商务局"}


def test_who_answers_for_a_task_on_that_sector_alone_is_the_last_candidate() -> None:
    plan = naming("small-premises", owners=(CITY, bears("县委宣传部", "publicity-department")))
    assert candidates(plan) == {"县城管局"}
    beside = replace(TASK.sectors[0], key="fireworks")
    two = with_tasks(
        replace(TASK, sectors=(SectorMention("small-premises", TASK.span), beside), assignments=(CITY,))
    )
    assert candidates(two) == set()
    assert candidates(naming("small-premises", owners=(replace(CITY, role="support"),))) == set()
    assert candidates(naming("small-premises", owners=(replace(CITY, quantifier="all"),))) == set()
