"""What the shipped ontology says, laid out for tests to look up."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, term

FILES = sorted(folder("ontology").glob("*.ttl"))


def triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


@cache
def described() -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for path in FILES:
        for triple in triples(path):
            said[triple.subject.value][triple.predicate.value].append(triple.object)
    return said


def values(iri: str, *names: str) -> list[str]:
    return [value.value for name in names for value in described()[iri].get(term(name), ())]


def languages(iri: str, *names: str) -> set[str | None]:
    found = (value for name in names for value in described()[iri].get(term(name), ()))
    return {value.language for value in found if isinstance(value, ox.Literal) and value.value.strip()}


def individuals(prefix: str) -> list[str]:
    return [iri for iri in described() if iri.startswith(PREFIXES[prefix]) and iri != PREFIXES[prefix]]


def instances(name: str) -> list[str]:
    return [iri for iri in described() if term(name) in values(iri, "rdf:type")]
