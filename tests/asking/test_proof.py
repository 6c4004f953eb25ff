"""A derived fact proves itself: rule, premises, leaves that are words, dated articles or rows."""

from datetime import date

import pyoxigraph as ox
import pytest

from sptgraph.asking import Article, Proof, Quotation, RosterRow
from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.proving import DEEPEST, Prover
from sptgraph.asking.scope import scopes
from sptgraph.store import Store
from tests.asking.derived import GAS_BY_LAW, MARKET_GAP, OVERALL, holding
from tests.sample import SAMPLE_TEXT


def prover(store: Store) -> Prover:
    return Prover(Facts(scopes(store)[0]))


def proof(store: Store, name: str) -> Proof:
    plan = store.plans()[0].iri
    return prover(store).prove(f"{plan}/derived/{name}")


@pytest.fixture(scope="module")
def gas() -> Store:
    return holding(GAS_BY_LAW, OVERALL, MARKET_GAP)


def test_a_lead_by_statute_rests_on_norm_holder_and_date(gas: Store) -> None:
    found = proof(gas, "lead/statute")
    (law,) = [way for way in (found, *found.alternatives) if way.basis == "statute"]
    assert law.fact.zh == "县住建局 牵头行业领域“城镇燃气”的安全生产监管"
    assert law.rule is not None
    assert law.rule.en == "the holder of the law's function leads"
    assert [premise.fact.zh for premise in law.premises if isinstance(premise, Proof)] == [
        "燃气主管部门监管燃气",
        "县住建局 就是这里的“住房和城乡建设部门”（方案写明该单位）",
        "方案涉及行业领域“城镇燃气”",
        "按 2024-03-18 有效的法规",
    ]


def test_an_article_is_dated_by_its_norm_and_else_by_its_text(gas: Store) -> None:
    leaves = list(proof(gas, "share/market").leaves())
    (cylinders,) = [leaf for leaf in leaves if isinstance(leaf, Article)]
    assert cylinders.to_json("zh") == {
        "statute": "燃气条例（试行）",
        "article": "第六条",
        "in_force": ["2011-03-01", "2027-01-01"],
        "verified": False,
    }
    (gas_law,) = [leaf for leaf in proof(gas, "lead/statute").leaves() if isinstance(leaf, Article)]
    assert gas_law.in_force == (date(2016, 2, 6), date(2027, 1, 1))
    assert gas_law.verified


def test_what_is_from_memory_or_presumed_says_so_in_words(gas: Store) -> None:
    for language, words in (
        ("zh", ("凭记忆", "推定有此单位")),
        ("en", ("from memory", "presumed to be there")),
    ):
        text = proof(gas, "share/market").text(language)
        assert all(word in text for word in words)
    assert "凭记忆" not in proof(gas, "lead/implied").premises[0].lines("zh")[0]


def test_that_a_known_body_holds_a_further_function_may_be_presumed_too() -> None:
    held = """
d:hold%2Fgas a spt:Holding ; spt:function dep:gas-administration ; spt:holder o:县住建局 ;
  spt:attestation "presumed" ; spt:rule rule:holder-presumed ; prov:wasDerivedFrom plan: .
"""
    assert "推定由其承担" in proof(holding(held), "hold/gas").fact.zh


def test_an_assumed_date_says_so() -> None:
    assumed = (
        'd:day a spt:LegalDate ; spt:date "2024-01-01"^^xsd:date ; spt:assumed true ;'
        " spt:rule rule:plan-date ; prov:wasDerivedFrom plan: ."
    )
    store = holding(assumed)
    assert "按期限首日推定" in proof(store, "day").fact.zh
    assert "assumed" in proof(store, "day").fact.en
    (leaf,) = proof(store, "day").leaves()
    assert isinstance(leaf, Quotation)
    assert leaf.plan == store.plans()[0].iri


def test_all_ways_to_a_conclusion_are_told_the_strongest_first(gas: Store) -> None:
    found = proof(gas, "lead/statute")
    assert [found.basis, *(way.basis for way in found.alternatives)] == ["implied", "statute", "local-list"]
    assert found.alternatives[1].fact.zh.startswith("县商务局 牵头")
    assert list(found.to_json("en")) == ["fact", "rule", "premises", "alternatives"]
    assert "另一依据：县商务局" in found.text("zh")


def test_a_roster_row_is_a_leaf(gas: Store) -> None:
    rows = [leaf for leaf in proof(gas, "lead/other").leaves() if isinstance(leaf, RosterRow)]
    assert [row.to_json("zh") for row in rows] == [{"file": "清单.csv", "row": 3}]


def test_words_of_the_plan_are_a_leaf(gas: Store) -> None:
    leaves = [leaf for leaf in proof(gas, "share/market").leaves() if isinstance(leaf, Quotation)]
    leaves += [
        leaf for leaf in proof(gas, "lead/implied").premises[0].leaves() if isinstance(leaf, Quotation)
    ]
    for leaf in leaves:
        assert leaf.span is not None
        assert leaf.text == SAMPLE_TEXT[slice(*leaf.span)]
    assert {leaf.text for leaf in leaves} == {"县住建局", "云溪县安全生产强基三年行动方案（2024—2026年）"}


def test_a_gap_says_why_and_is_proved(gas: Store) -> None:
    gap = proof(gas, "gap/market")
    assert "牵头单位未定：由地方政府确定" in gap.fact.zh
    assert "undetermined" in gap.fact.en
    assert [type(leaf) for leaf in gap.leaves()] == [Quotation]


def test_facts_that_rest_on_each_other_end() -> None:
    store = holding(
        "d:a a spt:Concern ; spt:sector sec:mining ; spt:rule rule:concern ; prov:wasDerivedFrom d:b .",
        "d:b a spt:Concern ; spt:sector sec:city-gas ; spt:rule rule:concern ; prov:wasDerivedFrom d:a, d:b .",
    )
    (below,) = proof(store, "a").premises
    assert isinstance(below, Proof)
    assert below.premises == ()


def test_a_proof_is_only_so_deep() -> None:
    steps = [
        f'd:s{n} a spt:Concern ; spt:sector sec:mining ; spt:part "{n}" ; spt:rule rule:concern ;'
        f" prov:wasDerivedFrom d:s{n + 1} ."
        for n in range(DEEPEST + 5)
    ]
    lines = proof(holding(*steps), "s0").lines("zh")
    assert len(lines) == DEEPEST + 1


def test_a_users_own_class_of_facts_is_told_by_name() -> None:
    store = holding(
        '<https://example.org/rule/x> a spt:Rule ; rdfs:label "自定"@zh, "own"@en .',
        "d:x a <https://example.org/Watch> ; spt:bearer o:县商务局 ; spt:inTask <plan/task/（一）/2> ;"
        " spt:rule <https://example.org/rule/x> ; prov:wasDerivedFrom <plan/task/（一）/2/assignment/1> .",
    )
    found = proof(store, "x")
    assert found.fact.zh == "县商务局 Watch （一）/2"
    assert found.rule is not None
    assert found.rule.zh == "自定"


def test_a_statute_named_by_the_rule_alone_is_the_leaf() -> None:
    store = holding(
        'l:gas a eli:LegalExpression ; rdfs:label "燃气条例"@zh, "gas rules"@en .',
        'rule:own a spt:Rule ; rdfs:label "自有"@zh, "own"@en ; spt:statute l:gas .',
        'd:x a spt:Concern ; spt:sector sec:mining ; spt:rule rule:own ; spt:article "第九条"@zh .',
    )
    # The rule's statute is not a premise, and still the only leaf.
    assert [leaf.to_json("zh")["article"] for leaf in proof(store, "x").leaves()] == ["第九条"]


def test_prov_tells_what_was_derived_from_what(gas: Store) -> None:
    found = proof(gas, "lead/statute")
    written = found.to_turtle()
    assert written == proof(gas, "lead/statute").to_turtle()
    triples = {quad.triple for quad in ox.parse(written, ox.RdfFormat.TURTLE)}
    assert not any(
        isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object)
    )
    data = ox.Store()
    data.extend(ox.Quad(*triple) for triple in triples)
    ask = "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    lead = f"{gas.plans()[0].iri}/derived/lead/implied"
    assert data.query(
        f"{ask} ASK {{ <{lead}> a prov:Entity ; prov:wasGeneratedBy ?how ; prov:wasDerivedFrom ?duty ."
        " ?how a prov:Activity ; prov:used ?duty . ?duty prov:wasDerivedFrom ?span ."
        ' ?span oa:exact "县住建局" }'
    )
    used = {str(t.object) for t in triples if t.predicate.value.endswith("#used")}
    derived = {str(t.object) for t in triples if t.predicate.value.endswith("#wasDerivedFrom")}
    assert used <= derived
    subjects = {str(t.subject) for t in triples}
    assert derived <= subjects
    assert not any(triple.subject == triple.object for triple in triples)
