"""Plans with what is known of their places, for lists that are held against what the catalogue answers."""

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from sptgraph import PlanStore
from sptgraph.asking import Row
from sptgraph.language import Language
from sptgraph.listings import Listing
from sptgraph.listings.making import made
from sptgraph.listings.material import Material
from sptgraph.listings.selection import Selection
from sptgraph.model import Plan
from tests.rosters.making import as_csv
from tests.sample import sample_plan

PLANS: Final = Path(__file__).parents[1] / "plans"
INVENTED: Final = ("sample", "disputed", "yunxi", "linjiang", "town", "national")
SHIPPED: Final = tuple(f"shipped-{number}" for number in range(5))
TOWNS: Final = ("青云镇人民政府", "白石乡人民政府")
ROSTER: Final = (
    ("地区", "单位", "别名", "部门", "所属组", "行业领域", "角色"),
    *(("云溪县", town, town[:3], "", "各乡（镇）人民政府", "", "") for town in TOWNS),
    ("云溪县", "县城市管理局", "", "", "", "餐饮", "牵头"),
)


def disputed_plan() -> Plan:
    """Return the sample with a second task on gas alone that another body leads."""
    plan = sample_plan()
    gas = plan.tasks[0]
    other = replace(gas.assignments[0], agent="县城管局", agent_key="urban-management")
    return replace(plan, tasks=(*plan.tasks, replace(gas, no="3", assignments=(other,))))


@cache
def _store(name: str) -> PlanStore:
    if name == "shipped":
        return PlanStore.examples()
    store = PlanStore()
    if name in {"sample", "disputed"}:
        store.add(sample_plan() if name == "sample" else disputed_plan())
    else:
        store.add(PLANS / f"{name}.txt")
    if name == "yunxi":
        with tempfile.TemporaryDirectory() as folder:
            store.add_roster(as_csv(Path(folder) / "名册.csv", ROSTER))
    return store


@cache
def material(name: str, language: Language = "zh") -> Material:
    """Return one of the plans, read once however many tests look at it; yunxi with a roster of its towns."""
    store = _store(name.partition("-")[0])
    record = store.plans[int(name.partition("-")[2] or 0)]
    plan = store.known(record.iri)
    return Material([plan], store._store, language=language)


def narrowed(name: str, **selection: object) -> Material:
    """Return one of the plans, narrowed; what was read of its graph before is not read again."""
    whole = material(name)
    part = Material(whole.plans, whole.store, selection=Selection(**selection))  # type: ignore[arg-type]
    part._answerers = whole._answerers
    return part


@cache
def listed(kind: str, name: str, language: Language = "zh") -> Listing:
    """Return a list of one of the plans."""
    return made(kind, material(name, language))


def asked(name: str, question: str, **values: object) -> tuple[Row, ...]:
    """Return what the catalogue answers about one of the plans."""
    return material(name).ask(question, **values).rows
