"""The organisations a plan names: one node for each name and department, wherever it is named."""

from functools import cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from sptgraph.encoding.iris import segment, squash
from sptgraph.encoding.sheet import Sheet
from sptgraph.encoding.terms import Object, node, text
from sptgraph.model import Quantifier
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, key_of

_COLLECTIVE: Final = ("all", "some")


@cache
def group_departments() -> frozenset[str]:
    """Return the keys of the ontology's departments that are groups (各成员单位), never one holder."""
    path = folder("ontology") / "departments.ttl"
    if not path.is_file():
        return frozenset()
    quads = parse(path=path, format=RdfFormat.TURTLE)
    kinds = (quad for quad in quads if quad.predicate == node("spt:kind"))
    return frozenset(key_of(_value(quad.subject)) for quad in kinds if key_of(_value(quad.object)) == "group")


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


class Organisations:
    """Names organisations within the plan's place and writes them once all mentions are known.

    The place's name stands for its division code. A plan without jurisdiction keeps its organisations
    to itself, so that the same name in two unknown places does not become one body.
    """

    def __init__(self, sheet: Sheet, jurisdiction: str | None, base: str) -> None:
        self._sheet = sheet
        self.place: Final = (
            None if jurisdiction is None else NamedNode(f"{base}place/{segment(jurisdiction)}")
        )
        self._home = f"{self.place.value if self.place else sheet.iri}/org"
        self._nodes: dict[tuple[str, str | None], NamedNode] = {}
        self._groups: set[NamedNode] = set()

    def bearer(self, name: str, key: str | None, quantifier: Quantifier | None = None) -> NamedNode:
        """Return the node of the body that ``name`` and its department ``key`` stand for.

        The quantifiers *all* and *some* make it a group; *open* (等) says that more are meant, not
        that this one is many.
        """
        name = squash(name)
        if (name, key) not in self._nodes:
            self._nodes[name, key] = NamedNode(self._sheet.names.new(f"{self._home}/{segment(name)}"))
        found = self._nodes[name, key]
        if quantifier in _COLLECTIVE or (key is not None and key in group_departments()):
            self._groups.add(found)
        return found

    def named(self, name: str) -> NamedNode:
        """Return the first body of that name, whatever its department; ask once all others are known."""
        name = squash(name)
        known = (found for (other, _), found in self._nodes.items() if other == name)
        return next(known, None) or self.bearer(name, None)

    def write(self) -> None:
        """Write every organisation named so far into the stated graph."""
        for (name, key), subject in self._nodes.items():
            self._sheet.type(subject, "spt:Group" if subject in self._groups else "org:Organization")
            self._sheet.state(subject, "skos:prefLabel", text(name, "zh"))
            if key is not None:
                department: Object = NamedNode(PREFIXES["dep"] + segment(key))
                self._sheet.state(subject, "spt:departmentType", department)
            self._sheet.state(subject, "spt:jurisdiction", self.place)
