"""Whole plans as one networkx graph: bodies, provisions, sectors, places, and typed edges between them."""

from typing import TYPE_CHECKING, Any, Final

from sptgraph.asking.answer import Row
from sptgraph.asking.labels import label
from sptgraph.asking.names import number
from sptgraph.asking.scope import Plans, Scope, scopes
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES, key_of

if TYPE_CHECKING:
    import networkx

ORGANISATIONS: Final = ("organisation", "group", "presumed")
"""The kinds of nodes that are bodies of a place."""

_KINDS: Final = ("presumed", "group", "organisation", "post", "enterprise", "gap", "sector", "place", "plan")

_LENT: Final = ("place", "enterprise", "post")


def network(store: Store, plans: Plans = None) -> "networkx.MultiDiGraph[str]":
    """Return plans (records, IRIs or identifiers; all if None) as one multigraph.

    Nodes are IRIs with ``kind`` (plan, place, section, action, task, organisation, group, presumed,
    enterprise, post, sector, gap, department), ``label``, and where they have one ``department``, ``key``,
    ``plan``, ``where``, ``action``, ``task``, ``reason``. Edges have ``type``: bears, leads, supervises,
    manages-trade, manages-business (from a body to a provision, sector or place); names (provision to
    sector); part-of; member-of; seated-in, competent-in; due (with ``year``); undetermined (gap to sector)
    and candidate (body to gap); with ``role``, ``basis``, ``facet``, ``part``, ``rule``, ``fact`` (its IRI)
    and ``weaker`` (a stronger lead outdoes it) where they have them. An edge's key is its fact or its type.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for scope in scopes(store, plans):
        _add(graph, scope)
    # The reference data know places and classes that no plan speaks of.
    graph.remove_nodes_from([n for n in graph if graph.nodes[n]["kind"] in _LENT and not graph.degree(n)])
    return graph


def _add(graph: "networkx.MultiDiGraph[str]", scope: Scope) -> None:
    for row in scope.part("network-nodes"):
        data = _node(row, scope.plan.iri)
        known = graph.nodes.get(str(row.node), {})
        if not known or _rank(data["kind"]) < _rank(known["kind"]):
            graph.add_node(str(row.node), **{**known, **data})
    for row in scope.part("network-edges"):
        source, target = str(row.source), str(row.target)
        if row.target is None or source == target:
            continue
        for node in (source, target):
            if node not in graph:
                graph.add_node(node, **_bare(node))
        graph.add_edge(source, target, str(row.fact or row.type), **_edge(row))


def _bare(node: str) -> dict[str, Any]:
    """Return what is said of a node that is no thing of the plan: a kind of department that might lead."""
    key = key_of(node)
    if node.startswith(PREFIXES["dep"]):
        return {"kind": "department", "label": label("department", key, "zh"), "department": key}
    return {"kind": "other", "label": key}


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _node(row: Row, plan: str) -> dict[str, Any]:
    kind, node = str(row.kind), str(row.node)
    own = number(str(row.number)) if row.number else None
    above = number(str(row.above)) if row.above else None
    data: dict[str, Any] = {"kind": kind, "label": row.label or own or key_of(node)}
    if kind in {"section", "action", "task"}:
        data["plan"] = plan
        data["where"] = None if kind == "task" else row["where"] or f"{above or ''}{own or ''}"
        data["action"] = above if kind == "task" else own if kind == "action" else None
        data["task"] = own if kind == "task" else None
    if kind == "sector":
        data["key"] = key_of(node)
    if kind == "gap":
        data["reason"] = row.reason
    return _known({**data, "department": row.department})


def _edge(row: Row) -> dict[str, Any]:
    names = ("type", "role", "basis", "facet", "part", "rule", "fact", "year")
    return _known({**{name: row[name] for name in names}, "weaker": row.weaker or None})


def _known(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}
