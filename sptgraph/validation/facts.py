"""A plan's triples, held as N-Triples writes them: text is cheap to index, and few terms are ever looked at.

A term is a string here, ``<https://…>`` or ``"文字"@zh``; `parsed` and `written` go to and from.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from sptgraph.vocabulary import term

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal

TYPE: Final = f"<{term('rdf:type')}>"
SUBCLASS: Final = f"<{term('rdfs:subClassOf')}>"
_LENGTH: Final = len(" .")


def written(node: Term) -> str:
    """Return a term as N-Triples writes it.

    >>> written(NamedNode("urn:a"))
    '<urn:a>'
    """
    return str(node)


def parsed(text: str) -> Term:
    """Return the term that N-Triples writes so.

    >>> parsed('"3"^^<http://www.w3.org/2001/XMLSchema#integer>').value
    '3'
    """
    if text[0] == "<" and "\\" not in text:
        return NamedNode(text[1:-1])
    return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Term:
    if text.startswith("_:"):
        return BlankNode(text[2:])
    quad = next(iter(parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)))
    return cast("Term", quad.object)


def lines_of(triples: Iterable[Triple]) -> list[str]:
    """Return triples as lines of N-Triples."""
    return split_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def split_lines(text: bytes) -> list[str]:
    """Return the lines of an N-Triples text; only a line feed ends one, whatever else texts may hold."""
    return text.decode().removesuffix("\n").split("\n") if text else []


class Facts:
    """Triples by subject and predicate, and the other way round where somebody asks for it."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self.lines: Final[dict[str, None]] = {}
        self.forward: Final[dict[str, dict[str, list[str]]]] = {}
        self._backward: Final[dict[str, dict[str, list[str]]]] = {}
        self._classes: Final[dict[str, frozenset[str]]] = {}
        self.add(lines)

    def add(self, lines: Iterable[str]) -> None:
        """Take in more triples."""
        self._backward.clear()
        self._classes.clear()
        last, properties = "", {}  # subjects come in rows, so most lines need one look-up less
        known = self.lines
        for line in lines:
            if line in known:
                continue
            known[line] = None
            subject, predicate, value = line[:-_LENGTH].split(" ", 2)
            if subject != last:
                last, properties = subject, self.forward.setdefault(subject, {})
            if predicate in properties:
                properties[predicate].append(value)
            else:
                properties[predicate] = [value]

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property."""
        properties = self.forward.get(subject)
        return properties.get(predicate, []) if properties else []

    def subjects(self, predicate: str, value: str) -> list[str]:
        """Return the nodes that have a value for a property."""
        return self.by_object(predicate).get(value, [])

    def by_object(self, predicate: str) -> dict[str, list[str]]:
        """Return all values of a property with the nodes that have them."""
        found = self._backward.get(predicate)
        if found is None:
            found = self._backward[predicate] = {}
            for subject, properties in self.forward.items():
                for value in properties.get(predicate, ()):
                    found.setdefault(value, []).append(subject)
        return found

    def instances(self, kind: str) -> Iterator[str]:
        """Yield the nodes of a class or of a class below it, some perhaps twice."""
        for each in self.below(kind):
            yield from self.subjects(TYPE, each)

    def below(self, kind: str) -> frozenset[str]:
        """Return a class and all classes below it."""
        found = self._classes.get(kind)
        if found is None:
            several, waiting = {kind}, [kind]
            while waiting:
                for each in self.subjects(SUBCLASS, waiting.pop()):
                    if each not in several:
                        several.add(each)
                        waiting.append(each)
            found = self._classes[kind] = frozenset(several)
        return found

    def predicates(self) -> set[str]:
        """Return all predicates."""
        return {predicate for properties in self.forward.values() for predicate in properties}

    def triples(self) -> tuple[Triple, ...]:
        """Return the triples, each term parsed."""
        text = "\n".join(self.lines).encode()
        return tuple(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))
