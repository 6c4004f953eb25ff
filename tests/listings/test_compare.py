"""A plan beside its superior plan: which tasks match, what is missing and added, and what differs."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.attaching import without_text
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.language import Language
from sptgraph.listings.comparing import ComparedRow
from sptgraph.listings.comparing.matching import Match, matches
from sptgraph.listings.comparing.traits import Traits, traits_of
from sptgraph.listings.comparison import comparison
from sptgraph.listings.rows import lines
from sptgraph.model import Plan
from tests.listings.compared import HERE, compared, numbers, plan_of
from tests.listings.reading_back import READERS

INVENTED = ("yunxi", "lanzhou", "linjiang", "qinghe-scrape", "national", "town")

# Task of the city's plan → those of the county's, as a person reads them.
EXPECTED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("1",): ("1", "2"),
    ("2",): ("3",),
    ("3",): ("4",),
    ("4", "5"): ("5",),
    ("6",): ("6",),
    ("7",): ("7",),
    ("8",): ("8",),
    ("9",): ("9",),
    ("10",): ("10",),
    ("11",): (),
    ("12",): ("12",),
    ("13",): ("15",),
    ("14",): ("16",),
    ("15",): ("17",),
    ("16",): (),
    ("17",): ("19",),
    ("18",): ("21",),
}
ADDED = ("11", "13", "14", "18", "20", "22")


@cache
def traits(name: str) -> tuple[Traits, ...]:
    found = lines(plan_of(name), name="", language="zh")
    return tuple(traits_of(line, load_lexicon()) for line in found if line.is_task)


def row(task: str) -> ComparedRow:
    """Return the row with that task of the county's plan."""
    return next(each for each in compared().rows if task in numbers(each.task))


class TestMatching:
    def test_tasks_are_matched_as_a_person_would(self) -> None:
        rows = compared().rows
        assert {numbers(r.superior_task): numbers(r.task) for r in rows if r.superior_task} == EXPECTED
        assert [numbers(r.task) for r in rows if not r.superior_task] == [(number,) for number in ADDED]

    def test_the_outcome_says_what_became_of_a_task(self) -> None:
        rows = compared().rows
        found = {numbers(r.superior_task): r.outcome for r in rows if r.outcome not in {"matched", "added"}}
        assert found == {("1",): "split", ("4", "5"): "merged", ("11",): "missing", ("16",): "missing"}
        assert all((r.score is None) == (r.outcome in {"missing", "added"}) for r in rows)

    def test_rows_stand_in_the_order_of_the_superior_then_of_the_plan(self) -> None:
        order = [numbers(r.superior_task) for r in compared().rows if r.superior_task]
        assert order == list(EXPECTED)

    def test_what_is_doubtful_is_said_to_be_partly_so(self) -> None:
        (likely,) = (r for r in comparison(plan_of("yunxi"), plan_of("national")).rows if r.score)
        assert likely.outcome == "partly"
        assert (numbers(likely.task), likely.status) == (("12",), "部分对应")

    def test_without_text_short_names_and_facts_do(self) -> None:
        county, city = (_labelled(without_text(plan_of(name))) for name in ("yunxi", "lanzhou"))
        made = comparison(county, city)
        found = {(n, m) for r in made.rows for n in numbers(r.superior_task) for m in numbers(r.task)}
        right = {(n, m) for above, below in EXPECTED.items() for n in above for m in below}
        assert len(found & right) >= 13
        assert len(found - right) <= 1
        assert "不带原文" in made.tables[-1].notes[-1]


def _labelled(plan: Plan) -> Plan:
    """Return a plan without text whose tasks have short names, as the shipped ones do."""
    from sptgraph.language import Bilingual

    heads = {task.span: task.heading for name in ("yunxi", "lanzhou") for task in plan_of(name).tasks}
    named = (replace(t, heading=None, label=Bilingual(heads[t.span] or "", "")) for t in plan.tasks)
    return replace(plan, tasks=tuple(named))


class TestDifferences:
    def test_a_date_before_the_superiors_is_earlier_and_one_after_it_later(self) -> None:
        assert row("3").deadline_changes == (
            "时限提前：上级2024-09-30前（2024年9月底前），本方案2024-06-30前（2024年6月底前）",
        )
        assert [change.kind for change in row("9").changes] == ["later", "lowered"]
        late = row("9").changes[0]
        assert (late.there.due, late.here.due) == (date(2025, 12, 31), date(2026, 5, 31))

    def test_of_several_dates_the_one_of_the_same_work_is_compared(self) -> None:
        assert [(c.kind, str(c.here.due)) for c in row("7").changes[:2]] == [
            ("earlier", "2025-06-30"),
            ("new", "2024-12-31"),
        ]

    def test_without_text_dates_are_compared_only_where_each_has_one(self) -> None:
        county, city = (_labelled(without_text(plan_of(name))) for name in ("yunxi", "lanzhou"))
        made = {numbers(r.task): r for r in comparison(county, city).rows}
        assert [c.kind for c in made[("7",)].changes if hasattr(c.here or c.there, "due")] == [
            "dropped",
            "new",
            "new",
        ]
        assert made[("9",)].changes[0].kind == "later"

    def test_frequencies_are_tightened_and_loosened(self) -> None:
        assert [c.kind for c in row("4").changes] == ["tightened", "new"]
        assert [c.kind for c in row("8").changes] == ["loosened"]
        assert row("16").changes[0].kind == "tightened"

    def test_targets_are_raised_and_lowered(self) -> None:
        raised = row("5").changes[-1]
        assert (raised.kind, raised.there.value, raised.here.value) == ("raised", 95, 100)
        assert row("17").target_changes == ("目标降低：上级20家（20家），本方案5家（5家）",)

    def test_leads_of_another_kind_differ_and_those_of_the_same_kind_do_not(self) -> None:
        assert row("7").lead_changes == ("牵头不同：上级市城市管理局，本方案县住房和城乡建设局",)
        assert row("8").lead_changes == ()
        assert row("3").lead_changes == ()
        assert row("6").lead_changes == ("牵头减少：上级市财政局",)

    def test_bodies_that_answer_for_their_area_are_one_kind_and_a_changed_role_is_no_missing_body(
        self,
    ) -> None:
        assert "乡" not in "".join(row("1").responsible_changes)
        assert "财政" not in "".join(row("6").responsible_changes).removeprefix("其他单位减少：上级各级财政")

    def test_what_the_superior_asks_of_a_missing_task_is_told(self) -> None:
        missing = next(r for r in compared().rows if numbers(r.superior_task) == ("11",))
        assert missing.deadline_changes == ("时限未写：上级2024-12-31前（2024年底前；全面）",)
        assert missing.lead_changes == ("牵头未写：上级市交通运输局",)
        assert missing.target_changes == ("目标未写：上级40艘（40艘）",)
        assert (missing.clauses, [clause.label for clause in missing.superior_clauses]) == (
            (),
            ["二（三）11"],
        )


class TestProperties:
    @pytest.mark.parametrize("name", INVENTED)
    def test_a_plan_is_the_same_as_itself(self, name: str) -> None:
        plan = plan_of(name)
        rows = comparison(plan, plan).rows
        assert [(r.outcome, r.score) for r in rows] == [("matched", 100)] * len(plan.tasks)
        assert all(r.task == r.superior_task for r in rows)
        assert not [r for r in rows if r.changes or r.owner_changes]

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_swapping_the_plans_swaps_missing_and_added(self, data: st.DataObject) -> None:
        here, there = (
            data.draw(st.lists(st.sampled_from(pool), max_size=12))
            for pool in (traits("yunxi") + traits("linjiang"), traits("lanzhou") + traits("town"))
        )
        assert _as_set(matches(here, there)) == {_swapped(match) for match in matches(there, here)}

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_every_task_is_in_one_match(self, data: st.DataObject) -> None:
        here, there = (
            data.draw(st.lists(st.sampled_from(traits(name)), max_size=12)) for name in ("yunxi", "lanzhou")
        )
        found = matches(here, there)
        assert sorted(i for match in found for i in match.here) == list(range(len(here)))
        assert sorted(j for match in found for j in match.there) == list(range(len(there)))

    def test_swapped_lists_tell_the_opposite(self) -> None:
        there_and_back = comparison(plan_of("lanzhou"), plan_of("yunxi"))
        opposite = {"earlier": "later", "tightened": "loosened", "raised": "lowered", "new": "dropped"}
        opposite |= {value: key for key, value in opposite.items()}
        ours = Counter(change.kind for r in compared().rows for change in r.changes)
        theirs = Counter(opposite[change.kind] for r in there_and_back.rows for change in r.changes)
        assert ours == theirs
        assert len(ours) == 8


def _as_set(found: tuple[Match, ...]) -> set[Match]:
    return set(found)


def _swapped(match: Match) -> Match:
    names = {"missing": "added", "added": "missing", "split": "merged", "merged": "split"}
    status = names.get(match.status, match.status)
    return Match(status, match.there, match.here, match.score)  # type: ignore[arg-type]


class TestSelection:
    def test_a_sector_takes_the_tasks_of_either_plan_that_name_it(self) -> None:
        rows = comparison(plan_of("yunxi"), plan_of("lanzhou"), sector="城镇燃气").rows
        assert [(numbers(r.superior_task), numbers(r.task)) for r in rows] == [(("7",), ("7",))]

    def test_a_department_takes_what_it_bears_in_either_plan(self) -> None:
        rows = comparison(plan_of("yunxi"), plan_of("lanzhou"), department="市水利局").rows
        assert [numbers(r.superior_task) for r in rows] == [("11",)]
        rows = comparison(plan_of("yunxi"), plan_of("lanzhou"), department="水利部门").rows
        assert [(numbers(r.superior_task), numbers(r.task)) for r in rows] == [(("11",), ()), ((), ("14",))]

    def test_matching_is_done_before_narrowing(self) -> None:
        narrowed = comparison(plan_of("yunxi"), plan_of("lanzhou"), sector="九小场所").rows
        assert [r.outcome for r in narrowed] == ["split"]


@pytest.mark.parametrize("ending", READERS)
def test_what_is_written_is_what_was_compared(tmp_path: Path, ending: str) -> None:
    (path,) = compared().save(tmp_path / f"compared.{ending}")
    (table,) = (table for table in READERS[ending](path) if table.name == "任务对照")
    clauses = [
        tuple("" if row[head] == "—" else row[head].replace("\n", " ") for head in ("上级方案出处", "出处"))
        for row in table.rows
    ]
    assert clauses == [
        tuple(" ".join(c.text("zh") for c in side) for side in (r.superior_clauses, r.clauses))
        for r in compared().rows
    ]
    heads = {
        "时限差异": ("deadline_changes",),
        "单位差异": ("lead_changes", "responsible_changes"),
        "频次和目标差异": ("recurrence_changes", "target_changes"),
    }
    for head, keys in heads.items():
        read = [set() if row[head] in {"", "—"} else set(row[head].split("\n")) for row in table.rows]
        assert read == [{said for key in keys for said in getattr(r, key)} for r in compared().rows]


def test_programs_get_facts() -> None:
    data = json.loads(compared().render("json"))
    first = data["tables"][1]["rows"][1]
    assert (first["outcome"], first["changes"][0]["kind"]) == ("matched", "earlier")
    assert first["changes"][0]["there"]["due"] == "2024-09-30"


def test_the_overview_counts_what_the_list_holds() -> None:
    made = compared()
    index = {r.aspect: (r.outcomes, r.total) for r in made.tables[0].rows}
    assert list(index) == ["任务", "牵头", "其他单位", "时限", "频次", "目标"]
    assert index["任务"] == ("对应 13，拆分对应 1，合并对应 1，缺少 2，新增 6", len(made.rows))
    assert index["时限"] == ("提前 2，推迟 1，另加 5", 8)
    assert made.tables[1].notes[1] == (
        "上级任务 18 项，本方案任务 22 项：对应 13，拆分对应 1，合并对应 1，部分对应 0，缺少 2，新增 6"
    )


def test_each_line_has_both_texts_behind_it() -> None:
    details = compared().tables[1].details()
    assert [d.title.zh for d in details[0]] == ["本方案原文", "对照方案原文"]
    assert details[0][0].text.startswith("组织主要负责人轮训")
    assert "跟进小微企业培训" in details[0][0].text
    assert [len(each) for each in details] == [bool(r.task) + bool(r.superior_task) for r in compared().rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_comparisons_look_as_they_did(language: Language) -> None:
    expected = (HERE / "snapshots" / f"compare-{language}.md").read_text(encoding="utf-8")
    assert compared(language).render("md").decode("utf-8") == expected
