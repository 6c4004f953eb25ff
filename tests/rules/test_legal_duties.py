"""Duties that the law gives whatever a plan says: the area's, the emergency department's, the enterprise's."""

from dataclasses import replace
from datetime import date

from tests.rules.concluding import SAMPLE, bears, column, concluded, of_document, with_task

PIPES = SAMPLE.tasks[0]
OLD_LAW = date(2020, 3, 1)


def test_the_emergency_department_supervises_overall_and_generically() -> None:
    (fact,) = concluded(SAMPLE, "comprehensive-supervision")
    assert fact["type"] == {"SectorLead"}
    assert fact["bearer"] == {"县应急局"}
    assert (fact["sector"], fact["facet"], fact["role"]) == ({"安全生产综合"}, {"安全生产监管"}, {"牵头"})
    assert (fact["basis"], fact["generic"], fact["scope"]) == ({"statute"}, {"true"}, {"综合监管"})
    norm, day, holder = sorted(fact["wasDerivedFrom"], key=lambda name: name.count("/"))
    assert (norm, day) == ("work-safety-general--emergency-management--1", "derived/plan-date")
    assert holder.startswith("derived/holder-attested/emergency-management/")


def test_where_no_document_names_it_the_emergency_department_is_presumed() -> None:
    (fact,) = concluded(with_task(PIPES, members=()), "comprehensive-supervision")
    assert (fact["bearer"], fact["presumed"]) == ({"应急管理部门"}, {"true"})


def test_government_and_townships_answer_for_their_area() -> None:
    facts = concluded(SAMPLE, "territorial-duty")
    assert column(facts, "bearer", "scope", "presumed") == [
        ("县级以上地方人民政府", "属地领导", "true"),
        ("各乡镇人民政府", "属地监督检查", ""),
    ]
    for fact in facts:
        assert (fact["about"], fact["facet"], fact["generic"]) == ({"云溪县"}, {"属地"}, {"true"})
        assert (fact["type"], fact["role"]) == ({"TerritorialDuty"}, {"负责"})


def test_a_government_that_is_named_is_not_presumed_and_zones_stand_beside_townships() -> None:
    owners = (bears("县政府", "local-government"), bears("云溪高新区管委会", "development-zone-committee"))
    facts = concluded(with_task(replace(PIPES, assignments=owners)), "territorial-duty")
    assert column(facts, "bearer", "presumed") == [
        ("乡镇人民政府和街道办事处", "true"),
        ("云溪高新区管委会", ""),
        ("县政府", ""),
    ]


def test_local_governments_are_townships_in_a_county_and_governments_in_a_province() -> None:
    there = with_task(replace(PIPES, assignments=(bears("各地", "local-governments", quantifier="all"),)))
    scopes = {
        level: dict(column(concluded(of_document(there, level=level), "territorial-duty"), "bearer", "scope"))
        for level in ("county", "province")
    }
    assert scopes["county"]["各地"] == "属地监督检查"
    assert scopes["province"]["各地"] == "属地领导"


def test_who_manages_a_line_of_business_minds_its_safety() -> None:
    facts = concluded(SAMPLE, "business-duty")
    budget = ("县财政局", "监管经费预算", "statute", "true")
    assert budget in column(facts, "bearer", "business", "basis", "generic")
    assert {"BusinessDuty"} == {kind for fact in facts for kind in fact["type"]}


def test_a_business_norm_counts_only_once_its_statute_is_in_force() -> None:
    lines = [
        dict(column(concluded(of_document(issued=day), "business-duty"), "business", "bearer"))
        for day in (date(2025, 10, 31), date(2025, 11, 1))
    ]
    assert ["普法" in line for line in lines] == [False, True]


def test_a_business_norm_on_a_collective_binds_nobody_by_itself() -> None:
    assert "信用惩戒" not in dict(column(concluded(SAMPLE, "business-duty"), "business", "bearer"))


def test_enterprises_their_heads_and_their_deputies_answer_for_themselves() -> None:
    facts = concluded(SAMPLE, "enterprise-duty")
    assert column(facts, "bearer", "wasDerivedFrom") == [
        ("生产经营单位", "derived/plan-date、enterprise--whole--1"),
        ("生产经营单位主要负责人", "derived/plan-date、enterprise--principal--1"),
        ("生产经营单位其他负责人", "derived/plan-date、enterprise--deputies--1"),
    ]
    assert {"true"} == {word for fact in facts for word in fact["generic"]}


def test_no_duty_follows_from_a_law_that_was_not_yet_in_force() -> None:
    before = of_document(issued=OLD_LAW)
    for rule in ("comprehensive-supervision", "territorial-duty", "enterprise-duty"):
        assert concluded(before, rule) == []


def test_without_a_place_there_are_enterprises_but_no_area_and_no_departments() -> None:
    nowhere = of_document(jurisdiction=None)
    assert [
        len(concluded(nowhere, rule))
        for rule in ("comprehensive-supervision", "territorial-duty", "business-duty", "enterprise-duty")
    ] == [0, 0, 0, 3]
