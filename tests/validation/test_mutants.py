"""One thing is removed or spoilt at a time, and the rule meant for it reports it where it happened."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from sptgraph.model import Plan, Task
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import load_rulebook, validate
from sptgraph.validation.checking import results_of
from sptgraph.validation.data import plan_triples
from sptgraph.validation.findings import findings_of
from sptgraph.vocabulary import term
from tests.sample import sample_plan

Value = NamedNode | Literal
NOWHERE = NamedNode("https://example.org/nowhere")


@cache
def sample() -> tuple[Triple, ...]:
    store = Store()
    iri = store.insert(sample_plan()).iri
    derive(store, iri)
    return plan_triples(store, iri)


def instances(kind: str) -> Iterator[NamedNode]:
    found = {
        t.subject
        for t in sample()
        if t.predicate.value == term("rdf:type") and t.object == NamedNode(term(kind))
    }
    yield from sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def mutate(subject: NamedNode, name: str, *values: Value) -> tuple[Triple, ...]:
    """Replace all values of a property by others, or by none."""
    predicate = NamedNode(term(name))
    rest = [t for t in sample() if not (t.subject == subject and t.predicate == predicate)]
    assert len(rest) < len(sample())
    return (*rest, *(Triple(subject, predicate, value) for value in values))


@cache
def usual() -> frozenset[tuple[str, str]]:
    return frozenset(reported(sample()))


def reported(triples: tuple[Triple, ...]) -> set[tuple[str, str]]:
    book = load_rulebook()
    return {(book.rule(result.shape).name, result.focus.value) for result in results_of(triples, book)}


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(term("xsd:integer")))


def day(value: str) -> Literal:
    return Literal(value, datatype=NamedNode(term("xsd:date")))


# class, property, what it becomes (nothing: removed), the rule meant for it
SPOILT: list[tuple[str, str, tuple[Value, ...], str]] = [
    ("spt:Assignment", "spt:bearer", (), "assignment-bearer"),
    ("spt:Assignment", "spt:role", (), "assignment-role"),
    ("spt:Assignment", "spt:role", (NamedNode(term("role:lead") + "er"),), "assignment-role"),
    ("spt:Assignment", "spt:about", (), "assignment-about"),
    ("spt:Assignment", "spt:basis", (), "assignment-basis"),
    ("spt:Assignment", "spt:locatedAt", (), "span-given"),
    ("spt:Deadline", "spt:due", (), "deadline-due"),
    ("spt:Deadline", "spt:due", (day("2024-13-40"),), "deadline-due"),
    ("spt:Deadline", "spt:due", (day("2031-01-01"),), "deadline-in-period"),
    ("spt:Deadline", "spt:deadlineKind", (), "deadline-kind"),
    ("spt:Deadline", "spt:about", (), "fact-about"),
    ("spt:Deadline", "spt:locatedAt", (), "span-given"),
    ("spt:Recurrence", "spt:period", (Literal("每月"),), "recurrence-period"),
    ("spt:Recurrence", "spt:minimumCount", (integer(0),), "recurrence-count"),
    ("spt:Recurrence", "spt:about", (), "fact-about"),
    ("spt:Target", "spt:value", (), "target-value"),
    ("spt:Target", "spt:unit", (), "target-unit"),
    ("spt:StandingMark", "spt:about", (), "fact-about"),
    ("spt:StandingMark", "spt:inTask", (), "fact-task"),
    ("spt:SectorMention", "spt:sector", (NOWHERE,), "sector-mention-known"),
    ("spt:SectorMention", "spt:locatedAt", (), "span-given"),
    ("spt:Membership", "org:member", (), "member-organisation"),
    ("spt:Membership", "org:organization", (), "member-committee"),
    ("spt:Membership", "spt:memberClass", (Literal("guest"),), "member-class"),
    ("spt:SectorLead", "spt:bearer", (), "sector-lead-bearer"),
    ("spt:SectorLead", "spt:rule", (), "sector-lead-proof"),
    ("spt:SectorLead", "prov:wasDerivedFrom", (), "sector-lead-proof"),
    ("spt:Span", "oa:start", (integer(-1),), "span-start"),
    ("spt:Span", "oa:end", (integer(100_000),), "span-length"),
    ("spt:Span", "oa:end", (), "span-end"),
    ("spt:Span", "dcterms:source", (), "span-source"),
    ("spt:Task", "dcterms:isPartOf", (), "provision-parent"),
    ("spt:Task", "skos:notation", (), "provision-number"),
    ("spt:Task", "spt:locatedAt", (), "span-given"),
    ("spt:Measure", "dcterms:isPartOf", (), "provision-parent"),
    ("spt:Action", "dcterms:isPartOf", (), "provision-parent"),
    ("org:Organization", "skos:prefLabel", (), "organisation-name"),
    ("spt:SourceFile", "spt:length", (), "source-length"),
    ("spt:SourceFile", "spt:sha256", (Literal("?"),), "source-hash"),
    ("spt:Plan", "dcterms:title", (), "plan-title"),
    ("spt:Plan", "spt:jurisdiction", (), "plan-jurisdiction"),
    ("spt:Plan", "spt:periodEnd", (), "plan-period"),
    ("spt:Plan", "spt:periodEnd", (integer(2020),), "plan-period-order"),
    ("spt:Plan", "dcterms:issued", (), "plan-issued"),
    ("spt:Plan", "spt:issuerName", (), "plan-issuer"),
    ("spt:Plan", "spt:level", (Literal("galaxy"),), "plan-level"),
    ("spt:Plan", "dcterms:source", (), "plan-source"),
]


@pytest.mark.parametrize(
    ("kind", "name", "values", "rule"),
    SPOILT,
    ids=[f"{k}-{n}-{'-'.join(v.value for v in vs)}" for k, n, vs, _ in SPOILT],
)
def test_a_spoilt_property_is_reported_at_its_node(
    kind: str, name: str, values: tuple[Value, ...], rule: str
) -> None:
    # The first and the last that have the property stand for all of their class.
    having = [
        node
        for node in instances(kind)
        if any(t.subject == node and t.predicate.value == term(name) for t in sample())
    ]
    assert having
    for node in dict.fromkeys((having[0], having[-1])):
        assert (rule, node.value) in reported(mutate(node, name, *values)) - usual()


# class, link, the rule that misses what it led to; the link now leads nowhere
CUT = [
    ("spt:Assignment", "spt:bearer", "organisation-kind"),
    ("spt:Assignment", "spt:about", "provision-known"),
    ("spt:Deadline", "spt:about", "provision-known"),
    ("spt:Membership", "org:member", "organisation-kind"),
    ("spt:Membership", "org:organization", "organisation-kind"),
    ("spt:Task", "dcterms:isPartOf", "provision-whole"),
]


@pytest.mark.parametrize(("kind", "name", "rule"), CUT, ids=[f"{kind}-{name}" for kind, name, _ in CUT])
def test_a_link_that_leads_nowhere_is_reported(kind: str, name: str, rule: str) -> None:
    node = next(instances(kind))
    assert (rule, NOWHERE.value) in reported(mutate(node, name, NOWHERE)) - usual()


def test_a_dead_link_is_placed_where_it_starts() -> None:
    node = next(instances("spt:Assignment"))
    triples, book = mutate(node, "spt:bearer", NOWHERE), load_rulebook()
    findings = findings_of(next(instances("spt:Plan")).value, triples, results_of(triples, book), book)
    found = [each for each in findings if each.focus == NOWHERE.value]
    assert {(each.rule, each.where) for each in found} == {
        ("organisation-kind", "三（一）"),
        ("organisation-department", "三（一）"),
    }
    assert all("县安委办" in each.message.zh or "nowhere" in each.message.zh for each in found)


def tasks(plan: Plan, change: Callable[[Task], Task]) -> Iterator[tuple[str, Plan]]:
    """Yield the plan with each task changed alone."""
    for index, task in enumerate(plan.tasks):
        if (changed := change(task)) != task:
            mutant = replace(plan, tasks=(*plan.tasks[:index], changed, *plan.tasks[index + 1 :]))
            yield f"{task.action}/{task.no}", mutant


def found(plan: Plan) -> set[tuple[str, str]]:
    store = Store()
    iri = store.insert(plan).iri
    derive(store, iri)
    return {(each.rule, f"{each.action}/{each.task}") for each in validate(store, iri)}


def check(change: Callable[[Task], Task], rule: str, mutants: int) -> None:
    plan = sample_plan()
    before, several = found(plan), list(tasks(plan, change))
    assert len(several) == mutants
    for place, mutant in several:
        assert (rule, place) in found(mutant) - before


def test_owners_removed() -> None:
    check(lambda task: replace(task, assignments=()), "task-owner", 5)


def test_only_supporters_left() -> None:
    def demoted(task: Task) -> Task:
        return replace(task, assignments=tuple(replace(each, role="support") for each in task.assignments))

    check(demoted, "task-answerable", 5)


def test_all_time_marks_removed() -> None:
    check(lambda task: replace(task, deadlines=(), recurrences=(), standing=()), "task-time", 5)


def test_dates_removed_where_a_frequency_stays() -> None:
    def undated(task: Task) -> Task:
        return replace(task, deadlines=()) if task.deadlines and task.recurrences else task

    check(undated, "task-date", 1)


def test_only_the_plan_period_left() -> None:
    def vague(task: Task) -> Task:
        several = tuple(replace(each, kind="within", due=date(2026, 12, 31)) for each in task.deadlines)
        return replace(task, deadlines=several) if several and not task.recurrences else task

    check(vague, "task-own-date", 2)


def test_dates_moved_out_of_the_period() -> None:
    def moved(task: Task) -> Task:
        return replace(task, deadlines=tuple(replace(each, due=date(2027, 1, 1)) for each in task.deadlines))

    check(moved, "deadline-in-period", 3)


def test_start_and_end_exchanged() -> None:
    def exchanged(task: Task) -> Task:
        several = tuple(
            replace(each, start=each.due, due=each.start) if each.start else each for each in task.deadlines
        )
        return replace(task, deadlines=several)

    check(exchanged, "deadline-order", 1)


def test_a_lost_lead_leaves_its_sector_without() -> None:
    plan = sample_plan()
    task = plan.tasks[3]
    mutant = replace(plan, tasks=(*plan.tasks[:3], replace(task, assignments=()), *plan.tasks[4:]))
    # The sector is first named in the action's heading, and is reported there.
    assert ("sector-lead", "（二）/None") in found(mutant)
    assert ("sector-lead-derived", "（二）/None") not in found(mutant)


def test_a_plan_without_tasks() -> None:
    store = Store()
    iri = store.insert(replace(sample_plan(), tasks=())).iri
    assert "plan-tasks" in {each.rule for each in validate(store, iri)}
