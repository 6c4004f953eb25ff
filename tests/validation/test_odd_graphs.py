"""Graphs from elsewhere may lack their source, or be tangled; the report still comes, and says so once."""

from pyoxigraph import NamedNode, Triple

from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import Report, load_rulebook, validate
from sptgraph.validation.checking import results_of
from sptgraph.validation.findings import findings_of
from sptgraph.vocabulary import term
from tests.encoding.organisations import plan_of
from tests.sample import sample_plan

PART = NamedNode(term("dcterms:isPartOf"))


def test_a_lone_turtle_file_is_told_once_that_it_cannot_show_its_source(report: Report) -> None:
    store, bare = Store(), Store()
    iri = store.insert(sample_plan()).iri
    bare.load(store.dump("turtle", [f"{iri}/stated"]), "turtle")
    derive(bare, iri)
    found = validate(bare, iri)
    missing = {"unresolved-entry", "correction-applied"}
    assert {each.rule for each in found} == report.fired() - missing | {"plan-source"}
    assert sum(each.rule == "plan-source" for each in found) == 1
    assert all(each.span is None for each in found)
    told = {(each.rule, each.action, each.task) for each in report if each.rule not in missing}
    assert {(each.rule, each.action, each.task) for each in found if each.rule != "plan-source"} == told


def test_provisions_that_are_part_of_each_other_end(triples: tuple[Triple, ...], plan: str) -> None:
    book = load_rulebook()
    nodes = sorted({t.subject.value for t in triples if t.predicate == PART and "/task/" in t.subject.value})
    tangled = [t for t in triples if t.predicate != PART]
    tangled += [
        Triple(NamedNode(node), PART, NamedNode(other))
        for node, other in zip(nodes, [*nodes[1:], nodes[0]], strict=True)
    ]
    tangled += [Triple(NamedNode(node), PART, NamedNode(node)) for node in nodes]
    found = findings_of(plan, tangled, results_of(tuple(tangled), book), book)
    assert {"provision-parent", "plan-tasks"} <= {each.rule for each in found}
    assert all(each.message.zh and each.message.en for each in found)


def test_an_empty_store_graph_of_a_plan_has_no_tasks() -> None:
    book = load_rulebook()
    plan = "https://example.org/plan/1"
    triples = (Triple(NamedNode(plan), NamedNode(term("rdf:type")), NamedNode(term("spt:Plan"))),)
    found = findings_of(plan, triples, results_of(triples, book), book)
    assert {"plan-tasks", "plan-title", "plan-period", "plan-source"} <= {each.rule for each in found}
    assert all(each.heading.zh == "方案整体" for each in found)


def test_a_name_that_may_be_either_of_two_bodies_is_told_with_both() -> None:
    store = Store()
    ambiguous = plan_of(["县农业农村局", "县畜牧局"], [("县三农中心办", "agriculture")])
    report = validate(store, store.insert(ambiguous).iri)
    (said,) = (each.message for each in report if each.rule == "organisation-identity")
    assert said.zh == "“县三农中心办”指哪个单位未能确定：县农业农村局、县畜牧局。"
    assert "provision-known" not in report.fired()
