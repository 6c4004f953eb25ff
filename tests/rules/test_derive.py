"""What follows from a plan, when it follows, and with what proof."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from sptgraph.errors import QueryError, StoreError
from sptgraph.model import Assignment, Plan, SectorMention, Task
from sptgraph.rules import derive, load_rules, read_rule
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES
from tests.sample import sample_plan

LEADS = """
    SELECT ?sector ?facet ?bearer
    WHERE {
      ?lead a spt:SectorLead ; spt:sector ?sector ; spt:facet ?facet ; spt:bearer/skos:prefLabel ?bearer .
    }
    ORDER BY ?sector ?bearer"""


def leads(plan: Plan) -> list[tuple[str, str]]:
    """Return the sector leads that follow from a plan: sector and bearer."""
    store = Store()
    iri = store.insert(plan).iri
    derive(store, iri)
    return [
        (sector.value.rpartition("/")[2], bearer.value)
        for sector, _, bearer in store.select(LEADS, store.closure(iri)).rows
    ]


def with_task(task: Task) -> Plan:
    return replace(sample_plan(), tasks=(task,), elsewhere=())


GAS = sample_plan().tasks[0]
LEAD = GAS.assignments[0]


def test_who_leads_a_task_on_one_sector_leads_the_sector() -> None:
    assert leads(sample_plan()) == [
        ("city-gas", "县住建局"),
        ("fire-safety", "县消防救援大队"),
        ("hazardous-chemicals", "县应急局"),
    ]


def test_the_lead_is_in_the_sector_s_primary_facet_with_basis_place_and_proof() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    assert derive(store, iri) == 3
    lead = f"{iri}/derived/implied-sector-lead/task/（三）/1/assignment/1"
    said = {
        (quad.predicate.value.rpartition("/")[2], quad.object.value)
        for quad in store.quads([f"{iri}/derived"])
        if quad.subject.value == lead
    }
    assert said == {
        ("22-rdf-syntax-ns#type", PREFIXES["spt"] + "SectorLead"),
        ("ontology#about", PREFIXES["sec"] + "fire-safety"),
        ("ontology#sector", PREFIXES["sec"] + "fire-safety"),
        ("ontology#facet", PREFIXES["fac"] + "fire"),
        ("ontology#bearer", "https://w3id.org/sptgraph/place/云溪县/org/县消防救援大队"),
        ("ontology#role", PREFIXES["role"] + "lead"),
        ("ontology#basis", "implied"),
        ("ontology#jurisdiction", "https://w3id.org/sptgraph/place/云溪县"),
        ("ontology#rule", PREFIXES["rule"] + "implied-sector-lead"),
        ("prov#wasDerivedFrom", f"{iri}/task/（三）/1/assignment/1"),
        ("prov#wasDerivedFrom", f"{iri}/task/（三）/1/sector/1"),
        ("isPartOf", iri),
    }


def test_the_derived_graph_says_what_the_rule_says() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    derive(store, iri)
    labels = store.select("SELECT ?l { ?r a spt:Rule ; rdfs:label ?l } ORDER BY LANG(?l)", [f"{iri}/derived"])
    (rule,) = load_rules()
    assert [label.value for (label,) in labels.rows] == [rule.summary.en, rule.summary.zh]


@pytest.mark.parametrize(
    "task",
    [
        replace(GAS, sectors=(*GAS.sectors, SectorMention("catering", GAS.span))),
        replace(GAS, sectors=()),
        replace(GAS, sectors=(SectorMention("work-safety-general", GAS.span),)),
        replace(GAS, sectors=(SectorMention("no-such-sector", GAS.span),)),
        replace(GAS, assignments=(replace(LEAD, role="responsible"),)),
        replace(GAS, assignments=(replace(LEAD, distribution="respective"),)),
        replace(GAS, assignments=(replace(LEAD, quantifier="all"),)),
        replace(GAS, assignments=(replace(LEAD, quantifier="some"),)),
        replace(GAS, assignments=(replace(LEAD, agent_key="committee-member-units"),)),
    ],
    ids=[
        "two sectors", "no sector", "a generic sector", "an unknown sector",
        "no lead", "leads respectively", "all of a group", "some of a group", "a department that is a group",
    ],
)  # fmt: skip
def test_nothing_follows_from(task: Task) -> None:
    assert leads(with_task(task)) == []


TOGETHER = (LEAD, replace(LEAD, agent="县城管局", agent_key="urban-management"))


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (replace(GAS, sectors=(*GAS.sectors, SectorMention("work-safety-general", GAS.span))), ["县住建局"]),
        (replace(GAS, sectors=GAS.sectors * 2), ["县住建局"]),
        (replace(GAS, assignments=(replace(LEAD, quantifier="open"),)), ["县住建局"]),
        (replace(GAS, assignments=TOGETHER), ["县住建局", "县城管局"]),
    ],
    ids=["a generic sector beside it", "one sector twice", "a lead with others (等)", "two leads together"],
)
def test_a_lead_still_follows_from(task: Task, expected: list[str]) -> None:
    assert leads(with_task(task)) == [("city-gas", name) for name in sorted(expected)]


def inline(name: str, measure: int) -> Assignment:
    return Assignment(name, "lead", "inline", name, GAS.measures[measure].span, "finance")


def test_who_leads_one_measure_leads_the_sector_only_where_nobody_else_leads_in_the_task() -> None:
    assert leads(with_task(replace(GAS, assignments=(inline("县财政局", 1),)))) == [("city-gas", "县财政局")]
    assert leads(with_task(replace(GAS, assignments=(LEAD, inline("县财政局", 1))))) == [
        ("city-gas", "县住建局")
    ]
    assert leads(with_task(replace(GAS, assignments=(inline("甲局", 1), inline("乙局", 2))))) == []


def test_a_plan_without_jurisdiction_leads_nowhere() -> None:
    assert leads(replace(sample_plan(), document=replace(sample_plan().document, jurisdiction=None))) == []


def test_deriving_again_changes_nothing_and_keeps_what_is_stated() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    stated = store.dump("turtle")
    derive(store, iri)
    once = store.dump()
    assert derive(store, iri) == 3
    assert store.dump() == once
    assert store.dump("turtle") == stated
    assert store.plan(iri) == sample_plan()


def test_each_plan_has_its_own_conclusions() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    other = store.insert(replace(sample_plan(), document=replace(sample_plan().document, number="9"))).iri
    assert derive(store, iri) == 3
    assert list(store.quads([f"{other}/derived"])) == []


def test_a_stated_graph_alone_leads_to_the_same() -> None:
    whole, alone = Store(), Store()
    iri = whole.insert(sample_plan()).iri
    alone.load(whole.dump("turtle"), "turtle")
    for store in (whole, alone):
        derive(store, iri)
    assert set(whole.quads([f"{iri}/derived"])) == set(alone.quads([f"{iri}/derived"]))


def test_a_plan_that_is_not_there_is_said_to_be_not_there() -> None:
    with pytest.raises(StoreError):
        derive(Store(), "https://w3id.org/sptgraph/plan/none")


# Rules as files

HEADER = '#+ id = "sample"\n#+ summary.zh = "样例"\n#+ summary.en = "sample"\n'
QUERY = """
PREFIX rule: <https://w3id.org/sptgraph/rule/>
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
CONSTRUCT { %s spt:rule rule:sample } WHERE { ?plan a spt:Plan BIND(IRI(CONCAT(STR(?plan), "%s")) AS ?made) }
"""
GOOD = HEADER + QUERY % ("?made", "/derived/sample/1")


def test_a_rule_is_a_construct_with_a_header() -> None:
    rule = read_rule("sample", GOOD.replace("#+ id", '#+ statute = "law:work-safety"\n#+ id'))
    assert (rule.identifier, rule.summary.zh, rule.statute) == ("sample", "样例", "law:work-safety")
    assert rule.iri == "https://w3id.org/sptgraph/rule/sample"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (QUERY % ("?made", ""), "summary"),
        (GOOD.replace('"sample"\n#+ summary.zh', '"other"\n#+ summary.zh'), "id"),
        (GOOD.replace("#+ id", "#+ ID"), "id"),
        (GOOD.replace("#+ id", '#+ colour = "red"\n#+ id'), "colour"),
        (GOOD.replace('#+ summary.en = "sample"\n', ""), "summary"),
        (GOOD.replace('"样例"', "样例"), "TOML"),
        (GOOD.replace("CONSTRUCT", "CONSTRUE"), "parsed"),
        (HEADER + "SELECT * { ?s <https://w3id.org/sptgraph/ontology#rule> 'rule:sample' }", "CONSTRUCT"),
        (GOOD.replace("rule:sample", "rule:other"), "rule:sample"),
    ],
)
def test_a_file_that_is_no_rule_is_refused_by_name(
    text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPTGRAPH_LANG", "en")
    with pytest.raises(QueryError, match=words) as caught:
        read_rule("sample", text)
    assert "sample.rq" in str(caught.value)


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("_:b", "/derived/sample/1"),
        ("?plan", "/derived/sample/1"),
        ("?made", "/stated"),
        ("?made", "/derived"),
    ],
)
def test_a_rule_may_only_make_derived_facts_with_names(subject: str, name: str) -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    derive(store, iri)
    before = store.dump()
    with pytest.raises(QueryError, match="sample"):
        derive(store, iri, [*load_rules(), read_rule("sample", HEADER + QUERY % (subject, name))])
    assert store.dump() == before


def test_a_folder_of_rules_is_read_beside_the_shipped_ones(tmp_path: Path) -> None:
    for name in ("zz", "aa"):
        (tmp_path / f"{name}.rq").write_text(GOOD.replace("sample", name), encoding="utf-8")
    shipped = [rule.identifier for rule in load_rules()]
    assert [rule.identifier for rule in load_rules(tmp_path)] == ["aa", *shipped, "zz"]


def test_every_shipped_rule_fires_on_the_sample() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    derive(store, iri)
    fired = {
        quad.subject
        for quad in store.quads([f"{iri}/derived"])
        if quad.object == ox.NamedNode(PREFIXES["spt"] + "Rule")
    }
    assert fired == {ox.NamedNode(rule.iri) for rule in load_rules()}
