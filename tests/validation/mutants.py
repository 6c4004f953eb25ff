"""Plans with one thing removed or spoilt, and what reports them."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from sptgraph import read_plan
from sptgraph.model import Plan
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import load_rulebook
from sptgraph.validation.checking import results_of
from sptgraph.validation.data import plan_facts
from sptgraph.validation.facts import Facts, written
from sptgraph.vocabulary import term
from tests.gold import NAMES, PLANS
from tests.reported import sample_reports
from tests.sample import sample_plan

Value = NamedNode | Literal
NOWHERE: Final = NamedNode("https://example.org/nowhere")
INVENTED: Final = ("sample", *NAMES)


class Spoilt(NamedTuple):
    """A way to spoil a plan: a property of a class gets other values, or none; ``rule`` must say so.

    ``elsewhere`` is where it says so when that is not the spoilt node itself.
    """

    kind: str
    name: str
    values: tuple[Value, ...]
    rule: str
    elsewhere: NamedNode | None = None

    def __str__(self) -> str:
        return "-".join((self.kind, self.name, *(value.value[-12:] for value in self.values), self.rule))


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(term("xsd:integer")))


def day(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(term("xsd:date")))


STATED: Final = (
    Spoilt("spt:Assignment", "spt:bearer", (), "assignment-bearer"),
    Spoilt("spt:Assignment", "spt:bearer", (NOWHERE,), "organisation-kind", NOWHERE),
    Spoilt("spt:Assignment", "spt:role", (), "assignment-role"),
    Spoilt("spt:Assignment", "spt:role", (NamedNode(term("role:leader")),), "assignment-role"),
    Spoilt("spt:Assignment", "spt:about", (), "assignment-about"),
    Spoilt("spt:Assignment", "spt:about", (NOWHERE,), "provision-known", NOWHERE),
    Spoilt("spt:Assignment", "spt:basis", (), "assignment-basis"),
    Spoilt("spt:Assignment", "spt:inTask", (), "fact-task"),
    Spoilt("spt:Assignment", "spt:locatedAt", (), "span-given"),
    Spoilt("spt:Assignment", "spt:locatedAt", (NOWHERE,), "span-given"),
    Spoilt("spt:Deadline", "spt:due", (), "deadline-due"),
    Spoilt("spt:Deadline", "spt:due", (day("2024-13-40"),), "deadline-due"),
    Spoilt("spt:Deadline", "spt:due", (day("2031-01-01"),), "deadline-in-period"),
    Spoilt("spt:Deadline", "spt:startsOn", (day("2031-01-01"),), "deadline-order"),
    Spoilt("spt:Deadline", "spt:deadlineKind", (), "deadline-kind"),
    Spoilt("spt:Deadline", "spt:about", (), "fact-about"),
    Spoilt("spt:Deadline", "spt:about", (NOWHERE,), "provision-known", NOWHERE),
    Spoilt("spt:Deadline", "spt:inTask", (), "fact-task"),
    Spoilt("spt:Deadline", "spt:locatedAt", (), "span-given"),
    Spoilt("spt:Recurrence", "spt:period", (Literal("每月"),), "recurrence-period"),
    Spoilt("spt:Recurrence", "spt:minimumCount", (integer(0),), "recurrence-count"),
    Spoilt("spt:Recurrence", "spt:tightens", (NOWHERE,), "recurrence-general"),
    Spoilt("spt:Recurrence", "spt:about", (), "fact-about"),
    Spoilt("spt:Target", "spt:value", (), "target-value"),
    Spoilt("spt:Target", "spt:unit", (), "target-unit"),
    Spoilt("spt:StandingMark", "spt:about", (), "fact-about"),
    Spoilt("spt:StandingMark", "spt:inTask", (), "fact-task"),
    Spoilt("spt:SectorMention", "spt:sector", (), "sector-mention-known"),
    Spoilt("spt:SectorMention", "spt:sector", (NOWHERE,), "sector-mention-known"),
    Spoilt("spt:SectorMention", "spt:locatedAt", (), "span-given"),
    Spoilt("spt:Membership", "org:member", (), "member-organisation"),
    Spoilt("spt:Membership", "org:member", (NOWHERE,), "organisation-kind", NOWHERE),
    Spoilt("spt:Membership", "org:organization", (), "member-committee"),
    Spoilt("spt:Membership", "org:organization", (NOWHERE,), "organisation-kind", NOWHERE),
    Spoilt("spt:Membership", "spt:memberClass", (), "member-class"),
    Spoilt("spt:Membership", "spt:memberClass", (Literal("guest"),), "member-class"),
    Spoilt("spt:Span", "oa:start", (integer(-1),), "span-start"),
    Spoilt("spt:Span", "oa:end", (integer(100_000_000),), "span-length"),
    Spoilt("spt:Span", "oa:end", (), "span-end"),
    Spoilt("spt:Span", "dcterms:source", (), "span-source"),
    Spoilt("spt:Task", "dcterms:isPartOf", (), "provision-parent"),
    Spoilt("spt:Task", "dcterms:isPartOf", (NOWHERE,), "provision-whole", NOWHERE),
    Spoilt("spt:Task", "skos:notation", (), "provision-number"),
    Spoilt("spt:Task", "spt:locatedAt", (), "span-given"),
    Spoilt("spt:Measure", "dcterms:isPartOf", (), "provision-parent"),
    Spoilt("spt:Action", "dcterms:isPartOf", (), "provision-parent"),
    Spoilt("spt:Action", "skos:notation", (), "provision-number"),
    Spoilt("org:Organization", "skos:prefLabel", (), "organisation-name"),
    Spoilt("spt:SourceFile", "spt:length", (), "source-length"),
    Spoilt("spt:SourceFile", "spt:sha256", (Literal("?"),), "source-hash"),
    Spoilt("spt:Plan", "dcterms:title", (), "plan-title"),
    Spoilt("spt:Plan", "spt:jurisdiction", (), "plan-jurisdiction"),
    Spoilt("spt:Plan", "spt:periodEnd", (), "plan-period"),
    Spoilt("spt:Plan", "spt:periodEnd", (integer(2020),), "plan-period-order"),
    Spoilt("spt:Plan", "dcterms:issued", (), "plan-issued"),
    Spoilt("spt:Plan", "spt:issuerName", (), "plan-issuer"),
    Spoilt("spt:Plan", "spt:level", (Literal("galaxy"),), "plan-level"),
    Spoilt("spt:Plan", "dcterms:source", (), "plan-source"),
)
"""Ways to spoil what a plan states."""

_PROVED: Final = (
    *("spt:SectorLead", "spt:SectorDuty", "spt:TerritorialDuty", "spt:BusinessDuty", "spt:EnterpriseDuty"),
    *("spt:RecurringDuty", "spt:ImpliedDeadline", "spt:Holding", "spt:Concern", "spt:LegalDate", "spt:Gap"),
)

DERIVED: Final = (
    *(Spoilt(kind, "spt:rule", (), "derivation-rule") for kind in _PROVED),
    *(Spoilt(kind, "spt:rule", (NOWHERE,), "derivation-rule") for kind in _PROVED),
    *(Spoilt(kind, "prov:wasDerivedFrom", (), "derivation-premise") for kind in _PROVED),
    *(Spoilt(kind, "prov:wasDerivedFrom", (NOWHERE,), "derivation-known", NOWHERE) for kind in _PROVED),
    Spoilt("spt:SectorLead", "spt:bearer", (), "sector-lead-bearer"),
    Spoilt("spt:SectorLead", "spt:sector", (), "sector-lead-facet"),
    Spoilt("spt:SectorLead", "spt:facet", (), "sector-lead-facet"),
    Spoilt("spt:SectorLead", "spt:jurisdiction", (), "sector-lead-facet"),
    Spoilt("spt:SectorLead", "spt:jurisdiction", (NOWHERE,), "sector-lead-competent"),
    Spoilt("spt:SectorLead", "spt:weakerThan", (NOWHERE,), "sector-lead-weaker"),
    Spoilt("spt:SectorDuty", "spt:bearer", (), "duty-bearer"),
    Spoilt("spt:SectorDuty", "spt:facet", (), "sector-lead-facet"),
    Spoilt("spt:TerritorialDuty", "spt:bearer", (), "duty-bearer"),
    Spoilt("spt:BusinessDuty", "spt:bearer", (), "duty-bearer"),
    Spoilt("spt:EnterpriseDuty", "spt:bearer", (), "duty-bearer"),
    Spoilt("spt:RecurringDuty", "spt:bearer", (), "duty-bearer"),
    Spoilt("spt:RecurringDuty", "spt:period", (), "duty-period"),
    Spoilt("spt:RecurringDuty", "spt:minimumCount", (), "duty-period"),
    Spoilt("spt:ImpliedDeadline", "spt:due", (), "duty-date"),
    Spoilt("spt:ImpliedDeadline", "spt:due", (Literal("年底前"),), "duty-date"),
    Spoilt("spt:Holding", "spt:holder", (), "duty-holder"),
    Spoilt("spt:Holding", "spt:function", (NOWHERE,), "duty-holder"),
    Spoilt("spt:Holding", "spt:attestation", (Literal("rumour"),), "duty-holder"),
    Spoilt("spt:LegalDate", "spt:date", (day("2019-01-01"),), "plan-legal-date"),
    Spoilt("spt:Gap", "spt:reason", (), "gap-reason"),
    Spoilt("spt:Gap", "spt:reason", (Literal("because"),), "gap-reason"),
    Spoilt("spt:Gap", "spt:sector", (), "gap-of"),
    Spoilt("spt:Gap", "spt:facet", (), "gap-of"),
    Spoilt("spt:Gap", "spt:jurisdiction", (), "gap-of"),
    Spoilt("spt:Gap", "spt:bearer", (NOWHERE,), "gap-bearer"),
)
"""Ways to spoil what follows."""

REPORTED: Final = (
    Spoilt("spt:StatusReport", "spt:progressOf", (), "status-report-about"),
    Spoilt("spt:StatusReport", "spt:progressOf", (NOWHERE,), "status-report-about"),
    Spoilt("spt:StatusReport", "spt:status", (), "status-report-status"),
    Spoilt("spt:StatusReport", "spt:status", (NOWHERE,), "status-report-status"),
    Spoilt("spt:StatusReport", "spt:reportedOn", (), "status-report-day"),
    Spoilt("spt:StatusReport", "spt:reportedOn", (Literal("六月"),), "status-report-day"),
    Spoilt("spt:StatusReport", "spt:reportedOn", (day("2023-06-30"),), "status-report-after-plan"),
)

ALL: Final = (*STATED, *DERIVED, *REPORTED)

ADDED: Final = frozenset({"spt:startsOn", "spt:tightens", "spt:weakerThan", "spt:bearer"})
"""Properties that are given to nodes that may have none."""


@cache
def plan_of(name: str) -> Plan:
    """Return the sample plan or an invented one."""
    return sample_plan() if name == "sample" else read_plan(PLANS / f"{name}.txt")


@cache
def facts_of(name: str) -> Facts:
    """Return an invented plan's facts, with what follows from it."""
    store = Store()
    iri = store.insert(plan_of(name)).iri
    if name == "sample":
        store.add_reports({iri: sample_reports()})
    derive(store, iri)
    return plan_facts(store, iri)


def having(facts: Facts, spoilt: Spoilt) -> list[str]:
    """Return the nodes that can be spoilt so, in order; a class stands for itself, not for those below."""
    kind, name = (f"<{term(each)}>" for each in (spoilt.kind, spoilt.name))
    nodes = sorted(facts.subjects(f"<{term('rdf:type')}>", kind))
    if spoilt.name in ADDED and spoilt.values:
        return nodes
    return [node for node in nodes if facts.objects(node, name)]


def some(nodes: Sequence[str], most: int) -> list[str]:
    """Return so many of the nodes, from the first to the last; a single one from the middle."""
    if len(nodes) <= most or most == 1:
        return list(nodes) if most > 1 else [*nodes[len(nodes) // 2 :][:1]]
    return [nodes[round(index * (len(nodes) - 1) / (most - 1))] for index in range(most)]


def mutant(facts: Facts, node: str, spoilt: Spoilt) -> Facts:
    """Return the facts with all values of the property replaced by others, or by none."""
    opening = f"{node} <{term(spoilt.name)}> "
    rest = (line for line in facts.lines if not line.startswith(opening))
    return Facts((*rest, *(f"{opening}{written(value)} ." for value in spoilt.values)))


def reported(facts: Facts) -> set[tuple[str, str]]:
    """Return which rules report which nodes."""
    book = load_rulebook()
    return {(book.rule(result.shape).name, result.focus.value) for result in results_of(facts, book)}


@cache
def usual(name: str) -> frozenset[tuple[str, str]]:
    """Return what is reported about an invented plan as it is."""
    return frozenset(reported(facts_of(name)))


def mutants(spoilt: Spoilt) -> Iterator[tuple[str, str]]:
    """Yield where a plan is spoilt so: nodes of the sample, and of two of the invented plans in turn."""
    turn = ALL.index(spoilt)
    others = [name for name in (*NAMES[turn % 5 :], *NAMES[: turn % 5]) if having(facts_of(name), spoilt)]
    for name in ("sample", *others[:2]):
        for node in some(having(facts_of(name), spoilt), 3 if name == "sample" else 1):
            yield name, node
