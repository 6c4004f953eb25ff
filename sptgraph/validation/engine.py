"""The reference engine: pySHACL over an rdflib graph, whose results come back as ours."""

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, NamedNode, Triple
from pyoxigraph import Literal as Text

from sptgraph.errors import ShapeError
from sptgraph.validation.facts import Node, Term
from sptgraph.validation.prepared import graph_class
from sptgraph.validation.selects import Result
from sptgraph.vocabulary import term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as RdflibNode

_PLAIN: Final = term("xsd:string")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib from talking about values that are no dates or numbers: the report says so."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "NotImplemented should not be used", DeprecationWarning)
            yield
    finally:
        logger.setLevel(before)


def turned_over(node: object) -> "RdflibNode":
    """Return a term as rdflib has it."""
    from rdflib import BNode, Literal, URIRef

    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if isinstance(node, BlankNode):
        return BNode(node.value)
    if isinstance(node, Text):
        datatype = None if node.language or node.datatype.value == _PLAIN else URIRef(node.datatype.value)
        return Literal(node.value, lang=node.language, datatype=datatype)
    raise TypeError(f"a plan's graph holds no quoted triples: {node}")


def rdflib_graph(triples: Iterable[Triple]) -> "Graph":
    """Return the triples as an rdflib graph, each term turned over once.

    The same as a way through N-Triples, and several times as fast. Plain literals stay plain: an
    Oxigraph store handed to rdflib would give them a datatype that shapes do not have.
    """
    known: dict[object, RdflibNode] = {}

    def turned(node: object) -> "RdflibNode":
        found = known.get(node)
        if found is None:
            found = known[node] = turned_over(node)
        return found

    graph = graph_class()()
    add = graph.store.add
    for triple in triples:
        add((turned(triple.subject), turned(triple.predicate), turned(triple.object)), graph)
    return graph


def run_pyshacl(data: "Graph", shapes: "Graph") -> set[Result]:
    """Return pySHACL's results for the shapes as they stand; nothing is imported, inferred or fetched.

    Raises `ShapeError` where pySHACL cannot load or run a shape.
    """
    from pyparsing import ParseBaseException
    from pyshacl import validate
    from pyshacl.errors import (
        ConstraintLoadError,
        ReportableRuntimeError,
        RuleLoadError,
        ShapeLoadError,
        ValidationFailure,
    )
    from rdflib import Graph

    refusals = (ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure)
    try:
        _, found, _ = validate(data, shacl_graph=shapes, inplace=True, do_owl_imports=False)
    except (*refusals, ParseBaseException, NotImplementedError, TypeError) as error:
        # A TypeError is a comparison of values that have no order, such as a day and a word.
        reason = " ".join(str(error).split())
        raise ShapeError(f"规则无法运行：{reason}", f"a shape cannot be run: {reason}") from error
    if isinstance(found, ValidationFailure) or not isinstance(found, Graph):
        raise ShapeError(f"规则无法运行：{found}", f"a shape cannot be run: {found}")
    return set(_results(found))


def _results(report: "Graph") -> Iterable[Result]:
    from rdflib import URIRef

    focus, shape, component, path, value = (
        URIRef(term(f"sh:{name}"))
        for name in ("focusNode", "sourceShape", "sourceConstraintComponent", "resultPath", "value")
    )
    for node in report.objects(None, URIRef(term("sh:result"))):

        def of(predicate: URIRef, node: "RdflibNode" = node) -> "Term | None":
            found = report.value(node, predicate)
            return None if found is None else _back(found)

        yield Result(
            cast("Term", of(focus)),
            cast("Node", of(shape)),
            cast("NamedNode", of(component)),
            cast("Node | None", of(path)),
            of(value),
        )


def _back(node: "RdflibNode") -> Term:
    from rdflib import BNode, Literal

    if isinstance(node, Literal):
        if node.language:
            return Text(str(node), language=node.language)
        return Text(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Text(str(node))
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))
