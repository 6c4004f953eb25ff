"""A list can be narrowed to a body, a sector and a year; what is not known is refused with the nearest."""

import pytest

from sptgraph.errors import ListingError
from sptgraph.listings import listing
from tests.sample import sample_plan


class TestSelection:
    @pytest.mark.parametrize(
        "name", ["emergency-management", "县应急局", "应急管理局", "云溪县应急管理局", "应急管理部门"]
    )
    def test_a_department_is_known_by_key_or_any_name(self, name: str) -> None:
        made = listing("departments", [sample_plan()], department=name)
        assert [table.name for table in made.tables] == ["汇总", "县应急局", "未能识读"]
        assert [row.clause.label for row in listing("tasks", [sample_plan()], department=name).rows] == [
            "二（二）1",
            "二（二）2",
        ]

    def test_a_department_that_the_plan_does_not_name_has_an_empty_list(self) -> None:
        for kind in ("tasks", "departments"):
            made = listing(kind, [sample_plan()], department="县气象局")
            assert made.rows == ()
            assert made.notes[-2:] == ("范围：单位 县气象局", "没有符合条件的内容")

    @pytest.mark.parametrize(
        ("choice", "value", "near"),
        [
            ("department", "县商务曲", "县商务局"),
            ("sector", "城镇燃汽", "城镇燃气"),
            ("department", "emergency", "emergency-management"),
        ],
    )
    def test_an_unknown_name_is_refused_with_the_nearest(self, choice: str, value: str, near: str) -> None:
        with pytest.raises(ListingError) as caught:
            listing("departments", [sample_plan()], **{choice: value})  # type: ignore[arg-type]
        assert value in caught.value.message("zh")
        assert near in caught.value.message("zh")
        assert near in caught.value.message("en")

    def test_nothing_near_is_refused_too(self) -> None:
        with pytest.raises(ListingError, match="不认识的单位"):
            listing("tasks", [sample_plan()], department="@@@@@@")

    @pytest.mark.parametrize("name", ["城镇燃气", "燃气", "city-gas"])
    def test_a_sector_takes_the_tasks_and_actions_that_name_it(self, name: str) -> None:
        made = listing("tasks", [sample_plan()], sector=name)
        assert [row.clause.label for row in made.rows] == ["二（一）1", "二（一）2"]

    @pytest.mark.parametrize(
        ("year", "clauses"),
        [
            (2023, []),
            (
                2024,
                [
                    "二（一）1",
                    "二（一）2",
                    "二（二）1",
                    "二（二）2",
                    "二（三）1",
                    "二（三）2",
                    "二（三）",
                    "三（一）",
                    "三（二）",
                ],
            ),
            (2025, ["二（一）1", "二（一）2", "二（二）2", "二（三）1", "二（三）2", "三（一）", "三（二）"]),
            (2026, ["二（一）2", "二（二）2", "二（三）1", "二（三）2", "一（一）", "三（一）", "三（二）"]),
        ],
    )
    def test_a_year_takes_what_is_due_in_it_and_what_has_no_date(self, year: int, clauses: list[str]) -> None:
        made = listing("tasks", [sample_plan()], year=year)
        assert [row.clause.label for row in made.rows] == clauses

    def test_what_could_not_be_read_stays_whatever_is_selected(self) -> None:
        assert listing("tasks", [sample_plan()], year=2025).tables[-1].name == "未能识读"

    def test_an_unknown_kind_and_no_plan_are_refused(self) -> None:
        with pytest.raises(ListingError, match="tasks"):
            listing("taskz", [sample_plan()])
        with pytest.raises(ListingError, match="没有方案"):
            listing("tasks", [])
