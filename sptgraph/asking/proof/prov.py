"""Proofs as RDF in PROV: what was derived from what, and by which rule. No blank nodes."""

from collections.abc import Iterable, Iterator
from datetime import date

import pyoxigraph as ox

from sptgraph.asking.proof.leaves import Article, Leaf, Quotation, RosterRow
from sptgraph.asking.proof.tree import Proof
from sptgraph.encoding.serialise import serialise
from sptgraph.encoding.terms import TYPE, Object, boolean, day, integer, node, text
from sptgraph.language import Bilingual


def turtle(proofs: Iterable[Proof]) -> str:
    """Return proofs as Turtle; the same proofs give the same text.

    Each fact is a ``prov:Entity`` that was derived from its premises; each application of a rule is a
    ``prov:Activity`` (the fact's name with ``/derivation``) that used them; leaves are entities too: spans
    with their words, statutes with their articles, rows of files.
    """
    triples = {triple for proof in proofs for triple in _fact(proof)}
    return serialise((ox.Quad(*triple) for triple in triples), "turtle").decode()


def _fact(proof: Proof) -> Iterator[ox.Triple]:
    if proof.iri is not None:
        yield from _described(proof, ox.NamedNode(proof.iri))
    for below in (*proof.premises, *proof.alternatives):
        yield from _fact(below) if isinstance(below, Proof) else _leaf(below)


def _described(proof: Proof, fact: ox.NamedNode) -> Iterator[ox.Triple]:
    # A row of a list is both what it says and where that stands.
    premises = [ox.NamedNode(each.iri) for each in proof.premises if each.iri not in {None, proof.iri}]
    yield ox.Triple(fact, TYPE, node("prov:Entity"))
    yield from _label(fact, "rdfs:label", proof.fact)
    for premise in premises:
        yield ox.Triple(fact, node("prov:wasDerivedFrom"), premise)
    for other in proof.alternatives:
        if other.iri:
            yield ox.Triple(fact, node("prov:alternateOf"), ox.NamedNode(other.iri))
    if proof.basis:
        yield ox.Triple(fact, node("spt:basis"), text(proof.basis))
    if proof.rule is not None and proof.rule_iri is not None:
        activity, rule = ox.NamedNode(f"{fact.value}/derivation"), ox.NamedNode(proof.rule_iri)
        yield ox.Triple(fact, node("prov:wasGeneratedBy"), activity)
        yield ox.Triple(activity, TYPE, node("prov:Activity"))
        yield ox.Triple(activity, node("spt:rule"), rule)
        for premise in premises:
            yield ox.Triple(activity, node("prov:used"), premise)
        yield ox.Triple(rule, TYPE, node("prov:Plan"))
        yield from _label(rule, "rdfs:label", proof.rule)


def _leaf(leaf: Leaf) -> Iterator[ox.Triple]:
    if leaf.iri is None:
        return
    subject = ox.NamedNode(leaf.iri)
    yield ox.Triple(subject, TYPE, node("prov:Entity"))
    match leaf:
        case Quotation():
            yield from _quotation(leaf, subject)
        case Article():
            yield from _label(subject, "dcterms:source", leaf.statute)
            yield from _some(subject, "spt:article", text(leaf.article, "zh") if leaf.article else None)
            yield from _some(subject, "spt:validFrom", _date(leaf.in_force[0]))
            yield from _some(subject, "spt:validTo", _date(leaf.in_force[1]))
            yield ox.Triple(subject, node("spt:verified"), boolean(leaf.verified))
        case RosterRow():
            yield ox.Triple(subject, node("spt:fileName"), text(leaf.file))
            yield from _some(subject, "spt:row", None if leaf.row is None else integer(leaf.row))


def _quotation(leaf: Quotation, subject: ox.NamedNode) -> Iterator[ox.Triple]:
    if leaf.span is None or leaf.iri == leaf.plan:
        yield from _some(subject, "dcterms:title", text(leaf.text) if leaf.text else None)
        return
    yield ox.Triple(subject, TYPE, node("oa:TextPositionSelector"))
    yield ox.Triple(subject, node("oa:start"), integer(leaf.span[0]))
    yield ox.Triple(subject, node("oa:end"), integer(leaf.span[1]))
    yield ox.Triple(subject, node("dcterms:isPartOf"), ox.NamedNode(leaf.plan))
    yield from _some(subject, "oa:exact", text(leaf.text) if leaf.text else None)


def _label(subject: ox.NamedNode, name: str, words: Bilingual) -> Iterator[ox.Triple]:
    yield ox.Triple(subject, node(name), text(words.zh, "zh"))
    yield ox.Triple(subject, node(name), text(words.en, "en"))


def _some(subject: ox.NamedNode, name: str, value: Object | None) -> Iterator[ox.Triple]:
    if value is not None:
        yield ox.Triple(subject, node(name), value)


def _date(value: date | None) -> Object | None:
    return day(value) if value else None
