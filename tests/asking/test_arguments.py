"""What people write for a parameter, in its many forms, and what they are told when it is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sptgraph.asking import ask
from sptgraph.errors import ParameterError, UnknownQuery
from sptgraph.model import Plan
from sptgraph.store import Store
from tests.sample import other_plan, sample_plan


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("（一）/1", "县住建局"),
        ("(一)/1", "县住建局"),
        ("[一]/１", "县住建局"),
        ("一/1.", "县住建局"),
        ("一/（1）", "县住建局"),
        (" （一） / 1、 ", "县住建局"),
        ("（三）/1", "县消防救援大队"),
    ],
)
def test_a_task_is_known_by_its_number_however_it_is_written(sample: Store, written: str, found: str) -> None:
    assert ask(sample, "task-owners", task=written).rows[0].agent == found


def test_a_task_is_known_by_its_iri(sample: Store) -> None:
    iri = f"{sample.plans()[0].iri}/task/（三）/1"
    assert ask(sample, "task-owners", task=iri).rows[0].agent == "县消防救援大队"
    with pytest.raises(ParameterError):
        ask(sample, "task-owners", task=f"{iri}/x")


def numbered_through(plan: Plan) -> Plan:
    tasks = [replace(task, no=str(number)) for number, task in enumerate(plan.tasks, 1)]
    return replace(plan, tasks=tuple(tasks))


def test_a_number_that_does_not_repeat_needs_no_action(hold: Callable[..., Store]) -> None:
    store = hold(numbered_through(sample_plan()))
    for written in ("5", 5, "５．", "(5)"):
        assert ask(store, "task-owners", task=written).rows[0].agent == "县消防救援大队"


def test_chinese_task_numbers_are_known_with_and_without_brackets(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    tasks = [
        replace(task, no=f"（{no}）", action="二")
        for no, task in zip("一二三四五六", plan.tasks, strict=True)
    ]
    store = hold(replace(plan, tasks=tuple(tasks), actions=()))
    for written in ("（三）", "(三)", "三", "二/（三）"):
        answer = ask(store, "task-owners", task=written)
        assert {(row.action, row.task) for row in answer} == {("二", "（三）")}
        assert len(answer) == 3


def test_an_ambiguous_number_names_the_candidates(sample: Store) -> None:
    with pytest.raises(ParameterError) as caught:
        ask(sample, "task-owners", task="2")
    assert "（一）/2, （二）/2, （三）/2" in caught.value.message("en")


def test_a_number_repeated_within_an_action_is_told_apart(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    tasks = (plan.tasks[0], replace(plan.tasks[1], no="1"), *plan.tasks[2:])
    store = hold(replace(plan, tasks=tasks))
    with pytest.raises(ParameterError, match=r"（一）/1、（一）/1~2"):
        ask(store, "task-owners", task="（一）/1")
    assert [row.agent for row in ask(store, "task-owners", task="（一）/1~2")] == ["县商务局"]


def test_an_unknown_task_names_the_nearest(sample: Store) -> None:
    with pytest.raises(ParameterError, match=r"最接近的是 .*（三）/2"):
        ask(sample, "task-owners", task="（三）/22")


def test_a_plan_without_the_task_is_passed_over(hold: Callable[..., Store]) -> None:
    store = hold(sample_plan(), other_plan())
    assert len({row.plan for row in ask(store, "task-owners", task="（一）/1")}) == 2
    assert len({row.plan for row in ask(store, "task-owners", task="（三）/1")}) == 1


@pytest.mark.parametrize("written", ["finance", "县财政局", "财政局", "财政部门", "云溪县财政局", " 财政局 "])
def test_a_department_is_known_by_key_and_any_name(sample: Store, written: str) -> None:
    assert {row.agent for row in ask(sample, "department-tasks", department=written)} == {"县财政局"}


@pytest.mark.parametrize("written", ["应急", "应急管理", "应急局", "应急管理局", "应急管理部门"])
def test_a_department_is_known_by_its_bare_name(sample: Store, written: str) -> None:
    assert {row.agent for row in ask(sample, "department-tasks", department=written)} == {"县应急局"}


def test_a_department_without_duties_has_no_rows(sample: Store) -> None:
    assert len(ask(sample, "department-tasks", department="海关")) == 0


def test_a_body_the_ontology_does_not_know_is_known_as_printed(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    owner = replace(plan.tasks[1].assignments[0], agent="县茶叶（产业）办", agent_key=None)
    store = hold(replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], assignments=(owner,)))))
    for written in ("县茶叶（产业）办", "县茶叶(产业)办"):
        (row,) = ask(store, "department-tasks", department=written)
        assert (row.agent, row.department, row.task) == ("县茶叶（产业）办", None, "2")


def test_an_unknown_department_names_the_nearest(sample: Store) -> None:
    with pytest.raises(ParameterError, match=r"最接近的是 .*消防救援"):
        ask(sample, "department-tasks", department="消防救援大对")


@pytest.mark.parametrize("written", ["hazardous-chemicals", "危险化学品", "危化品"])
def test_a_sector_is_known_by_key_and_any_name(sample: Store, written: str) -> None:
    (row,) = ask(sample, "sector-tasks", sector=written)
    assert (row.sector, row.action, row.task) == ("hazardous-chemicals", "（二）", "2")


@pytest.mark.parametrize(("written", "meant"), [("应急管里", "应急管理部门"), ("应急管理局局", "应急管理局")])
def test_the_label_that_begins_alike_is_offered_first(sample: Store, written: str, meant: str) -> None:
    with pytest.raises(ParameterError, match=f"最接近的是 {meant}"):
        ask(sample, "department-tasks", department=written)


def test_an_unknown_sector_names_the_nearest(sample: Store) -> None:
    with pytest.raises(ParameterError, match="最接近的是 hazardous-chemicals"):
        ask(sample, "sector-tasks", sector="hazardous-chemical")


@pytest.mark.parametrize(
    "written",
    [
        "2024-10-31",
        "2024-10-31 ",
        "2024/10/31",
        "2024.10.31",
        "2024年10月31日",
        date(2024, 10, 31),
        datetime(2024, 10, 31, 9, tzinfo=UTC),
    ],
)
def test_dates_are_inclusive_and_read_in_many_forms(sample: Store, written: object) -> None:
    (row,) = ask(sample, "tasks-due", from_=written, to=written)
    assert row.due == date(2024, 10, 31)


def test_a_span_that_ends_before_it_begins_is_refused(sample: Store) -> None:
    with pytest.raises(ParameterError, match=r"from（2024-10-31）晚于 to（2024-10-30）"):
        ask(sample, "tasks-due", from_="2024年10月31日", to="2024-10-30")


@pytest.mark.parametrize(
    "written",
    [
        *("2024", "2024-13-01", "2024-02-30", "明天", "", "2024-10-31T00:00:00", "٢٠٢٤-10-31"),
        *(True, 20241031, 1.5, b"2024-10-31"),
    ],
)
def test_what_is_no_date_is_refused_with_the_form_to_write(sample: Store, written: object) -> None:
    with pytest.raises(ParameterError, match="参数 to（日期）不能是"):
        ask(sample, "tasks-due", to=written)


@pytest.mark.parametrize(
    ("written", "tasks"),
    [
        *(("lead", 2), ("牵头", 2), ("牵头单位", 2), ("Lead", 2)),
        *(("responsible", 0), ("负责", 0), ("责任单位", 0), ("配合", 0)),
    ],
)
def test_roles_are_read_in_both_languages(sample: Store, written: str, tasks: int) -> None:
    assert len(ask(sample, "department-tasks", department="emergency-management", role=written)) == tasks


@pytest.mark.parametrize("written", ["P3M", "p3m", "每季度", "季度", "每季", "季"])
def test_periods_are_read_as_durations_and_words(sample: Store, written: str) -> None:
    (row,) = ask(sample, "recurring-duties", period=written)
    assert row.period == "P3M"


@pytest.mark.parametrize("written", ["P", "PT", "经常", "3M"])
def test_what_is_no_period_is_refused(sample: Store, written: str) -> None:
    with pytest.raises(ParameterError, match="P3M"):
        ask(sample, "recurring-duties", period=written)


@pytest.mark.parametrize(
    ("written", "names"),
    [("support", ["县财政局"]), ("其他", ["县财政局"]), ("行业", ["县住建局", "县应急局"])],
)
def test_member_classes_are_read_in_both_languages(sample: Store, written: str, names: list[str]) -> None:
    assert [row.name for row in ask(sample, "members", class_=written)] == names


@pytest.mark.parametrize("written", ["fire", "消防"])
def test_a_facet_asked_for_is_the_only_one(sample: Store, written: str) -> None:
    found = ask(sample, "sector-leads", facet=written)
    assert {row.facet for row in found} == {"fire"}
    assert "fire-safety" in {row.sector for row in found}


def test_a_value_outside_a_closed_list_is_told_the_list(sample: Store) -> None:
    for query, values in [
        ("department-tasks", {"department": "finance", "role": "boss"}),
        ("members", {"class_": "honorary"}),
        ("sector-leads", {"facet": "fir"}),
    ]:
        with pytest.raises(ParameterError, match=r"use one of|可用"):
            ask(sample, query, **values)


def test_an_unknown_parameter_names_the_nearest(sample: Store) -> None:
    with pytest.raises(
        ParameterError, match=r"没有参数 departmant（它的参数是 department、role）；最接近的是 department"
    ):
        ask(sample, "department-tasks", departmant="finance")
    with pytest.raises(ParameterError, match="它没有参数"):
        ask(sample, "targets", unit="%")


def test_a_missing_parameter_is_named(sample: Store) -> None:
    with pytest.raises(ParameterError, match="需要参数 task"):
        ask(sample, "task-owners")
    with pytest.raises(ParameterError, match="需要参数 task"):
        ask(sample, "task-owners", task=None)


def test_an_unknown_query_names_the_nearest(sample: Store) -> None:
    with pytest.raises(UnknownQuery, match="最接近的是 task-owners"):
        ask(sample, "tasks-owner")


def test_a_parameter_may_be_called_like_anything_in_python(sample: Store) -> None:
    for name in ("store", "name", "plans", "self", "query"):
        with pytest.raises(ParameterError, match=f"没有参数 {name}"):
            ask(sample, "targets", **{name: "x"})
