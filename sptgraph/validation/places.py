"""Where a node of a plan's graph stands: its task or passage, and its stretch of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from sptgraph.model import Span
from sptgraph.validation.facts import TYPE, Facts, Term, parsed
from sptgraph.vocabulary import term

_HEADINGS: Final = frozenset(term(f"spt:{name}") for name in ("Section", "Action"))
_PROVISIONS: Final = _HEADINGS | {term("spt:Task"), term("spt:Measure")}
_LOOSE: Final = frozenset(term(f"spt:{name}") for name in ("Unresolved", "OtherUse"))
# How one gets from a node that is no provision to the fact by which the plan names it, the best way first.
_NAMED_BY: Final = tuple(
    term(name)
    for name in ("spt:locatedAt", "spt:sector", "spt:bearer", "org:member", "dcterms:isPartOf", "spt:about")
)
# What rules derive stands nowhere in the text; it is placed by what it is about.
_DERIVED: Final = frozenset(term(f"spt:{name}") for name in ("SectorLead", "Gap", "Dispute"))
_PLACED_BY: Final = ("spt:about", "spt:sector", "spt:bearer", "spt:holder", "dcterms:isPartOf")
_DEPTH: Final = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a plan; ``provision`` is the IRI of the task, measure, action or section, if any."""

    provision: str | None = None
    where: str | None = None
    action: str | None = None
    task: str | None = None
    span: Span | None = None


class PlanGraph:
    """A plan's facts, and the look-ups that findings need."""

    def __init__(self, plan: str, facts: Facts) -> None:
        self.plan: Final = plan
        self.facts: Final = facts
        self._spans: dict[str, Span | None] = {}
        self._classes: dict[str, frozenset[str]] = {}
        self._anchors: dict[str, str] = {}
        self._places: dict[str, Place] = {}

    def values(self, subject: str, name: str) -> list[Term]:
        """Return the values of a property, given by its prefixed name."""
        return [parsed(value) for value in self._texts(subject, name)]

    def _texts(self, subject: str, name: str) -> list[str]:
        return self.facts.objects(_node(subject), _property(name))

    def text(self, subject: str, name: str) -> str | None:
        """Return the first value of a property as text, or None."""
        texts = self._texts(subject, name)
        return parsed(texts[0]).value if texts else None

    def iri(self, subject: str, name: str) -> str | None:
        """Return the first value of a property that is a node, or None."""
        return next((text[1:-1] for text in self._texts(subject, name) if text[0] == "<"), None)

    def classes(self, subject: str) -> frozenset[str]:
        """Return the IRIs of a node's classes."""
        found = self._classes.get(subject)
        if found is None:
            found = frozenset(text[1:-1] for text in self._texts(subject, "rdf:type"))
            self._classes[subject] = found
        return found

    def naming(self, value: str, name: str) -> list[str]:
        """Return the nodes that have ``value`` for a property, in the order of the text."""
        found = (_iri(node) for node in self.facts.subjects(f"<{term(name)}>", _node(value)))
        return sorted(found, key=lambda node: (self._start(node), node))

    def span(self, subject: str) -> Span | None:
        """Return the stretch of text of a fact or of a span node, or None where it has none that holds."""
        if subject not in self._spans:
            self._spans[subject] = self._span(subject)
        return self._spans[subject]

    def _span(self, subject: str) -> Span | None:
        node = subject if self.values(subject, "oa:start") else self.iri(subject, "spt:locatedAt")
        if node is None:
            return None
        start, end = _number(self.text(node, "oa:start")), _number(self.text(node, "oa:end"))
        if start is None or end is None or not 0 <= start < end:
            return None
        page, paragraph = self.text(node, "spt:page"), self.text(node, "spt:paragraph")
        return Span(start, end, _number(page), _number(paragraph), self.text(node, "spt:cell"))

    def _start(self, subject: str) -> int:
        span = self.span(subject)
        return span.start if span else 1 << 62

    def anchor(self, node: str) -> str:
        """Return the fact or provision that speaks for a node: itself, or the first that refers to it.

        A span speaks through what stands there, a body through the first duty it bears, a sector and what is
        derived about it through the sector's first mention.
        """
        if node not in self._anchors:
            self._anchors[node] = self._anchor(node)
        return self._anchors[node]

    def _anchor(self, node: str) -> str:
        for _ in range(_DEPTH):
            if not self.is_derived(node):
                break
            node = next((each for name in _PLACED_BY if (each := self.iri(node, name))), node)
        seen = {node}
        for _ in range(_DEPTH):
            if node == self.plan or self.classes(node) & (_PROVISIONS | _LOOSE) or self._is_fact(node):
                return node
            naming = (
                other for name in _NAMED_BY for other in self._referring(node, name) if other not in seen
            )
            following = next(naming, None)
            if following is None:
                return node
            seen.add(following)
            node = following
        return node

    def is_derived(self, node: str) -> bool:
        """Return whether a rule derived a node."""
        return bool(self.values(node, "spt:rule")) or bool(self.classes(node) & _DERIVED)

    def _is_fact(self, node: str) -> bool:
        stands = self.values(node, "spt:about") or self.values(node, "spt:locatedAt")
        return bool(stands) and not self.is_derived(node)

    def _referring(self, node: str, predicate: str) -> Iterator[str]:
        found = self.facts.subjects(f"<{predicate}>", _node(node))
        stated = (other for each in found if not self.is_derived(other := _iri(each)))
        yield from sorted(stated, key=lambda other: (self._start(other), other))

    def place(self, node: str) -> Place:
        """Return where a node stands in the plan."""
        if node not in self._places:
            self._places[node] = self._place(node)
        return self._places[node]

    def _place(self, node: str) -> Place:
        fact = self.anchor(node)
        own = self.span(node) or self.span(fact)
        provision = self._provision(fact, own)
        if provision is None:
            return Place(where=self.text(node, "spt:where"), span=own)
        return self._of_provision(provision, own or self.span(provision))

    def _provision(self, fact: str, span: Span | None) -> str | None:
        classes = self.classes(fact)
        if classes & _PROVISIONS:
            return fact
        if classes & _LOOSE:
            return self._around(span)
        linked = (self.iri(fact, name) for name in ("spt:about", "spt:inTask"))
        found = next((node for node in linked if node and self.classes(node) & _PROVISIONS), None)
        return found or self._cited(self.text(fact, "spt:where"))

    def _cited(self, where: str | None) -> str | None:
        """Return the provision that a correction's ``where`` names: ``（二）/2`` or ``四（一）``."""
        if where is None:
            return None
        for node in self._numbered:
            place = self._of_provision(node, None)
            if where in (place.where, f"{place.action}/{place.task}"):
                return node
        return None

    def _of_provision(self, provision: str, span: Span | None) -> Place:
        task = next(
            (node for node in self.upwards(provision) if term("spt:Task") in self.classes(node)), None
        )
        if task is not None:
            parent = self.iri(task, "dcterms:isPartOf")
            action = self.text(parent, "skos:notation") if parent else None
            number = self.text(task, "skos:notation")
            return Place(provision, None, action or self.text(task, "spt:actionNumber"), number, span)
        number = self.text(provision, "skos:notation")
        if term("spt:Action") not in self.classes(provision):
            return Place(provision, self.text(provision, "spt:where") or number, None, None, span)
        parent = self.iri(provision, "dcterms:isPartOf")
        section = (self.text(parent, "skos:notation") if parent else None) or self.text(
            provision, "spt:sectionNumber"
        )
        where = number if section in (None, number) else f"{section}{number or ''}"
        return Place(provision, self.text(provision, "spt:where") or where, number, None, span)

    def upwards(self, provision: str) -> Iterator[str]:
        """Yield a provision and what it is part of, up to the plan."""
        seen: set[str] = set()
        node: str | None = provision
        while node is not None and node not in seen:
            seen.add(node)
            yield node
            node = self.iri(node, "dcterms:isPartOf")

    def _around(self, span: Span | None) -> str | None:
        """Return the task that holds a stretch of text, else the last heading before it."""
        if span is None:
            return None
        before = None
        for start, end, node, is_task in self._outline:
            if start > span.start:
                break
            if not is_task or span.end <= end:
                before = node
        return before

    @cached_property
    def _numbered(self) -> list[str]:
        kinds = _HEADINGS | {term("spt:Task")}
        return sorted({_iri(node) for kind in kinds for node in self.facts.subjects(TYPE, f"<{kind}>")})

    @cached_property
    def _outline(self) -> list[tuple[int, int, str, bool]]:
        spans = ((self.span(node), node) for node in self._numbered)
        return sorted(
            (span.start, span.end, node, term("spt:Task") in self.classes(node))
            for span, node in spans
            if span
        )


@cache
def _property(name: str) -> str:
    """Return a prefixed name as N-Triples writes it."""
    return f"<{term(name)}>"


def _node(name: str) -> str:
    """Return an IRI, or a blank node's name, as N-Triples writes it."""
    return f"<{name}>" if ":" in name else f"_:{name}"


def _iri(node: str) -> str:
    return node[1:-1] if node[0] == "<" else node[2:]


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
