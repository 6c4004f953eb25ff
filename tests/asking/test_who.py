"""The chain of a sector, a task or a department: tiers, roles, gaps, and a proof under every link."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sptgraph.asking import Chain, Link, Proof, Quotation, who
from sptgraph.model import Assignment, Passage, Plan, SectorMention, Span
from sptgraph.rules import read_rule
from sptgraph.store import Store
from tests.asking.derived import IMPLIED, IMPLIED_TOO, put
from tests.sample import SAMPLE_TEXT, other_plan, sample_plan

Line = tuple[str, str | None, str | None, str | None, str]


def holding(*plans: Plan) -> Store:
    """Return a store of these plans in which their tasks on one sector alone imply who leads it."""
    store = Store()
    for plan in plans:
        put(store, store.insert(plan).iri, *((IMPLIED, IMPLIED_TOO) if plan.actions[1:] else (IMPLIED,)))
    return store


@pytest.fixture(scope="module")
def sample() -> Store:
    return holding(sample_plan())


@pytest.fixture(scope="module")
def hold() -> Callable[..., Store]:
    return holding


def lines(chain: Chain) -> list[Line]:
    return [(link.tier, link.agent, link.role, link.facet, link.basis) for link in chain.links]


def leaves(proof: Proof | Quotation) -> Iterator[Quotation]:
    if isinstance(proof, Quotation):
        yield proof
    else:
        for premise in proof.premises:
            yield from leaves(premise)


def link(chain: Chain, agent: str | None) -> Link:
    return next(each for each in chain.links if each.agent == agent)


def inline(agent: str, key: str | None, **more: Any) -> Assignment:
    return Assignment(agent, more.pop("role", "responsible"), "inline", agent, Span(600, 604), key, **more)


def with_passage(plan: Plan, *assignments: Assignment) -> Plan:
    return replace(plan, elsewhere=(*plan.elsewhere, Passage("三（三）", assignments=assignments)))


def test_a_sector_has_its_lead_those_who_bear_its_tasks_and_those_above(sample: Store) -> None:
    chain = who(sample, "城镇燃气", within="云溪县")
    assert (chain.subject, chain.kind, chain.key) == ("城镇燃气", "sector", "city-gas")
    assert (chain.jurisdiction, chain.as_of, chain.assumed) == ("云溪县", date(2024, 3, 18), False)
    assert lines(chain) == [
        ("territorial", "各乡镇人民政府", "responsible", None, "stated"),
        ("sector-lead", "县住建局", "lead", "work-safety", "derived"),
        ("trade-manager", "县市场监管局", "support", None, "stated"),
        ("committee-office", "县安委办", "lead", None, "stated"),
    ]


def two_sectors(*owners: Assignment) -> Plan:
    """The sample plan, its task on two sectors (city gas, catering) borne by ``owners``."""
    plan = sample_plan()
    return replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], assignments=owners), *plan.tasks[2:]))


def test_who_bears_a_task_on_several_sectors_manages_none_of_them(hold: Callable[..., Store]) -> None:
    store = hold(
        two_sectors(
            inline("县商务局", "commerce", role="lead"),
            inline("县财政局", "finance"),
            inline("县水利局", "water", role="support"),
            inline("各镇街", "township-governments"),
            inline("县安委会", "work-safety-committee"),
        )
    )
    agents = {each.agent for each in who(store, "燃气").links}
    assert agents.isdisjoint({"县商务局", "县财政局", "县水利局"})
    assert {"各镇街", "云溪县安全生产委员会", "县安委办", "县住建局"} <= agents


def test_a_body_printed_with_and_without_its_level_is_one_link(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    for name, merged in (("市场监管局", True), ("云溪县市场监管局", True), ("市市场监管局", False)):
        owners = (*plan.tasks[0].assignments, inline(name, "market-supervision", role="support"))
        store = hold(replace(plan, tasks=(replace(plan.tasks[0], assignments=owners), *plan.tasks[1:])))
        links = [each for each in who(store, "燃气").links if each.department == "market-supervision"]
        assert len(links) == (1 if merged else 2)
        proofs = " ".join(line for each in links for line in each.proof.lines("zh", 0)).split()
        assert {"县市场监管局", name} <= set(proofs)


def test_a_sector_led_by_nobody_has_a_missing_link_with_candidates(sample: Store) -> None:
    chain = who(sample, "矿山")
    missing = link(chain, None)
    assert (missing.tier, missing.basis, missing.candidates) == (
        "sector-lead",
        "missing",
        ("县应急局", "县自然资源局"),
    )
    assert [leaf.text for leaf in leaves(missing.proof)] == ["矿山", "矿山"]
    assert [(tier, agent) for tier, agent, role, _, _ in lines(chain) if role == "lead"] == [
        ("trade-manager", "县应急局"),
        ("trade-manager", "县自然资源局"),
        ("committee-office", "县安委办"),
    ]


def test_candidates_are_the_bodies_that_lead_a_task_naming_the_sector(hold: Callable[..., Store]) -> None:
    store = hold(
        two_sectors(
            inline("县商务局", "commerce"),
            inline("县财政局", "finance", role="lead"),
            inline("各镇街", "township-governments", role="lead"),
            inline("县水利局", "water", role="support"),
            inline("县茶叶办", None, role="lead"),
            inline("县应急局", "emergency-management", role="lead"),
        )
    )
    assert link(who(store, "餐饮"), None).candidates == ("县茶叶办", "县应急局")


def test_where_nobody_leads_a_task_the_bearers_of_tasks_on_the_sector_alone_are_candidates(
    hold: Callable[..., Store],
) -> None:
    owners = (
        inline("县商务局", "commerce"),
        inline("县财政局", "finance"),
        inline("各镇街", "township-governments"),
        inline("县水利局", "water", role="support"),
        inline("县茶叶办", None),
    )
    plan = two_sectors(*owners)
    assert link(who(hold(plan), "餐饮"), None).candidates == ()
    catering = replace(plan.tasks[1], sectors=plan.tasks[1].sectors[:1])
    store = hold(replace(plan, tasks=(plan.tasks[0], catering, *plan.tasks[2:])))
    assert link(who(store, "餐饮"), None).candidates == ("县商务局", "县茶叶办")


def test_a_sector_the_plan_does_not_name_says_so(sample: Store) -> None:
    chain = who(sample, "水上交通", rules=())
    assert lines(chain) == [
        ("sector-lead", None, None, None, "missing"),
        ("committee-office", "县安委办", "lead", None, "stated"),
    ]
    assert "没有点到" in link(chain, None).proof.fact.zh


def test_a_sector_the_plan_does_not_name_is_answered_as_if_it_did_and_nothing_is_written(
    sample: Store,
) -> None:
    rule = read_rule(
        "statute-lead",
        """
#+ id = "statute-lead"
#+ summary = { zh = "有人问就有人管", en = "who asks is answered" }
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX role: <https://w3id.org/sptgraph/role/>
PREFIX rule: <https://w3id.org/sptgraph/rule/>
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
CONSTRUCT {
  ?lead a spt:SectorLead ; spt:about ?sector ; spt:sector ?sector ; spt:facet ?facet ; spt:bearer ?bearer ;
    spt:role role:lead ; spt:basis "statute" ; spt:rule rule:statute-lead ; prov:wasDerivedFrom ?concern .
}
WHERE {
  ?concern a spt:Concern ; spt:sector ?sector . ?sector spt:primaryFacet ?facet . ?plan a spt:Plan .
  ?bearer a <http://www.w3.org/ns/org#Organization> ; spt:departmentType <https://w3id.org/sptgraph/department/finance> .
  BIND(IRI(CONCAT(STR(?plan), "/derived/statute-lead/", STRAFTER(STR(?sector), "/sector/"))) AS ?lead)
}""",
    )
    before = sample.dump("nquads")
    chain = who(sample, "水上交通", rules=[rule])
    assert lines(chain)[0] == ("sector-lead", "县财政局", "lead", "work-safety", "derived")
    assert "要问的行业领域是“水上交通”" in chain.text("zh", proof=True)
    assert sample.dump("nquads") == before


def test_all_sectors_together_need_no_lead(sample: Store) -> None:
    assert [tier for tier, *_ in lines(who(sample, "安全生产综合"))] == ["committee-office"]


def test_a_task_has_its_bearers_by_tier(sample: Store) -> None:
    assert lines(who(sample, "（三）/1")) == [
        ("sector-lead", "县消防救援大队", "lead", None, "stated"),
        ("trade-manager", "县发改委", "responsible", None, "stated"),
        ("business", "县财政局", "responsible", None, "stated"),
        ("committee-office", "县安委办", "lead", None, "stated"),
    ]


def test_a_task_without_owner_is_a_missing_link(sample: Store) -> None:
    missing = link(who(sample, "(三)/2"), None)
    assert (missing.agent, missing.basis) == (None, "missing")
    assert "没有写明责任单位" in missing.proof.fact.zh


def test_a_task_without_owner_has_the_leads_of_its_sector_as_candidates(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    mention = SectorMention("city-gas", plan.tasks[5].sectors[0].span)
    store = hold(replace(plan, tasks=(*plan.tasks[:5], replace(plan.tasks[5], sectors=(mention,)))))
    assert who(store, "（三）/2").links[0].candidates == ("县住建局",)


def test_the_emergency_department_is_a_candidate_where_it_leads_the_sector(
    hold: Callable[..., Store],
) -> None:
    plan = sample_plan()
    mention = SectorMention("hazardous-chemicals", plan.tasks[5].sectors[0].span)
    store = hold(replace(plan, tasks=(*plan.tasks[:5], replace(plan.tasks[5], sectors=(mention,)))))
    assert who(store, "（三）/2").links[0].candidates == ("县应急局",)


def test_a_department_has_what_it_leads_and_bears(sample: Store) -> None:
    chain = who(sample, "县应急局")
    assert (chain.kind, chain.key) == ("department", "emergency-management")
    assert lines(chain) == [
        ("sector-lead", "县应急局", "lead", "work-safety", "derived"),
        ("sector-lead", "县应急局", "lead", None, "stated"),
    ]
    both = chain.links[1].proof
    assert [leaf.where for leaf in leaves(both)] == ["（二）/1", "（二）/2"]


def test_a_body_the_ontology_does_not_know_is_found_as_printed(hold: Callable[..., Store]) -> None:
    store = hold(with_passage(sample_plan(), inline("县茶叶办", None)))
    chain = who(store, "县茶叶办")
    assert lines(chain) == [("trade-manager", "县茶叶办", "responsible", None, "stated")]


def test_every_leaf_is_a_place_in_the_text(sample: Store) -> None:
    for subject in ("城镇燃气", "矿山", "危化品", "消防安全", "（一）/1", "县财政局"):
        for each in who(sample, subject).links:
            found = list(leaves(each.proof))
            assert found
            for leaf in found:
                assert leaf.plan == sample.plans()[0].iri
                assert leaf.span is not None
                assert leaf.text == SAMPLE_TEXT[slice(*leaf.span)]


def test_a_derived_link_names_its_rule_and_premises(sample: Store) -> None:
    proof = link(who(sample, "城镇燃气"), "县住建局").proof
    assert proof.rule is not None
    assert "行业领域" in proof.rule.zh
    assert [premise.fact.zh for premise in proof.premises if isinstance(premise, Proof)] == [
        "县住建局 牵头 （一）/1",
        "（一）/1 点到行业领域“城镇燃气”",
    ]


def test_parents_are_those_of_the_nearest_tier_above(hold: Callable[..., Store]) -> None:
    plan = with_passage(
        sample_plan(), inline("县安委会", "work-safety-committee"), inline("县人民政府", "local-government")
    )
    chain = who(hold(plan), "燃气")
    assert link(chain, "县住建局").parents == ("县安委办",)
    assert link(chain, "县安委办").parents == ("云溪县安全生产委员会",)
    assert link(chain, "云溪县安全生产委员会").parents == ("县人民政府",)
    assert link(chain, "各乡镇人民政府").parents == ("县人民政府",)
    assert link(chain, "县人民政府").parents == ()


def test_the_emergency_department_supervises_all_sectors_where_no_sector_is_named(
    hold: Callable[..., Store],
) -> None:
    plan = with_passage(sample_plan(), inline("县应急局", "emergency-management"))
    assert ("comprehensive", "县应急局", "responsible", None, "stated") in lines(who(hold(plan), "燃气"))


def test_duties_of_other_sectors_stay_out(sample: Store) -> None:
    assert "县消防救援大队" not in {link.agent for link in who(sample, "燃气").links}


def test_a_citys_committee_is_superior_to_a_county_and_its_own_in_a_city(hold: Callable[..., Store]) -> None:
    plan = with_passage(sample_plan(), inline("市安委会", "city-work-safety-committee"))
    assert link(who(hold(plan), "燃气"), "市安委会").tier == "superior-committee"
    city = replace(plan, document=replace(plan.document, level="city", jurisdiction="云山市"))
    assert link(who(hold(city), "燃气"), "市安委会").tier == "committee"


def test_the_plans_of_one_place_answer_together(hold: Callable[..., Store]) -> None:
    store = hold(sample_plan(), other_plan())
    chain = who(store, "燃气")
    lead = link(chain, "县住建局")
    assert chain.as_of == date(2025, 2, 10)
    assert {leaf.plan for leaf in leaves(lead.proof)} == {record.iri for record in store.plans()}
    assert len([each for each in chain.links if each.agent == "县住建局"]) == 1
    assert who(store, "燃气", plans=store.plans()[0]).as_of == store.plans()[0].issued


def test_a_plan_without_date_speaks_from_the_first_day_of_its_period(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    undated = replace(plan, document=replace(plan.document, issued=None))
    chain = who(hold(undated), "燃气")
    assert (chain.as_of, chain.assumed) == (date(2024, 1, 1), True)
    timeless = replace(plan, document=replace(plan.document, issued=None, period=None))
    assert (who(hold(timeless), "燃气").as_of, who(hold(timeless), "燃气").assumed) == (None, False)


def test_the_json_is_the_contracts(sample: Store) -> None:
    found = who(sample, "燃气").to_json("en")
    assert {"subject", "jurisdiction", "as_of", "chain"} <= found.keys()
    assert found["as_of"] == "2024-03-18"
    for each in found["chain"]:
        assert {"tier", "agent", "role", "facet", "basis", "parents", "candidates", "proof"} <= each.keys()
        assert each["proof"].keys() == {"fact", "rule", "premises"}
    lead = found["chain"][1]["proof"]
    assert lead["fact"] == "县住建局 leads the sector “city gas” in work safety"
    assert lead["premises"][0]["premises"] == [
        {"plan": sample.plans()[0].iri, "where": "（一）/1", "span": [221, 225], "text": "县住建局"}
    ]


def test_people_read_an_indented_tree(sample: Store) -> None:
    text = who(sample, "燃气").text("zh", proof=True)
    assert text.splitlines()[0] == "燃气  云溪县  2024-03-18"
    assert "  行业监管  县住建局  牵头  安全生产监管  推定" in text.splitlines()
    assert "      县住建局 牵头 （一）/1" in text.splitlines()
    assert "        原文 （一）/1 “县住建局” [221, 225)" in text.splitlines()
    assert str(who(sample, "燃气")).count("\n") == 4
    assert "<pre>" in who(sample, "燃气")._repr_html_()


def test_a_plan_that_may_not_be_quoted_keeps_its_locators(hold: Callable[..., Store]) -> None:
    plan = sample_plan()
    chain = who(hold(replace(plan, source=replace(plan.source, text=None))), "燃气")
    texts = {leaf.text for leaf in leaves(link(chain, "县住建局").proof)}
    assert texts == {"县住建局", None}
