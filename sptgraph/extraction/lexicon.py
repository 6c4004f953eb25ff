"""The words the extraction knows: departments, sectors and word lists, read from ``ontology/``.

Words live in the ontology, grammar lives in code.
"""

from collections.abc import Iterator
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.extraction.naming import Department, Lexicon, Sector
from sptgraph.extraction.unit_names import fold
from sptgraph.resources import folder
from sptgraph.vocabulary import BASE, PREFIXES, key_of, term

__all__ = ["Department", "Lexicon", "Sector", "fold", "load_lexicon"]

FILES: Final = ("departments", "department-names", "local-names", "sectors", "sector-names", "words")
"""The ontology's files that hold words."""

LOCAL_NAMES: Final = BASE + "local-name/"

_LEVELS: Final = "省市县区州盟旗"
_NAMES: Final = frozenset(
    map(term, ("spt:countyName", "spt:provinceName", "spt:nationalName", "spt:bareName", "skos:altLabel"))
)


@cache
def load_lexicon(*extra_paths: str | PathLike[str]) -> Lexicon:
    """Return the built-in words, with a user's own Turtle files laid over them.

    A name in a later file belongs to that file's key, whatever an earlier one said. Raises `OntologyError`
    where a file cannot be read or parsed.

    >>> load_lexicon().departments["fire-rescue"].label_en
    'fire and rescue agency'
    """
    shipped = folder("ontology")
    described: _Described = {}
    for path in (*(shipped / f"{name}.ttl" for name in FILES), *map(Path, extra_paths)):
        said = _read(path)
        if path.parent != shipped:
            _take_over(described, said)
        for iri, properties in said.items():
            known = described.setdefault(iri, {})
            for predicate, values in properties.items():
                known[predicate] = [*known.get(predicate, ()), *values]
    places: dict[str, dict[str, str]] = {}
    for iri, properties in described.items():
        if iri.startswith(LOCAL_NAMES):
            for place in _texts(properties, "spt:appliesIn"):
                names = dict.fromkeys(
                    map(fold, _texts(properties, "spt:unitName")), *_keys(properties, "spt:departmentType")
                )
                places.setdefault(place, {}).update(names)
    return Lexicon(
        MappingProxyType({key: _department(key, said) for key, said in _individuals(described, "dep")}),
        MappingProxyType({key: _sector(key, said) for key, said in _individuals(described, "sec")}),
        MappingProxyType({key: _words(said) for key, said in _individuals(described, "word")}),
        MappingProxyType(places),
    )


_Properties = dict[str, list[ox.NamedNode | ox.Literal]]
_Described = dict[str, _Properties]


def _read(path: Path) -> _Described:
    described: _Described = {}
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                described.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    except (OSError, SyntaxError, ValueError) as error:
        raise OntologyError(
            f"{path.name}：词语文件读不了：{error}", f"{path.name}: cannot be read: {error}"
        ) from error
    return described


def _take_over(described: _Described, said: _Described) -> None:
    """Take from the built-in words those names that a user's file gives to others, level word or not."""
    for iri, properties in said.items():
        kind = iri.removesuffix(key_of(iri))
        given = {fold(value.value) for predicate in _NAMES for value in properties.get(predicate, ())}
        for other, theirs in described.items() if given else ():
            if other == iri or not other.startswith(kind):
                continue
            for predicate in _NAMES & theirs.keys():
                theirs[predicate] = [
                    value
                    for value in theirs[predicate]
                    if given.isdisjoint(_with_and_without_level(value.value))
                ]


def _with_and_without_level(name: str) -> tuple[str, str]:
    return fold(name), fold(name).lstrip(_LEVELS)


def _individuals(described: _Described, prefix: str) -> Iterator[tuple[str, _Properties]]:
    for iri, properties in described.items():
        if iri.startswith(PREFIXES[prefix]):
            yield key_of(iri), properties


def _department(key: str, said: _Properties) -> Department:
    county, province, national = (
        _texts(said, f"spt:{level}Name") for level in ("county", "province", "national")
    )
    names = (*county, *province, *national, *_texts(said, "skos:altLabel"))
    return Department(
        key=key,
        label_zh=_label(said, "zh") or key,
        label_en=_label(said, "en") or key,
        names=tuple(dict.fromkeys(names)),
        kind=next(iter(_texts(said, "spt:kind")), "government"),
        county_names=county,
        province_names=province,
        national_names=national,
        bare_names=_texts(said, "spt:bareName"),
        name_pattern=_texts(said, "spt:namePattern"),
        also_holds=_keys(said, "spt:alsoHolds"),
    )


def _sector(key: str, said: _Properties) -> Sector:
    return Sector(
        key=key,
        label_zh=_label(said, "zh") or key,
        label_en=_label(said, "en") or key,
        broader=next(iter(_keys(said, "skos:broader")), None),
        generic="true" in _texts(said, "spt:generic"),
        aliases=tuple(dict.fromkeys(_texts(said, "skos:altLabel"))),
        high_hazard="true" in _texts(said, "spt:highHazard"),
        primary_facet=next(iter(_keys(said, "spt:primaryFacet")), "work-safety"),
    )


def _words(said: _Properties) -> tuple[str, ...]:
    """Return the words of a list, longest first, so that the longest match wins."""
    return tuple(sorted(set(_texts(said, "spt:word")), key=lambda word: (-len(word), word)))


def _texts(said: _Properties, name: str) -> tuple[str, ...]:
    return tuple(value.value for value in said.get(term(name), ()))


def _keys(said: _Properties, name: str) -> tuple[str, ...]:
    return tuple(key_of(value.value) for value in said.get(term(name), ()))


def _label(said: _Properties, language: str) -> str | None:
    labels = (
        v
        for v in said.get(term("skos:prefLabel"), ())
        if isinstance(v, ox.Literal) and v.language == language
    )
    return next((label.value for label in labels), None)
