"""A node of the graph as plain values: what it says, by the prefixed names of properties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES, key_of

Values: TypeAlias = Mapping[str, tuple[tuple[str, str | None], ...]]
"""What a node says: texts with their languages, by the property's prefixed name."""

_LABELS: Final = ("skos:prefLabel", "rdfs:label", "dcterms:title")
_EMPTY: Final[Values] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph and what it says; a property that it lacks is None, or nothing."""

    iri: str
    values: Values = field(default_factory=lambda: _EMPTY)
    classes: frozenset[str] = frozenset()

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a property, by its prefixed name."""
        return tuple(text for text, _ in self.values.get(name, ()))

    def one(self, name: str) -> str | None:
        """Return the first value of a property."""
        said = self.values.get(name)
        return said[0][0] if said else None

    def key(self, name: str) -> str | None:
        """Return the key that the first value of a property ends in: ``lead`` for the role lead."""
        value = self.one(name)
        return key_of(value) if value else None

    def integer(self, name: str) -> int | None:
        """Return the first value of a property as a whole number; None where it is none."""
        value = self.one(name)
        try:
            return int(value) if value else None
        except ValueError:
            return None

    def true(self, name: str) -> bool:
        """Tell whether a property is true."""
        return self.one(name) in {"true", "1"}

    def is_a(self, *classes: str) -> bool:
        """Tell whether the node is of one of the classes, by their prefixed names."""
        return not self.classes.isdisjoint(classes)

    @property
    def derived(self) -> bool:
        """Whether the node was put there by a rule."""
        return "spt:rule" in self.values

    @property
    def label(self) -> Bilingual | None:
        """The node's name in both languages; one stands for the other where that is missing."""
        for name in _LABELS:
            texts = {language or "": text for text, language in reversed(self.values.get(name, ()))}
            if texts:
                any_text = next(iter(texts.values()))
                zh = texts.get("zh") or texts.get("") or any_text
                return Bilingual(zh, texts.get("en") or zh)
        return None


def node_of(iri: str, values: Mapping[str, list[tuple[str, str | None]]]) -> Node:
    """Return the node that says so, the values of each property sorted."""
    classes = frozenset(short(name) for name, _ in values.get("rdf:type", ()))
    said = {
        name: tuple(texts) if len(texts) == 1 else tuple(sorted(texts, key=_by_text))
        for name, texts in values.items()
    }
    return Node(iri, said, classes)


def _by_text(value: tuple[str, str | None]) -> tuple[str, str]:
    return value[0], value[1] or ""


@lru_cache(maxsize=4096)
def short(iri: str) -> str:
    """Return an IRI of the vocabulary as a prefixed name, others as they are.

    >>> short("https://w3id.org/sptgraph/ontology#bearer")
    'spt:bearer'
    """
    fitting = [(space, prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return iri
    space, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(space) :]}"
