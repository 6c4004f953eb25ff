"""Which facts a row of an answer speaks of, by what its columns and the facts say alike."""

from collections.abc import Iterator, Mapping
from typing import Final

from sptgraph.asking.answer import Row
from sptgraph.asking.names import number
from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.nodes import Node

_BEARERS: Final = ("spt:bearer", "org:member", "spt:holder")
_COLUMNS: Final[Mapping[str, str]] = {
    "sector": "spt:sector",
    "facet": "spt:facet",
    "part": "spt:part",
    "role": "spt:role",
    "reason": "spt:reason",
    "due": "spt:due",
    "period": "spt:period",
    "scope": "spt:scope",
    "value": "spt:value",
    "unit": "spt:unit",
    "business": "spt:business",
    "class": "spt:memberClass",
}
_NUMBERS: Final = frozenset({"task", "action", "where"})
_DECIDING: Final = frozenset(
    {
        *("agent", "organisation", "name", "sector", "facet", "role"),
        *("due", "period", "reason", "value", "business"),
    }
)
_LEAST: Final = 2  # one thing in common is no proof of identity


def facts_of(facts: Facts, row: Row) -> list[Node]:
    """Return the facts of a plan that agree with a row in most of its columns, and contradict it in none."""
    agreeing = [(_agreement(dict(_said(facts, node)), row), node) for node in facts.nodes.values()]
    most = max((count for count, _ in agreeing), default=0)
    return [node for count, node in agreeing if count == most >= _LEAST]


def _agreement(said: Mapping[str, frozenset[str]], row: Row) -> int:
    """Return in how many columns a fact agrees with a row; 0 where it differs or lacks what decides."""
    count = 0
    for name, value in row.items():
        known = said.get(name)
        if value is None:
            if name == "part" and known:  # the whole of a sector is not a part of it
                return 0
        elif known:
            text = str(value)
            if text not in known and (name not in _NUMBERS or number(text) not in known):
                return 0
            count += 1
        elif name in _DECIDING:
            return 0
    return count


def _said(facts: Facts, node: Node) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a row may say of a fact, by the names of columns."""
    if not (node.derived or "spt:about" in node.values or "org:member" in node.values):
        return
    places = zip(("action", "task", "where"), facts.place(facts.provision(node)), strict=True)
    yield from ((name, frozenset({number(text)})) for name, text in places if text)
    for name, shown in _COLUMNS.items():
        if values := node.all(shown):
            yield name, frozenset({*values, node.key(shown) or ""})
    if basis := node.one("spt:basis"):
        yield "basis", frozenset({basis, "stated" if basis == "stated" else "derived"})
    bearers = [facts[iri] for name in _BEARERS for iri in node.all(name)]
    if bearers:
        labels = (
            text for body in bearers for text in (*body.all("skos:prefLabel"), *body.all("skos:altLabel"))
        )
        names = frozenset({*labels, *node.all("spt:agentText")})
        yield from ((name, names) for name in ("agent", "organisation", "name"))
        yield "department", frozenset(key for body in bearers if (key := body.key("spt:departmentType")))
