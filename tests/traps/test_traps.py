"""Ten traps that a naive model falls into. Each is read from a plan's text, derived, asked and checked.

Beside each trap stands the case that looks like it and is none, so that no trap is passed by saying nothing.
"""

import json
import re
from datetime import date

import pytest

from sptgraph import PlanStore
from tests.traps.conftest import Making

MEMBERS = """（一）负有安全生产监督管理职责的部门（县公安局、县应急局、县消防救援大队、县住建局）要管好本行业领域。

（二）其他负有安全生产管理责任的行业领域主管部门（商务局、民政局、县住建局）要管住本行业。

（三）县安委会其他成员单位（县司法局、县财政局、县委宣传部）在各自职责范围内提供支持保障。"""


def leads(store: PlanStore) -> dict[str, set[str | None]]:
    """Return who leads each sector in its primary facet; None stands for nobody."""
    found: dict[str, set[str | None]] = {}
    for row in store.ask("sector-leads"):
        found.setdefault(row.sector, set()).add(row.organisation)
    return found


def grounds(store: PlanStore, sector: str) -> str:
    """Return all that the chain of a sector rests on, as text."""
    return json.dumps(store.who(sector, within="云溪县").to_json(), ensure_ascii=False)


def statutes(store: PlanStore, sector: str) -> set[str]:
    return set(re.findall(r'"statute": "([^"]*)"', grounds(store, sector)))


def owners(store: PlanStore, task: str, basis: str) -> set[str]:
    return {row.agent for row in store.ask("task-owners", task=task) if row.basis == basis}


def test_respective_leads_over_several_sectors_imply_none_of_them(planned: Making) -> None:
    several = (
        "排查隐患。2024年底前对农贸市场、餐饮、城镇燃气逐户排查一遍。（县应急局、县商务局、县住建局分别牵头）"
    )
    assert leads(planned(several)) == {"farmers-market": {None}, "catering": {None}, "city-gas": {None}}
    one = "排查隐患。2024年底前对城镇燃气逐户排查一遍。（县住建局牵头，县商务局配合）"
    assert leads(planned(one)) == {"city-gas": {"县住建局"}}


def test_some_member_units_are_not_all_of_them(planned: Making) -> None:
    store = planned(
        "开展大检查。2024年底前开展一次大检查。（县安委会各成员单位负责）",
        "抓好整改。2025年底前整改到位。（县安委会有关成员单位负责）",
        members=MEMBERS,
    )
    assert {"县财政局", "县公安局", "县住建局"} < owners(store, "1", "derived")
    assert owners(store, "2", "derived") == set()
    assert [row.task for row in store.ask("department-tasks", department="县财政局")] == ["1"]


def test_a_group_of_all_without_a_list_says_so(planned: Making) -> None:
    store = planned("开展大检查。2024年底前开展一次大检查。（各乡镇人民政府负责）")
    assert owners(store, "1", "derived") == set()
    assert "organisation-members" in store.validate().fired()
    roster = "地区,单位,所属组\n云溪县,青云镇人民政府,各乡镇人民政府\n云溪县,白石乡人民政府,各乡镇人民政府\n"
    listed = planned("开展大检查。2024年底前开展一次大检查。（各乡镇人民政府负责）", roster=roster)
    assert owners(listed, "1", "derived") == {"青云镇人民政府", "白石乡人民政府"}
    assert "organisation-members" not in listed.validate().fired()


def test_a_county_justice_bureau_does_not_answer_for_prisons(planned: Making) -> None:
    store = planned(
        "加强普法。2024年底前开展普法宣传。（县司法局负责）", "守住监管场所。2024年底前排查监狱安全隐患。"
    )
    assert leads(store) == {"detention": {None}}
    assert owners(store, "2", "derived") == set()
    assert {"task-owner-gap", "sector-lead-gap"} <= store.validate().fired()
    # A task that a plan gives it is its own, and still no lead of the sector.
    said = planned("守住监管场所。2024年底前排查监狱安全隐患。（县司法局牵头）")
    assert owners(said, "1", "stated") == {"县司法局"}
    assert leads(said) == {"detention": {None}}


def test_a_high_hazard_firm_checks_monthly_and_not_quarterly_too(planned: Making) -> None:
    store = planned(
        "落实企业自查。企业主要负责人每季度带队检查1次，高危行业企业主要负责人每月检查1次。（县应急局牵头）"
    )
    rows = store.query(
        "SELECT ?scope ?period WHERE { ?duty a spt:RecurringDuty ; spt:period ?period ; spt:scope ?scope }"
    )
    assert {(row[0].value, row[1].value) for row in rows.rows} == {
        ("高危行业", "P1M"),
        ("高危行业以外", "P3M"),
    }
    assert "duty-doubled" not in store.validate().fired()


def test_a_full_start_is_a_start_and_not_an_end(planned: Making) -> None:
    store = planned(
        "推进智慧监管。2024年7月底前全面启动平台建设。（县应急局负责）",
        "建成平台。2024年7月底前全面完成平台建设。（县应急局负责）",
    )
    due = {row.task: (row.due, row.milestone, row.degree) for row in store.ask("tasks-due")}
    assert due["1"] == (date(2024, 7, 31), "start", "full")
    assert due["2"] == (date(2024, 7, 31), "complete", "full")
    assert [(row.task, row.due) for row in store.ask("implied-deadlines")] == [("1", date(2026, 12, 31))]
    assert [each.task for each in store.validate() if each.rule == "task-end"] == ["1"]


def test_one_unit_in_two_member_classes_is_one_unit(planned: Making) -> None:
    store = planned("开展大检查。2024年底前开展一次大检查。（县应急局牵头）", members=MEMBERS)
    rows = [row for row in store.ask("members") if row.name == "县住建局"]
    assert [getattr(row, "class") for row in rows] == ["supervisory", "industry"]
    bodies = store.query(
        "SELECT DISTINCT ?body WHERE { ?membership org:member ?body . ?body spt:departmentType dep:housing-construction }"
    )
    assert len(bodies.rows) == 1
    assert not [each for each in store.validate() if each.rule.startswith(("member-", "organisation-"))]


def test_a_vertical_unit_is_competent_without_a_seat(planned: Making) -> None:
    store = planned(
        "管好危险废物。2024年底前完成排查。（云溪生态环境局牵头，县消防救援大队配合）",
        "组织练兵。2024年底前开展练兵。（市应急局牵头）",
    )
    assert [
        (each.task, "市应急局" in each.message.zh)
        for each in store.validate()
        if each.severity == "violation"
    ] == [("2", True)]
    assert leads(store)["hazardous-waste"] == {"云溪生态环境局"}


def test_a_list_that_is_cited_but_not_held_is_no_licence_to_guess(planned: Making) -> None:
    task = "整治城镇燃气。2024年底前排查城镇燃气隐患。"
    intro = "根据《云溪县安全生产职责分工清单》，制定本方案。"
    (row,) = planned(task, intro=intro).ask("sector-leads")
    assert (row.basis, row.organisation, row.reason) == ("undetermined", None, "list-cited-not-held")
    (row,) = planned(task).ask("sector-leads")
    assert (row.basis, row.organisation, row.reason) == ("undetermined", None, "left-to-local")
    held = planned(task, intro=intro, roster="地区,单位,行业领域,角色\n云溪县,县城市管理局,城镇燃气,牵头\n")
    (row,) = held.ask("sector-leads")
    assert (row.basis, row.organisation) == ("derived", "县城市管理局")
    assert owners(held, "1", "derived") == {"县城市管理局"}
    assert '"file": "名册.csv", "row": 2' in grounds(held, "城镇燃气")


def test_water_transport_law_does_not_answer_for_roads(planned: Making) -> None:
    water = statutes(planned("整治水上交通。2024年底前排查水上交通隐患。"), "水上交通")
    assert any("内河交通安全管理条例" in each for each in water)
    for sector in ("道路运输", "道路交通", "交通运输"):
        found = statutes(planned(f"整治{sector}。2024年底前排查{sector}隐患。"), sector)
        assert found
        assert not any(re.search("内河|海上|航道|港口", each) for each in found), sector


@pytest.mark.parametrize(
    ("issued", "law", "not_law"),
    [
        ("2024年3月18日", "危险化学品安全管理条例", "危险化学品安全法"),
        ("2026年4月30日", "危险化学品安全管理条例", "危险化学品安全法"),
        ("2026年5月1日", "危险化学品安全法", "危险化学品安全管理条例"),
    ],
)
def test_the_law_of_the_plans_day_holds_and_not_todays(
    planned: Making, issued: str, law: str, not_law: str
) -> None:
    store = planned("整治危险化学品。年底前排查危险化学品隐患。", issued=issued)
    found = statutes(store, "危险化学品")
    assert any(law in each for each in found)
    assert not any(not_law in each for each in found)
    # A plan of 2024 or early 2026 lives to see the law change, and is told so.
    assert ("sector-lead-law" in store.validate().fired()) == (law == "危险化学品安全管理条例")
