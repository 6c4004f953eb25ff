"""What ships with the package: the plan of an invented county (云溪县), and five real plans as graphs."""

import csv
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from sptgraph.errors import OntologyError, ParameterError
from sptgraph.resources import folder

EXAMPLES: Final = "examples:"
"""What names the shipped plans to a command: ``examples:`` for all, ``examples:PLACE`` for one of them."""


class Example(NamedTuple):
    """A real plan that ships as a graph without its text; ``text_sha256`` is of its document's characters."""

    path: Path
    jurisdiction: str
    text_sha256: str


def demo_plan() -> Path:
    """Return the path of the demo plan, a Word file.

    >>> demo_plan().suffix
    '.docx'
    """
    return Path(str(files("sptgraph"))) / "demo" / "yunxi-plan.docx"


@cache
def shipped_plans() -> tuple[Example, ...]:
    """Return the real plans that ship with the package, in a fixed order.

    >>> len(shipped_plans())
    5
    """
    home = folder("ontology") / "plans"
    try:
        with (home / "plans.csv").open(encoding="utf-8", newline="") as file:
            return tuple(Example(home / name, *rest) for name, *rest in list(csv.reader(file))[1:])
    except (OSError, TypeError, ValueError, csv.Error) as error:
        raise OntologyError(
            "随软件附带的方案找不到或已损坏；请重新安装 sptgraph",
            "the plans that ship with the package are missing or broken; install sptgraph again",
        ) from error


def shipped_plans_of(place: str = "") -> tuple[Example, ...]:
    """Return the shipped plans of a place, by its name or its last part where unique; all if it is empty.

    Raises `ParameterError` that names the places there are, where there is no such place or several.
    """
    wanted = place.strip()
    exact = [example for example in shipped_plans() if example.jurisdiction == wanted]
    found = exact or [example for example in shipped_plans() if example.jurisdiction.endswith(wanted)]
    if wanted and len({example.jurisdiction for example in found}) != 1:
        places = [example.jurisdiction for example in found or shipped_plans()]
        shown = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
        raise ParameterError(
            f"随软件附带的方案里没有唯一的“{shown}”，可选 {'、'.join(places)}；自己的方案请写上 SOURCE",
            f"no single shipped plan is of “{shown}”, only {', '.join(places)}; for a plan of your own name "
            "its SOURCE",
        )
    return tuple(found)
