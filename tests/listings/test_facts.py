"""What a list says is what the plan says: each file is read back and its facts compared as sets."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sptgraph.listings import Listing, listing
from sptgraph.model import Plan
from sptgraph.provisions import Outline
from tests.listings.reading_back import READERS, Read
from tests.sample import sample_plan

Fact = tuple[str, ...]

TEXTS = sorted(
    path for path in (Path(__file__).parents[1] / "plans").glob("*.txt") if "notaplan" not in path.name
)
PERIODS = {
    "每日": "P1D",
    "每周": "P1W",
    "每旬": "P10D",
    "每半月": "P15D",
    "每月": "P1M",
    "每两月": "P2M",
    "每季度": "P3M",
    "每半年": "P6M",
    "每年": "P1Y",
    "每2周": "P2W",
    "每2年": "P2Y",
}
ROLES = {"牵头单位": "lead", "责任单位": "responsible", "配合单位": "support", "属地": "responsible"}
BRACKET = r"（(?:[^（）]|（[^（）]*）)*）"


@cache
def plan_of(name: str) -> Plan:
    if name == "sample":
        return sample_plan()
    from sptgraph.extraction.pipeline import extract
    from sptgraph.reading import read

    return extract(read(next(path for path in TEXTS if path.stem == name)))


@cache
def listed(kind: str, name: str) -> Listing:
    """Return a list of a plan; made once for all formats."""
    return listing(kind, [plan_of(name)])


def squash(text: str) -> str:
    return "".join(text.split())


def stated(plan: Plan) -> set[Fact]:
    """Return all facts of a plan, each with its clause."""
    found: set[Fact] = set()
    for provision in Outline(plan).provisions:
        clause, body = provision.clause, provision.body
        found |= {(clause, a.role, squash(a.agent)) for a in body.assignments}
        found |= {(clause, d.due.isoformat(), squash(d.quote)) for d in body.deadlines}
        found |= {
            (clause, r.period, str(r.minimum), squash(r.quote), squash(r.agent or ""))
            for r in body.recurrences
        }
        found |= {(clause, f"{t.value:g}", squash(t.unit), squash(t.quote)) for t in body.targets}
    return found


def units(cell: str) -> Iterator[str]:
    """Give the units in a cell: split at 、 and ； outside brackets, without the marks of sharing."""
    if cell in {"—", "未明确", ""}:
        return
    cell = re.sub(r"（(?:分别|共同|按职责分工)）", "", cell)
    parts = re.sub(BRACKET, lambda found: found.group().replace("、", "\0"), cell)
    for part in re.split(r"[、；]", parts):
        yield squash(part.replace("\0", "、"))


def owners(row: dict[str, str], clause: str, known: set[str]) -> Iterator[Fact]:
    for head, role in ROLES.items():
        for unit in units(row.get(head, "")):
            yield clause, role, unit if unit in known else unit.removesuffix("等")


def dated(row: dict[str, str], clause: str) -> Iterator[Fact]:
    """Give the deadlines, frequencies and targets of a row: the value in front, the printed words in brackets."""
    for line in row["完成时限"].splitlines():
        if found := re.fullmatch(
            r"(?:.*至)?(\d{4}-\d\d-\d\d)(?:前|内)?（(.*?)(?:；[基本全面力争启动达到完成]+)?）", line
        ):
            yield clause, found[1], squash(found[2])
    for line in row["频次"].splitlines():
        if found := re.fullmatch(r"(\w+)至少(\d+)次（(.*?)(?:；范围：.*?)?(?:；主体：(.*))?）", line):
            yield clause, PERIODS.get(found[1], found[1]), found[2], squash(found[3]), squash(found[4] or "")
    for line in row["目标"].splitlines():
        if found := re.fullmatch(r"(?:不低于|不超过|超过|低于|增长|下降)?([\d.]+)([^（]*)（(.*)）", line):
            yield clause, f"{float(found[1]):g}", squash(found[2]), squash(found[3])


def clause_of(row: dict[str, str]) -> str:
    return row["出处"].partition("，")[0]


def read_tables(tables: list[Read]) -> list[Read]:
    return [table for table in tables if table.name not in {"未能识读", "汇总"}]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("name", ["sample", *(path.stem for path in TEXTS)])
def test_the_task_table_holds_the_plans_facts(tmp_path: Path, name: str, ending: str) -> None:
    plan = plan_of(name)
    (path,) = listed("tasks", name).save(tmp_path / f"任务分工表.{ending}")
    rows = [row for table in read_tables(READERS[ending](path)) for row in table.rows]
    known = {fact[2] for fact in stated(plan)}
    read = {
        fact for row in rows for fact in (*owners(row, clause_of(row), known), *dated(row, clause_of(row)))
    }
    assert read == stated(plan)
    assert len(stated(plan)) > 10
    assert all(clause_of(row) for row in rows)
    assert len(rows) == len(plan.tasks) + len(plan.elsewhere)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("name", ["sample", *(path.stem for path in TEXTS)])
def test_the_department_lists_hold_every_assignment(tmp_path: Path, name: str, ending: str) -> None:
    plan = plan_of(name)
    (path,) = listed("departments", name).save(tmp_path / f"部门责任清单.{ending}")
    index = next(table for table in READERS[ending](path) if table.name == "汇总")
    bodies = {row["单位"]: row["方案中写作"].split("\n") for row in index.rows}
    keys = {"牵头": "lead", "负责": "responsible", "配合": "support"}
    read: set[Fact] = set()
    for table in read_tables(READERS[ending](path)):
        printed = [n for body, names in bodies.items() if body[:28] in table.name for n in names]
        for row in table.rows:
            assert row["职责"] in {*keys, "定期"}
            names = row.get("方案中写作", "").split("\n") if row.get("方案中写作") else [table.name]
            read |= {(clause_of(row), keys[row["职责"]], squash(n)) for n in names if row["职责"] in keys}
            assert set(names) <= set(printed) | {table.name}
    wanted = {fact for fact in stated(plan) if fact[1] in keys.values()}
    assert read == wanted


@pytest.mark.parametrize("ending", READERS)
def test_what_could_not_be_read_closes_the_list(tmp_path: Path, ending: str) -> None:
    for kind in ("tasks", "departments"):
        (path,) = listed(kind, "sample").save(tmp_path / f"{kind}.{ending}")
        last = READERS[ending](path)[-1]
        assert last.name == "未能识读"
        (row,) = last.rows
        assert (row["原文"], row["所在句"], row["出处"]) == (
            "有关股室负责",
            "督促有关股室负责整改私拉乱接。",
            "二（三）2，第2页",
        )


def test_workbook_dates_are_dates(tmp_path: Path) -> None:
    import openpyxl

    (path,) = listed("tasks", "sample").save(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    dates = [row[heads.index("最后期限")].value for row in sheet.iter_rows(min_row=4)]
    assert [d.date() for d in dates if not isinstance(d, str)] == [
        date(2025, 6, 30),
        date(2024, 10, 31),
        date(2026, 12, 31),
    ]
    assert {d for d in dates if isinstance(d, str)} == {"—"}
