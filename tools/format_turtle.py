"""Rewrite the ontology's Turtle files in their one form, so that a difference in git shows meaning.

Usage: ``python tools/format_turtle.py [--check] [FILE...]`` (all files of ``ontology/`` by default).

Subjects are sorted by IRI after the file's own header; predicates are sorted after type, labels and
definition; several objects stand one to a line. Comments do not survive: say it in a ``skos:note``.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, term

_FIRST = {
    term(name): place
    for place, name in enumerate(
        (
            "rdf:type",
            "rdfs:label",
            "skos:prefLabel",
            "skos:definition",
            "rdfs:subClassOf",
            "rdfs:subPropertyOf",
        )
    )
}
_HEADERS = {"owl:Ontology", "prov:Entity"}
_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))
_LOCAL = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff]([A-Za-z0-9_\u4e00-\u9fff-]*[A-Za-z0-9_\u4e00-\u9fff])?")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BARE = {term("xsd:boolean"): re.compile("true|false"), term("xsd:integer"): re.compile(r"[+-]?\d+")}


def format_turtle(text: str) -> str:
    """Return Turtle ``text`` in its one form.

    Raises `OntologyError` where a subject or object is a blank node, and `SyntaxError` where the text is
    no Turtle.

    >>> print(format_turtle('@prefix s: <http://www.w3.org/2004/02/skos/core#> . <urn:a> s:note "b", "a" .'))
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    <urn:a>
        skos:note
            "a" ,
            "b" .
    <BLANKLINE>
    """
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    used: set[str] = set()
    for triple in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
            raise OntologyError("本体文件里不许有空白节点", "an ontology file may hold no blank node")
        about[subject.value][predicate.value].add(_written(value, used))
    blocks = [
        _block(subject, about[subject], used) for subject in sorted(about, key=lambda s: _rank(s, about[s]))
    ]
    prefixes = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in PREFIXES if prefix in used]
    return "\n".join([*prefixes, "", *blocks])


def _rank(subject: str, properties: dict[str, set[str]]) -> tuple[bool, str]:
    return properties.get(term("rdf:type"), set()).isdisjoint(_HEADERS), subject


def _block(subject: str, properties: dict[str, set[str]], used: set[str]) -> str:
    lines = []
    for predicate in sorted(properties, key=lambda p: (_FIRST.get(p, len(_FIRST)), _short(p, set()))):
        name = "a" if predicate == term("rdf:type") else _short(predicate, used)
        values = sorted(properties[predicate])
        single = len(values) == 1 or name == "a"
        lines.append(f"    {name} {' , '.join(values)}" if single else _column(name, values))
    return f"{_short(subject, used)}\n" + " ;\n".join(lines) + " .\n"


def _column(name: str, values: Iterable[str]) -> str:
    return f"    {name}\n" + " ,\n".join(f"        {value}" for value in values)


def _written(value: ox.NamedNode | ox.Literal, used: set[str]) -> str:
    if isinstance(value, ox.NamedNode):
        return _short(value.value, used)
    bare = _BARE.get(value.datatype.value)
    if bare and bare.fullmatch(value.value):
        return value.value
    quoted = f'"{value.value.translate(_ESCAPES)}"'
    if value.language:
        return f"{quoted}@{value.language}"
    if value.datatype.value == term("xsd:string"):
        return quoted
    return f"{quoted}^^{_short(value.datatype.value, used)}"


def _short(iri: str, used: set[str]) -> str:
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            used.add(prefix)
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def main(arguments: list[str]) -> int:
    """Rewrite the files; with ``--check`` only name those that are not in their form. Return 0 or 1."""
    check = "--check" in arguments
    named = [Path(argument) for argument in arguments if argument != "--check"]
    changed = 0
    for path in named or sorted(folder("ontology").glob("*.ttl")):
        before = path.read_text(encoding="utf-8")
        after = format_turtle(before)
        if after == before:
            continue
        changed += 1
        sys.stdout.write(f"{path}\n")
        if not check:
            path.write_text(after, encoding="utf-8", newline="\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
