"""One plan's facts as plain values, read in one query: what proofs and chains are made from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.asking.header import PLAN
from sptgraph.asking.labels import label
from sptgraph.asking.proof.nodes import Node, node_of, short
from sptgraph.asking.scope import LONGEST_SECONDS, Scope, part
from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES, key_of


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
        rows: Any = self.scope.store.select(query, self.scope.graphs, seconds=LONGEST_SECONDS).rows
        for node, name, value, language in rows:  # many: each lookup less counts
            said = found[node.value][short(name.value)]
            said.append((value.value, language.value or None if language else None))
        return {iri: node_of(iri, found[iri]) for iri in sorted(found)}

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
            return Bilingual(label("department", key_of(iri), "zh"), label("department", key_of(iri), "en"))
        return found or Bilingual(key_of(iri), key_of(iri))
