"""The chain with the law in it: tiers from the deputies up, weaker grounds, gaps, disputes; its graph."""

from dataclasses import replace

import networkx
import pytest

from sptgraph.asking import Article, Chain, Link, Quotation, who
from sptgraph.store import Store
from tests.asking.derived import GAS_BY_LAW, MARKET_GAP, OVERALL, holding, put
from tests.sample import other_plan, sample_plan

DISPUTE = """
d:lead%2Frival a spt:SectorLead ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县财政局 ; spt:role role:lead ; spt:basis "implied" ; spt:rule rule:implied-sector-lead ;
  prov:wasDerivedFrom <plan/task/（一）/1/assignment/1> .
d:dispute a spt:Dispute ; spt:sector sec:city-gas ; spt:facet fac:work-safety ; spt:rule rule:dispute ;
  spt:lead d:lead%2Frival, d:lead%2Fimplied ; prov:wasDerivedFrom d:lead%2Frival, d:lead%2Fimplied .
"""

OWNER = """
d:lead%2Fmarket a spt:SectorLead ; spt:about sec:farmers-market ; spt:sector sec:farmers-market ;
  spt:facet fac:work-safety ; spt:bearer o:县商务局 ; spt:role role:lead ; spt:basis "statute" ;
  spt:rule rule:statute-lead ; prov:wasDerivedFrom d:plan-date .
d:owner a spt:Assignment ; spt:about <plan/task/（三）/2> ; spt:inTask <plan/task/（三）/2> ; spt:bearer o:县商务局 ;
  spt:role role:lead ; spt:basis "statute" ; spt:sector sec:farmers-market ; spt:rule rule:task-owner ;
  prov:wasDerivedFrom <plan/task/（三）/2/sector/1>, d:lead%2Fmarket .
"""


@pytest.fixture(scope="module")
def law() -> Store:
    return holding(GAS_BY_LAW, OVERALL, MARKET_GAP)


@pytest.fixture(scope="module")
def gas(law: Store) -> Chain:
    return who(law, "城镇燃气")


def link(chain: Chain, agent: str | None, tier: str | None = None) -> Link:
    return next(each for each in chain.links if each.agent == agent and tier in {None, each.tier})


def test_the_chain_goes_from_the_deputies_of_firms_to_the_committee_office(gas: Chain) -> None:
    assert [(each.tier, each.agent, each.role, each.facet, each.basis) for each in gas.links] == [
        ("enterprise", "生产经营单位其他负责人", "responsible", None, "derived"),
        ("enterprise", "生产经营单位主要负责人", "responsible", None, "derived"),
        ("enterprise", "生产经营单位", "responsible", None, "derived"),
        ("territorial", "各乡镇人民政府", "responsible", None, "stated"),
        ("sector-lead", "县住建局", "lead", "work-safety", "derived"),
        ("sector-lead", "市场监督管理部门", "responsible", "product-quality", "derived"),
        ("trade-manager", "县商务局", "responsible", "work-safety", "derived"),
        ("trade-manager", "县市场监管局", "support", None, "stated"),
        ("comprehensive", "县应急局", "lead", None, "derived"),
        ("committee-office", "县安委办", "lead", None, "stated"),
    ]
    assert [each.generic for each in gas.links][:3] == [True, True, True]
    assert not link(gas, "县住建局").generic


def test_inside_a_firm_the_deputies_stand_under_the_principal(gas: Chain) -> None:
    assert link(gas, "生产经营单位其他负责人").parents == ("生产经营单位主要负责人",)
    assert link(gas, "生产经营单位主要负责人").parents == ("生产经营单位",)
    assert {"各乡镇人民政府", "县住建局", "县商务局"} <= set(link(gas, "生产经营单位").parents)


def test_weaker_grounds_are_told_in_the_proof_and_no_links(gas: Chain) -> None:
    lead = link(gas, "县住建局")
    assert lead.others == ("县商务局",)
    assert [other.basis for other in lead.proof.alternatives] == ["statute", "local-list"]
    assert "较弱依据另指：县商务局" in lead.line("zh")
    assert not any(each.role == "lead" and each.agent == "县商务局" for each in gas.links)


def test_who_is_presumed_or_answers_for_a_part_alone_is_shown_so(gas: Chain) -> None:
    share = link(gas, "市场监督管理部门")
    assert (share.presumed, share.part) == (True, "气瓶")
    assert "限气瓶" in share.line("zh")
    assert "holder presumed" in share.line("en")


def test_a_gap_is_undetermined_with_its_reason_and_candidates(law: Store) -> None:
    gap = link(who(law, "农贸市场"), None)
    assert (gap.basis, gap.facet, gap.reason) == ("undetermined", "work-safety", "left-to-local")
    assert set(gap.candidates) == {"县商务局", "市场监督管理部门"}
    assert gap.to_json("zh")["agent"] is None
    assert gap.proof.rule is not None


def test_a_task_without_owner_has_the_gap_of_its_sector(law: Store) -> None:
    gap = link(who(law, "（三）/2"), None)
    assert (gap.basis, gap.reason) == ("undetermined", "left-to-local")


def test_a_task_without_stated_owner_has_the_one_that_follows() -> None:
    chain = who(holding(OWNER), "（三）/2")
    owner = link(chain, "县商务局")
    assert (owner.role, owner.basis, owner.tier) == ("lead", "derived", "sector-lead")
    assert [type(leaf).__name__ for leaf in owner.proof.leaves()] == ["Quotation", "Quotation"]
    assert not [each for each in chain.links if each.agent is None]


def test_a_task_of_two_sectors_owned_for_one_is_open_for_the_other() -> None:
    owner = """
d:owner a spt:Assignment ; spt:about <plan/task/（一）/2> ; spt:inTask <plan/task/（一）/2> ; spt:bearer o:县住建局 ;
  spt:role role:responsible ; spt:distribution "within-remit" ; spt:basis "implied" ; spt:sector sec:city-gas ;
  spt:rule rule:task-owner ; prov:wasDerivedFrom <plan/task/（一）/2/sector/2> .
"""
    gap = MARKET_GAP.replace("farmers-market", "catering")
    plan = sample_plan()
    shops = replace(plan.tasks[1], assignments=())
    store = holding(owner, gap, plan=replace(plan, tasks=(plan.tasks[0], shops, *plan.tasks[2:])))
    chain = who(store, "（一）/2")
    assert (link(chain, "县住建局").basis, link(chain, None).basis) == ("derived", "undetermined")
    assert "按职责分工" in link(chain, "县住建局").proof.fact.zh


def test_names_are_english_where_there_are_any(gas: Chain) -> None:
    assert "enterprises" in link(gas, "生产经营单位").line("en")
    assert "县住建局" in link(gas, "县住建局").line("en")


def test_the_links_of_a_department_say_for_which_sectors(gas: Chain, law: Store) -> None:
    lead = link(who(law, "县住建局"), "县住建局")
    assert lead.sectors == ("city-gas",)
    assert "城镇燃气" in lead.line("zh")
    assert all(not each.sectors for each in gas.links)


def test_leads_in_dispute_are_both_shown_and_marked() -> None:
    chain = who(holding(GAS_BY_LAW, DISPUTE), "城镇燃气")
    leads = [each for each in chain.links if each.role == "lead" and each.tier == "sector-lead"]
    assert {each.agent for each in leads} == {"县住建局", "县财政局"}
    assert all(each.disputed for each in leads)
    assert "有争议" in leads[0].line("zh")


def test_a_department_is_also_found_by_the_function_it_holds() -> None:
    holder = """
d:hold%2Fgas a spt:Holding ; spt:function dep:gas-administration ; spt:holder o:县住建局 ; spt:attestation "roster" ;
  spt:rule rule:holder-attested ; prov:wasDerivedFrom <plan/task/（一）/1/assignment/1> .
"""
    chain = who(holding(GAS_BY_LAW, holder), "dep:gas-administration")
    assert {each.agent for each in chain.links} == {"县住建局"}
    by_it = """
d:lead%2Fgas a spt:SectorLead ; spt:sector sec:city-gas ; spt:facet fac:licensing ; spt:bearer o:县住建局 ;
  spt:role role:lead ; spt:basis "statute" ; spt:rule rule:statute-lead ; prov:wasDerivedFrom d:hold%2Fgas .
"""
    # What it does as that department, where that is known; not all that it does.
    chain = who(holding(GAS_BY_LAW, holder, by_it), "dep:gas-administration")
    assert [each.facet for each in chain.links] == ["licensing"]


def test_a_department_that_nobody_is_here_is_missing() -> None:
    (missing,) = who(holding(GAS_BY_LAW), "dep:gas-administration").links
    assert (missing.tier, missing.agent, missing.basis) == ("sector-lead", None, "missing")
    assert "没有查到" in missing.proof.fact.zh


def test_what_the_plan_states_and_the_law_says_of_a_body_is_one_link(gas: Chain) -> None:
    area = link(gas, "各乡镇人民政府")
    assert area.basis == "stated"
    assert {leaf for leaf in area.proof.leaves() if isinstance(leaf, Article)}
    assert {leaf for leaf in area.proof.leaves() if isinstance(leaf, Quotation)}


def test_the_law_alone_gives_a_department_its_sectors(law: Store) -> None:
    chain = who(law, "县应急局")
    assert ("comprehensive", "lead", "derived") in {
        (each.tier, each.role, each.basis) for each in chain.links
    }


def test_a_body_of_two_plans_of_a_place_is_one_link() -> None:
    presumed = """
d:body%2Fwater a org:Organization, spt:PresumedBody ; skos:prefLabel "水利部门"@zh, "water department"@en ;
  spt:departmentType dep:water ; spt:competentIn <place/云溪县> .
d:lead%2Fwater a spt:SectorLead ; spt:sector sec:city-gas ; spt:facet fac:fire ; spt:bearer d:body%2Fwater ;
  spt:role role:lead ; spt:basis "statute" ; spt:rule rule:statute-lead ; prov:wasDerivedFrom plan: .
"""
    store = Store()
    for plan in (sample_plan(), other_plan()):
        put(store, store.insert(plan).iri, presumed)
    (water,) = [each for each in who(store, "城镇燃气").links if each.agent == "水利部门"]
    assert len(water.facts) == len({leaf.plan for leaf in water.proof.leaves()}) == 2


# As a graph


def edges(chain: Chain) -> set[tuple[str, str, str]]:
    return {(source, data["type"], target) for source, target, data in chain.to_networkx().edges(data=True)}


def test_the_graph_has_typed_edges(gas: Chain) -> None:
    found = edges(gas)
    assert {
        ("县住建局", "leads", "sector:city-gas"),
        ("县住建局", "supervises", "生产经营单位"),
        ("市场监督管理部门", "supervises", "生产经营单位"),
        ("县商务局", "manages-trade", "生产经营单位主要负责人"),
        ("县应急局", "supervises", "生产经营单位"),
        ("生产经营单位", "bears", "sector:city-gas"),
        ("各乡镇人民政府", "bears", "sector:city-gas"),
        ("生产经营单位其他负责人", "reports-to", "生产经营单位主要负责人"),
        ("县住建局", "reports-to", "县安委办"),
        ("县安委办", "coordinates", "县住建局"),
    } <= found
    # A firm is supervised; it reports to no department. Sector and area are lines of their own.
    assert ("生产经营单位", "reports-to", "县住建局") not in found
    assert ("各乡镇人民政府", "reports-to", "县住建局") not in found


def test_edges_say_role_facet_and_basis(gas: Chain) -> None:
    graph = gas.to_networkx()
    (lead,) = [data for *_, data in graph.edges(data=True) if data["type"] == "leads"]
    assert (lead["role"], lead["facet"], lead["basis"]) == ("lead", "work-safety", "derived")
    assert graph.nodes["市场监督管理部门"]["presumed"] is True


def test_a_gap_is_a_node_with_its_candidates(law: Store) -> None:
    graph = who(law, "农贸市场").to_networkx()
    ((_, gap),) = [(node, data) for node, data in graph.nodes(data=True) if data["kind"] == "gap"]
    assert gap["reason"] == "left-to-local"
    assert "县商务局" in gap["candidates"]


def test_graphml_is_the_same_each_time_and_reads_back(gas: Chain, law: Store) -> None:
    written = gas.to_graphml()
    assert written == who(law, "城镇燃气").to_graphml()
    back = networkx.parse_graphml(written, force_multigraph=True)
    assert set(back) == set(gas.to_networkx())
    assert back.number_of_edges() == gas.to_networkx().number_of_edges()


def test_all_proofs_are_written_as_turtle(gas: Chain) -> None:
    written = gas.to_turtle()
    assert "prov:Activity" in written
    assert "_:" not in written
