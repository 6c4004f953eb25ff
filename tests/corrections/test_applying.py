"""A plan reads as a person says it should."""

from dataclasses import replace
from datetime import date

import pytest

from sptgraph.corrections import apply
from sptgraph.errors import CorrectionError
from sptgraph.model import OtherUse, Plan
from tests.corrections.applied import corrected, plain, row, task, verdicts
from tests.sample import SAMPLE_TEXT


class TestReplacing:
    def test_a_unit_is_renamed_and_keeps_what_the_row_does_not_say(self) -> None:
        plan = corrected(row("（二）/1", "assignment", "县应急局 | 牵头", "县应急管理局"))
        before, after = (task(p, "（二）", "1").assignments[0] for p in (plain(), plan))
        assert after == replace(before, agent="县应急管理局", agent_key=None, correction="7")
        assert verdicts(plan) == [True]

    def test_a_unit_gets_the_department_of_its_new_name(self) -> None:
        change = row("（二）/1", "assignment", "县应急局 | 牵头", "县水利局")
        by_asking = corrected(change, department_key={"县水利局": "water"}.get)
        assert task(by_asking, "（二）", "1").assignments[0].agent_key == "water"
        known = corrected(replace(change, new="县财政局"))
        assert task(known, "（二）", "1").assignments[0].agent_key == "finance"

    def test_a_role_is_changed_and_marks_can_be_taken_away(self) -> None:
        plan = corrected(row("（二）/1", "assignment", "县应急局", "县应急局 | 配合 | -"))
        found = task(plan, "（二）", "1").assignments[0]
        assert (found.agent, found.role, found.distribution) == ("县应急局", "support", None)
        assert found.agent_key == "emergency-management"

    def test_a_date_is_replaced_with_its_start(self) -> None:
        plan = corrected(row("（二）/1", "deadline", "2024-05-01至2024-10-31", "2025-03-31 前"))
        found = task(plan, "（二）", "1").deadlines[0]
        assert (found.start, found.due, found.kind, found.correction) == (None, date(2025, 3, 31), "by", "7")

    @pytest.mark.parametrize(
        ("new", "kind"),
        [
            ("2025-03-31", "by"),
            ("2025-01-01至2025-03-31", "during"),
            ("2025-03-31 内", "within"),
            ("2025-03-31 完成", "within"),
        ],
    )
    def test_a_date_alone_is_definite_where_the_text_said_within(self, new: str, kind: str) -> None:
        found = task(corrected(row("（三）/1", "deadline", "2026-12-31 内", new)), "（三）", "1").deadlines[0]
        assert (found.due, found.kind) == (date(2025, 3, 31), kind)

    def test_a_date_alone_leaves_the_other_kinds(self) -> None:
        found = task(
            corrected(row("（三）/1", "deadline", "2024-07-31", "2024-08-31")), "（三）", "1"
        ).deadlines
        assert [(each.due.isoformat(), each.kind, each.milestone) for each in found[1:]] == [
            ("2024-08-31", "during", "start")
        ]

    def test_a_frequency_and_a_target_are_replaced(self) -> None:
        plan = corrected(
            row("（二）/1", "recurrence", "每月 1次 高危矿井", "每周 2次 高危矿井", "1"),
            row("（一）/1", "target", "100 %", "98 % | 不低于", "2"),
        )
        often = task(plan, "（二）", "1").recurrences[1]
        assert (often.period, often.minimum, often.scope, often.agent) == ("P1W", 2, "高危矿井", "矿长")
        assert often.tightens == task(plain(), "（二）", "1").recurrences[1].tightens
        goal = task(plan, "（一）", "1").targets[0]
        assert (goal.value, goal.unit, goal.comparator) == (98.0, "%", "at-least")

    def test_facts_outside_tasks_members_and_headings_are_replaced(self) -> None:
        plan = corrected(
            row("三（一）", "assignment", "县安委办 | 牵头", "县安委办 | 负责", "1"),
            row("", "member", "县住建局 | 行业", "县住建局 | 监管", "2"),
            row("（三）", "action", "消防能力建设行动", "消防能力提升行动", "3"),
            row("（三）/1", "task", "建好乡镇消防站", "建强乡镇消防站", "4"),
        )
        assert verdicts(plan) == [True] * 4
        assert plan.elsewhere[2].assignments[0].role == "responsible"
        assert [m.member_class for m in plan.members if m.correction == "2"] == ["supervisory"]
        assert (plan.actions[2].title, plan.actions[2].correction) == ("消防能力提升行动", "3")
        station = task(plan, "（三）", "1")
        assert (station.heading, station.correction) == ("建强乡镇消防站", "4")
        assert station.assignments == task(plain(), "（三）", "1").assignments

    @pytest.mark.parametrize(
        ("old", "new", "field", "value"),
        [
            ("印发日期=2024-03-18", "印发日期=2024-03-20", "issued", date(2024, 3, 20)),
            ("number=云安委〔2024〕6号", "云安委〔2024〕16号", "number", "云安委〔2024〕16号"),
            (None, "jurisdiction=云溪区", "jurisdiction", "云溪区"),
            ("层级=县级", None, "level", None),
            (None, "period=2024-2027", "period", (2024, 2027)),
            (
                "superior_plans=云山省安全生产条例",
                "superior_plans=云山省消防条例",
                "superior_plans",
                ("云山市安全生产强基三年行动方案", "云山省消防条例"),
            ),
            (
                "superior_plans=云山省安全生产条例",
                None,
                "superior_plans",
                ("云山市安全生产强基三年行动方案",),
            ),
        ],
    )
    def test_the_documents_data_is_put_right(
        self, old: str | None, new: str | None, field: str, value: object
    ) -> None:
        plan = corrected(row("文件", "document", old, new))
        assert plan.document == replace(plain().document, **{field: value})
        assert verdicts(plan) == [True]

    def test_the_documents_own_words_name_an_entry_too(self) -> None:
        plan = corrected(row("（一）/1", "deadline", "2024年底前", "2025-01-31"))
        assert [d.due for d in task(plan, "（一）", "1").deadlines] == [date(2025, 1, 31), date(2025, 6, 30)]

    @pytest.mark.parametrize("where", ["（二）/1", "(二)/1.", "二（二）1", " （二） / 1 "])
    def test_a_place_may_be_cited_in_any_way(self, where: str) -> None:
        assert verdicts(corrected(row(where, "assignment", "县应急局", "县水利局"))) == [True]

    def test_a_number_that_several_tasks_have_names_none(self) -> None:
        plan = corrected(row("1", "assignment", "县应急局", "县水利局"))
        assert (plan.tasks, verdicts(plan)) == (plain().tasks, [False])


class TestEqualEntries:
    @pytest.fixture
    def twice(self) -> Plan:
        plan = plain()
        gas = plan.tasks[0]
        again = replace(gas.deadlines[0], span=gas.deadlines[1].span)
        return replace(plan, tasks=(replace(gas, deadlines=(gas.deadlines[0], again)), *plan.tasks[1:]))

    def test_the_ordinal_tells_them_apart(self, twice: Plan) -> None:
        line = "2024-12-31 前 完成 基本"
        plan = corrected(
            row("（一）/1", "deadline", line, "2025-01-01 前", "1"),
            row("（一）/1", "deadline", f"{line} #2", "2025-02-02 前", "2"),
            plan=twice,
        )
        assert [d.due for d in plan.tasks[0].deadlines] == [date(2025, 1, 1), date(2025, 2, 2)]

    def test_one_of_them_is_removed_once(self, twice: Plan) -> None:
        rows = [row("（一）/1", "deadline", "2024-12-31 前 完成 基本", None)]
        once = apply(twice, rows)
        assert apply(once, rows) == once
        assert [d.span for d in once.tasks[0].deadlines] == [twice.tasks[0].deadlines[1].span]

    def test_a_line_that_fits_several_different_entries_changes_none(self) -> None:
        gas = plain().tasks[0]
        other = replace(gas.assignments[0], role="support")
        plan = replace(
            plain(), tasks=(replace(gas, assignments=(*gas.assignments, other)), *plain().tasks[1:])
        )
        again = corrected(row("（一）/1", "assignment", "县住建局", "县水利局"), plan=plan)
        assert (again.tasks, verdicts(again)) == (plan.tasks, [False])

    def test_entries_can_change_places(self) -> None:
        plan = corrected(
            row("（二）/1", "assignment", "县应急局", "县自然资源局", "1"),
            row("（二）/1", "assignment", "县自然资源局", "县应急局", "2"),
        )
        assert [a.agent for a in task(plan, "（二）", "1").assignments[:2]] == ["县自然资源局", "县应急局"]
        assert verdicts(plan) == [True, True]

    def test_a_correction_can_be_corrected(self) -> None:
        plan = corrected(
            row("（一）/1", "target", "100 %", "99 %", "1"), row("（一）/1", "target", "99 %", "98 %", "2")
        )
        assert [(t.value, t.correction) for t in plan.tasks[0].targets] == [(98.0, "2")]

    def test_two_rows_about_one_entry_do_not_fight(self) -> None:
        plan = corrected(
            row("（一）/1", "target", "100 %", "99 %", "1"), row("（一）/1", "target", "100 %", "98 %", "2")
        )
        assert ([t.value for t in plan.tasks[0].targets], verdicts(plan)) == ([99.0], [True, False])


class TestRemoving:
    def test_a_fact_goes_and_its_words_stay_accounted_for(self) -> None:
        plan = corrected(row("（一）/1", "assignment", "县市场监管局 | 配合", None))
        gone = plain().tasks[0].assignments[1]
        assert plan.tasks[0].assignments == (plain().tasks[0].assignments[0], plain().tasks[0].assignments[2])
        assert OtherUse(gone.span, "县市场监管局", "corrected") in plan.other_uses

    def test_a_passage_that_states_nothing_any_more_goes_too(self) -> None:
        plan = corrected(row("二（三）", "deadline", "2024-12-31 期间", None))
        assert [p.where for p in plan.elsewhere] == ["一（一）", "三（一）", "三（二）"]

    def test_a_task_goes_with_all_it_states_and_then_its_action(self) -> None:
        plan = corrected(
            row("（三）", "action", "消防能力建设行动", None, "1"),
            row("（三）/1", "deadline", "2024-07-31", "2024-08-31", "2"),
            row("（三）/1", "task", "建好乡镇消防站", None, "3"),
            row("（三）/2", "task", "规范农贸市场用电", None, "4"),
        )
        assert [t.action for t in plan.tasks] == ["（一）", "（一）", "（二）", "（二）"]
        assert [a.no for a in plan.actions] == ["（一）", "（二）"]
        assert verdicts(plan) == [True] * 4
        assert [p.where for p in plan.elsewhere] == [p.where for p in plain().elsewhere]

    def test_an_action_that_holds_tasks_stays(self) -> None:
        plan = corrected(row("（三）", "action", "消防能力建设行动", None))
        assert (plan.actions, verdicts(plan)) == (plain().actions, [False])


class TestAdding:
    def test_a_unit_is_found_in_the_text(self) -> None:
        plan = corrected(row("（二）/1", "assignment", None, "县自然资源局 | 配合"))
        new = next(a for a in task(plan, "（二）", "1").assignments if a.correction)
        known = task(plan, "（二）", "1").assignments[1]
        assert (new.span, new.quote, new.form, new.clause) == (
            known.span,
            "县自然资源局",
            "bracket",
            known.clause,
        )
        assert (new.role, new.agent_key) == ("support", "natural-resources")

    def test_words_of_the_text_say_where_a_fact_stands(self) -> None:
        plan = corrected(row("（三）/2", "recurrence", "整改私拉乱接", "每季度 1次"))
        new = task(plan, "（三）", "2").recurrences[0]
        assert new.quote == "整改私拉乱接"
        assert SAMPLE_TEXT[new.span.start : new.span.end] == "整改私拉乱接"
        assert (new.span.page, new.span.paragraph) == (2, 17)

    def test_without_words_it_stands_on_the_whole_provision(self) -> None:
        plan = corrected(row("（三）/2", "deadline", None, "2025-12-31 前"))
        market = task(plan, "（三）", "2")
        assert market.deadlines[0].span == market.span
        assert market.deadlines[0].quote == SAMPLE_TEXT[market.span.start : market.span.end]

    def test_facts_are_put_where_their_words_stand(self) -> None:
        plan = corrected(row("（一）/1", "deadline", "摸清", "2024-06-30 前"))
        assert [d.due.month for d in plan.tasks[0].deadlines] == [12, 6, 6]
        assert plan.tasks[0].deadlines[1].correction == "7"

    def test_a_passage_is_made_where_the_document_has_a_place(self) -> None:
        plan = corrected(
            row("二（一）", "deadline", None, "2025-12-31 前", "1"),
            row("四（九）", "deadline", None, "2025-12-31 前", "2"),
        )
        assert [p.where for p in plan.elsewhere] == [
            "一（一）",
            "二（一）",
            "二（三）",
            "三（一）",
            "三（二）",
        ]
        assert verdicts(plan) == [True, False]

    def test_headings_and_members_are_added(self) -> None:
        plan = corrected(
            row("（三）/3", "assignment", None, "县财政局 | 负责", "1"),
            row("（三）/3", "task", None, "督促有关股室", "2"),
            row("", "member", None, "县应急局 | 其他", "3"),
        )
        new = task(plan, "（三）", "3")
        assert (new.heading, SAMPLE_TEXT[new.span.start : new.span.end]) == ("督促有关股室", "督促有关股室")
        assert [a.agent for a in new.assignments] == ["县财政局"]
        new_member = plan.members[1]
        assert (new_member.name, new_member.member_class) == ("县应急局", "support")
        assert (new_member.span, new_member.agent_key) == (plan.members[0].span, "emergency-management")
        assert verdicts(plan) == [True] * 3

    def test_what_the_plan_states_already_is_not_stated_twice(self) -> None:
        plan = corrected(row("（一）/1", "assignment", None, "县住建局 | 牵头"))
        assert (plan.tasks, verdicts(plan)) == (plain().tasks, [False])

    def test_a_new_unit_needs_a_role(self) -> None:
        with pytest.raises(CorrectionError, match="角色"):
            corrected(row("（一）/1", "assignment", None, "县水利局"))
