"""The invented county's plan beside that of its city, for the tests of comparisons."""

from functools import cache
from pathlib import Path

from sptgraph.facade import read_plan
from sptgraph.language import Language
from sptgraph.listings import Listing
from sptgraph.listings.comparison import comparison
from sptgraph.model import Plan

HERE = Path(__file__).parent


@cache
def plan_of(name: str) -> Plan:
    folder = HERE / "plans" if name == "lanzhou" else HERE.parent / "plans"
    return read_plan(folder / f"{name}.txt")


@cache
def compared(language: Language = "zh") -> Listing:
    return comparison(plan_of("yunxi"), plan_of("lanzhou"), language=language)


def numbers(tasks: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(task.partition(".")[0] for task in tasks)
