"""``--rules``: rules of the user's own derive beside ours in every command that answers."""

from pathlib import Path

import pytest

from sptgraph import PlanStore
from sptgraph.errors import QueryError
from sptgraph.facade.shipped import demo_plan, shipped_plans
from tests.cli.conftest import Run
from tests.cli.running import YUNXI

HEAD = """#+ id = "own"
#+ summary.zh = "燃气由本地城管部门管"
#+ summary.en = "Urban management leads gas here"
#+ stratum = 2
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dep: <https://w3id.org/sptgraph/department/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX role: <https://w3id.org/sptgraph/role/>
PREFIX rule: <https://w3id.org/sptgraph/rule/>
PREFIX sec: <https://w3id.org/sptgraph/sector/>
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
"""
OWN = """CONSTRUCT {
  ?lead a spt:SectorLead ; spt:about ?sector ; spt:sector ?sector ; spt:facet ?facet ; spt:bearer ?body ;
    spt:role role:lead ; spt:basis "local-list" ; spt:rule rule:own ; prov:wasDerivedFrom ?concern, ?holding ;
    dcterms:isPartOf ?plan .
} WHERE {
  ?plan a spt:Plan .
  ?concern a spt:Concern ; spt:sector ?sector . FILTER(?sector = sec:city-gas)
  ?sector spt:primaryFacet ?facet .
  ?holding a spt:Holding ; spt:function dep:housing-construction ; spt:holder ?body .
  BIND(IRI(CONCAT(STR(?plan), "/derived/own/city-gas")) AS ?lead)
}
"""
BROKEN = {
    "fetches": "CONSTRUCT { ?s a spt:Gap ; spt:rule rule:own } WHERE { SERVICE <http://localhost:9/> { ?s ?p ?o } }",
    "nameless": "CONSTRUCT { [] a spt:Gap ; spt:rule rule:own } WHERE { ?s a spt:Plan }",
    "unparsed": "CONSTRUCT { ?s a spt:Gap WHERE { ?s a spt:Plan }",
}


def rules(tmp_path: Path, query: str) -> Path:
    where = tmp_path / "规则"
    where.mkdir()
    (where / "own.rq").write_text(HEAD + query, encoding="utf-8")
    return where


def test_a_rule_of_the_user_s_own_derives_in_every_command(run: Run, tmp_path: Path) -> None:
    own = str(rules(tmp_path, OWN))
    gas = ("ask", "sector-leads", YUNXI, "-p", "sector=city-gas", "--format", "json")
    assert "undetermined" in {row["basis"] for row in run(*gas).json["rows"]}
    assert {row["department"] for row in run(*gas, "--rules", own).json["rows"]} == {"housing-construction"}
    assert "燃气由本地城管部门管" in run("who", "城镇燃气", YUNXI, "--proof", "--rules", own).text
    before, after = run("check", YUNXI), run("check", YUNXI, "--rules", own)
    assert before.text != after.text
    assert run("list", "tasks", YUNXI, "--rules", own).code == 0


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_rule_is_one_line_and_no_answer(run: Run, tmp_path: Path, fault: str) -> None:
    answer = run("ask", "plans", YUNXI, "--format", "json", "--rules", str(rules(tmp_path, BROKEN[fault])))
    assert (answer.code, answer.output) == (2, b"")
    assert "own.rq" in answer.complaint


def test_a_folder_that_is_none_is_one_line(run: Run, tmp_path: Path) -> None:
    assert "没有的" in run("ask", "plans", YUNXI, "--rules", str(tmp_path / "没有的")).complaint


def test_a_rule_that_fails_leaves_a_store_as_it_was(tmp_path: Path) -> None:
    home, bad = tmp_path / "store", rules(tmp_path, BROKEN["nameless"])
    with PlanStore(home) as store:
        store.add(demo_plan())
        before = store.export()
    with pytest.raises(QueryError, match=r"own\.rq"):
        PlanStore(home, rules=bad)
    with PlanStore(home) as store:
        assert store.export() == before
    with PlanStore(rules=bad) as store:
        for source in (shipped_plans()[0].path, home):
            with pytest.raises(QueryError, match=r"own\.rq"):
                store.load(source)
        assert store.plans == ()


def test_a_store_that_is_opened_with_rules_is_derived_anew(tmp_path: Path) -> None:
    with PlanStore(tmp_path / "store") as store:
        plan = store.add(demo_plan())
    with PlanStore(tmp_path / "store", rules=rules(tmp_path, OWN)) as store:
        (row,) = store.ask("sector-leads", sector="city-gas", plans=[plan])
        assert row.department == "housing-construction"
