"""The town list holds what the plan states of whoever has an area, and what follows for them, told apart."""

from pathlib import Path

import pytest

from sptgraph.asking.labels import label
from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings import listing
from sptgraph.listings.definition import department_keys
from sptgraph.listings.making import made
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.table import Table
from sptgraph.listings.towns import TownBodyRow, TownRow
from sptgraph.model import Task
from sptgraph.provisions import Outline
from tests.listings.asked import INVENTED, SHIPPED, TOWNS, asked, listed, material, narrowed
from tests.listings.reading_back import READERS
from tests.listings.test_formats import SNAPSHOTS
from tests.sample import other_plan, sample_plan

PLANS = [*INVENTED, *SHIPPED]
ROLES = {"lead": "牵头", "responsible": "负责", "support": "配合"}
Fact = tuple[object, ...]


def bodies(tables: tuple[Table, ...]) -> dict[str, str]:
    """Return the name of the table of each body, by every name that the list knows for it."""
    index: tuple[TownBodyRow, ...] = tables[0].rows
    return {name: row.name for row in index for name in (row.name, *row.names)}


def rows(name: str) -> list[TownRow]:
    return [row for row in listed("towns", name).rows if isinstance(row, TownRow)]


def stated(name: str) -> set[Fact]:
    """Return what a plan states of whoever has an area: clause, role and agent as printed."""
    keys = department_keys("area")
    return {
        (provision.clause, ROLES[a.role], one_line(a.agent))
        for provision in Outline(material(name).plans[0]).provisions
        for a in provision.body.assignments
        if a.agent_key in keys
    }


@pytest.mark.parametrize("name", PLANS)
def test_what_is_stated_is_what_the_plan_states(name: str) -> None:
    found = {
        (row.clause.label, row.role, one_line(bearer.agent))
        for row in rows(name)
        if row.basis == "写明"
        for bearer in row.bearers
    }
    assert found == stated(name)
    assert found


@pytest.mark.parametrize("name", PLANS)
def test_duties_for_an_area_by_law_are_those_that_the_catalogue_answers(name: str) -> None:
    known = bodies(listed("towns", name).tables)
    found = {
        (row.body, row.task, row.clause.label, any("推定" in remark for remark in row.remarks))
        for row in rows(name)
        if row.basis == "依法推定（法规）" and not row.sectors
    }
    wanted = {
        (known[str(row.organisation)], row.duty, f"《{row.statute}》{row.article}", bool(row.presumed))
        for row in asked(name, "territorial-duties")
    }
    assert found == wanted
    assert wanted


@pytest.mark.parametrize("name", PLANS)
def test_duties_in_a_sector_are_those_that_the_catalogue_answers(name: str) -> None:
    known, keys = bodies(listed("towns", name).tables), department_keys("area")
    found = {
        (row.body, row.role, row.task.partition("：")[0], row.clause.label)
        for row in rows(name)
        if row.basis == "依法推定（法规）" and row.sectors and not row.where
    }
    leads = [r for r in asked(name, "sector-leads", facet="all") if r.department in keys]
    shares = [r for r in asked(name, "sector-duties") if r.department in keys]
    assert {fact for fact in found if fact[1] == "负责"} == {
        (
            known[str(row.organisation)],
            "负责",
            label("sector", str(row.sector), "zh"),
            f"《{row.statute}》{row.article or ''}",
        )
        for row in shares
    }
    assert {fact[:3] for fact in found if fact[1] == "牵头"} == {
        (known[str(row.organisation)], "牵头", label("sector", str(row.sector), "zh")) for row in leads
    }


def clauses(name: str) -> dict[tuple[str | None, str], str]:
    """Return the clauses of a plan by action and task, or by where they stand."""
    return {
        (p.body.action, p.body.no) if isinstance(p.body, Task) else (None, p.where): p.clause
        for p in Outline(material(name).plans[0]).listed
    }


@pytest.mark.parametrize("name", [*INVENTED, SHIPPED[2]])
def test_what_follows_for_a_task_is_what_the_catalogue_answers(name: str) -> None:
    known, places = bodies(listed("towns", name).tables), clauses(name)
    answers = [
        r for key in sorted(department_keys("area")) for r in asked(name, "department-tasks", department=key)
    ]
    wanted = {
        (
            known[str(r.agent)],
            label("role", str(r.role), "zh"),
            places[str(r.action) if r.task else None, str(r.task or r.where)],
        )
        for r in answers
        if r.basis == "derived"
    }
    found = {
        (row.body, row.role, row.clause.label) for row in rows(name) if row.basis != "写明" and row.where
    }
    assert found == wanted
    assert (name in {"yunxi", SHIPPED[2]}) == bool(wanted)


@pytest.mark.parametrize("town", TOWNS)
def test_what_falls_on_all_towns_stands_under_each_that_a_roster_names(town: str) -> None:
    own = [row for row in rows("yunxi") if row.body == town and "名册" in row.basis]
    group = {
        row.clause: row for row in rows("yunxi") if row.body == "各乡（镇）人民政府" and row.basis == "写明"
    }
    assert {row.clause for row in own} == set(group)
    line = TOWNS.index(town) + 2
    for row in own:
        assert f"名册 名册.csv 第{line}行" in row.remarks
        assert (row.deadlines, row.recurrences) == (
            group[row.clause].deadlines,
            group[row.clause].recurrences,
        )


def test_without_a_roster_nothing_is_spread_over_towns() -> None:
    tables = listing("towns", material("yunxi").plans).tables
    assert not any("名册" in row.basis for table in tables[1:] for row in table.rows if table.part == "main")
    assert not set(TOWNS) & set(bodies(tables))


def test_the_overview_counts_each_table() -> None:
    overview, *tables = (t for t in listed("towns", "yunxi").tables if t.part != "rest")
    assert [link for link in overview.links if link] == [table.name for table in tables]
    for row, table in zip(overview.rows, tables, strict=True):
        assert row.leads + row.duties + row.supports + row.recurring + row.derived == len(table.rows)
        assert row.derived == sum(each.basis != "写明" for each in table.rows)


def test_bodies_that_have_no_area_are_not_listed() -> None:
    departments = {row.name for row in listed("departments", "yunxi").tables[0].rows}
    assert "县应急管理局" in departments
    assert "县应急管理局" not in bodies(listed("towns", "yunxi").tables)


def test_a_line_shows_its_text_or_its_proof() -> None:
    for table in listed("towns", "yunxi").tables[1:3]:
        for row, told in zip(table.rows, table.details(), strict=True):
            assert told[0].kind == ("clause" if row.basis == "写明" else "proof")
            assert told[0].text


@pytest.mark.parametrize("ending", READERS)
def test_each_format_holds_the_same_duties(tmp_path: Path, ending: str) -> None:
    (path,) = listed("towns", "yunxi").save(tmp_path / f"a.{ending}")
    tables = [table for table in READERS[ending](path) if table.name not in {"汇总", "未能识读"}]
    found, lawful = set(), set()
    for table in tables:
        for row in table.rows:
            names = row.get("方案中写作", "").split("\n") if row.get("方案中写作") else [table.name]
            if row["依据"] == "写明":
                found |= {(row["出处"], row["职责"], name) for name in names}
            else:
                lawful.add((table.name, row["依据"], row["任务"], row["出处"]))
    assert found == stated("yunxi")
    derived = [row for row in rows("yunxi") if row.basis != "写明"]
    assert lawful == {(row.body, row.basis, row.task, row.clause.label) for row in derived}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_town_lists_look_as_they_did(language: Language) -> None:
    expected = (SNAPSHOTS / f"towns-{language}.md").read_text(encoding="utf-8")
    assert listed("towns", "sample", language).render("md").decode("utf-8") == expected


class TestSelection:
    @pytest.mark.parametrize("name", [TOWNS[0], "青云镇", "青石街道办事处"])
    def test_a_body_is_known_by_any_of_its_names(self, name: str) -> None:
        found = made("towns", narrowed("yunxi", department=name))
        assert {row.body for row in found.rows} == {TOWNS[0] if name == "青云镇" else name}

    def test_who_has_no_area_has_no_list_and_an_unknown_name_is_refused(self) -> None:
        assert made("towns", narrowed("yunxi", department="县应急管理局")).rows == ()
        with pytest.raises(ListingError, match="青石街道办事处"):
            made("towns", narrowed("yunxi", department="青石街道办事室"))

    def test_a_sector_takes_its_duties_and_those_for_all_sectors(self) -> None:
        found = [row for row in made("towns", narrowed("yunxi", sector="消防")).rows if row.basis != "写明"]
        assert {sector for row in found for sector in row.sectors} >= {"消防"}
        assert any(not row.sectors for row in found)
        assert not any("校园" in row.task for row in found)

    def test_a_year_takes_what_is_to_do_in_it(self) -> None:
        years = {
            year: {row.clause.label for row in made("towns", narrowed("yunxi", year=year)).rows}
            for year in (2024, 2026)
        }
        assert "三（一）2" in years[2024] - years[2026]
        assert "三（八）22" in years[2026]

    def test_several_plans_are_told_apart(self) -> None:
        found = listing("towns", [sample_plan(), other_plan()]).rows
        assert len({row.plan for row in found}) == 2
        assert {row.clause.label for row in found if row.basis == "写明"} == {"二（一）1"}
