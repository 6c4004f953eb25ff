"""What a shape file may not hold: misspelt terms, scripts, anything that would fetch.

A SHACL engine passes over what it does not know, so a misspelt term is a rule that never fires.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from sptgraph.errors import ShapeError
from sptgraph.vocabulary import PREFIXES, term

_SH: Final = PREFIXES["sh"]
_QUERIES: Final = frozenset(term(f"sh:{name}") for name in ("select", "ask"))
_SEVERITIES: Final = frozenset(NamedNode(term(f"sh:{name}")) for name in ("Violation", "Warning", "Info"))
_TARGETS: Final = frozenset(
    term(f"sh:{name}") for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)
_REFUSED: Final = frozenset(
    {PREFIXES["owl"] + "imports"}
    | {
        term(f"sh:{name}")
        for name in (
            *("js", "jsFunctionName", "jsLibrary", "jsLibraryURL", "JSConstraint", "JSTarget", "JSFunction"),
            *("JSRule", "JSValidator", "rule", "SPARQLRule", "TripleRule", "construct", "update", "target"),
            *("SPARQLTarget", "SPARQLFunction", "expression", "entailment", "shapesGraph"),
        )
    }
)

_NOT_CODE: Final = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*""",
    re.DOTALL,
)
_PATH: Final = re.compile(r"\s[$?]PATH\b")
_FORBIDDEN: Final = re.compile(r"(?<![\w:?$-])(SERVICE|FROM|GRAPH|MINUS|VALUES)(?![\w:-])", re.IGNORECASE)


def code_of(query: str) -> str:
    r"""Return a query without its comments, strings and IRIs, so that words can be looked for.

    >>> code_of("SELECT ?a # FROM\nWHERE { ?a <urn:from> 'GRAPH' }")
    'SELECT ?a  \nWHERE { ?a     }'
    """
    return _NOT_CODE.sub(" ", query)


def check_shapes(triples: Iterable[Triple], file: str) -> None:
    """Raise `ShapeError` for the first thing in ``triples``, read from ``file``, that cannot be allowed."""
    for triple in triples:
        for node in (triple.predicate, triple.object):
            if isinstance(node, NamedNode):
                _check_term(node.value, file)
        if triple.predicate.value == term("sh:severity") and triple.object not in _SEVERITIES:
            raise ShapeError(
                f"{file}：sh:severity 只能是 sh:Violation、sh:Warning 或 sh:Info",
                f"{file}: sh:severity must be sh:Violation, sh:Warning or sh:Info",
            )
        if triple.predicate.value in _TARGETS and not isinstance(triple.subject, NamedNode):
            raise ShapeError(
                f"{file}：有一条规则没有名称（[] 或 _:）；请给它一个 IRI，报告里才指得出是哪一条",
                f"{file}: a rule has no name ([] or _:); give it an IRI, by which a report can name it",
            )
        if triple.predicate.value in _QUERIES:
            _check_query(triple.object, file)


def _check_term(iri: str, file: str) -> None:
    if iri in _REFUSED:
        name = iri.replace(_SH, "sh:").replace(PREFIXES["owl"], "owl:")
        raise ShapeError(
            f"{file}：不支持 {name}（校验不联网、不运行脚本、不改数据）；请删去",
            f"{file}: {name} is not supported (nothing is fetched, run as a script or changed); remove it",
        )
    if iri.startswith(_SH) and iri not in _known_terms():
        raise ShapeError(
            f"{file}：SHACL 没有 sh:{iri.removeprefix(_SH)} 这个词，写了也不起作用；请改正拼写",
            f"{file}: SHACL has no term sh:{iri.removeprefix(_SH)}; it would do nothing: mend its spelling",
        )


@cache
def _known_terms() -> frozenset[str]:
    """Return the terms of SHACL, as the reference engine ships them."""
    vocabulary = files("pyshacl") / "assets" / "shacl.ttl"
    quads = parse(vocabulary.read_bytes(), format=RdfFormat.TURTLE)
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _check_query(query: object, file: str) -> None:
    text = query.value if isinstance(query, Literal) else ""
    found = _FORBIDDEN.search(code_of(text))
    if found:
        word = found[1].upper()
        raise ShapeError(
            f"{file}：规则里的查询不能用 {word}；跨节点的“没有”请写 FILTER NOT EXISTS",
            f"{file}: a rule's query may not use {word}; say what must be missing with FILTER NOT EXISTS",
        )


def check_syntax(query: str, file: str) -> None:
    """Raise `ShapeError` where a constraint's query, its prefixes supplied, is no correct SPARQL."""
    try:
        Store().query(_PATH.sub(" <urn:path>", query))
    except (SyntaxError, ValueError) as error:
        raise ShapeError(
            f"{file} 里的查询不是正确的 SPARQL：{error}", f"{file}: a query is no correct SPARQL: {error}"
        ) from error
