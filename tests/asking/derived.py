"""Derived graphs written by hand, so that what is asked of them does not hang on which rules ship."""

import pyoxigraph as ox

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.model import Plan
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES
from tests.sample import sample_plan

BASE = "https://w3id.org/sptgraph/"

RULES = """
rule:plan-date a spt:Rule ; rdfs:label "取方案的法律适用日"@zh, "the legal date of a plan"@en .
rule:concern a spt:Rule ; rdfs:label "条文点名的领域即方案涉及的领域"@zh, "a plan concerns what it names"@en .
rule:holder-attested a spt:Rule ; rdfs:label "方案写明的同类单位承担该职能"@zh, "a named body holds its function"@en .
rule:holder-presumed a spt:Rule ; rdfs:label "本级通常设有的单位推定承担"@zh, "a normal body is presumed"@en .
rule:implied-sector-lead a spt:Rule ; rdfs:label "只涉及一个行业领域的任务，其牵头单位牵头该领域"@zh, "lead of a task on one sector"@en .
rule:local-list-lead a spt:Rule ; rdfs:label "当地清单列明的单位牵头"@zh, "a local list names the lead"@en .
rule:statute-lead a spt:Rule ; rdfs:label "法条所列部门在本地由承担单位牵头"@zh, "the holder of the law's function leads"@en .
rule:sector-duty a spt:Rule ; rdfs:label "法条给的其他职责"@zh, "other duties by law"@en .
rule:comprehensive-supervision a spt:Rule ; rdfs:label "应急管理部门综合监管"@zh, "comprehensive supervision"@en .
rule:territorial-duty a spt:Rule ; rdfs:label "政府对辖区负责"@zh, "territorial duty"@en .
rule:enterprise-duty a spt:Rule ; rdfs:label "企业及其负责人对本单位负责"@zh, "enterprise duty"@en .
rule:task-owner a spt:Rule ; rdfs:label "没有写明责任单位的任务由领域牵头单位承担"@zh, "task owner by sector"@en .
rule:gap a spt:Rule ; rdfs:label "没有牵头单位的领域是空缺"@zh, "a gap"@en .
rule:dispute a spt:Rule ; rdfs:label "依据同样强的不同牵头单位有争议"@zh, "a dispute"@en .

d:plan-date a spt:LegalDate ; spt:date "2024-03-18"^^xsd:date ; spt:assumed false ;
  spt:rule rule:plan-date ; prov:wasDerivedFrom plan: .
d:concern%2Fgas a spt:Concern ; spt:sector sec:city-gas ; spt:rule rule:concern ;
  prov:wasDerivedFrom <plan/task/（一）/1/sector/1> .
"""

GAS_BY_LAW = """
d:hold%2Fhousing a spt:Holding ; spt:function dep:housing-construction ; spt:holder o:县住建局 ;
  spt:attestation "attested" ; spt:rule rule:holder-attested ;
  prov:wasDerivedFrom <plan/task/（一）/1/assignment/1> .
n:gas-housing a spt:Norm ; rdfs:label "燃气主管部门监管燃气"@zh, "the gas department regulates gas"@en ;
  spt:statute l:gas ; spt:article "第五条"@zh ; spt:validFrom "2016-02-06"^^xsd:date ; spt:verified true .
n:gas-market a spt:Norm ; rdfs:label "市场监管部门监管气瓶"@zh, "market supervision regulates cylinders"@en ;
  spt:statute l:gas ; spt:article "第六条"@zh ; spt:verified false .
l:gas a eli:LegalExpression ; rdfs:label "燃气条例（试行）"@zh, "gas rules (draft)"@en ;
  eli:first_date_entry_in_force "2011-03-01"^^xsd:date ; eli:date_no_longer_in_force "2027-01-01"^^xsd:date .
d:lead%2Fstatute a spt:SectorLead ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县住建局 ; spt:role role:lead ; spt:basis "statute" ; spt:norm n:gas-housing ;
  spt:rule rule:statute-lead ; spt:weakerThan d:lead%2Fimplied ;
  prov:wasDerivedFrom n:gas-housing, d:hold%2Fhousing, d:concern%2Fgas, d:plan-date .
d:lead%2Fimplied a spt:SectorLead ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县住建局 ; spt:role role:lead ; spt:basis "implied" ; spt:rule rule:implied-sector-lead ;
  prov:wasDerivedFrom <plan/task/（一）/1/assignment/1>, <plan/task/（一）/1/sector/1> .
d:lead%2Fother a spt:SectorLead ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县商务局 ; spt:role role:lead ; spt:basis "local-list" ; spt:rule rule:local-list-lead ;
  spt:weakerThan d:lead%2Fimplied ; prov:wasDerivedFrom r:3 .
r:3 a spt:DutyRow ; spt:fileName "清单.csv" ; spt:row 3 ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县商务局 ; spt:role role:lead .
d:body%2Fmarket a org:Organization, spt:PresumedBody ; skos:prefLabel "市场监督管理部门"@zh, "market supervision"@en ;
  spt:departmentType dep:market-supervision ; spt:competentIn <place/云溪县> .
d:hold%2Fmarket a spt:Holding ; spt:function dep:market-supervision ; spt:holder d:body%2Fmarket ;
  spt:attestation "presumed" ; spt:rule rule:holder-presumed ; prov:wasDerivedFrom plan: .
d:share%2Fmarket a spt:SectorDuty ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:product-quality ;
  spt:bearer d:body%2Fmarket ; spt:role role:responsible ; spt:normRole role:co-supervise ; spt:basis "statute" ;
  spt:presumed true ; spt:part "气瓶" ; spt:rule rule:sector-duty ;
  prov:wasDerivedFrom n:gas-market, d:hold%2Fmarket, d:plan-date .
d:share%2Fcommerce a spt:SectorDuty ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县商务局 ; spt:role role:responsible ; spt:normRole role:industry-manager ; spt:basis "statute" ;
  spt:rule rule:sector-duty ; prov:wasDerivedFrom n:gas-market, d:plan-date .
"""

OVERALL = """
n:firm a spt:EnterpriseNorm ; rdfs:label "企业负责"@zh, "firms answer"@en ; spt:statute l:gas ; spt:article "第四条"@zh .
d:firm%2F1 a spt:EnterpriseDuty ; spt:about sec:work-safety-general ; spt:bearer bearer:enterprise ; spt:role role:responsible ; spt:basis "statute" ;
  spt:generic true ; spt:rule rule:enterprise-duty ; prov:wasDerivedFrom n:firm, d:plan-date .
d:firm%2F2 a spt:EnterpriseDuty ; spt:about sec:work-safety-general ; spt:bearer bearer:principal ; spt:role role:responsible ; spt:basis "statute" ;
  spt:generic true ; spt:rule rule:enterprise-duty ; prov:wasDerivedFrom n:firm, d:plan-date .
d:firm%2F3 a spt:EnterpriseDuty ; spt:about sec:work-safety-general ; spt:bearer bearer:deputies ; spt:role role:responsible ; spt:basis "statute" ;
  spt:generic true ; spt:rule rule:enterprise-duty ; prov:wasDerivedFrom n:firm, d:plan-date .
d:area a spt:TerritorialDuty ; spt:about <place/云溪县> ; spt:bearer o:各乡镇人民政府 ; spt:role role:responsible ;
  spt:basis "statute" ; spt:generic true ; spt:rule rule:territorial-duty ; prov:wasDerivedFrom n:firm, d:plan-date .
d:all a spt:SectorLead ; spt:about sec:work-safety-general ; spt:sector sec:work-safety-general ;
  spt:facet fac:work-safety ; spt:bearer o:县应急局 ; spt:role role:lead ; spt:basis "statute" ; spt:generic true ;
  spt:rule rule:comprehensive-supervision ; prov:wasDerivedFrom n:firm, d:plan-date .
"""

MARKET_GAP = """
d:gap%2Fmarket a spt:Gap ; spt:sector sec:farmers-market ; spt:facet fac:work-safety ; spt:reason "left-to-local" ;
  spt:candidate o:县商务局, dep:market-supervision ; spt:rule rule:gap ;
  prov:wasDerivedFrom <plan/task/（三）/2/sector/1> .
"""


IMPLIED = """
d:implied%2Fgas a spt:SectorLead ; spt:about sec:city-gas ; spt:sector sec:city-gas ; spt:facet fac:work-safety ;
  spt:bearer o:县住建局 ; spt:role role:lead ; spt:basis "implied" ; spt:rule rule:implied-sector-lead ;
  prov:wasDerivedFrom <plan/task/（一）/1/assignment/1>, <plan/task/（一）/1/sector/1> .
"""

IMPLIED_TOO = """
d:implied%2Fchemicals a spt:SectorLead ; spt:about sec:hazardous-chemicals ; spt:sector sec:hazardous-chemicals ;
  spt:facet fac:work-safety ; spt:bearer o:县应急局 ; spt:role role:lead ; spt:basis "implied" ;
  spt:rule rule:implied-sector-lead ;
  prov:wasDerivedFrom <plan/task/（二）/2/assignment/1>, <plan/task/（二）/2/sector/1> .
"""


def put(store: Store, plan: str, *texts: str) -> None:
    """Put hand-made derived facts into a plan of the store, in place of what was derived."""
    spaces = {
        **PREFIXES,
        "plan": plan,
        "d": f"{plan}/derived/",
        "o": f"{BASE}place/云溪县/org/",
        "n": f"{BASE}norm/test-",
        "l": f"{BASE}statute/test-",
        "r": f"{BASE}place/云溪县/roster/",
    }
    heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in spaces.items())
    text = heads + "\n".join((RULES, *texts)).replace("<plan/", f"<{plan}/").replace(
        "<place/", f"<{BASE}place/"
    )
    # A slash needs no escape in a name written out in full.
    quads = ox.parse(text.replace("%2F", "\\/"), ox.RdfFormat.TURTLE)
    store.put_graph(PlanGraphs.of(plan).derived, [quad.triple for quad in quads])


def holding(*texts: str, plan: Plan | None = None) -> Store:
    """Return a store that holds the sample plan (or another of that county) and these derived facts."""
    store = Store()
    put(store, store.insert(plan or sample_plan()).iri, *texts)
    return store
