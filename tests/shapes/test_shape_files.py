"""The shape files keep the house's rules: names, texts in both languages, no term that nobody declared."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from sptgraph.resources import folder
from sptgraph.rules import load_rules
from sptgraph.validation.guard import code_of
from sptgraph.validation.rulebook import load_rulebook
from sptgraph.validation.wording import PLACEHOLDERS
from sptgraph.vocabulary import PREFIXES, SHAPES, term

FILES = sorted(folder("shapes").glob("*.ttl"))
TEXTS = ("sh:name", "sh:description", "sh:message", "spt:messageTemplate", "spt:fix")
RULES = {rule.iri for rule in load_rulebook().targeted}


def read(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


ALL = [triple for path in FILES for triple in read(path)]


def values(subject: str, name: str) -> list[Literal | NamedNode]:
    return [t.object for t in ALL if t.subject == NamedNode(subject) and t.predicate.value == term(name)]  # type: ignore[misc]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_is_called_after_its_file(path: Path) -> None:
    own = {t.subject.value for t in read(path) if isinstance(t.subject, NamedNode)} & RULES
    assert all(f"{iri}-".startswith(f"{SHAPES}{path.stem.capitalize()}-") for iri in own)
    assert own or path.stem == "prefixes"


def test_the_readme_says_of_every_file_what_it_is_for() -> None:
    lines = (FILES[0].parent / "README.md").read_text(encoding="utf-8").splitlines()
    named = [
        name for line in lines if line.startswith("| `") for name in re.findall(r"`([\w-]+)\.ttl`", line)
    ]
    assert sorted(named) == sorted(path.stem for path in FILES)


def test_short_names_are_told_apart() -> None:
    names = [rule.name for rule in load_rulebook().targeted]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in names)


@pytest.mark.parametrize("iri", sorted(RULES), ids=lambda iri: iri.removeprefix(SHAPES))
def test_a_rule_says_everything_once_in_each_language(iri: str) -> None:
    for name in TEXTS:
        languages = sorted(value.language or "" for value in values(iri, name) if isinstance(value, Literal))
        assert languages == ["en", "zh"], name
    assert len(values(iri, "sh:severity")) == 1


@pytest.mark.parametrize("iri", sorted(RULES), ids=lambda iri: iri.removeprefix(SHAPES))
def test_templates_hold_known_placeholders_the_same_in_both_languages(iri: str) -> None:
    found = [set(re.findall(r"\{(.*?)\}", value.value)) for value in values(iri, "spt:messageTemplate")]
    assert found[0] == found[1] <= set(PLACEHOLDERS)
    plain = [
        value.value for name in ("sh:message", "spt:fix", "sh:description") for value in values(iri, name)
    ]
    assert not any("{" in text for text in plain)


def test_every_placeholder_is_used() -> None:
    templates = " ".join(t.object.value for t in ALL if t.predicate.value == term("spt:messageTemplate"))
    assert set(re.findall(r"\{(.*?)\}", templates)) == set(PLACEHOLDERS)


def test_what_has_no_target_is_a_part_in_small_letters() -> None:
    named = {t.subject.value for t in ALL if isinstance(t.subject, NamedNode)}
    parts = {iri.removeprefix(SHAPES) for iri in named - RULES if iri.startswith(SHAPES)}
    assert parts
    assert all(re.fullmatch(r"[a-z-]+", part) for part in parts)
    used = {t.object.value.removeprefix(SHAPES) for t in ALL if isinstance(t.object, NamedNode)}
    assert parts <= used


def terms() -> set[str]:
    """Every term the shapes use outside SHACL's own, in triples and in queries."""
    nodes = {n.value for t in ALL for n in (t.predicate, t.object) if isinstance(n, NamedNode)}
    queries = [t.object.value for t in ALL if t.predicate.value == term("sh:select")]
    pairs = {pair for query in queries for pair in re.findall(r"\b([a-z]+):(\w+)", code_of(query))}
    assert len(queries) >= 6
    return {
        iri
        for iri in nodes | {PREFIXES[prefix] + name for prefix, name in pairs}
        if not iri.startswith((SHAPES.rstrip("#"), PREFIXES["sh"], PREFIXES["xsd"], PREFIXES["owl"]))
    }


def test_every_term_is_declared_in_the_ontology() -> None:
    known = {
        quad.subject.value
        for path in folder("ontology").glob("*.ttl")
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    }
    known |= {rule.iri for rule in load_rules()}
    used = {iri for iri in terms() if not iri.startswith((PREFIXES["rdf"], PREFIXES["rdfs"]))}
    assert len(used) > 40
    assert used - known <= {term("skos:prefLabel")}, "labels are SKOS's own; all else must be declared"
