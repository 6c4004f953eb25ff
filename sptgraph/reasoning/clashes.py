"""Where a graph contradicts the ontology, found without Java: HermiT says that it does, never where.

A clash is a node in two classes that exclude each other, its classes following from what is said of it
(domain, range, wider class), or several values where a property allows one. This is not all that OWL can
contradict, but it is what plans and tables run into.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES, term

Values = dict[tuple[str, str], set[ox.NamedNode | ox.Literal]]

_TYPE: Final = term("rdf:type")
_ABOUT_TERMS: Final = {
    term(name)
    for name in ("rdfs:subClassOf", "rdfs:domain", "rdfs:range", "owl:disjointWith", "rdfs:isDefinedBy")
}


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """What cannot hold together: ``node`` is in both ``classes``, or has several values of ``predicate``."""

    node: str
    classes: tuple[str, ...] = ()
    predicate: str | None = None

    @property
    def message(self) -> Bilingual:
        """What is wrong, in one line.

        >>> Clash("urn:x", (term("spt:Place"), term("spt:Plan"))).message.en
        '<urn:x> is both spt:Place and spt:Plan, which exclude each other'
        """
        if self.predicate is not None:
            name = short(self.predicate)
            return Bilingual(
                f"<{self.node}> 的 {name} 不止一个，只应有一个",
                f"<{self.node}> has several values of {name}, where one is allowed",
            )
        one, other = map(short, self.classes)
        return Bilingual(
            f"<{self.node}> 同时属于 {one} 和 {other}，两者互斥",
            f"<{self.node}> is both {one} and {other}, which exclude each other",
        )


def find_clashes(terms: Iterable[ox.Triple], data: Iterable[ox.Triple]) -> tuple[Clash, ...]:
    """Return the clashes of ``data`` with the axioms in ``terms``, in the order of their nodes."""
    axioms = _Axioms(terms)
    classes: dict[str, set[str]] = defaultdict(set)
    values: Values = defaultdict(set)
    for subject, predicate, value in data:
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        if predicate.value in _ABOUT_TERMS:
            continue
        if predicate.value == _TYPE:
            classes[subject.value].add(value.value)
            continue
        classes[subject.value] |= axioms.domains[predicate.value]
        if isinstance(value, ox.NamedNode):
            classes[value.value] |= axioms.ranges[predicate.value]
        if predicate.value in axioms.functional:
            values[subject.value, predicate.value].add(value)
    several = (
        Clash(subject, predicate=predicate)
        for (subject, predicate), found in values.items()
        if len(found) > 1
    )
    return tuple(sorted({*several, *_excluded(classes, axioms)}, key=repr))


def apart(terms: Iterable[ox.Triple], data: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield that the several values of a property that allows one are different things.

    OWL would take two names of one property's value for two names of one thing; our graphs give each
    thing one name.
    """
    functional = _Axioms(terms).functional
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, value in data:
        if (
            predicate.value in functional
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode)
        ):
            values[subject.value, predicate.value].add(value.value)
    for found in values.values():
        first, *others = sorted(found)
        for other in others:
            yield ox.Triple(ox.NamedNode(first), ox.NamedNode(term("owl:differentFrom")), ox.NamedNode(other))


def short(iri: str) -> str:
    """Return an IRI with its prefix, in full where it has none.

    >>> short(term("spt:Task")), short("urn:x")
    ('spt:Task', 'urn:x')
    """
    found = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not found:
        return iri
    namespace, prefix = max(found, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri.removeprefix(namespace)}"


class _Axioms:
    """The axioms that clashes come from, by property and class."""

    def __init__(self, terms: Iterable[ox.Triple]) -> None:
        wider: dict[str, set[str]] = defaultdict(set)
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        self.functional: set[str] = set()
        self.disjoint: set[tuple[str, str]] = set()
        homes: Mapping[str, dict[str, set[str]]] = {
            term("rdfs:subClassOf"): wider,
            term("rdfs:domain"): self.domains,
            term("rdfs:range"): self.ranges,
        }
        for subject, predicate, value in terms:
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
                continue
            if predicate.value in homes:
                homes[predicate.value][subject.value].add(value.value)
            elif predicate.value == term("owl:disjointWith"):
                self.disjoint |= {(subject.value, value.value), (value.value, subject.value)}
            elif value.value == term("owl:FunctionalProperty"):
                self.functional.add(subject.value)
        self._wider = wider
        self._closures: dict[str, frozenset[str]] = {}

    def closure(self, name: str) -> frozenset[str]:
        """Return a class and all that are wider, circles or not."""
        if name not in self._closures:
            found, open_ = {name}, [name]
            while open_:
                new = self._wider[open_.pop()] - found
                found |= new
                open_ += new
            self._closures[name] = frozenset(found)
        return self._closures[name]


def _excluded(classes: Mapping[str, set[str]], axioms: _Axioms) -> Iterator[Clash]:
    """Yield the nodes whose classes exclude each other, each pair by the classes that say so."""
    known: dict[frozenset[str], tuple[tuple[str, str], ...]] = {}
    for node, direct in classes.items():
        key = frozenset(direct)
        if key not in known:
            everything = sorted(frozenset().union(*map(axioms.closure, key)))
            known[key] = tuple(
                (one, other)
                for at, one in enumerate(everything)
                for other in everything[at + 1 :]
                if (one, other) in axioms.disjoint
            )
        for pair in known[key]:
            yield Clash(node, pair)
