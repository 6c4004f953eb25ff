"""The rest of the rules, run by the engine on those nodes alone that may break them."""

import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import NamedNode, Triple

from sptgraph.validation.engine import rdflib_graph, run_pyshacl, turned_over
from sptgraph.validation.facts import Facts, Node, parsed
from sptgraph.validation.lazy import lazy_graph
from sptgraph.validation.rulebook import Rulebook, by_subject
from sptgraph.validation.selects import Result
from sptgraph.validation.targets import TARGETS, targets_of
from sptgraph.validation.verdicts import Properties, Verdicts
from sptgraph.vocabulary import term

if TYPE_CHECKING:
    from rdflib import Graph

_CLASSES: Final = frozenset(term(name) for name in ("rdfs:Class", "owl:Class"))
_TARGET_NODE: Final = NamedNode(term("sh:targetNode"))
_IN_USE: Final = threading.Lock()


class _Core(NamedTuple):
    """The rules left to the engine: all their triples by subject, those that look for nodes, the rest."""

    nodes: Mapping[Node, Properties]
    targeted: tuple[Node, ...]
    untargeted: "Graph"


def run_narrowed(facts: Facts, book: Rulebook) -> set[Result]:
    """Return the engine's results for ``book.core``, each rule run where its verdict is open or bad."""
    core = _core(book.core)
    verdicts = Verdicts(core.nodes, facts)
    suspects = [
        (shape, node)
        for shape in core.targeted
        for check in (verdicts.check(shape),)
        for node in dict.fromkeys(targets_of(core.nodes[shape]).nodes(facts))
        if check(node) is not True
    ]
    if not suspects and not _untouched(core):
        return set()
    targets = [
        (turned_over(shape), turned_over(_TARGET_NODE), turned_over(parsed(node))) for shape, node in suspects
    ]
    with _IN_USE:  # the shapes' graph is kept from one plan to the next, and lent to one at a time
        for target in targets:
            core.untargeted.add(target)
        try:
            return run_pyshacl(lazy_graph(facts), core.untargeted)
        finally:
            for target in targets:
                core.untargeted.remove(target)


@lru_cache(maxsize=8)
def _core(triples: tuple[Triple, ...]) -> _Core:
    nodes = by_subject(triples)
    targeted = tuple(
        node
        for node, properties in nodes.items()
        if any(each in properties for each in TARGETS) and not _is_class(properties)
    )
    known = set(targeted)
    kept = (
        triple for triple in triples if triple.subject not in known or triple.predicate.value not in TARGETS
    )
    return _Core(nodes, targeted, rdflib_graph(kept))


def _is_class(properties: Properties) -> bool:
    return any(kind.value in _CLASSES for kind in properties.get(term("rdf:type"), ()))


def _untouched(core: _Core) -> bool:
    """Return whether a shape is left that looks for its nodes itself, being a class."""
    return any(_is_class(properties) for properties in core.nodes.values())
