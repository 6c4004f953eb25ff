"""The words the extraction knows: departments, sectors and word lists, read from ``ontology/``.

Words live in the ontology, grammar lives in code: here only that a unit may carry its place or level in
front (云溪县应急管理局, 省应急厅) and an addition in brackets behind (县财政局（国资中心）).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, key_of, term

FILES = ("departments", "department-names", "local-names", "sectors", "sector-names", "words")
"""The ontology's files that hold words."""


@dataclass(frozen=True, slots=True)
class Department:
    """A type of department, unit or group, and every name it goes by.

    ``names`` holds all names fit to be found in running text; ``bare_names`` (公安, 住建) count only in an
    enumeration of departments. ``name_pattern`` holds forms such as ``{place}生态环境局``.
    """

    key: str
    label_zh: str
    label_en: str
    names: tuple[str, ...] = ()
    kind: str = "government"
    county_names: tuple[str, ...] = ()
    province_names: tuple[str, ...] = ()
    national_names: tuple[str, ...] = ()
    bare_names: tuple[str, ...] = ()
    name_pattern: tuple[str, ...] = ()
    also_holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector (行业领域) or hazard topic, and the words plans use for it."""

    key: str
    label_zh: str
    label_en: str
    broader: str | None = None
    generic: bool = False
    aliases: tuple[str, ...] = ()
    high_hazard: bool = False
    primary_facet: str = "work-safety"


@dataclass(frozen=True)
class Lexicon:
    """Departments, sectors and word lists by key; each name belongs to exactly one key.

    ``local_names`` maps a place to the names that only this place uses.
    """

    departments: Mapping[str, Department]
    sectors: Mapping[str, Sector]
    words: Mapping[str, tuple[str, ...]]
    local_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _department_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    _sector_of: Mapping[str, str] = field(default_factory=dict, repr=False)

    def department_key(self, name: str, place: str | None = None) -> str | None:
        """Return the key of the department that ``name`` means, in ``place`` if given; None if none or several.

        >>> load_lexicon().department_key("云溪县应急管理局")
        'emergency-management'
        """
        name = fold(name)
        if place and (local := self.local_names.get(place, {}).get(name)):
            return local
        for reading in (self._exact, self._without_brackets, self._placed):
            if keys := reading(name):
                return keys.pop() if len(keys) == 1 else None
        return None

    def sector_key(self, name: str) -> str | None:
        """Return the key of the sector that ``name`` means, or None.

        >>> load_lexicon().sector_key("危化品")
        'hazardous-chemicals'
        """
        return self._sector_of.get(fold(name))

    def _exact(self, name: str) -> set[str]:
        return {self._department_of[name]} if name in self._department_of else set()

    def _without_brackets(self, name: str) -> set[str]:
        head, bracket, _ = name.partition("（")
        key = self.department_key(head) if bracket and head else None
        return {key} if key else set()

    def _placed(self, name: str) -> set[str]:
        for match in _PREFIX.finditer(name):
            if keys := self._exact(name[match.end() :]):
                return keys
        return set()


_PREFIX = re.compile(r"(?<=^).{0,10}?(?:自治区|自治州|自治县|县|区|市|省|镇|乡|州|旗|盟)")
_BRACKETS = str.maketrans("()[]［］〔〕【】", "（）（）（）（）（）")


def fold(name: str) -> str:
    """Return ``name`` without white space and with every kind of bracket as （）.

    >>> fold("县财政局 (国资中心)")
    '县财政局（国资中心）'
    """
    return "".join(name.split()).translate(_BRACKETS)


@cache
def load_lexicon(*extra_paths: str | PathLike[str]) -> Lexicon:
    """Return the built-in words, with a user's own Turtle files laid over them.

    A name in a later file belongs to that file's key, whatever an earlier one said. Raises `OntologyError`
    where a file cannot be read or parsed.
    """
    layers = [[folder("ontology") / f"{name}.ttl" for name in FILES], *([Path(path)] for path in extra_paths)]
    graph: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    owner: dict[str, str] = {}
    for layer in layers:
        for path in layer:
            if path.exists() or layer is not layers[0]:
                for triple in _triples(path):
                    graph[triple.subject.value][triple.predicate.value].append(triple.object)
    departments = {d.key: d for d in _departments(graph)}
    sectors = {s.key: s for s in _sectors(graph)}
    for department in departments.values():
        for name in (department.label_zh, *department.names, *department.bare_names):
            owner.setdefault(fold(name), department.key)
    topics: dict[str, str] = {}
    for sector in sectors.values():
        for name in (sector.label_zh, *sector.aliases):
            topics.setdefault(fold(name), sector.key)
    words = {
        key_of(iri): tuple(sorted(_texts(properties, "spt:word"), key=lambda word: (-len(word), word)))
        for iri, properties in graph.items()
        if iri.startswith(PREFIXES["word"])
    }
    return Lexicon(
        MappingProxyType(departments),
        MappingProxyType(sectors),
        MappingProxyType(words),
        _department_of=owner,
        _sector_of=topics,
    )


def _triples(path: Path) -> Iterable[ox.Triple]:
    try:
        return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError, ValueError) as error:
        raise OntologyError(f"{path.name}：读不了：{error}", f"{path.name}: cannot be read: {error}") from error


type_ = dict[str, list[ox.NamedNode | ox.Literal]]


def _departments(graph: Mapping[str, type_]) -> Iterator[Department]:
    for iri, properties in graph.items():
        if iri.startswith(PREFIXES["dep"]):
            county, province, national = (
                _texts(properties, f"spt:{level}Name") for level in ("county", "province", "national")
            )
            yield Department(
                key=key_of(iri),
                label_zh=_label(properties, "zh"),
                label_en=_label(properties, "en"),
                names=tuple(dict.fromkeys((*county, *province, *national, *_texts(properties, "skos:altLabel")))),
                kind=next(iter(_texts(properties, "spt:kind")), "government"),
                county_names=county,
                province_names=province,
                national_names=national,
                bare_names=_texts(properties, "spt:bareName"),
                name_pattern=_texts(properties, "spt:namePattern"),
                also_holds=_keys(properties, "spt:alsoHolds"),
            )


def _sectors(graph: Mapping[str, type_]) -> Iterator[Sector]:
    for iri, properties in graph.items():
        if iri.startswith(PREFIXES["sec"]):
            yield Sector(
                key=key_of(iri),
                label_zh=_label(properties, "zh"),
                label_en=_label(properties, "en"),
                broader=next(iter(_keys(properties, "skos:broader")), None),
                generic="true" in _texts(properties, "spt:generic"),
                aliases=_texts(properties, "skos:altLabel"),
                high_hazard="true" in _texts(properties, "spt:highHazard"),
                primary_facet=next(iter(_keys(properties, "spt:primaryFacet")), "work-safety"),
            )


def _texts(properties: type_, name: str) -> tuple[str, ...]:
    return tuple(value.value for value in properties.get(term(name), ()))


def _keys(properties: type_, name: str) -> tuple[str, ...]:
    return tuple(key_of(value.value) for value in properties.get(term(name), ()))


def _label(properties: type_, language: str) -> str:
    for value in properties.get(term("skos:prefLabel"), ()):
        if isinstance(value, ox.Literal) and value.language == language:
            return value.value
    return ""
