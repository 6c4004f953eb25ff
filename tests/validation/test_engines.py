"""The fast path gives the reference's results; what it cannot run the same way goes to the engine."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import Graph, URIRef

from sptgraph.errors import StoreError, UsageError
from sptgraph.store import Store
from sptgraph.validation import Rulebook, load_rulebook, validate
from sptgraph.validation.checking import results_of
from sptgraph.validation.data import plan_triples
from sptgraph.validation.engine import quiet, rdflib_graph, run_pyshacl
from sptgraph.validation.selects import runs_once
from sptgraph.vocabulary import PREFIXES, term
from tests.effort import EVERY

OWN = """
@prefix my: <https://example.org/rules#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spt: <https://w3id.org/sptgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

my:prefixes sh:declare [ sh:prefix "spt" ; sh:namespace "https://w3id.org/sptgraph/ontology#"^^xsd:anyURI ] .
"""


@pytest.mark.skipif(not EVERY, reason="takes long; SPTGRAPH_EVERY_MUTANT=1 runs it")
def test_pyshacl_over_plan_and_whole_ontology_finds_what_validation_does(
    store: Store, plan: str, triples: tuple[Triple, ...], book: Rulebook
) -> None:
    everything = tuple({quad.triple: None for quad in store.quads(store.closure(plan))})
    assert len(everything) > 5 * len(triples)
    plain = Graph().parse(data=serialize(everything, format=RdfFormat.N_TRIPLES), format="nt")
    with quiet():
        reference = run_pyshacl(plain, rdflib_graph(book.triples))
    assert len(reference) > 10
    assert results_of(triples, book) == results_of(triples, book, "pyshacl") == reference


def test_most_cross_node_rules_are_run_once(book: Rulebook) -> None:
    queries = [triple for triple in book.triples if triple.predicate.value == term("sh:sparql")]
    assert sum(len(select.queries) for select in book.selects) == len(queries) > 30
    assert not any(triple.predicate.value == term("sh:sparql") for triple in book.core)


def test_the_reference_runs_the_shapes_unmodified(book: Rulebook) -> None:
    files = Path("shapes").glob("*.ttl")
    assert len(book.triples) == sum(len(list(parse(path=file, format=RdfFormat.TURTLE))) for file in files)


@pytest.mark.parametrize(
    ("query", "once"),
    [
        ("SELECT $this WHERE { $this a <urn:c> }", True),
        ("SELECT $this ?value WHERE { ?x <urn:p> $this . OPTIONAL { ?x <urn:q> ?value } }", True),
        ("SELECT $this WHERE { $this a <urn:c> FILTER NOT EXISTS { $this <urn:group> ?o } }", True),
        ("SELECT $this WHERE { # { $this\n FILTER NOT EXISTS { $this <urn:p> ?o } }", False),
        ("SELECT $this WHERE { OPTIONAL { $this <urn:p> ?o } }", False),
        ("SELECT $this WHERE { { $this a <urn:c> } UNION { ?x a <urn:d> } }", False),
        ("SELECT $this WHERE { BIND (<urn:x> AS $this) }", False),
        ("SELECT $this (COUNT(?o) AS ?n) WHERE { $this <urn:p> ?o } GROUP BY $this", False),
        ("SELECT $this WHERE { $this <urn:p> ?o } LIMIT 1", False),
        ("SELECT $this WHERE { $this <urn:p> ?o { SELECT ?o WHERE { ?s <urn:q> ?o } } }", False),
        ("SELECT $this WHERE { $this $PATH ?value }", False),
        ("SELECT ?x WHERE { ?x <urn:p> $this }", False),
    ],
)
def test_what_can_be_run_once(query: str, once: bool) -> None:
    assert runs_once(query) is once


RULES = {
    "once": """my:Long a sh:NodeShape ; sh:targetClass spt:Task ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this <http://www.w3.org/2004/02/skos/core#notation> '2' }" ] .""",
    "grouped": """my:Busy a sh:NodeShape ; sh:targetClass spt:Task ; sh:sparql [ sh:select
        "SELECT $this (COUNT(?a) AS ?n) WHERE { ?a spt:inTask $this } GROUP BY $this HAVING (COUNT(?a) > 4)" ;
        sh:prefixes my:prefixes ] .""",
    "path": """my:Named a sh:PropertyShape ;
        sh:targetClass spt:Task ; sh:path skos:notation ; sh:sparql [ sh:select
        "SELECT $this ?value WHERE { $this $PATH ?value . FILTER (?value = '2') }" ] .""",
    "nested": """my:Task a sh:NodeShape ; sh:targetClass spt:Task ;
        sh:property [ sh:path skos:notation ; sh:pattern "^1" ; sh:message "只要一"@zh ] .""",
    "mixed": """my:Mixed a sh:NodeShape ;
        sh:targetClass spt:Task ; sh:nodeKind sh:BlankNode ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this <http://www.w3.org/2004/02/skos/core#notation> '2' }" ] .""",
    "referred": """my:Inner a sh:NodeShape ; sh:targetClass spt:Measure ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this <http://www.w3.org/2004/02/skos/core#notation> '2' }" ] .
        my:Outer a sh:NodeShape ; sh:targetClass spt:Task ; sh:node my:Inner .""",
    "off": """my:Off a sh:NodeShape ; sh:targetClass spt:Task ; sh:deactivated true ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this a <https://w3id.org/sptgraph/ontology#Task> }" ] .""",
    "subjects": """my:Naming a sh:NodeShape ; sh:targetSubjectsOf spt:namesSector ; sh:sparql [ sh:select
        "SELECT $this ?value WHERE { $this a ?value . FILTER (?value = spt:Action) }" ;
        sh:prefixes my:prefixes ] .""",
    "subclass": """my:Any a sh:NodeShape ; sh:targetClass spt:Provision ; sh:sparql [ sh:select
        "SELECT $this WHERE { $this <http://www.w3.org/2004/02/skos/core#notation> '（一）' }" ] .""",
}


@pytest.mark.parametrize("name", RULES)
def test_rules_of_ones_own_run_beside_ours_the_same_in_both_engines(
    name: str, tmp_path: Path, store: Store, plan: str, triples: tuple[Triple, ...]
) -> None:
    (tmp_path / "own.ttl").write_text(OWN + RULES[name], encoding="utf-8")
    book = load_rulebook(tmp_path)
    ours = load_rulebook()
    own = replace(
        book,
        triples=tuple(each for each in book.triples if each not in ours.triples),
        core=tuple(each for each in book.core if each not in ours.core),
        selects=tuple(each for each in book.selects if each not in ours.selects),
    )
    reference = results_of(triples, own, "pyshacl")
    assert bool(reference) is (name != "off")
    assert results_of(triples, own) == reference
    assert bool(own.selects) is (name in {"once", "subjects", "subclass"})
    report = validate(store, plan, shapes=tmp_path)
    rules = {each.rule_iri for each in report if each.rule_iri.startswith("https://example.org/")}
    assert bool(rules) is (name != "off")


def test_a_shape_without_texts_still_says_something(tmp_path: Path, store: Store, plan: str) -> None:
    (tmp_path / "own.ttl").write_text(OWN + RULES["nested"], encoding="utf-8")
    said = {each.message for each in validate(store, plan, shapes=tmp_path) if each.rule == "task"}
    assert said == {("Task", "Task")}


def test_the_rdflib_graph_is_the_one_that_n_triples_give() -> None:
    subject, predicate = NamedNode("urn:s"), NamedNode("urn:p")
    values = [
        Literal("文字"),
        Literal("文字", datatype=NamedNode(term("xsd:string"))),
        Literal("文字", language="zh"),
        Literal("2024-12-31", datatype=NamedNode(term("xsd:date"))),
        Literal("P3M", datatype=NamedNode(term("xsd:duration"))),
        Literal("98", datatype=NamedNode(term("xsd:decimal"))),
        Literal("true", datatype=NamedNode(term("xsd:boolean"))),
        Literal('引号"\n\\'),
        NamedNode("urn:（一）"),
    ]
    triples = [Triple(subject, predicate, value) for value in values]
    expected = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    assert set(rdflib_graph(triples)) == set(expected)
    assert (
        len(rdflib_graph([*triples, Triple(BlankNode("b"), predicate, BlankNode("b"))])) == len(expected) + 1
    )


def test_a_query_that_is_read_once_is_answered_for_each_node_and_each_graph() -> None:
    query = "SELECT ?value WHERE { $this <urn:p> ?value }"
    for value in ("甲", "乙"):
        graph = rdflib_graph(
            Triple(NamedNode(f"urn:{number}"), NamedNode("urn:p"), Literal(f"{value}{number}"))
            for number in range(3)
        )
        for number in range(3):
            rows = graph.query(query, initBindings={"this": URIRef(f"urn:{number}")})
            assert [str(row[0]) for row in rows] == [f"{value}{number}"]


def test_prefixes_are_part_of_a_query_that_is_read_once() -> None:
    graph = rdflib_graph([Triple(NamedNode("urn:a:s"), NamedNode("urn:p"), Literal("甲"))])
    for prefix, found in (("urn:a:", True), ("urn:b:", False)):
        assert bool(graph.query("ASK { x:s ?p ?o }", initNs={"x": prefix})) is found


def test_only_what_the_plan_names_is_taken_from_the_reference(store: Store, plan: str) -> None:
    triples = plan_triples(store, plan)
    everything = sum(1 for _ in store.quads(store.closure(plan)))
    assert len(triples) < everything / 5
    labelled = {t.subject.value for t in triples if t.predicate.value == term("spt:primaryFacet")}
    named = {
        t.object.value for t in triples if t.predicate.value in (term("spt:namesSector"), term("spt:about"))
    }
    assert labelled == {iri for iri in named if iri.startswith(PREFIXES["sec"])}


def test_an_unknown_engine_or_plan_is_refused(store: Store, plan: str) -> None:
    with pytest.raises(UsageError):
        validate(store, plan, engine="turbo")  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        validate(store, "https://example.org/plan/none")
