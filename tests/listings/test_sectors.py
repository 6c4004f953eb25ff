"""The sector list holds what the catalogue answers about leads, gaps, shares and tasks, no more and no less."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from sptgraph.asking import Row
from sptgraph.asking.labels import label
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import ListingError
from sptgraph.facade import PlanStore
from sptgraph.language import Language
from sptgraph.listings import Listing, listing
from sptgraph.listings.making import made
from sptgraph.listings.sectors import STATES, SectorRow, ShareRow, sector_standings
from sptgraph.model import Task
from sptgraph.provisions import Outline
from sptgraph.vocabulary import PREFIXES
from tests.listings.asked import INVENTED, SHIPPED, asked, listed, material, narrowed
from tests.listings.reading_back import READERS
from tests.listings.test_formats import SNAPSHOTS
from tests.sample import other_plan, sample_plan

PLANS = [*INVENTED, *SHIPPED]
Fact = tuple[object, ...]
_BASES = {"写明": "stated", "未定": "undetermined"}


def rows(made_list: Listing, table: str) -> tuple[SectorRow, ...]:
    return next((t.rows for t in made_list.tables if t.name == table), ())


def leads(found: Iterable[SectorRow]) -> set[Fact]:
    return {
        (
            row.key,
            row.facet,
            row.part,
            row.lead,
            _BASES.get(row.basis, "derived"),
            row.reason,
            tuple(sorted(name.removesuffix("（推定）") for name in row.candidates)),
        )
        for row in found
    }


def answered(found: Iterable[Row]) -> set[Fact]:
    return {
        (
            row.sector,
            label("facet", str(row.facet), "zh"),
            row.part or "",
            row.organisation or "",
            row.basis,
            label("gap-reason", str(row.reason), "zh") if row.reason else "",
            tuple(row.candidates or ()),
        )
        for row in found
    }


@pytest.mark.parametrize("name", PLANS)
def test_the_leads_and_gaps_are_those_that_the_catalogue_answers(name: str) -> None:
    made_list = listed("sectors", name)
    primary, every = answered(asked(name, "sector-leads")), answered(asked(name, "sector-leads", facet="all"))
    assert leads(rows(made_list, "行业领域牵头")) == primary
    assert leads(rows(made_list, "其他监管方面牵头")) == every - primary
    assert len(rows(made_list, "行业领域牵头")) == len(primary)
    assert primary


@pytest.mark.parametrize("name", PLANS)
def test_whoever_shares_in_a_sector_is_listed_with_the_article(name: str) -> None:
    shares: tuple[ShareRow, ...] = rows(listed("sectors", name), "共同监管和行业管理")  # type: ignore[assignment]
    found = {(r.key, r.facet, r.part, r.body, r.role, *r.grounds, bool(r.remarks)) for r in shares}
    presumed = {(r.key, r.body) for r in shares if any("推定" in remark for remark in r.remarks)}
    memory = {(r.key, r.body) for r in shares if any("凭记忆" in remark for remark in r.remarks)}
    wanted = asked(name, "sector-duties")
    assert {fact[:-1] for fact in found} == {
        (
            row.sector,
            label("facet", str(row.facet), "zh"),
            row.part or "",
            row.organisation,
            label("norm-role", str(row.role), "zh"),
            f"《{row.statute}》{row.article or ''}",
        )
        for row in wanted
    }
    assert presumed == {(row.sector, row.organisation) for row in wanted if row.presumed}
    assert name in {"town", "national"} or memory


@pytest.mark.parametrize("name", INVENTED)
def test_the_tasks_are_those_that_name_the_sector(name: str) -> None:
    tasks = [p for p in Outline(material(name).plans[0]).listed if isinstance(p.body, Task)]
    clauses = {(p.body.action, p.body.no): p.clause for p in tasks if isinstance(p.body, Task)}
    by_key = {row.key: row.tasks for row in listed("sectors", name).rows if isinstance(row, SectorRow)}
    for key, found in by_key.items():
        wanted = asked(name, "sector-tasks", sector=key)
        assert [clause.label for clause in found] == [clauses[str(r.action), str(r.task)] for r in wanted]
    assert any(by_key.values())


@pytest.mark.parametrize("name", PLANS)
def test_how_a_sector_stands_follows_from_leads_and_disputes(name: str) -> None:
    disputes = {row.sector for row in asked(name, "disputes")}
    led = {row.sector for row in asked(name, "sector-leads") if row.organisation}
    states = {standing.key: standing.state() for standing in sector_standings(material(name))}
    for key, state in states.items():
        expected = "disputed" if key in disputes else "derived" if key in led else "none"
        assert state == expected
    (note,) = listed("sectors", name).tables[0].notes
    counts = [f"{word.zh} {list(states.values()).count(state)}" for state, word in STATES.items()]
    assert note == f"共 {len(states)} 个行业领域：{'，'.join(counts)}"
    assert (name == "disputed") == (disputes == {"city-gas"})


def test_both_sides_of_a_dispute_are_listed() -> None:
    gas = [row for row in rows(listed("sectors", "disputed"), "行业领域牵头") if row.key == "city-gas"]
    assert {row.lead for row in gas} == {"县住建局", "县城管局"}
    assert {row.status for row in gas} == {"牵头有争议"}


def test_a_lead_from_a_duty_list_names_the_row() -> None:
    (row,) = (r for r in rows(listed("sectors", "yunxi"), "行业领域牵头") if r.key == "catering")
    assert (row.lead, row.basis) == ("县城市管理局", "推定（本地职责清单）")
    assert row.grounds == ("名册 名册.csv 第4行",)


def test_a_lead_that_a_graph_states_is_told_from_one_that_follows() -> None:
    store = PlanStore()
    plan = store.add(sample_plan())
    graph = PlanGraphs.of(store.iri(plan)).stated
    inner = store._store
    (housing, *_) = inner.select(
        "SELECT ?b WHERE { ?b a <http://www.w3.org/ns/org#Organization> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?n FILTER(STR(?n) = '县住建局') }",
        [graph],
    ).rows[0]
    lead = ox.NamedNode(f"{store.iri(plan)}/sector-lead/1")
    said = {
        "rdf:type": ox.NamedNode(PREFIXES["spt"] + "SectorLead"),
        "spt:sector": ox.NamedNode(PREFIXES["sec"] + "catering"),
        "spt:facet": ox.NamedNode(PREFIXES["fac"] + "work-safety"),
        "spt:bearer": housing,
        "spt:role": ox.NamedNode(PREFIXES["role"] + "lead"),
        "spt:basis": ox.Literal("stated"),
    }
    more = [
        ox.Triple(lead, ox.NamedNode(PREFIXES[name.partition(":")[0]] + name.partition(":")[2]), value)
        for name, value in said.items()
    ]
    inner.put_graph(graph, [*(quad.triple for quad in inner.quads([graph])), *more])
    made_list = listing("sectors", [plan], inner)
    (row,) = (r for r in rows(made_list, "行业领域牵头") if r.key == "catering" and r.lead)
    assert (row.lead, row.basis, row.status, row.state) == ("县住建局", "写明", "有牵头（写明）", "stated")


@pytest.mark.parametrize("ending", READERS)
def test_each_format_holds_the_same_leads(tmp_path: Path, ending: str) -> None:
    (path,) = listed("sectors", "yunxi").save(tmp_path / f"a.{ending}")
    first, other, shares, *_ = READERS[ending](path)
    known = {row.key: label("sector", row.key, "zh") for row in listed("sectors", "yunxi").rows}

    def read(table: list[dict[str, str]]) -> set[Fact]:
        return {
            (
                row["行业领域"],
                *([*row["监管方面"].split("\n限"), ""])[:2],
                row["牵头单位"].replace("未明确", ""),
                _BASES.get(row["依据"].partition("\n")[0], "derived"),
                "" if row["牵头单位"] != "未明确" else row["备注"].partition("\n")[0],
            )
            for row in table
        }

    every = {(known[str(f[0])], *f[1:6]) for f in answered(asked("yunxi", "sector-leads", facet="all"))}
    assert read([*first.rows, *other.rows]) == every
    assert {(row["行业领域"], row["单位"], row["依据"].partition("\n")[2]) for row in shares.rows} == {
        (known[str(row.sector)], row.organisation, f"《{row.statute}》{row.article}")
        for row in asked("yunxi", "sector-duties")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sector_lists_look_as_they_did(language: Language) -> None:
    expected = (SNAPSHOTS / f"sectors-{language}.md").read_text(encoding="utf-8")
    assert listed("sectors", "sample", language).render("md").decode("utf-8") == expected


def test_what_follows_shows_its_proof_and_what_is_wanting_its_reason() -> None:
    for table in listed("sectors", "sample").tables[:3]:
        details = table.details()
        assert len(details) == len(table.rows)
        for row, told in zip(table.rows, details, strict=True):
            assert {detail.kind for detail in told} >= {"proof"}
            assert any(detail.kind == "gap" for detail in told) == (getattr(row, "lead", "x") == "")


class TestSelection:
    def test_a_sector_takes_the_narrower_ones_too(self) -> None:
        found = {row.key for row in made("sectors", narrowed("sample", sector="矿山")).rows}
        assert found == {"mining"}
        assert made("sectors", narrowed("sample", sector="烟花爆竹")).rows == ()

    def test_a_sector_of_generic_meaning_is_listed_where_it_is_asked_for(self) -> None:
        generic = {r.key for r in made("sectors", narrowed("yunxi", sector="work-safety-general")).rows}
        assert generic <= {"work-safety-general"}
        assert "work-safety-general" not in {row.key for row in listed("sectors", "yunxi").rows}

    @pytest.mark.parametrize("department", ["县商务局", "commerce"])
    def test_a_body_takes_what_it_leads_could_lead_and_shares_in(self, department: str) -> None:
        found = made("sectors", narrowed("sample", department=department)).rows
        assert {row.key for row in found} == {"city-gas", "catering", "farmers-market"}
        assert {row.body for row in found if isinstance(row, ShareRow)} == {"县商务局"}
        with pytest.raises(ListingError, match="县商务局"):
            made("sectors", narrowed("sample", department="县商务曲"))

    def test_a_year_takes_the_sectors_that_something_in_it_names(self) -> None:
        plan = sample_plan()
        plan = replace(plan, tasks=plan.tasks[:3], actions=plan.actions[:1])
        in_year = [listing("sectors", [plan], year=year).rows for year in (2023, 2024, 2025)]
        assert in_year[0] == ()
        assert {row.key for row in in_year[1]} - {row.key for row in in_year[2]} == {"mining"}

    def test_several_plans_are_told_apart(self) -> None:
        found = listing("sectors", [sample_plan(), other_plan()])
        assert len({row.plan for row in found.rows}) == 2
        assert {row.key for row in found.rows if "2号" in row.plan} == {"city-gas", "catering"}
