"""The fast path: a rule's SELECT runs once for the whole plan on Oxigraph, not once per node.

SHACL runs ``sh:sparql`` for each focus node with ``$this`` bound beforehand. Where the query itself binds
``$this`` by a triple pattern and neither groups nor cuts its rows, running it once and keeping the rows
whose ``$this`` is a focus node gives the same results. Whatever is not of that form is left to the engine.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, cast

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from sptgraph.validation.facts import TYPE, Facts, Node, Term, written
from sptgraph.validation.guard import code_of
from sptgraph.validation.targets import TARGETS, Targets, targets_of
from sptgraph.vocabulary import PREFIXES, term

Properties = Mapping[str, Sequence[Term]]

SPARQL_COMPONENT: Final = NamedNode(term("sh:SPARQLConstraintComponent"))

_STRING: Final = re.compile(
    r"""\"{3}.*?\"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n>]*\n""", re.DOTALL
)
_PREFIX: Final = re.compile(r"PREFIX\s+(\w*):\s*<([^>]*)>", re.IGNORECASE)
_IRI: Final = re.compile(r"<([^<>\s]*)>")
_PREFIXED: Final = re.compile(r"([A-Za-z]\w*):([A-Za-z][\w-]*)")
# Two variables side by side, or one where a property stands after a semicolon.
_ANY_PROPERTY: Final = re.compile(r"[?$]\w+\s+[?$]\w+|;\s*[?$]\w")
_ABOUT_RULE: Final = frozenset(
    {
        *(term(f"sh:{name}") for name in ("sparql", "severity", "message", "deactivated")),
        *(term(f"sh:{name}") for name in ("name", "description", "order", "group")),
        *TARGETS,
        term("rdf:type"),
    }
)
_ALL_ROWS_MATTER: Final = re.compile(
    r"(?<![\w:?$-])(GROUP|HAVING|LIMIT|OFFSET|REDUCED|COUNT|SUM|MIN|MAX|AVG|SAMPLE)(?![\w:-])",
    re.IGNORECASE,
)
_ENGINE_VARIABLES: Final = re.compile(r"[?$](PATH|shapesGraph|currentShape|failure)\b")
_THIS: Final = re.compile(r"[?$]this\b")
_REBOUND: Final = re.compile(r"\bAS\s+[?$]this\b", re.IGNORECASE)


class Result(NamedTuple):
    """One validation result, as any SHACL engine gives it: what compares between engines."""

    focus: Term
    shape: Node
    component: NamedNode
    path: Node | None
    value: Term | None


@dataclass(frozen=True, slots=True)
class Select:
    """A rule that consists of SELECTs and can be run set-based."""

    shape: NamedNode
    queries: tuple[str, ...]
    targets: Targets


def select_of(shape: Node, properties: Properties, nodes: Mapping[Node, Properties]) -> Select | None:
    """Return the rule as `Select`, or None where it must be left to the engine.

    ``nodes`` are all subjects of the shapes graph.
    """
    constraints = properties.get(term("sh:sparql"), [])
    foreign = {name for name in properties if name.startswith(PREFIXES["sh"])} - _ABOUT_RULE
    kinds = {value.value for value in properties.get(term("rdf:type"), [])}
    if not isinstance(shape, NamedNode) or not constraints or foreign or kinds - {term("sh:NodeShape")}:
        return None
    if _is_off(properties) or any(_is_off(nodes.get(cast("Node", each), {})) for each in constraints):
        return None
    queries = [query_of(nodes.get(cast("Node", each), {}), nodes) for each in constraints]
    if not all(query and runs_once(query) for query in queries):
        return None
    return Select(shape, tuple(queries), targets_of(properties))


def _is_off(properties: Properties) -> bool:
    return bool(properties.get(term("sh:deactivated")))


def query_of(constraint: Properties, nodes: Mapping[Node, Properties]) -> str:
    """Return the SELECT or ASK of a constraint with its prefixes, or "" where it has not exactly one."""
    texts = [*constraint.get(term("sh:select"), ()), *constraint.get(term("sh:ask"), ())]
    if len(texts) != 1:
        return ""
    declared = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}
    for holder in constraint.get(term("sh:prefixes"), []):
        for declaration in nodes.get(cast("Node", holder), {}).get(term("sh:declare"), []):
            about = nodes.get(cast("Node", declaration), {})
            for prefix in about.get(term("sh:prefix"), []):
                for namespace in about.get(term("sh:namespace"), []):
                    declared[prefix.value] = namespace.value
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(declared.items())) + texts[0].value


def runs_once(query: str) -> bool:
    """Return whether a SELECT gives the same rows run once for all nodes as run for each.

    >>> runs_once("SELECT $this WHERE { $this a <urn:c> . FILTER NOT EXISTS { $this <urn:p> ?o } }")
    True
    >>> runs_once("SELECT $this WHERE { FILTER NOT EXISTS { $this <urn:p> ?o } }")
    False
    """
    code = code_of(query)
    if _ALL_ROWS_MATTER.search(code) or _ENGINE_VARIABLES.search(code) or _REBOUND.search(code):
        return False
    head, brace, body = code.partition("{")
    if (
        not brace
        or "}" not in body
        or re.search(r"\bSELECT\b", body, re.IGNORECASE)
        or not _THIS.search(head)
    ):
        return False
    return bool(_THIS.search(_outermost(body[: body.rindex("}")])))


def _outermost(body: str) -> str:
    """Return what stands in no inner braces or brackets: triple patterns, and keywords."""
    depth, kept = 0, []
    for character in body:
        depth += (character in "{(") - (character in "})")
        if depth == 0:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=512)
def terms_of(query: str) -> frozenset[str] | None:
    """Return all IRIs that a query with its prefixes names, or None where it may ask for any property.

    >>> sorted(terms_of("PREFIX a: <urn:a:> SELECT $this WHERE { $this a:p 1 ; ^<urn:q> ?x }"))
    ['urn:a:', 'urn:a:p', 'urn:q']
    >>> terms_of("SELECT $this WHERE { $this ?p 1 }") is None
    True
    """
    bare = _STRING.sub(" ", query)
    if _ANY_PROPERTY.search(bare.partition("{")[2]):
        return None
    prefixes = dict(_PREFIX.findall(bare))
    names = (prefixes.get(prefix, "") + name for prefix, name in _PREFIXED.findall(_IRI.sub(" ", bare)))
    return frozenset({*_IRI.findall(bare), *names} - {""})


def store_of(lines: Iterable[str]) -> Store:
    """Return a store in memory that holds lines of N-Triples in its default graph."""
    store = Store()
    # Oxigraph wrote these lines itself: to check every IRI in them again would take as long as the rest.
    store.load("\n".join(lines).encode(), format=RdfFormat.N_TRIPLES, lenient=True)
    return store


def run_selects(facts: Facts, selects: Sequence[Select]) -> set[Result]:
    """Return the results of all the rules over the facts."""
    asked = [terms_of(query) for select in selects for query in select.queries]
    if None in asked:
        store = store_of(facts.lines)
    else:
        names = {f"<{name}>" for each in asked if each for name in each} | {TYPE}
        store = store_of(line for line in facts.lines if line.split(" ", 2)[1] in names)
    return {result for select in selects for result in _run(store, facts, select)}


def _run(store: Store, facts: Facts, select: Select) -> Iterable[Result]:
    focus_nodes: set[str] | None = None
    for query in select.queries:
        solutions = cast("QuerySolutions", store.query(query))
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            if focus_nodes is None:
                focus_nodes = set(select.targets.nodes(facts))
            this = cast("Term", row["this"])
            if written(this) in focus_nodes:
                path = cast("Node | None", row["path"]) if "path" in names else None
                value = cast("Term | None", row["value"]) if "value" in names else None
                yield Result(this, select.shape, SPARQL_COMPONENT, path, this if value is None else value)
