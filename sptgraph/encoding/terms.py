"""Terms of the vocabulary and literals, as Oxigraph nodes."""

from datetime import date
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from sptgraph.errors import GraphError
from sptgraph.vocabulary import term

Object: TypeAlias = NamedNode | Literal
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@cache
def node(name: str) -> NamedNode:
    """Return the node of a prefixed name of the vocabulary: ``spt:bearer``."""
    return NamedNode(term(name))


TYPE: Final = node("rdf:type")


def text(value: str, language: str | None = None) -> Literal:
    """Return a plain literal; raises GraphError where the text holds half a character (a lone surrogate)."""
    try:
        return Literal(value, language=language) if language else Literal(value)
    except ValueError:
        raise GraphError(
            "文字里有残缺的字符（单个代理码），写不成图；请把原文另存为 UTF-8 再读",
            "the text holds half a character (a lone surrogate); save the document as UTF-8",
        ) from None


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return Literal(str(value), datatype=node("xsd:integer"))


def boolean(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal("true" if value else "false", datatype=node("xsd:boolean"))


def day(value: date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), datatype=node("xsd:date"))


def number(value: float) -> Literal:
    """Return an xsd:decimal of exactly that value, or an xsd:double where it is not finite.

    >>> number(98.0).value, number(0.1).value
    ('98', '0.1')
    """
    if not isfinite(value):
        return Literal(repr(value).replace("inf", "INF").replace("nan", "NaN"), datatype=node("xsd:double"))
    digits = format(Decimal(repr(float(value))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal(digits, datatype=node("xsd:decimal"))


def duration(value: str) -> Literal:
    """Return an xsd:duration written as given."""
    return Literal(text(value).value, datatype=node("xsd:duration"))
