"""What corrections settle, what they set aside, and that none is lost."""

from dataclasses import replace

import pytest

from sptgraph.corrections import apply
from sptgraph.errors import CorrectionError
from sptgraph.model import OtherUse, Unresolved
from tests.corrections.applied import corrected, plain, row, task
from tests.sample import find, sample_plan


class TestUnresolved:
    def test_words_that_a_correction_settles_are_no_longer_unresolved(self) -> None:
        plan = corrected(row("（三）/2", "assignment", "有关股室负责", "县市场监管局 | 负责"))
        new = task(plan, "（三）", "2").assignments[0]
        assert (new.agent, new.quote, new.span) == (
            "县市场监管局",
            "有关股室负责",
            plain().unresolved[0].span,
        )
        assert plan.unresolved == ()

    def test_words_that_state_nothing_are_put_aside(self) -> None:
        plan = corrected(row("（三）/2", "unresolved", "有关股室负责", None))
        assert plan.unresolved == ()
        assert plan.other_uses[-1] == OtherUse(find("有关股室负责"), "有关股室负责", "corrected")

    def test_a_renamed_unit_settles_the_doubt_about_its_name(self) -> None:
        doubt = Unresolved(find("县应忽局"), "县应忽局", "agent-unclear")
        plan = corrected(
            row("（二）/2", "assignment", "县应忽局", "县应急管理局"),
            plan=replace(plain(), unresolved=(doubt,)),
        )
        assert plan.unresolved == ()

    def test_words_left_without_a_kind_are_refused(self) -> None:
        with pytest.raises(CorrectionError, match="种类"):
            corrected(row("（三）/2", "unresolved", "有关股室负责", "县市场监管局"))


class TestKeeping:
    def test_a_row_that_finds_nothing_is_kept_and_marked(self) -> None:
        stale = row("（一）/1", "assignment", "县水利局 | 牵头", "县住建局 | 牵头")
        plan = corrected(stale)
        assert plan == replace(plain(), corrections=(replace(stale, applied=False),))

    def test_every_row_is_noted_in_its_order_under_a_name_of_its_own(self) -> None:
        rows = [
            row("（一）/1", "target", "100 %", "99 %", "1"),
            row("（一）/1", "target", "55 %", "99 %", "1"),
            row("（一）/1", "target", "100 % | 等于", "99 %", "3"),
        ]
        plan = apply(sample_plan(), rows)
        assert [c.identifier for c in plan.corrections] == ["1", "2", "1~2", "1~3", "3"]
        assert plan.tasks[0].targets[0].correction == "1~2"

    def test_the_same_correction_twice_is_one(self) -> None:
        first, again = (
            row("（一）/1", "target", "100 %", "99 %", "1"),
            row("(一)/1", "target", "100%", "99%", "2"),
        )
        assert [c.identifier for c in corrected(first, again).corrections] == ["1"]

    def test_no_corrections_change_nothing(self) -> None:
        assert apply(sample_plan(), sample_plan().corrections) == sample_plan()
