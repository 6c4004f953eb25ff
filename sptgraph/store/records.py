"""What a store answers with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from sptgraph.encoding.terms import node
from sptgraph.errors import StoreError

T = TypeVar("T")
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan in a store, as a list of plans shows it; ``iri`` is what the other verbs take.

    ``identifier`` is the last part of the IRI; ``sha256`` is of the file it was read from, None where
    only the stated graph was loaded.
    """

    iri: str
    identifier: str
    title: str | None = None
    jurisdiction: str | None = None
    level: str | None = None
    period: tuple[int, int] | None = None
    issued: date | None = None
    sha256: str | None = None


class Solutions(NamedTuple):
    """The answer to a SELECT: column names, and rows of terms in the same order, None where unbound."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def record_of(iri: str, quads: Iterable[Quad]) -> PlanRecord:
    """Return the record of a plan from the quads about it, its place and its file.

    What is no number or date is left out: a faulty plan has a record too.
    """
    values = {(_text(quad.subject), quad.predicate): _text(quad.object) for quad in quads}

    def value(predicate: str, subject: str = iri) -> str | None:
        return values.get((subject, node(predicate)))

    start, end = (_read(int, value(name)) for name in ("spt:periodStart", "spt:periodEnd"))
    return PlanRecord(
        iri=iri,
        identifier=iri.rpartition("/plan/")[2],
        title=value("dcterms:title"),
        jurisdiction=value("skos:prefLabel", value("spt:jurisdiction") or ""),
        level=value("spt:level"),
        period=(start, end) if start and end else None,
        issued=_read(date.fromisoformat, value("dcterms:issued")),
        sha256=value("spt:sha256", value("dcterms:source") or ""),
    )


def no_such_plan(iri: str) -> StoreError:
    """Return the error that says that a store does not hold a plan."""
    return StoreError(f"库里没有这份方案：{iri}", f"the store holds no such plan: {iri}")


def _read(read: Callable[[str], T], text: str | None) -> T | None:
    try:
        return read(text) if text else None
    except ValueError:
        return None


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
