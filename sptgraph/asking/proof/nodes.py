"""One plan's facts as plain values, read in one query: what proofs and chains are made from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

import pyoxigraph as ox

from sptgraph.asking.header import PLAN
from sptgraph.asking.scope import LONGEST_SECONDS, Scope, part
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
        return next(iter(self.all(name)), None)

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


class Facts:
    """All nodes of one plan that a proof may speak of, by IRI."""

    def __init__(self, scope: Scope) -> None:
        self.scope: Final = scope
        self.plan: Final = scope.plan.iri

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node, in the order of IRIs."""
        query = part("nodes").bind({PLAN: ox.NamedNode(self.plan)})
        found: defaultdict[str, defaultdict[str, list[tuple[str, str | None]]]]
        found = defaultdict(lambda: defaultdict(list))
        for row in self.scope.store.select(query, self.scope.graphs, seconds=LONGEST_SECONDS).rows:
            node, name, value, language = [getattr(term, "value", "") for term in row]
            found[node][short(name)].append((value, language or None))
        return {iri: _node(iri, found[iri]) for iri in sorted(found)}

    def __getitem__(self, iri: str) -> Node:
        """Return a node; one that says nothing where the graph does not speak of it."""
        return self.nodes.get(iri) or Node(iri)

    def of(self, *classes: str) -> Iterator[Node]:
        """Yield the nodes of some classes, by their prefixed names."""
        if len(classes) == 1:
            return iter(self._by_class.get(classes[0], ()))
        return (node for node in self.nodes.values() if node.is_a(*classes))

    @cached_property
    def _by_class(self) -> Mapping[str, list[Node]]:
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            for name in node.classes:
                found[name].append(node)
        return found

    @cached_property
    def text(self) -> str | None:
        """The text of the plan's document, where it may be quoted."""
        rows = self.scope.part("text")
        return str(rows[0].text) if rows else None

    def span(self, node: Node) -> tuple[str, int, int, str | None] | None:
        """Return where a node stands: the span's IRI, start, end and words; None where that is not known."""
        for iri in node.all("spt:locatedAt"):
            span = self[iri]
            start, end = span.integer("oa:start"), span.integer("oa:end")
            if start is not None and end is not None:
                words = span.one("oa:exact") or (self.text[start:end] if self.text else None)
                return iri, start, end, words
        return None

    # Where a fact stands

    def provision(self, fact: Node) -> Node | None:
        """Return the task or passage that a fact is counted for; None where it stands in neither."""
        if task := fact.one("spt:inTask"):
            return self[task]
        for iri in fact.all("spt:about"):
            about = self[iri]
            if about.is_a("spt:Measure"):
                about = self[about.one("dcterms:isPartOf") or ""]
            if about.is_a("spt:Task", "spt:Action", "spt:Section"):
                return about
        return None

    def place(self, provision: Node | None) -> tuple[str | None, str | None, str | None]:
        """Return action, task and ``where`` of a provision, as the catalogue's rows have them."""
        if provision is None:
            return None, None, None
        own, parent = provision.one("skos:notation"), self[provision.one("dcterms:isPartOf") or ""]
        if provision.is_a("spt:Task"):
            above = parent.one("skos:notation") if parent.is_a("spt:Action", "spt:Section") else None
            return above or provision.one("spt:actionNumber"), own, None
        if provision.is_a("spt:Action"):
            above = parent.one("skos:notation") or ""
            return own, None, provision.one("spt:where") or above + (own or "")
        return None, None, provision.one("spt:where") or own

    def where(self, provision: Node | None) -> str | None:
        """Return where a provision stands as one text: ``ACTION/TASK`` or the passage's ``where``."""
        action, task, where = self.place(provision)
        return f"{action or ''}/{task}".lstrip("/") if task else where

    def position(self, fact: Node) -> tuple[bool, int, int, str]:
        """Return what facts are sorted by: the order of the plan, passages behind tasks."""
        provision = self.provision(fact)
        if provision is None:
            return True, 0, 0, fact.iri
        is_task = provision.is_a("spt:Task")
        order = provision.integer("spt:order" if is_task else "spt:passageOrder")
        return not is_task, order or 0, fact.integer("spt:order") or 0, fact.iri

    # Bodies

    def agent(self, iri: str | None) -> Bilingual:
        """Return the name of a body; of a department type where a candidate is one."""
        if not iri:
            return Bilingual("？", "?")
        found = self[iri].label
        if found is None and iri.startswith(PREFIXES["dep"]):
            from sptgraph.asking.labels import label

            return Bilingual(label("department", key_of(iri), "zh"), label("department", key_of(iri), "en"))
        return found or Bilingual(key_of(iri), key_of(iri))


def _node(iri: str, values: Mapping[str, list[tuple[str, str | None]]]) -> Node:
    classes = frozenset(short(name) for name, _ in values.get("rdf:type", ()))
    said = {name: tuple(sorted(texts, key=_by_text)) for name, texts in values.items()}
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


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts without repetition, in order."""
    return tuple(dict.fromkeys(values))
