"""The rows of lists are typed, in the text's order, and show what is unsaid."""

from dataclasses import replace
from datetime import date

import pytest

from sptgraph.listings import Listing, listing
from sptgraph.model import Assignment, Member, Passage, Plan, Recurrence, Span
from tests.sample import find, other_plan, sample_plan


def with_assignments(*assignments: Assignment) -> Plan:
    """Return the sample with its first task borne by these alone."""
    plan = sample_plan()
    return replace(plan, tasks=(replace(plan.tasks[0], assignments=assignments), *plan.tasks[1:]))


def bearer(agent: str, key: str | None, role: str = "responsible", **more: object) -> Assignment:
    return Assignment(agent, role, "bracket", agent, find("县住建局"), key, **more)  # type: ignore[arg-type]


def cells(made: Listing, table: int = 0) -> list[dict[str, str]]:
    heads = [column.title.text(made.language) for column in made.tables[table].columns]
    return [
        dict(zip(heads, [cell.text for cell in row], strict=True))
        for row in made.tables[table].cells(made.language)
    ]


def index(made: Listing) -> dict[str, object]:
    return {row.name: row for row in made.tables[0].rows}


class TestTasks:
    def test_rows_hold_facts_and_dates(self) -> None:
        gas, *_ = listing("tasks", [sample_plan()]).rows
        assert (gas.serial, gas.action, gas.task) == (1, "（一）燃气安全提升行动", "1.更换老旧燃气管道")
        assert [a.agent for a in gas.lead] == ["县住建局"]
        assert [d.due for d in gas.deadlines] == [date(2024, 12, 31), date(2025, 6, 30)]
        assert gas.final == date(2025, 6, 30)
        assert (gas.clause.label, gas.clause.page) == ("二（一）1", 1)

    def test_territorial_bearers_stand_apart_unless_they_lead(self) -> None:
        plan = with_assignments(
            bearer("各乡镇人民政府", "township-governments"),
            bearer("高新区管委会", "development-zone-committee"),
            bearer("县水利局", "water"),
            bearer("青石镇政府", "township-government", "lead"),
        )
        row = listing("tasks", [plan]).rows[0]
        assert [a.agent for a in row.territorial] == ["各乡镇人民政府", "高新区管委会"]
        assert [a.agent for a in row.responsible] == ["县水利局"]
        assert [a.agent for a in row.lead] == ["青石镇政府"]

    def test_a_task_without_heading_is_known_by_its_first_words(self) -> None:
        plan = sample_plan()
        bare = replace(plan, tasks=(replace(plan.tasks[2], heading=None),))
        (row, *_) = listing("tasks", [bare]).rows
        assert row.task.startswith("1.整治矿山采空区。2024年5月1日")
        assert row.task.endswith("…")
        assert len(row.task) == 62

    def test_what_the_plan_should_say_is_shown_as_unsaid(self) -> None:
        gas, shops, *_, market = cells(listing("tasks", [sample_plan()]))
        assert (market["牵头单位"], market["责任单位"], market["完成时限"], market["频次"]) == (
            "未明确",
            "—",
            "未明确",
            "—",
        )
        assert (shops["牵头单位"], shops["责任单位"]) == ("—", "县商务局")
        assert (gas["频次"], gas["配合单位"]) == ("—", "县市场监管局")
        made = listing("tasks", [sample_plan()], language="en")
        assert cells(made)[-1]["Lead"] == "not stated"
        missing = [[cell.missing for cell in row] for row in made.tables[0].cells("en")]
        assert [sum(row) for row in missing] == [0, 0, 0, 0, 0, 2]

    def test_a_frequency_stands_for_a_date(self) -> None:
        plan = sample_plan()
        often = replace(plan.tasks[1], standing=())
        row = cells(listing("tasks", [replace(plan, tasks=(often,))]))[0]
        assert (row["完成时限"], row["频次"]) == ("—", "每月至少2次（每月至少检查2次；主体：县商务局）")

    def test_of_clauses_outside_tasks_nobody_asks_who_leads(self) -> None:
        goal, *_ = cells(listing("tasks", [sample_plan()]), table=1)
        assert (goal["行动"], goal["任务"]) == (
            "一、总体要求",
            "到2026年底，全县在册重大隐患整改率不低于98%。",
        )
        assert (goal["牵头单位"], goal["目标"], goal["出处"]) == (
            "—",
            "不低于98%（整改率不低于98%）",
            "一（一），第1页",
        )

    def test_how_work_is_shared_is_said(self) -> None:
        rows = cells(listing("tasks", [sample_plan()]))
        assert rows[2]["牵头单位"] == "县应急局、县自然资源局（分别）"
        assert rows[4]["责任单位"] == "县财政局、县发改委等（按职责分工）"
        english = cells(listing("tasks", [sample_plan()], language="en"))
        assert english[2]["Lead"] == "县应急局, 县自然资源局 (respectively)"
        assert english[4]["Responsible"] == "县财政局, 县发改委 and others (each within its remit)"

    def test_dates_are_worded_by_kind(self) -> None:
        rows = cells(listing("tasks", [sample_plan()]))
        assert rows[0]["完成时限"].splitlines() == [
            "2024-12-31前（2024年底前；基本完成）",
            "2025-06-30前（2025年6月底前；全面完成）",
        ]
        assert rows[2]["完成时限"] == "2024-05-01至2024-10-31（2024年5月1日至10月31日）"
        assert rows[4]["完成时限"].splitlines() == [
            "2026-12-31内（三年内；力争达到）",
            "至2024-07-31（2024年7月；启动）",
        ]
        english = cells(listing("tasks", [sample_plan()], language="en"))
        assert english[4]["Deadline"].splitlines()[0] == "within 2026-12-31 (三年内; if possible reached)"

    def test_a_correction_shows(self) -> None:
        rows = cells(listing("tasks", [sample_plan()]))
        assert rows[3]["备注"] == "校对：县应急局 | 牵头（原文：县应忽局）"
        assert "备注" not in cells(listing("tasks", [other_plan()]))[0]

    def test_line_breaks_inside_names_are_gone(self) -> None:
        row = cells(listing("tasks", [with_assignments(bearer("县应急\n管理局", None, "lead"))]))[0]
        assert row["牵头单位"] == "县应急管理局"

    def test_several_plans_are_told_apart(self) -> None:
        made = listing("tasks", [sample_plan(), other_plan()])
        plans = [row["方案"] for row in cells(made)]
        assert len(plans) == 8
        assert set(plans) == {
            "云溪县安全生产强基三年行动方案（2024—2026年）（云安委〔2024〕6号）",
            "云溪县安全生产强基三年行动方案（2024—2026年）（云安委〔2025〕2号）",
        }
        assert made.title == "任务分工表"
        assert [row["序号"] for row in cells(made)] == [str(n) for n in range(1, 9)]

    def test_a_plan_that_must_not_be_quoted_is_listed_by_its_headings(self) -> None:
        plan = sample_plan()
        mute = replace(plan, source=replace(plan.source, text=None))
        made = listing("tasks", [mute])
        assert cells(made)[0]["任务"] == "1.更换老旧燃气管道"
        assert cells(made, 1)[0]["任务"] == "到2026年底；整改率不低于98%"
        assert cells(made, 2)[0]["所在句"] == "—"


class TestDepartments:
    def test_bodies_stand_in_the_order_in_which_the_plan_names_them(self) -> None:
        made = listing("departments", [sample_plan()])
        names = ["县住建局", "县市场监管局", "各乡镇人民政府", "县商务局", "县应急局", "县自然资源局"]
        assert list(index(made))[:6] == names
        assert [table.name for table in made.tables][:7] == ["汇总", *names]

    @pytest.mark.parametrize("name", ["应急管理局", "县应急管理局", "云溪县应急管理局", "应急局"])
    def test_one_body_under_several_names_is_one(self, name: str) -> None:
        plan = with_assignments(bearer(name, "emergency-management", "lead"))
        made = listing("departments", [plan])
        body = index(made)["县应急局"]
        assert (body.names, body.leads) == (("县应急局", name), 3)
        (table,) = (t for t in made.tables if t.name == "县应急局")
        assert table.notes == (f"方案中写作：县应急局、{name}", "成员单位类别：监管、行业")
        assert [row.printed for row in table.rows] == [(name,), (), ()]

    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("市应急局", "emergency-management"),
            ("云山市应急局", "emergency-management"),
            ("省应急管理厅", "emergency-management"),
            ("应急管理部", "emergency-management"),
        ],
    )
    def test_a_superior_body_of_the_same_kind_is_another(self, name: str, key: str) -> None:
        made = listing("departments", [with_assignments(bearer(name, key, "lead"))])
        assert {name, "县应急局"} <= set(index(made))

    def test_the_local_branch_of_a_superior_body_is_local(self) -> None:
        plan = with_assignments(
            bearer("云山市生态环境局云溪分局", "ecology-environment", "lead"),
            bearer("县生态环境局", "ecology-environment"),
        )
        body = index(listing("departments", [plan]))["云山市生态环境局云溪分局"]
        assert body.names == ("云山市生态环境局云溪分局", "县生态环境局")

    def test_kinds_of_which_a_place_has_several_are_told_apart_by_name(self) -> None:
        plan = with_assignments(
            bearer("青石街道办事处", "township-government"),
            bearer("云溪县青石街道办事处", "township-government", "support"),
            bearer("白沙街道办事处", "township-government"),
            bearer("某某公司", None),
        )
        made = index(listing("departments", [plan]))
        assert made["青石街道办事处"].names == ("青石街道办事处", "云溪县青石街道办事处")
        assert {"白沙街道办事处", "某某公司"} <= set(made)

    def test_groups_are_groups_by_who_they_take_in(self) -> None:
        key = "committee-member-units"
        plan = with_assignments(
            bearer("县安委会各成员单位", key, quantifier="all"),
            bearer("各成员单位", key, "support", quantifier="all"),
            bearer("县安委会有关成员单位", key, quantifier="some"),
        )
        made = index(listing("departments", [plan]))
        assert {
            name: (row.kind, row.duties, row.supports) for name, row in made.items() if row.kind == "统称"
        } == {
            "县安委会各成员单位": ("统称", 1, 1),
            "县安委会有关成员单位": ("统称", 2, 0),
        }
        assert index(listing("departments", [sample_plan()]))["县财政局"].kind == "单位"

    def test_leads_come_first_then_duties_supports_and_what_is_done_regularly(self) -> None:
        plan = sample_plan()
        mine = (
            bearer("县住建局", "housing-construction", "support"),
            bearer("县住建局", "housing-construction", "lead"),
        )
        drill = Recurrence("P1M", 1, "每月", Span(0, 2), agent="县住建局")
        extra = Passage("三（一）", recurrences=(drill,))
        tasks = (plan.tasks[0], replace(plan.tasks[1], assignments=mine))
        made = listing("departments", [replace(plan, tasks=tasks, elsewhere=(extra,))], department="县住建局")
        assert [(row.role, row.clause.label) for row in made.rows] == [
            ("牵头", "二（一）1"),
            ("牵头", "二（一）2"),
            ("配合", "二（一）2"),
            ("定期", "三（一）"),
        ]
        assert [len(row.bearers) for row in made.rows] == [1, 1, 1, 0]
        assert index(made)["县住建局"].recurring == 1

    def test_only_public_bodies_are_listed_for_a_frequency(self) -> None:
        names = set(index(listing("departments", [sample_plan()])))
        assert "矿长" not in names
        plan = sample_plan()
        drill = (
            Recurrence("P1M", 1, "每月", Span(0, 2), agent="县水利局"),
            Recurrence("P1M", 1, "每月", Span(0, 2), agent="企业"),
        )
        made = listing("departments", [replace(plan, elsewhere=(Passage("三", recurrences=drill),))])
        assert "县水利局" in index(made)
        assert "企业" not in index(made)

    def test_members_that_no_task_names_are_in_the_overview(self) -> None:
        plan = sample_plan()
        made = listing(
            "departments",
            [
                replace(
                    plan,
                    members=(
                        *plan.members,
                        Member("县气象局", "support", find("县财政局", "其他成员"), "meteorology"),
                    ),
                )
            ],
        )
        body = index(made)["县气象局"]
        assert (body.classes, body.leads, body.duties, body.clause.label) == (("其他",), 0, 0, "成员单位")
        assert "县气象局" not in [table.name for table in made.tables]
        assert {(name, c) for name, row in index(made).items() for c in row.classes} == {
            ("县应急局", "监管"),
            ("县应急局", "行业"),
            ("县消防救援大队", "监管"),
            ("县住建局", "行业"),
            ("县财政局", "其他"),
            ("县气象局", "其他"),
        }

    def test_a_row_says_what_the_text_asks_of_the_body_and_who_leads(self) -> None:
        (shops,) = listing("departments", [sample_plan()], department="县商务局").rows
        assert shops.duty == ("由县商务局督办餐饮和燃气隐患",)
        (gas,) = listing("departments", [sample_plan()], department="县市场监管局").rows
        assert (gas.duty, [a.agent for a in gas.lead]) == ((), ["县住建局"])

    def test_bodies_of_different_places_are_different(self) -> None:
        there = replace(other_plan(), document=replace(other_plan().document, jurisdiction="临江县"))
        made = listing("departments", [sample_plan(), there])
        assert [t.name for t in made.tables if t.name.endswith("县住建局")] == [
            "云溪县 县住建局",
            "临江县 县住建局",
        ]
        heads = [column.title.zh for column in made.tables[0].columns]
        assert "地区" in heads

    def test_bodies_of_one_place_are_one_over_its_plans(self) -> None:
        made = listing("departments", [sample_plan(), other_plan()], department="housing-construction")
        assert len(made.rows) == 2
        assert len({row.plan for row in made.rows}) == 2
