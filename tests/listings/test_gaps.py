"""The gap list holds every finding of the report once, in the order of the work, and says who could mend it."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from sptgraph.facade import read_plan
from sptgraph.language import Language
from sptgraph.listings import Listing
from sptgraph.listings.making import listing, made
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.selection import Selection
from sptgraph.model import Plan
from sptgraph.validation.finding import SEVERITIES
from sptgraph.validation.texts import grouped
from tests.listings.reading_back import READERS
from tests.sample import sample_plan

PLANS = Path(__file__).parents[1] / "plans"
SNAPSHOTS = Path(__file__).parent / "snapshots"


@cache
def plan_of(name: str) -> Plan:
    return sample_plan() if name == "sample" else read_plan(PLANS / f"{name}.txt")


@cache
def material_of(*names: str) -> Material:
    return Material([plan_of(name) for name in names])


def gaps(*names: str, language: Language = "zh", **selection: str | int) -> Listing:
    """Return the gap list of some plans; the graphs behind them are made once for all tests."""
    material = material_of(*names)
    narrowed = Material(
        material.plans,
        material.store,
        selection=Selection(**selection),  # type: ignore[arg-type]
        language=language,
    )
    narrowed._reports = material._reports
    return made("gaps", narrowed)


@pytest.mark.parametrize("name", ["sample", "yunxi", "town"])
def test_every_finding_of_the_report_is_there_once_and_nothing_else(name: str) -> None:
    report = material_of(name).report(plan_of(name))
    found = [(each.fingerprint, each.message.zh, each.fix.zh, each.severity) for each in report]
    listed = [(row.fingerprint, row.missing, row.fix, row.level) for row in gaps(name).rows]
    assert Counter(listed) == Counter(found)
    assert len(listed) > 5


@pytest.mark.parametrize("ending", READERS)
def test_what_is_written_is_what_was_found(tmp_path: Path, ending: str) -> None:
    (path,) = gaps("sample").save(tmp_path / f"gaps.{ending}")
    (table,) = (table for table in READERS[ending](path) if table.name == "问题")
    read = {(row["问题"], row["改法"], row["规则"], row["程度"]) for row in table.rows}
    words = {"violation": "违规", "warning": "警告", "info": "提示"}
    report = material_of("sample").report(plan_of("sample"))
    assert read == {(one_line(f.message.zh), f.fix.zh, f.rule, words[f.severity]) for f in report}
    assert len(table.rows) == len(report)


@pytest.mark.parametrize("name", ["sample", "yunxi"])
def test_findings_stand_by_action_then_by_severity_then_as_in_the_document(name: str) -> None:
    report = material_of(name).report(plan_of(name))
    expected = [
        finding.fingerprint
        for group in grouped(report.findings).values()
        for severity in SEVERITIES
        for finding in group
        if finding.severity == severity
    ]
    assert [row.fingerprint for row in gaps(name).rows] == expected
    assert len({row.action for row in gaps(name).rows}) > 2


def test_the_overview_counts_what_the_list_holds() -> None:
    made_ = gaps("yunxi")
    (index,) = (table for table in made_.tables if table.part == "index")
    listed = Counter((row.action, row.level) for row in made_.rows)
    for count in index.rows:
        levels = (count.violations, count.warnings, count.infos)
        assert levels == tuple(listed[count.action, severity] for severity in SEVERITIES)
        assert count.total == sum(levels)
    assert sum(count.total for count in index.rows) == len(made_.rows)


def row_of(rule: str, clause: str, name: str = "sample") -> object:
    (row,) = (r for r in gaps(name).rows if r.rule == rule and r.clause.label == clause)
    return row


class TestWhoCould:
    def test_of_a_gap_its_candidates_with_what_is_only_presumed_marked(self) -> None:
        row = row_of("sector-lead-gap", "二（一）2")
        assert row.candidates == ("县住建局", "县商务局", "城市管理部门（推定）")
        assert (row.sector, row.lead, [a.agent for a in row.responsible]) == ("餐饮", (), ["县商务局"])

    def test_of_a_task_without_owner_whom_its_sectors_point_to(self) -> None:
        assert row_of("task-owner-gap", "二（三）2").candidates == ("县商务局",)
        assert row_of("task-owner-derived", "三（三）11", "yunxi").candidates == ("县市场监督管理局",)

    def test_of_a_lead_that_only_follows_the_one_that_follows(self) -> None:
        assert row_of("sector-lead-derived", "二（三）1").candidates == ("县消防救援大队",)
        presumed = [row for row in gaps("yunxi").rows if row.rule == "sector-lead-presumed"]
        assert {row.candidates for row in presumed} == {
            ("公安机关交通管理部门（推定）",),
            ("县农业农村局",),
        }

    def test_nobody_where_it_is_not_about_bodies(self) -> None:
        assert row_of("task-time", "二（三）2").candidates == ()


def test_each_line_has_its_clause_and_page_and_the_text_behind_it() -> None:
    made_ = gaps("sample")
    assert {row.clause.page for row in made_.rows} == {1, 2}
    table = next(table for table in made_.tables if table.part == "main")
    details = table.details()
    assert len(details) == len(table.rows)
    (clause, why) = details[0]
    assert (clause.kind, why.kind) == ("clause", "gap")
    assert clause.text == "（一）燃气安全提升行动"
    assert why.text


class TestSelection:
    def test_a_sector_takes_what_speaks_of_it_or_of_its_tasks(self) -> None:
        rows = gaps("sample", sector="餐饮").rows
        assert {(row.rule, row.clause.label) for row in rows} == {
            ("sector-lead-gap", "二（一）2"),
            ("task-date", "二（一）2"),
        }

    def test_a_department_takes_what_it_bears_and_what_it_could_bear(self) -> None:
        rows = gaps("sample", department="县商务局").rows
        assert {(row.rule, row.clause.label) for row in rows} == {
            ("sector-lead-gap", "二（一）2"),
            ("task-date", "二（一）2"),
            ("task-owner-gap", "二（三）2"),
            ("sector-lead-gap", "二（三）2"),
        }

    def test_a_year_leaves_out_tasks_that_are_not_of_it(self) -> None:
        every, late = (
            {row.clause.label for row in gaps("yunxi", **chosen).rows} for chosen in ({}, {"year": 2026})
        )
        assert "三（三）11" in every
        assert every - late == {"三（一）2", "三（三）7", "三（三）8", "三（三）11", "三（四）14", "四（一）"}

    def test_what_is_left_out_is_counted(self) -> None:
        made_ = gaps("sample", sector="餐饮")
        table = next(table for table in made_.tables if table.part == "main")
        assert table.notes == ("警告 1，提示 1", "检查共 13 项，不在此范围的 11 项未列")


def test_of_several_plans_each_line_says_which() -> None:
    made_ = gaps("sample", "town")
    assert {row.plan for row in made_.rows} == {
        one_line(plan_of(n).document.title or "") for n in ("sample", "town")
    }
    assert len(made_.rows) == len(gaps("sample").rows) + len(gaps("town").rows)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_gap_lists_look_as_they_did(language: Language) -> None:
    expected = (SNAPSHOTS / f"gaps-{language}.md").read_text(encoding="utf-8")
    assert gaps("sample", language=language).render("md").decode("utf-8") == expected


def test_a_plan_without_text_has_the_same_findings() -> None:
    from sptgraph.attaching import without_text

    bare = listing("gaps", [without_text(sample_plan())])
    expected = Counter((row.rule, row.clause.label) for row in gaps("sample").rows)
    assert Counter((row.rule, row.clause.label) for row in bare.rows) == expected
