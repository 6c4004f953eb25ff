"""Untouched plans give exactly their expected reports."""

import pytest

from tests.validation.expected import HERE, invented, shipped
from tests.validation.mutants import INVENTED


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_plan_gives_exactly_its_report(name: str) -> None:
    assert invented(name) == (HERE / f"{name}.txt").read_text(encoding="utf-8")


def test_the_shipped_plans_give_exactly_their_counts() -> None:
    expected = "".join(f"{place}\n{found}\n" for place, found in sorted(shipped().items()))
    assert expected == (HERE / "shipped.txt").read_text(encoding="utf-8")
