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
from sptgraph.reasons import parser_reason, system_reason
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, key_of, term

__all__ = ["Department", "Lexicon", "Sector", "fold", "load_lexicon"]

FILES: Final = ("departments", "department-names", "local-names", "sectors", "sector-names", "words")
"""The ontology's files that hold words."""

_LEVELS: Final = "省市县区州盟旗"
_NAMES: Final = frozenset(
    ("spt:countyName", "spt:provinceName", "spt:nationalName", "spt:bareName", "skos:altLabel")
)
_USED: Final = {
    term(name): name
    for name in (
        *_NAMES,
        *("skos:prefLabel", "skos:broader", "spt:kind", "spt:namePattern", "spt:alsoHolds"),
        *("spt:generic", "spt:highHazard", "spt:primaryFacet"),
        *("spt:word", "spt:unitName", "spt:appliesIn", "spt:departmentType"),
    )
}


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
    for name in FILES:
        _read(shipped / f"{name}.ttl", described)
    for path in extra_paths:
        said: _Described = {}
        _read(Path(path), said)
        _take_over(described, said)
        for iri, properties in said.items():
            for name, values in properties.items():
                described.setdefault(iri, {}).setdefault(name, []).extend(values)
    return Lexicon(
        MappingProxyType({key: _department(key, said) for key, said in _individuals(described, "dep")}),
        MappingProxyType({key: _sector(key, said) for key, said in _individuals(described, "sec")}),
        MappingProxyType({key: _words(said) for key, said in _individuals(described, "word")}),
        MappingProxyType(_local_names(described)),
    )


_Properties = dict[str, list[str]]
"""What is said of one thing: texts and IRIs by prefixed name, labels by name and language."""

_Described = dict[str, _Properties]


def _read(path: Path, described: _Described) -> None:
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if name := _USED.get(triple.predicate.value):
                value = triple.object
                if isinstance(value, ox.Literal) and name == "skos:prefLabel":
                    name = f"{name}@{value.language}"
                if isinstance(value, ox.Literal | ox.NamedNode) and isinstance(triple.subject, ox.NamedNode):
                    described.setdefault(triple.subject.value, {}).setdefault(name, []).append(value.value)
    except (OSError, SyntaxError, ValueError) as error:
        zh, en = system_reason(error) if isinstance(error, OSError) else parser_reason(error)
        raise OntologyError(
            f"{path.name}：词语文件读不了：{zh}", f"{path.name}: cannot be read: {en}"
        ) from error


def _local_names(described: _Described) -> dict[str, dict[str, str]]:
    places: dict[str, dict[str, str]] = {}
    for said in described.values():
        for key in _keys(said, "spt:departmentType"):
            for place in said.get("spt:appliesIn", ()):
                places.setdefault(place, {}).update(
                    dict.fromkeys(map(fold, said.get("spt:unitName", ())), key)
                )
    return places


def _take_over(described: _Described, said: _Described) -> None:
    """Take from the built-in words those names that a user's file gives to others, level word or not."""
    for iri, properties in said.items():
        kind = iri.removesuffix(key_of(iri))
        given = {fold(name) for kind_of_name in _NAMES for name in properties.get(kind_of_name, ())}
        for other, theirs in described.items() if given else ():
            if other == iri or not other.startswith(kind):
                continue
            for kind_of_name in _NAMES & theirs.keys():
                theirs[kind_of_name] = [
                    name
                    for name in theirs[kind_of_name]
                    if given.isdisjoint((fold(name), fold(name).lstrip(_LEVELS)))
                ]


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
        label_zh=_label(said, "zh", key),
        label_en=_label(said, "en", key),
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
        label_zh=_label(said, "zh", key),
        label_en=_label(said, "en", key),
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
    return tuple(said.get(name, ()))


def _keys(said: _Properties, name: str) -> tuple[str, ...]:
    return tuple(map(key_of, said.get(name, ())))


def _label(said: _Properties, language: str, key: str) -> str:
    return next(iter(said.get(f"skos:prefLabel@{language}", ())), key)
