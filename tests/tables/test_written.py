"""A task table that the lists wrote reads back to the same facts of the same plan, which wins over it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sptgraph import PlanStore, read_plan
from sptgraph.encoding.iris import plan_iri
from sptgraph.errors import NotAPlan
from sptgraph.extraction.pipeline import extract
from sptgraph.model import Plan, Task
from sptgraph.provisions import Outline
from sptgraph.reading import read

PLANS = Path(__file__).parents[1] / "plans"


def flat(text: str | None) -> str:
    return "".join((text or "").split())


def facts(plan: Plan) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for provision in Outline(plan).listed:
        body, where = provision.body, provision.clause
        for a in body.assignments:
            found["owner", where, flat(a.agent), a.role, a.distribution, a.quantifier, a.agent_key] += 1
        for d in body.deadlines:
            found["due", where, d.due, d.start, d.kind, d.milestone, d.degree, flat(d.quote)] += 1
        for r in body.recurrences:
            found["often", where, r.period, r.minimum, flat(r.quote), flat(r.agent), flat(r.scope)] += 1
        for t in body.targets:
            found["target", where, t.value, t.unit, t.comparator, flat(t.quote)] += 1
        for mark in body.standing if isinstance(body, Task) else ():
            found["standing", where, flat(mark.quote)] += 1
    return found


@pytest.fixture(scope="module")
def stores() -> dict[str, PlanStore]:
    found = {name: PlanStore() for name in ("town", "linjiang")}
    for name, store in found.items():
        store.add(PLANS / f"{name}.txt")
    return found


@pytest.mark.parametrize(
    ("name", "ending"),
    [("town", "xlsx"), ("town", "csv"), ("town", "docx"), ("town", "html"), ("linjiang", "xlsx")],
)
def test_a_list_reads_back_to_the_same_facts(stores: dict[str, PlanStore], name: str, ending: str) -> None:
    store = stores[name]
    plan = store.plan(store.plans[0])
    written = store.listing("tasks", language="zh").render(ending)
    back = extract(read(written, name=f"任务分工表.{ending}"))
    assert facts(back) == facts(plan)
    if ending != "csv":  # a csv holds no line that names the plan
        assert plan_iri(back) == plan_iri(plan)


def test_the_plan_wins_over_its_table(tmp_path: Path) -> None:
    with PlanStore() as store:
        plan = store.add(PLANS / "town.txt")
        (table,) = store.listing("tasks", language="zh").save(tmp_path / "任务.xlsx")
        store.load(table)
        assert [record.sha256 for record in store.plans] == [plan.source.sha256]
    with PlanStore() as store:
        store.load(table)
        assert store.plans[0].sha256 != plan.source.sha256
        store.load(PLANS / "town.txt")
        assert [record.sha256 for record in store.plans] == [plan.source.sha256]


def test_lists_of_other_kinds_and_languages_are_refused(tmp_path: Path) -> None:
    with PlanStore() as store:
        store.add(PLANS / "town.txt")
        (bodies,) = store.listing("departments", language="zh").save(tmp_path / "部门.xlsx")
        (english,) = store.listing("tasks", language="en").save(tmp_path / "tasks.xlsx")
    for path in (bodies, english):
        with pytest.raises(NotAPlan):
            read_plan(path)


def test_a_folder_holds_task_tables_but_not_rosters(tmp_path: Path) -> None:
    from sptgraph.facade.kinds import documents_in

    (tmp_path / "任务.csv").write_text(
        "序号,任务,责任单位\n1,换管道,县住建局\n2,查仓库,县应急局\n", encoding="utf-8"
    )
    (tmp_path / "名录.csv").write_text(
        "单位,别名,部门\n县住建局,住建,housing-construction\n", encoding="utf-8"
    )
    assert [path.name for path in documents_in(tmp_path)] == ["任务.csv"]
    with pytest.raises(NotAPlan, match="--roster"):
        read_plan(tmp_path / "名录.csv")
