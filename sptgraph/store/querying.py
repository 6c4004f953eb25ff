"""Queries made safe and bindable before Oxigraph sees them.

Values reach a query by substitution only, never as text. Oxigraph substitutes a variable where the
query shows it in its result, so the *names* of bound variables are added there and taken off again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from sptgraph.errors import ParameterError, QueryError

MAX_QUERY: Final = 100_000
MAX_OPENINGS: Final = 2_000  # Oxigraph's parser recurses: deeper nesting can overrun its stack

_AGGREGATES: Final = frozenset(("count", "sum", "min", "max", "avg", "sample", "group_concat"))
_TOKEN: Final = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"""(?:(?:"|"")?(?:[^"\\]|\\.))*\"""
                |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>[\w.\-]*:(?:[\w.\-:%]|\\.)*)
    | (?P<word>\w+)
    | (?P<sign>[(){}\[\]!*])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: its kind, text, and offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> tuple[Token, ...]:
    """Return the pieces of a query that matter here, comments and strings recognised as such."""
    found = (Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(query))
    return tuple(token for token in found if token.kind != "comment")


@lru_cache(maxsize=256)
def check(query: str) -> None:
    """Raise QueryError for a query that would reach out (SERVICE) or is too long or too deeply nested."""
    pieces = tokens(query) if len(query) <= MAX_QUERY else ()
    openings = sum(1 for piece in pieces if piece.kind == "sign" and piece.text in "([{!")
    if len(query) > MAX_QUERY or openings > MAX_OPENINGS:
        raise QueryError(
            f"查询太长或嵌套太深（上限 {MAX_QUERY} 字、{MAX_OPENINGS} 个括号）",
            f"the query is too long or too deeply nested ({MAX_QUERY} characters, {MAX_OPENINGS} brackets)",
        )
    # The keyword may touch its neighbours (1SERVICE, SERVICE:x), so any trace of it outside strings counts.
    heads = (piece.text.partition(":")[0] for piece in pieces if piece.kind in ("word", "name"))
    if any("service" in head.lower() for head in heads):
        raise QueryError(
            "查询里不能用 SERVICE：本软件不向外发请求", "SERVICE is not allowed: queries never reach out"
        )


def showing(query: str, names: Iterable[str]) -> tuple[str, frozenset[str]]:
    """Return the query with the variables ``names`` shown in its result, and those that were added.

    Raises ParameterError for a name that is no variable of the query, QueryError where adding it would
    change what is counted: a SELECT that counts must group.

    >>> showing("SELECT ?o WHERE { ?s ?p ?o }", ["s"])
    ('SELECT ?o  ?s WHERE { ?s ?p ?o }', frozenset({'s'}))
    """
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return query, frozenset()
    pieces = tokens(query)
    known = {piece.text[1:] for piece in pieces if piece.kind == "variable"}
    for name in wanted:
        if name not in known:
            raise ParameterError(f"查询里没有变量 ?{name}", f"the query has no variable ?{name}")
    outer = [index for index, depth in enumerate(_depths(pieces)) if depth == 0]
    select = _first(pieces, outer, "select")
    body = _first(pieces, outer[outer.index(select) :], "where", "from", "{") if select is not None else None
    if select is None or body is None:
        return _in_scope(query, wanted), frozenset()
    head = [pieces[index] for index in outer if select < index < body]
    if any(piece.text == "*" for piece in head):
        return _in_scope(query, wanted), frozenset()
    added = [
        name
        for name in wanted
        if name not in {p.text[1:] for p in pieces[select:body] if p.kind == "variable"}
    ]
    group = _first(pieces, outer, "group")
    if added and group is None and any(piece.text.lower() in _AGGREGATES for piece in pieces[select:body]):
        raise QueryError(
            f"查询有汇总而没有 GROUP BY，无法代入 ?{added[0]}；请按它分组",
            f"the query counts without GROUP BY, so ?{added[0]} cannot be bound; group by it",
        )
    if not added:
        return query, frozenset()
    extra = "".join(f" ?{name}" for name in added)
    cuts = (
        [pieces[body].start] if group is None else [pieces[body].start, pieces[group + 1].start + len("by")]
    )
    for cut in reversed(cuts):
        query = f"{query[:cut]}{extra} {query[cut:]}"
    return query, frozenset(added)


def _depths(pieces: Iterable[Token]) -> Iterator[int]:
    """Yield for each piece in how many brackets it stands; an opening bracket stands outside itself."""
    depth = 0
    for piece in pieces:
        if piece.kind == "sign" and piece.text in ")}]":
            depth -= 1
        yield depth
        if piece.kind == "sign" and piece.text in "({[":
            depth += 1


def _first(pieces: Sequence[Token], indices: Iterable[int], *words: str) -> int | None:
    """Return the first of the indices where one of the words stands."""
    return next((index for index in indices if pieces[index].text.lower() in words), None)


def _in_scope(query: str, names: list[str]) -> str:
    """Bring variables into scope without binding them, for results that have no list of columns."""
    return (
        f"{query}\nVALUES ({' '.join('?' + name for name in names)}) {{({' '.join('UNDEF' for _ in names)})}}"
    )
