"""The ontology keeps its own rules: labelled, defined, dated, linked and in one form."""

import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from sptgraph.errors import OntologyError
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.version import VERSION
from sptgraph.vocabulary import BASE, PREFIXES, term
from tests.ontology_data import FILES, described, individuals, instances, languages, triples, values

ROOT = Path(__file__).resolve().parents[1]
INDIVIDUALS = ("dep", "sec", "fac", "role", "tier", "norm", "law", "word", "status")
BORROWED = ("org", "oa", "prov", "eli")


@pytest.fixture(scope="module")
def formatter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("format_turtle", ROOT / "tools" / "format_turtle.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_stands_in_its_one_form(path: Path, formatter: ModuleType) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatter.format_turtle(text) == text, "run tools/format_turtle.py"


def test_the_one_form_says_the_same(formatter: ModuleType) -> None:
    day = '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>'
    odd = rf'<urn:x> <urn:p> 1 . <urn:a/b> <urn:p> "a\"b\\\n"@zh , {day} , true , "plain" .'
    again = formatter.format_turtle(odd)
    assert set(ox.parse(again.encode(), ox.RdfFormat.TURTLE)) == set(
        ox.parse(odd.encode(), ox.RdfFormat.TURTLE)
    )
    assert formatter.format_turtle(again) == again


def test_blank_nodes_are_refused(formatter: ModuleType) -> None:
    with pytest.raises(OntologyError):
        formatter.format_turtle("<urn:a> <urn:b> [ <urn:c> 1 ] .")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rdflib_reads_a_file_alike(path: Path) -> None:
    from rdflib import Graph

    assert len(Graph().parse(path, format="turtle")) == len(set(triples(path)))


def test_nothing_is_stated_in_two_files() -> None:
    counted = Counter(triple for path in FILES for triple in set(triples(path)))
    assert [str(triple) for triple, times in counted.items() if times > 1] == []


def test_the_version_is_the_packages() -> None:
    assert values(f"{BASE}ontology", "owl:versionIRI") == [f"{BASE}ontology/{VERSION}"]
    assert values(f"{BASE}ontology", "owl:versionInfo") == [VERSION]


def test_everything_is_labelled_in_both_languages() -> None:
    lacking = [iri for iri in described() if languages(iri, "rdfs:label", "skos:prefLabel") != {"zh", "en"}]
    assert lacking == []


def test_everything_but_a_norm_is_defined_in_both_languages() -> None:
    """A norm's label is its paraphrase, which says all there is to say."""
    defined = [iri for iri in described() if not iri.startswith(PREFIXES["norm"])]
    assert [iri for iri in defined if languages(iri, "skos:definition") != {"zh", "en"}] == []
    assert len(defined) > 500


def test_no_label_is_given_twice_in_one_language() -> None:
    for iri in described():
        labels = [
            v for name in ("rdfs:label", "skos:prefLabel") for v in described()[iri].get(term(name), ())
        ]
        assert len(labels) == 2, iri


def named_terms(prefixes: Iterable[str], paths: Iterable[Path]) -> set[str]:
    pattern = re.compile(rf"(?<![\w:/.-])(?:{'|'.join(prefixes)}):[A-Za-z]\w*")
    return {name for path in paths for name in pattern.findall(path.read_text(encoding="utf-8"))}


def using() -> Iterator[Path]:
    yield from FILES
    for kind in ("shapes", "queries"):
        yield from (path for path in (ROOT / kind).rglob("*") if path.suffix in {".ttl", ".rq"})
    yield from (ROOT / "sptgraph").rglob("*.py")


def test_every_term_of_ours_that_is_used_is_declared() -> None:
    declared = {iri for iri in described() if iri.startswith(PREFIXES["spt"])}
    used = {term(name) for name in named_terms(["spt"], using())}
    assert used - declared == set()
    assert len(used) > 100


def test_every_borrowed_term_that_is_used_is_explained() -> None:
    explained = {
        iri
        for path in FILES
        if path.stem == "borrowed"
        for iri in (triple.subject.value for triple in triples(path))
    }
    assert {term(name) for name in named_terms(BORROWED, using())} - explained == set()


def test_every_property_is_of_one_kind() -> None:
    kinds = {term(f"owl:{kind}Property") for kind in ("Object", "Datatype", "Annotation")}
    for iri in described():
        if iri.startswith(PREFIXES["spt"]) and iri[len(PREFIXES["spt"])].islower():
            assert len(kinds & set(values(iri, "rdf:type"))) == 1, iri


def test_every_individual_that_is_named_exists() -> None:
    known = set(described())
    for iri, properties in list(described().items()):
        for targets in properties.values():
            for target in targets:
                ours = isinstance(target, ox.NamedNode) and target.value.startswith(
                    tuple(PREFIXES[p] for p in (*INDIVIDUALS, "spt"))
                )
                assert not ours or target.value in known, f"{iri} → {target}"


def test_a_departments_name_belongs_to_one_key() -> None:
    owners = defaultdict(set)
    for department in load_lexicon().departments.values():
        for name in (department.label_zh, *department.names, *department.bare_names):
            owners[name].add(department.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}
    assert len(owners) > 1500


def test_a_sectors_word_belongs_to_one_key() -> None:
    owners = defaultdict(set)
    for sector in load_lexicon().sectors.values():
        for name in (sector.label_zh, *sector.aliases):
            owners[name].add(sector.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_a_name_pattern_names_its_place() -> None:
    for department in load_lexicon().departments.values():
        assert all("{place}" in form or "{city}" in form for form in department.name_pattern), department.key


def test_one_sector_is_generic_and_broader_sectors_do_not_go_in_circles() -> None:
    sectors = load_lexicon().sectors
    assert [key for key, sector in sectors.items() if sector.generic] == ["work-safety-general"]
    for key in sectors:
        above, step = sectors[key].broader, 0
        while above:
            above, step = sectors[above].broader, step + 1
            assert step < 10, key


LISTS = [
    "role-lead",
    "role-responsible",
    "role-support",
    "label-lead",
    "label-responsible",
    "label-support",
    "unit-suffix",
    "group-head",
    "quantifier-all",
    "quantifier-some",
    "quantifier-open",
    "not-agent-before",
    "duty-modal",
    "duty-verb",
    "standing",
    "degree-basic",
    "degree-full",
    "degree-strive",
    "milestone-start",
    "milestone-reach",
    "milestone-complete",
    "member-class-supervisory",
    "member-class-industry",
    "member-class-support",
    "site-noise-start",
    "site-noise-end",
    "plan-title-word",
    "organ-suffix",
    "sector-suffix",
]


def test_the_word_lists_are_there_and_hold_words() -> None:
    words = load_lexicon().words
    assert set(LISTS) <= set(words)
    assert all(len(words[name]) > 3 or name.startswith(("degree", "quantifier")) for name in LISTS)


def test_a_norm_says_who_what_where_from_and_whether_it_was_checked() -> None:
    for iri in instances("spt:Norm"):
        for name in (
            "sector",
            "departmentType",
            "normRole",
            "facet",
            "scope",
            "level",
            "leftToLocal",
            "statute",
            "verified",
        ):
            assert len(values(iri, f"spt:{name}")) == 1, (iri, name)
        assert len(values(iri, "dcterms:source")) == 1, iri
        start, end = (values(iri, f"spt:{name}") for name in ("validFrom", "validTo"))
        assert max(len(start), len(end)) <= 1
        if start and end:
            assert date.fromisoformat(start[0]) <= date.fromisoformat(end[0]), iri


def test_a_norms_statute_was_in_force_when_the_norm_was() -> None:
    for iri in instances("spt:Norm"):
        statute = values(iri, "spt:statute")[0]
        gone = values(statute, "eli:date_no_longer_in_force")
        if gone and (end := values(iri, "spt:validTo")):
            assert end[0] < gone[0], iri


def test_a_statutes_text_belongs_to_a_statute() -> None:
    statutes = set(instances("eli:LegalResource"))
    texts = instances("eli:LegalExpression")
    assert all(
        set(values(text, "eli:realizes")) <= statutes and values(text, "eli:realizes") for text in texts
    )
    assert len(texts) > 100


def test_the_tiers_are_ranked_without_gap() -> None:
    ranks = sorted(int(values(iri, "spt:rank")[0]) for iri in individuals("tier"))
    assert ranks == list(range(1, len(ranks) + 1))
