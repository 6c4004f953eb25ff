"""Quads → text: sorted, prefixed, one fact a line, the same quads always the same bytes."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, Literal

import pyoxigraph as ox

from sptgraph.encoding.terms import TYPE
from sptgraph.vocabulary import BASE, PREFIXES

GraphFormat = Literal["turtle", "trig", "nquads", "jsonld"]

FORMATS: Final[dict[GraphFormat, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_RANKS: Final = ("stated", "corrections", "derived", "progress", "source")


def serialise(quads: Iterable[ox.Quad], format: GraphFormat, base: str = BASE) -> bytes:  # noqa: A002
    """Return the quads as UTF-8 text in ``format``; Turtle holds the stated graphs alone.

    The order is that of names, numbers in them counting as numbers; a plan's stated graph comes first,
    its source last. Names under ``base`` are written relative to it in Turtle and TriG.
    """
    ordered = sorted(set(quads), key=_sort_key)
    if format == "nquads":
        return write(ordered, FORMATS[format])
    if format == "jsonld":
        return _compact(write(ordered, FORMATS[format]))
    if format == "trig":
        return _with_sorted_prefixes(write(ordered, FORMATS[format], base))
    return _with_sorted_prefixes(write([q.triple for q in ordered if _is_stated(q)], FORMATS[format], base))


def write(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], syntax: ox.RdfFormat, base: str | None = None
) -> bytes:
    """Return statements in the order given; with ``base``, relative to it and with our prefixes."""
    prefixes = None if base is None else PREFIXES
    return ox.serialize(statements, format=syntax, prefixes=prefixes, base_iri=base) or b""


def _is_stated(quad: ox.Quad) -> bool:
    graph = quad.graph_name
    return isinstance(graph, ox.DefaultGraph) or graph.value.endswith("/stated")


def _sort_key(quad: ox.Quad) -> tuple[Any, ...]:
    subject, predicate, value, graph = quad
    name = "" if isinstance(graph, ox.DefaultGraph) else graph.value
    plan, _, part = name.rpartition("/")
    rank = _RANKS.index(part) if part in _RANKS else len(_RANKS)
    return (
        _natural(plan),
        rank,
        name,
        _natural(subject.value if isinstance(subject, ox.NamedNode) else str(subject)),
        predicate != TYPE,
        predicate.value,
        _natural(value.value) if isinstance(value, ox.NamedNode) else (str(value),),
    )


@lru_cache(maxsize=16_384)
def _natural(name: str) -> tuple[str | int, ...]:
    """Return a sort key that puts task 10 after task 2."""
    parts = re.split(r"([0-9]{1,18})", name)
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))


def _with_sorted_prefixes(written: bytes) -> bytes:
    """Sort the prefix lines, which the writer gives in an order of its own, and part them from the rest."""
    lines = written.split(b"\n")
    head = next((number for number, line in enumerate(lines) if not line.startswith(b"@")), len(lines))
    return b"\n".join([*sorted(lines[:head]), b"", *lines[head:]])


def _compact(written: bytes) -> bytes:
    """Shorten the terms of our vocabulary with a context that stands in the file itself."""
    graphs = json.loads(written)
    text = json.dumps({"@context": PREFIXES, "@graph": _shorten(graphs)}, ensure_ascii=False, indent=1)
    return text.encode() + b"\n"


def _shorten(value: Any) -> Any:
    if isinstance(value, list):
        return [_shorten(item) for item in value]
    if isinstance(value, dict):
        return {
            _short(key): (_short(item) if key == "@type" and isinstance(item, str) else _shorten(item))
            for key, item in value.items()
        }
    return value


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    fitting = (
        (name, space) for name, space in PREFIXES.items() if iri.startswith(space) and len(iri) > len(space)
    )
    best = max(fitting, key=lambda pair: len(pair[1]), default=None)
    return f"{best[0]}:{iri[len(best[1]) :]}" if best and not iri[len(best[1]) :].startswith("//") else iri
