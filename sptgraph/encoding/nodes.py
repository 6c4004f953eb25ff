"""Reading a node's properties back: checked, because the graph may come from anywhere."""

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar, get_args

from pyoxigraph import Literal, NamedNode, Quad

from sptgraph.encoding.iris import text_of
from sptgraph.encoding.terms import TYPE
from sptgraph.errors import GraphError
from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES, term

T = TypeVar("T")
Properties = dict[str, list[NamedNode | Literal]]


class Graph:
    """The triples of one plan, by subject; every look-up names what is missing or wrong, and where."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._subjects: Final[dict[str, Properties]] = {}
        self._classes: Final[dict[str, list[str]]] = {}
        for subject, predicate, value, _ in quads:
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise GraphError(
                    "图里有空白节点或引用三元组：责任图的每个节点都要有自己的 IRI",
                    "the graph holds a blank node or quoted triple; every node needs an IRI of its own",
                )
            if predicate == TYPE:
                self._classes.setdefault(value.value, []).append(subject.value)
            else:
                values = self._subjects.setdefault(subject.value, {}).setdefault(predicate.value, [])
                if value not in values:
                    values.append(value)

    def instances(self, kind: str) -> list[str]:
        """Return the IRIs of the nodes of a class, sorted by `spt:order` where they have one."""
        return sorted(set(self._classes.get(term(kind), ())), key=lambda iri: (self._order(iri), iri))

    def _order(self, iri: str) -> int:
        return self.optional(iri, "spt:order", int) or 0

    def values(self, iri: str, predicate: str) -> list[NamedNode | Literal]:
        """Return all values of a property."""
        return self._subjects.get(iri, {}).get(term(predicate), [])

    def one(self, iri: str, predicate: str) -> NamedNode | Literal | None:
        """Return the only value of a property, or None; raises GraphError where there are several."""
        values = self.values(iri, predicate)
        if len(values) > 1:
            raise GraphError(
                f"<{iri}> 有 {len(values)} 个 {predicate}，只应有一个",
                f"<{iri}> has {len(values)} values of {predicate} where one is allowed",
            )
        return values[0] if values else None

    def optional(self, iri: str, predicate: str, parse: Callable[[str], T]) -> T | None:
        """Return the parsed literal of a property, or None."""
        value = self.one(iri, predicate)
        if isinstance(value, NamedNode):
            raise _wrong(iri, predicate, value.value)
        return None if value is None else self.parse(iri, predicate, value.value, parse)

    def label(self, iri: str) -> Bilingual | None:
        """Return the name that a person gave a node, where it has one in both languages."""
        names = {v.language: v.value for v in self.values(iri, "skos:prefLabel") if isinstance(v, Literal)}
        return Bilingual(names["zh"], names["en"]) if {"zh", "en"} <= names.keys() else None

    def required(self, iri: str, predicate: str, parse: Callable[[str], T]) -> T:
        """Return the parsed literal of a property that must be there."""
        found = self.optional(iri, predicate, parse)
        if found is None:
            raise _missing(iri, predicate)
        return found

    def needed(self, iri: str, predicate: str) -> str:
        """Return the IRI that a property must point to."""
        found = self.link(iri, predicate)
        if found is None:
            raise _missing(iri, predicate)
        return found

    def key(self, iri: str, predicate: str, prefix: str) -> str | None:
        """Return the key of the ontology's department, sector or role that a property points to, or None."""
        value = self.link(iri, predicate)
        if value is None:
            return None
        if not value.startswith(PREFIXES[prefix]):
            raise _wrong(iri, predicate, value)
        return text_of(value.removeprefix(PREFIXES[prefix]))

    def needed_key(self, iri: str, predicate: str, prefix: str) -> str:
        """Return the key of the ontology's entry that a property must point to."""
        found = self.key(iri, predicate, prefix)
        if found is None:
            raise _missing(iri, predicate)
        return found

    def link(self, iri: str, predicate: str) -> str | None:
        """Return the IRI that a property points to, or None."""
        value = self.one(iri, predicate)
        if isinstance(value, Literal):
            raise _wrong(iri, predicate, value.value)
        return None if value is None else value.value

    @staticmethod
    def parse(iri: str, predicate: str, value: str, parse: Callable[[str], T]) -> T:
        """Return ``parse(value)``; raises GraphError naming node and property where it refuses."""
        try:
            return parse(value)
        except ValueError:
            raise _wrong(iri, predicate, value) from None


def _missing(iri: str, predicate: str) -> GraphError:
    return GraphError(f"<{iri}> 缺少 {predicate}", f"<{iri}> lacks {predicate}")


def _wrong(iri: str, predicate: str, value: str) -> GraphError:
    shown = value if len(value) <= 40 else value[:40] + "…"
    return GraphError(f"<{iri}> 的 {predicate} 不能是“{shown}”", f"<{iri}> cannot have {predicate} “{shown}”")


def flag(value: str) -> bool:
    """Parse an xsd:boolean; raises ValueError for anything else."""
    if value not in ("true", "false", "1", "0"):
        raise ValueError(value)
    return value in ("true", "1")


def one_of(choices: Any) -> Callable[[str], Any]:
    """Return a parser that lets only the members of a ``Literal[...]`` type pass.

    >>> from sptgraph.model import Role
    >>> one_of(Role)("lead")
    'lead'
    """
    allowed = get_args(choices)

    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(value)
        return value

    return parse
