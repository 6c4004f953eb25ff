"""Several lists in one: each table keeps its kind, no two share a name, links follow, notes stay with their list."""

from dataclasses import replace

import pytest

from sptgraph.errors import ListingError
from sptgraph.listings import Listing, combined, listing
from sptgraph.listings.pictures import Picture
from tests.sample import other_plan, sample_plan


def lists(*kinds: str) -> list[Listing]:
    return [listing(kind, [sample_plan()]) for kind in kinds]


def test_the_tables_stand_in_the_order_of_the_lists_each_with_its_kind() -> None:
    tasks, departments = lists("tasks", "departments")
    both = combined([tasks, departments])
    assert both.kind == "combined"
    assert [part.kind for part in both.parts] == ["tasks", "departments"]
    own = len(departments.tables) - 1
    assert [table.kind for table in both.tables] == [
        "tasks", *["tasks"] * (len(tasks.tables) - 2), *["departments"] * own, "unresolved",
    ]  # fmt: skip
    assert both.tables == tuple(table for part in both.parts for table in part.tables)
    assert both.rows == (*tasks.rows, *departments.rows)


def test_what_could_not_be_read_is_told_once_for_each_plan() -> None:
    both = combined(lists("tasks", "departments"))
    assert [table.name for table in both.tables].count("未能识读") == 1
    other = listing("tasks", [replace(other_plan(), unresolved=sample_plan().unresolved * 2)])
    apart = combined([*lists("tasks"), other])
    assert [table.name for table in apart.tables if table.part == "rest"] == ["未能识读", "未能识读（2）"]


def test_no_two_tables_share_a_name_and_links_lead_to_their_own() -> None:
    plans = [sample_plan(), other_plan()]
    both = combined([listing("departments", [plan]) for plan in plans])
    names = [table.name for table in both.tables]
    assert len(set(names)) == len(names)
    for part in both.parts:
        links = {link for table in part.tables for link in table.links if link}
        assert links
        assert links <= {table.name for table in part.tables}


def test_the_title_names_the_plan_only_where_all_lists_are_of_one() -> None:
    document = replace(other_plan().document, title="青石镇安全生产行动方案")
    one, other = lists("tasks", "departments"), listing("tasks", [replace(other_plan(), document=document)])
    assert combined(one).title == f"{sample_plan().document.title} 责任清单汇编"
    assert combined([*one, other]).title == "责任清单汇编"


def test_a_note_that_not_all_lists_share_stands_under_its_list() -> None:
    tasks, departments = lists("tasks", "departments")
    both = combined([replace(tasks, notes=(*tasks.notes, "没有符合条件的内容")), departments])
    assert both.notes == (*departments.notes, "任务分工表：没有符合条件的内容")


def test_pictures_are_painted_only_when_asked_for() -> None:
    asked: list[str] = []

    def draw() -> tuple[Picture, ...]:
        asked.append("x")
        return (Picture("gantt", "图", "<svg/>", "一张图"),)

    tasks, departments = lists("tasks", "departments")
    both = combined([replace(tasks, draw=draw), replace(departments, draw=tuple)])
    assert asked == []
    assert [picture.name for picture in both.pictures] == ["gantt"]


def test_lists_that_were_combined_combine_again() -> None:
    tasks, departments = lists("tasks", "departments")
    again = combined([combined([tasks, departments]), tasks])
    assert [part.kind for part in again.parts] == ["tasks", "departments", "tasks"]
    assert len({table.name for table in again.tables}) == len(again.tables)


def test_one_list_stays_as_it_is_and_none_is_refused() -> None:
    (tasks,) = lists("tasks")
    assert combined([tasks]) is tasks
    with pytest.raises(ListingError, match="没有清单可合并"):
        combined([])
