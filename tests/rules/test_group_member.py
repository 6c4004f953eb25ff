"""All (各) of a group are its members, one by one; some (有关) and open (等) are nobody in particular."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sptgraph.model import Passage, Plan
from sptgraph.rosters import Roster, read_roster
from tests.rules.concluding import SAMPLE, bears, column, concluded, with_task

MARKET = SAMPLE.tasks[5]
MEMBERS = ["县住建局", "县应急局", "县消防救援大队", "县财政局"]


def expanded(plan: Plan) -> list[str]:
    return [name for (name,) in dict.fromkeys(column(concluded(plan, "group-member"), "bearer"))]


def borne_by(name: str, key: str, quantifier: Any, **more: Any) -> Plan:
    group = bears(name, key, quantifier=quantifier, **more)
    return with_task(replace(MARKET, assignments=(group,)))


def test_all_members_of_the_committee_bear_what_the_group_bears() -> None:
    plan = borne_by("县安委会各成员单位", "committee-member-units", "all", distribution="within-remit")
    facts = concluded(plan, "group-member")
    assert expanded(plan) == MEMBERS
    for fact in facts:
        assert (fact["type"], fact["basis"], fact["role"]) == ({"Assignment"}, {"implied"}, {"负责"})
        assert fact["inTask"] == fact["about"] == {"task/（三）/2"}
        assert fact["distribution"] == {"within-remit"}
        assert "task/（三）/2/assignment/1" in fact["wasDerivedFrom"]


def test_one_unit_in_two_classes_is_one_bearer_on_two_grounds() -> None:
    plan = borne_by("县安委会各成员单位", "committee-member-units", "all")
    grounds = [
        fact["wasDerivedFrom"] for fact in concluded(plan, "group-member") if fact["bearer"] == {"县应急局"}
    ]
    assert sorted(name for ground in grounds for name in ground if name.startswith("member/")) == [
        "member/1",
        "member/4",
    ]


@pytest.mark.parametrize(
    ("name", "key", "members"),
    [
        ("各监管部门", "regulator-departments", ["县应急局", "县消防救援大队"]),
        ("各行业主管部门", "industry-departments", ["县住建局", "县应急局"]),
    ],
)
def test_a_group_whose_words_name_a_class_is_that_class(name: str, key: str, members: list[str]) -> None:
    assert expanded(borne_by(name, key, "all")) == members


@pytest.mark.parametrize(
    "plan",
    [
        borne_by("县安委会有关成员单位", "committee-member-units", "some"),
        borne_by("县财政局等部门", "committee-member-units", "open"),
        borne_by("县安委会成员单位", "committee-member-units", None),
        borne_by("各乡镇人民政府", "township-governments", "all"),
        borne_by("各有关部门", "departments-concerned", "all"),
        replace(borne_by("县安委会各成员单位", "committee-member-units", "all"), members=()),
    ],
    ids=["some", "open", "no quantifier", "a group nobody lists", "another group", "no roster"],
)
def test_nobody_in_particular_is(plan: Plan) -> None:
    assert expanded(plan) == []


def test_who_bears_the_task_already_is_not_derived_again() -> None:
    group = bears("县安委会各成员单位", "committee-member-units", quantifier="all")
    own = bears("县财政局", "finance", "lead")
    assert expanded(with_task(replace(MARKET, assignments=(own, group)))) == MEMBERS[:3]


def test_a_group_outside_tasks_expands_too_and_asks_only_who_bears_that_passage() -> None:
    group = bears("县安委会各成员单位", "committee-member-units", quantifier="all")
    own = bears("县财政局", "finance", "lead")
    elsewhere = Passage("三（二）", assignments=(group,))
    plan = with_task(replace(MARKET, assignments=(own,)), elsewhere=(elsewhere,))
    assert expanded(plan) == MEMBERS
    same = with_task(MARKET, elsewhere=(replace(elsewhere, assignments=(own, group)),))
    assert expanded(same) == MEMBERS[:3]


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "名册.csv"
    path.write_text(
        "地区,单位,类别,所属组\n"
        "云溪县,东坪镇人民政府,,各乡镇人民政府\n"
        "云溪县,西坪乡人民政府,,各乡镇人民政府\n"
        "云溪县,县水利局,行业主管,\n",
        encoding="utf-8",
    )
    return read_roster(path)


@pytest.mark.parametrize("name", ["各乡镇人民政府", "各乡镇"])
def test_a_roster_s_group_expands_by_whichever_of_its_names_a_plan_prints(roster: Roster, name: str) -> None:
    facts = concluded(borne_by(name, "township-governments", "all"), "group-member", roster)
    assert column(facts, "bearer") == [("东坪镇人民政府",), ("西坪乡人民政府",)]


def test_some_of_a_roster_s_group_are_still_nobody(roster: Roster) -> None:
    assert concluded(borne_by("有关乡镇", "township-governments", "some"), "group-member", roster) == []


def test_a_roster_adds_members_to_the_plan_s_own_committee(roster: Roster) -> None:
    plan = borne_by("各行业主管部门", "industry-departments", "all")
    assert column(concluded(plan, "group-member", roster), "bearer") == [
        ("县住建局",),
        ("县应急局",),
        ("县水利局",),
    ]


def test_another_place_s_group_is_not_this_place_s(roster: Roster) -> None:
    plan = borne_by("市安委会各成员单位", "committee-member-units", "all")
    assert concluded(plan, "group-member", roster) == []
