"""Which plan a plan is held against: told by level, by citation, by the order given, or chosen."""

from dataclasses import replace

import pytest

from sptgraph.errors import ListingError
from sptgraph.facade import PlanStore
from sptgraph.listings import listing
from sptgraph.listings.comparison import comparison
from sptgraph.model import Level, Plan
from tests.listings.compared import compared, plan_of


class TestWhichIsTheSuperior:
    @staticmethod
    def held(*plans: Plan) -> tuple[str | None, str]:
        """Return the title of the superior plan of the first row, and the note that says why."""
        table = listing("compare", plans).tables[-1]
        return table.columns[2].title.zh, table.notes[0]

    @pytest.mark.parametrize("order", [1, -1])
    def test_of_two_plans_the_one_of_the_higher_level(self, order: int) -> None:
        title, note = self.held(*[plan_of("yunxi"), plan_of("lanzhou")][::order])
        assert title == "上级方案任务"
        assert note.startswith("《云溪县")
        assert note.endswith("（上级方案，层级更高）")

    @pytest.mark.parametrize("order", [1, -1])
    def test_where_a_level_is_not_known_the_one_that_is_cited(self, order: int) -> None:
        city = _of_level(plan_of("lanzhou"), None)
        title, note = self.held(*[plan_of("yunxi"), city][::order])
        assert title == "上级方案任务"
        assert note.endswith("（上级方案，方案写明依据它）")

    def test_of_plans_of_one_level_the_second_and_it_is_not_called_superior(self) -> None:
        title, note = self.held(plan_of("yunxi"), plan_of("qinghe-scrape"))
        assert title == "对照方案任务"
        assert note.startswith("《云溪县")
        assert note.endswith("（按给出的先后）")

    def test_a_users_choice_holds_whatever_the_levels(self) -> None:
        made = comparison(plan_of("lanzhou"), plan_of("yunxi"))
        assert made.tables[-1].notes[0].startswith("《澜州市")
        assert "对照方案" in made.tables[-1].columns[2].title.zh

    def test_of_several_plans_each_is_held_against_the_one_that_it_cites(self) -> None:
        title = "清禾县安全生产治本攻坚三年行动实施方案（2024—2026年）"
        document = replace(
            plan_of("yunxi").document, title=title, number="清安委〔2024〕1号", jurisdiction="清禾县"
        )
        other = replace(plan_of("yunxi"), document=document)
        made = listing("compare", [plan_of("yunxi"), other, plan_of("lanzhou")])
        assert {r.plan for r in made.rows} == {plan_of("yunxi").document.title, title}
        assert len(made.rows) == 2 * len(compared().rows)

    def test_a_single_plan_is_held_against_the_one_in_the_store_that_it_cites(self) -> None:
        with PlanStore() as store:
            store.add(plan_of("lanzhou"))
            county = store.add(plan_of("yunxi"))
            made = store.listing("compare", county, language="zh")
            assert len(made.rows) == len(compared().rows)

    @pytest.mark.parametrize(
        "names", [("yunxi",), ("yunxi", "linjiang", "national"), ("yunxi", "lanzhou", "linjiang")]
    )
    def test_a_plan_with_nothing_to_be_held_against_is_refused_with_the_way_to_choose(
        self, names: tuple[str, ...]
    ) -> None:
        with pytest.raises(ListingError, match="sptgraph compare") as caught:
            listing("compare", [plan_of(name) for name in names])
        assert "sptgraph compare PLAN SUPERIOR" in caught.value.message("en")


def _of_level(plan: Plan, level: Level | None) -> Plan:
    return replace(plan, document=replace(plan.document, level=level))
