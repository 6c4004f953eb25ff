"""Running a query inside given graphs, with values bound by substitution."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import pyoxigraph as ox

from sptgraph.errors import QueryError
from sptgraph.reasons import parser_reason
from sptgraph.store.querying import check, showing
from sptgraph.store.records import Solutions, Term
from sptgraph.vocabulary import PREFIXES

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
T = TypeVar("T")


def select(
    database: ox.Store,
    query: str,
    graphs: Sequence[str],
    bindings: Mapping[str, Term],
    seconds: float | None,
) -> Solutions:
    """Return all rows of a SELECT; bound variables that the query does not show are left out again."""
    text, added = showing(query, bindings)
    with _reporting():
        answer = _run(database, text, graphs, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise _unexpected("SELECT")
        kept = [at for at, variable in enumerate(answer.variables) if variable.value not in added]
        columns = tuple(answer.variables[at].value for at in kept)
        found = _until(answer, seconds)
        rows = tuple(tuple(row[at] for at in kept) for row in found) if added else tuple(map(tuple, found))
    return Solutions(columns, rows)


def construct(
    database: ox.Store,
    query: str,
    graphs: Sequence[str],
    bindings: Mapping[str, Term],
    seconds: float | None,
) -> tuple[ox.Triple, ...]:
    """Return the triples of a CONSTRUCT, each once, in the order found."""
    text, _ = showing(query, bindings)
    with _reporting():
        answer = _run(database, text, graphs, bindings)
        if not isinstance(answer, ox.QueryTriples):
            raise _unexpected("CONSTRUCT")
        return tuple(dict.fromkeys(_until(answer, seconds)))


def ask(database: ox.Store, query: str, graphs: Sequence[str], bindings: Mapping[str, Term]) -> bool:
    """Return the answer of an ASK."""
    text, _ = showing(query, bindings)
    with _reporting():
        answer = _run(database, text, graphs, bindings)
        if not isinstance(answer, ox.QueryBoolean):
            raise _unexpected("ASK")
        return bool(answer)


def _run(database: ox.Store, query: str, graphs: Sequence[str], bindings: Mapping[str, Term]) -> Answer:
    check(query)
    return database.query(
        query,
        prefixes=PREFIXES,
        default_graph=[ox.NamedNode(graph) for graph in graphs],
        named_graphs=[ox.NamedNode(graph) for graph in graphs],
        substitutions={ox.Variable(name): value for name, value in bindings.items()},
    )


def _until(answer: Iterator[T], seconds: float | None) -> Iterator[T]:
    """Pass the rows on until time is up; one row that takes long is waited for."""
    end = None if seconds is None else time.monotonic() + seconds
    for row in answer:
        if end is not None and time.monotonic() > end:
            raise QueryError(
                f"查询超过 {seconds} 秒，已停止；请缩小范围",
                f"the query took more than {seconds} s and was stopped",
            )
        yield row


@contextmanager
def _reporting() -> Iterator[None]:
    try:
        yield
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        words = " ".join(str(error).split())[:300]
        zh, en = parser_reason(error) if isinstance(error, SyntaxError) else ("查询引擎不接受它", words)
        raise QueryError(f"查询无法执行：{zh}", f"the query cannot be run: {en}") from None


def _unexpected(kind: str) -> QueryError:
    return QueryError(f"这里需要 {kind} 查询", f"a {kind} query is needed here")
