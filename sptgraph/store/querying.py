"""Queries made safe and bindable before Oxigraph sees them.

Values reach a query by substitution only, never as text. Oxigraph substitutes a variable where the
query shows it in its result, so the *names* of bound variables are added there and taken off again.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sptgraph.errors import ParameterError, QueryError

MAX_QUERY: Final = 100_000
MAX_OPENINGS: Final = 2_000  # Oxigraph's parser recurses: deeper nesting can overrun its stack

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

    Raises ParameterError for a name that is no variable of the query.

    >>> showing("SELECT ?o WHERE { ?s ?p ?o }", ["s"])
    ('SELECT ?o  ?s WHERE { ?s ?p ?o }', frozenset({'s'}))
    """
    pieces = tokens(query)
    known = {piece.text[1:] for piece in pieces if piece.kind == "variable"}
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            raise ParameterError(f"查询里没有变量 ?{name}", f"the query has no variable ?{name}")
    if not wanted:
        return query, frozenset()
    select = _top(pieces, 0, "select")
    body = None if select is None else _body(pieces, select + 1)
    if select is None or body is None:
        return _in_scope(query, wanted), frozenset()
    head = pieces[select + 1 : body]
    if any(piece.text == "*" for piece in head):
        return _in_scope(query, wanted), frozenset()
    shown = {piece.text[1:] for piece in head if piece.kind == "variable"}
    added = [name for name in wanted if name not in shown]
    extra = "".join(f" ?{name}" for name in added)
    cuts = [pieces[body].start]
    by = _top(pieces, body, "by")
    if by is not None and pieces[by - 1].text.lower() == "group":
        cuts.append(pieces[by].start + len("by"))
    for cut in reversed(cuts):
        query = f"{query[:cut]}{extra} {query[cut:]}"
    return query, frozenset(added)


def _top(pieces: tuple[Token, ...], first: int, word: str) -> int | None:
    """Return the index of a keyword outside all brackets, from index ``first``."""
    depth = 0
    for index in range(first, len(pieces)):
        text = pieces[index].text
        if pieces[index].kind == "sign":
            depth += (text in "({[") - (text in ")}]")
        elif depth == 0 and pieces[index].kind == "word" and text.lower() == word:
            return index
    return None


def _body(pieces: tuple[Token, ...], first: int) -> int | None:
    """Return the index of what ends the list of result columns: WHERE, FROM or the group itself."""
    depth = 0
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if depth == 0 and (
            piece.text == "{" or (piece.kind == "word" and piece.text.lower() in ("where", "from"))
        ):
            return index
        if piece.kind == "sign":
            depth += (piece.text in "({[") - (piece.text in ")}]")
    return None


def _in_scope(query: str, names: list[str]) -> str:
    """Bring variables into scope without binding them, for results that have no list of columns."""
    return (
        f"{query}\nVALUES ({' '.join('?' + name for name in names)}) {{({' '.join('UNDEF' for _ in names)})}}"
    )
