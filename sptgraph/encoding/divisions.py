"""The places the ontology knows, by any of their names: division code, level, and what they lie in."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast, get_args

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sptgraph.encoding.iris import segment
from sptgraph.encoding.terms import node
from sptgraph.model import Level
from sptgraph.resources import folder
from sptgraph.vocabulary import BASE, key_of

DIVISIONS: Final = f"{BASE}division/"
"""Where the ontology's places are named, by code; places of users' data are under their own base."""


@dataclass(frozen=True, slots=True)
class Division:
    """A place with its division code; ``within`` is the code of the place next above."""

    code: str
    label: str
    level: Level
    names: tuple[str, ...]
    within: str | None = None


@cache
def divisions() -> dict[str, Division]:
    """Return the ontology's places by code."""
    path = folder("ontology") / "places.ttl"
    said: dict[str, dict[str, list[Any]]] = {}
    for triple in parse(path=path, format=RdfFormat.TURTLE) if path.is_file() else ():
        if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(DIVISIONS):
            properties = said.setdefault(key_of(triple.subject.value), {})
            properties.setdefault(triple.predicate.value, []).append(triple.object)
    return {code: found for code, properties in said.items() if (found := _division(code, properties))}


def _division(code: str, properties: dict[str, list[Any]]) -> Division | None:
    def values(name: str) -> list[str]:
        found = properties.get(node(name).value, [])
        return [v.value for v in found if not isinstance(v, Literal) or v.language != "en"]

    labels, levels, above = values("skos:prefLabel"), values("spt:level"), values("spt:within")
    if not labels or not levels or levels[0] not in get_args(Level):
        return None
    names = (labels[0], *values("skos:altLabel"))
    return Division(code, labels[0], cast("Level", levels[0]), names, key_of(above[0]) if above else None)


@cache
def _by_name() -> dict[str, Division]:
    found: dict[str, list[Division]] = {}
    for division in divisions().values():
        for name in division.names:
            found.setdefault(name, []).append(division)
    return {name: known[0] for name, known in found.items() if len(known) == 1}


def division_of(name: str | None) -> Division | None:
    """Return the place of that name, or None where the ontology knows none or several.

    >>> division_of("安徽省").code, division_of("云溪县")
    ('340000', None)
    """
    return _by_name().get(name) if name else None


def above(division: Division) -> tuple[Division, ...]:
    """Return the places a place lies in, the nearest first; the country itself is left out."""
    found: list[Division] = []
    while division.within and (division := divisions()[division.within]) not in found:
        if division.level != "national":
            found.append(division)
    return tuple(found)


def place_iri(name: str, base: str = BASE) -> str:
    """Return the IRI of a place under ``base``: by its division code where that is known, else by name.

    >>> place_iri("安徽省", "https://data.example/"), place_iri("云溪县", "https://data.example/")
    ('https://data.example/place/340000', 'https://data.example/place/云溪县')
    """
    known = division_of(name)
    return f"{base}place/{known.code if known else segment(name)}"
