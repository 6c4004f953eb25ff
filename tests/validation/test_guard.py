"""Shapes that would fetch, run scripts, change data or silently do nothing are refused in one line."""

from pathlib import Path

import pytest

from sptgraph.errors import ShapeError
from sptgraph.validation import load_rulebook

PREFIXES = """
@prefix my: <https://example.org/rules#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix spt: <https://w3id.org/sptgraph/ontology#> .
@prefix shape: <https://w3id.org/sptgraph/shapes#> .
"""


def rule(query: str) -> str:
    return f'my:Rule a sh:NodeShape ; sh:targetClass spt:Task ; sh:sparql [ sh:select """{query}""" ] .'


REFUSED = {
    "service": (
        rule("SELECT $this WHERE { $this a spt:Task . SERVICE <http://example.org/> { ?s ?p ?o } }"),
        "SERVICE",
    ),
    "service-silent": (
        rule("SELECT $this WHERE { $this a spt:Task . service silent ?e { ?s ?p ?o } }"),
        "SERVICE",
    ),
    "from": (rule("SELECT $this FROM <http://example.org/g> WHERE { $this a spt:Task }"), "FROM"),
    "graph": (rule("SELECT $this WHERE { GRAPH ?g { $this a spt:Task } }"), "GRAPH"),
    "minus": (rule("SELECT $this WHERE { $this a spt:Task MINUS { $this spt:order 1 } }"), "MINUS"),
    "values": (rule("SELECT $this WHERE { VALUES ?x { 1 } $this spt:order ?x }"), "VALUES"),
    "imports": (
        "<https://example.org/> a owl:Ontology ; owl:imports <http://example.org/more> .",
        "owl:imports",
    ),
    "script": ('my:Rule sh:targetClass spt:Task ; sh:js [ sh:jsFunctionName "f" ] .', "sh:js"),
    "data-changing": ("my:Rule sh:targetClass spt:Task ; sh:rule my:Other .", "sh:rule"),
    "entailment": (
        "<https://example.org/> sh:entailment <http://www.w3.org/ns/entailment/RDFS> .",
        "sh:entailment",
    ),
    "nameless": (
        "[] a sh:NodeShape ; sh:targetClass spt:Plan ; sh:property [ sh:path spt:order ; sh:minCount 1 ] .",
        "[]",
    ),
    "misspelt": (
        'my:Rule sh:targetClass spt:Task ; sh:property [ sh:path spt:order ; sh:dataType "x" ] .',
        "sh:dataType",
    ),
    "misspelt-class": ("my:Rule a sh:PropertyShap .", "sh:PropertyShap"),
    "severity": ("my:Rule sh:targetClass spt:Task ; sh:severity my:Grave .", "sh:severity"),
    "not-turtle": ("my:Rule sh:targetClass", "Turtle"),
    "not-sparql": (rule("SELECT $this WHERE { $this a "), "SPARQL"),
    "undeclared-prefix": (rule("SELECT $this WHERE { $this a spt:Task }"), "SPARQL"),
    "ours": ("shape:Task-owner sh:deactivated true .", "Task-owner"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_one_line_that_names_it(name: str, tmp_path: Path) -> None:
    text, word = REFUSED[name]
    (tmp_path / "own.ttl").write_text(PREFIXES + text, encoding="utf-8")
    with pytest.raises(ShapeError) as caught:
        load_rulebook(tmp_path)
    for language in ("zh", "en"):
        sentence = caught.value.message(language)  # type: ignore[arg-type]
        assert word in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("name", ["nothing", "empty", "file.txt"])
def test_a_place_without_shapes_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    if name == "file.txt":
        name = "nothing.ttl"
    with pytest.raises(ShapeError):
        load_rulebook(tmp_path / name)


def test_words_in_comments_strings_and_names_are_no_keywords(tmp_path: Path) -> None:
    query = """SELECT $this WHERE { # VALUES, MINUS
        $this a <urn:from:service> ; <urn:values> 'SERVICE { FROM' , \\"MINUS\\" .
        FILTER (?graph != ?values) }"""
    (tmp_path / "own.ttl").write_text(PREFIXES + rule(query), encoding="utf-8")
    assert len(load_rulebook(tmp_path).rules) == len(load_rulebook().rules) + 1


def test_one_file_does_as_well_as_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        PREFIXES + "my:Rule a sh:NodeShape ; sh:targetClass spt:Task ; sh:nodeKind sh:IRI .", encoding="utf-8"
    )
    assert "https://example.org/rules#Rule" in load_rulebook(path).rules
