"""The rules: loaded from the shape folders, with all that a report says about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import Literal as Text

from sptgraph.errors import ShapeError
from sptgraph.language import Bilingual
from sptgraph.reasons import parser_reason, system_reason
from sptgraph.resources import folder
from sptgraph.validation.facts import Node
from sptgraph.validation.finding import Severity
from sptgraph.validation.guard import check_shapes, check_syntax
from sptgraph.validation.selects import Select, query_of, select_of
from sptgraph.validation.targets import TARGETS
from sptgraph.vocabulary import PREFIXES, SHAPES, key_of, term

Properties = Mapping[str, list[Node | Text]]

_SHARED: Final = frozenset({NamedNode(SHAPES.rstrip("#"))})


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold, why, what is said where it does not, and what to do then.

    ``template`` is the message with ``{placeholders}``; ``order`` is the rule's place in its folder.
    """

    iri: str
    severity: Severity
    title: Bilingual
    reason: Bilingual
    message: Bilingual
    template: Bilingual
    fix: Bilingual
    order: int

    @property
    def name(self) -> str:
        """The short name by which people and scripts call the rule: ``task-owner``."""
        return key_of(self.iri).lower()


@dataclass(frozen=True)
class Rulebook:
    """All shapes in force, split into what runs once as a SELECT and what a SHACL engine runs.

    ``triples`` are the shapes unmodified; ``core`` is the rest once ``selects`` are taken out. ``targeted``
    are the rules in the strict sense, those that look for nodes themselves.
    """

    triples: tuple[Triple, ...]
    core: tuple[Triple, ...]
    selects: tuple[Select, ...]
    rules: Mapping[str, Rule]
    targeted: tuple[Rule, ...]
    parents: Mapping[Node, Node]

    def rule(self, shape: Node) -> Rule:
        """Return the rule a result's source shape belongs to, climbing from nested shapes to a named one."""
        seen = set()
        while shape.value not in self.rules and shape in self.parents and shape not in seen:
            seen.add(shape)
            shape = self.parents[shape]
        known = self.rules.get(shape.value)
        return known or _rule(shape.value, {}, len(self.rules))


def load_rulebook(extra: str | Path | None = None) -> Rulebook:
    """Return the shipped rules and those of the folder or file ``extra``.

    Raises `ShapeError` where a file is no Turtle, uses what SHACL does not know, would fetch something or
    run scripts, or changes a shipped rule.
    """
    return _load(None if extra is None else Path(extra).resolve())


@cache
def _shipped() -> tuple[Triple, ...]:
    return _read(folder("shapes"))


def _load(extra: Path | None) -> Rulebook:
    return book_of(_shipped()) if extra is None else book_of((*_shipped(), *_own(extra)))


@cache
def ontology_rulebook() -> Rulebook:
    """Return the rules that the ontology itself keeps."""
    shapes = folder("shapes")
    return book_of((*_read(shapes / "prefixes.ttl"), *_read(shapes / "ontology")))


@lru_cache(maxsize=8)
def book_of(triples: tuple[Triple, ...]) -> Rulebook:
    """Return the rulebook of shapes that have been checked."""
    return _build(triples)


def _own(extra: Path) -> tuple[Triple, ...]:
    """Read a user's shapes, which may add rules but not change ours; they may use our prefixes."""
    triples = _read(extra)
    ours = {triple.subject for triple in _shipped()} - _SHARED
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and triple.subject in ours:
            name = triple.subject.value
            raise ShapeError(
                f"{extra.name}：{name} 是自带规则，不能改写；请另取名称",
                f"{extra.name}: {name} is a shipped rule and cannot be changed; choose another name",
            )
    nodes = by_subject((*_shipped(), *triples))
    for node in dict.fromkeys(triple.subject for triple in triples):
        if query := query_of(nodes[cast("Node", node)], nodes):
            check_syntax(query, extra.name)
    return triples


def _read(place: Path) -> tuple[Triple, ...]:
    files = sorted(place.glob("*.ttl")) if place.is_dir() else [place]
    if not files or not all(file.is_file() for file in files):
        raise ShapeError(
            f"{place} 里没有规则文件（*.ttl）；请指明规则文件夹",
            f"no shape files (*.ttl) in {place}; name a folder of them",
        )
    found: list[Triple] = []
    for file in files:
        try:
            triples = [
                quad.triple for quad in parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True)
            ]
        except (SyntaxError, ValueError, OSError) as error:
            zh, en = system_reason(error) if isinstance(error, OSError) else parser_reason(error)
            raise ShapeError(
                f"{file.name}：不是正确的 Turtle：{zh}", f"{file.name}: no correct Turtle: {en}"
            ) from error
        check_shapes(triples, file.name)
        found += triples
    return tuple(found)


def by_subject(triples: Iterable[Triple]) -> dict[Node, dict[str, list[Node | Text]]]:
    """Return the properties of each subject."""
    nodes: dict[Node, dict[str, list[Node | Text]]] = {}
    for triple in triples:
        subject, value = cast("Node", triple.subject), cast("Node | Text", triple.object)
        nodes.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
    return nodes


def _build(triples: tuple[Triple, ...]) -> Rulebook:
    nodes = by_subject(triples)
    values = {value for properties in nodes.values() for several in properties.values() for value in several}
    selects = tuple(
        select
        for node, properties in nodes.items()
        if node not in values and (select := select_of(node, properties, nodes)) is not None
    )
    taken = {select.shape for select in selects}
    named = [
        node for node, properties in nodes.items() if isinstance(node, NamedNode) and _is_shape(properties)
    ]
    rules = {node.value: _rule(node.value, nodes[node], order) for order, node in enumerate(named)}
    return Rulebook(
        triples=triples,
        core=tuple(triple for triple in triples if triple.subject not in taken),
        selects=selects,
        rules=rules,
        targeted=tuple(rules[node.value] for node in named if any(each in nodes[node] for each in TARGETS)),
        parents={
            value: node
            for node, properties in nodes.items()
            for several in properties.values()
            for value in several
            if isinstance(value, BlankNode | NamedNode)
        },
    )


def _is_shape(properties: Properties) -> bool:
    kinds = {value.value for value in properties.get(PREFIXES["rdf"] + "type", [])}
    return bool(
        kinds & {term("sh:NodeShape"), term("sh:PropertyShape")}
        or any(target in properties for target in TARGETS)
    )


def _rule(iri: str, properties: Properties, order: int) -> Rule:
    severities = [value.value for value in properties.get(term("sh:severity"), [])]
    severity = key_of(severities[0]).lower() if severities else "violation"
    name = key_of(iri)
    title = _bilingual(properties, "sh:name") or Bilingual(name, name)
    message = _bilingual(properties, "sh:message") or title
    return Rule(
        iri=iri,
        severity=cast("Severity", severity),
        title=title,
        reason=_bilingual(properties, "sh:description") or Bilingual("", ""),
        message=message,
        template=_bilingual(properties, "spt:messageTemplate") or message,
        fix=_bilingual(properties, "spt:fix") or Bilingual("", ""),
        order=order,
    )


def _bilingual(properties: Properties, name: str) -> Bilingual | None:
    """Return a text in both languages; one that is given in a single language stands for both."""
    texts = [value for value in properties.get(term(name), []) if isinstance(value, Text)]
    if not texts:
        return None
    by_language = {(value.language or "").partition("-")[0]: value.value for value in reversed(texts)}
    zh, en = by_language.get("zh"), by_language.get("en")
    other = texts[0].value
    return Bilingual(zh or en or other, en or zh or other)
