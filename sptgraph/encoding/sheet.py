"""The sheet on which a plan is written down as quads: its graphs, its names, its spans."""

from typing import Final

from pyoxigraph import NamedNode, Quad

from sptgraph.encoding.iris import Names, PlanGraphs
from sptgraph.encoding.terms import TYPE, Object, integer, node, text
from sptgraph.language import Bilingual
from sptgraph.model import Correction, Span


class Sheet:
    """Collects the quads of one plan and remembers which nodes stand for which span and correction."""

    def __init__(self, iri: str) -> None:
        self.iri: Final = iri
        self.plan: Final = NamedNode(iri)
        self.quads: Final[list[Quad]] = []
        self.names: Final = Names()
        graphs = PlanGraphs.of(iri)
        self._stated, self._corrections = NamedNode(graphs.stated), NamedNode(graphs.corrections)
        self._source = NamedNode(graphs.source)
        self.file: Final = NamedNode(f"{graphs.source}/file")
        self._spans: dict[tuple[Span, str | None], NamedNode] = {}
        self._correction_nodes: dict[str, NamedNode] = {}

    def name(self, *parts: str) -> NamedNode:
        """Return a fresh node of this plan whose name is ``parts`` joined by slashes."""
        return NamedNode(self.names.new("/".join((self.iri, *parts))))

    def below(self, parent: NamedNode, *parts: str) -> NamedNode:
        """Return a fresh node whose name continues that of ``parent``."""
        return NamedNode(self.names.new("/".join((parent.value, *parts))))

    def state(self, subject: NamedNode, predicate: str, value: Object | None) -> None:
        """Write a triple into the stated graph; None writes nothing."""
        if value is not None:
            self.quads.append(Quad(subject, node(predicate), value, self._stated))

    def state_text(self, subject: NamedNode, predicate: str, value: str | None) -> None:
        """Write a plain literal into the stated graph; None writes nothing."""
        if value is not None:
            self.state(subject, predicate, text(value))

    def state_label(self, subject: NamedNode, label: Bilingual | None) -> None:
        """Write the name that a person gave, in both languages; None writes nothing."""
        if label is not None:
            self.state(subject, "skos:prefLabel", text(label.zh, "zh"))
            self.state(subject, "skos:prefLabel", text(label.en, "en"))

    def source(self, subject: NamedNode, predicate: str, value: Object) -> None:
        """Write a triple into the source graph."""
        self.quads.append(Quad(subject, node(predicate), value, self._source))

    def type(self, subject: NamedNode, name: str) -> None:
        """State the class of a node."""
        self.quads.append(Quad(subject, TYPE, node(name), self._stated))

    def locate(self, subject: NamedNode, span: Span, quote: str | None = None) -> None:
        """Say where ``subject`` stands in the text, and the words it was read from."""
        self.source(subject, "spt:locatedAt", self.span(span, quote))

    def span(self, span: Span, quote: str | None = None) -> NamedNode:
        """Return the node of a span; the same span with the same quote has one node."""
        quote = quote or None
        known = self._spans.get((span, quote))
        if known is not None:
            return known
        found = self._spans[span, quote] = self.name("span", f"{span.start}-{span.end}")
        self.source(found, "rdf:type", node("spt:Span"))
        self.source(found, "dcterms:source", self.file)
        self.source(found, "oa:start", integer(span.start))
        self.source(found, "oa:end", integer(span.end))
        if quote is not None:
            self.source(found, "oa:exact", text(quote))
        if span.page is not None:
            self.source(found, "spt:page", integer(span.page))
        if span.paragraph is not None:
            self.source(found, "spt:paragraph", integer(span.paragraph))
        if span.cell is not None:
            self.source(found, "spt:cell", text(span.cell))
        return found

    def correct(self, predicate: str, subject: NamedNode, value: Object | None) -> None:
        """Write a triple into the corrections graph; None writes nothing."""
        if value is not None:
            self.quads.append(Quad(subject, node(predicate), value, self._corrections))

    def knows_correction(self, correction: Correction, name: NamedNode) -> None:
        """Remember the node of a correction; the first of several with one identifier counts."""
        self._correction_nodes.setdefault(correction.identifier, name)

    def corrected(self, subject: NamedNode, identifier: str | None) -> None:
        """Say that a fact was put right by the correction with that identifier."""
        if identifier is None:
            return
        if identifier not in self._correction_nodes:
            unlisted = self._correction_nodes[identifier] = self.name("corrections", "unlisted")
            self.correct("skos:notation", unlisted, text(identifier))
        self.correct("prov:wasGeneratedBy", subject, self._correction_nodes[identifier])
