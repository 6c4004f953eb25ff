"""The ontology keeps its own rules, and each of them is seen failing on something added to it."""

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.store.reference import load_reference
from sptgraph.validation import validate_ontology
from sptgraph.validation.checking import results_of
from sptgraph.validation.rulebook import ontology_rulebook
from sptgraph.vocabulary import BASE, PREFIXES, SHAPES, term

HERE = Path(__file__).parent / "ontology"
EXAMPLES = sorted(HERE.glob("*.ttl"))
MARK = "# violates "


def declared(path: Path) -> set[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    names = first.removeprefix(MARK).split() if first.startswith(MARK) else []
    return {name.replace("shape:", SHAPES) for name in names}


def own(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


@cache
def around() -> tuple[Triple, ...]:
    """A part of the ontology that the examples refer to, small enough for the reference engine."""
    kept = ("facet/work-safety", "role/lead", "sector/mining", "department/agriculture", "ontology")
    names = {term(name) for name in ("rdf:type", "rdfs:label", "rdfs:subClassOf", "skos:prefLabel")}
    names |= {term(name) for name in ("skos:definition", "spt:kind", "spt:generic", "spt:primaryFacet")}
    return tuple(
        triple
        for triple in load_reference().triples
        if triple.predicate.value in names
        and triple.subject.value.startswith((BASE, PREFIXES["spt"]))
        and (
            triple.subject.value.removeprefix(BASE) in kept
            or triple.subject.value[len(BASE) :].startswith("ontology#Nor")
        )
    )


def test_the_shipped_ontology_is_in_order() -> None:
    report = validate_ontology()
    assert report.text("zh") == "本体：没有发现问题"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_exactly_the_named_rules_fire(path: Path) -> None:
    report = validate_ontology(path)
    assert {each.rule_iri for each in report} == declared(path)
    assert path.stem.startswith("fail-" if declared(path) else "pass-")
    assert all("{" not in text for each in report for text in (*each.message, *each.fix))


@pytest.mark.parametrize(
    "path", [each for each in EXAMPLES if "broader" not in each.stem], ids=lambda p: p.stem
)
def test_both_engines_agree(path: Path) -> None:
    triples, book = (*around(), *own(path)), ontology_rulebook()
    assert results_of(triples, book) == results_of(triples, book, "pyshacl")


def test_every_rule_is_seen_failing() -> None:
    assert {rule.iri for rule in ontology_rulebook().targeted} == set().union(*map(declared, EXAMPLES))


def test_every_rule_says_all_in_both_languages() -> None:
    for rule in ontology_rulebook().targeted:
        for texts in (rule.title, rule.reason, rule.message, rule.template, rule.fix):
            assert texts.zh, rule.name
            assert texts.en, rule.name
            assert texts.zh != texts.en
    assert len({rule.name for rule in ontology_rulebook().targeted}) == len(ontology_rulebook().targeted)


def test_a_file_that_is_no_turtle_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("sec:x a", encoding="utf-8")
    for path in (tmp_path / "own.ttl", tmp_path / "missing.ttl", folder("ontology")):
        with pytest.raises(OntologyError) as caught:
            validate_ontology(path)
        assert "\n" not in caught.value.message("zh")
