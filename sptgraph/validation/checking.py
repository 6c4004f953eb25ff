"""The verb: a plan in a store is held against the rules."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import Literal as Text
from pyoxigraph import Triple

from sptgraph.errors import UsageError
from sptgraph.validation.data import plan_triples
from sptgraph.validation.engine import quiet, rdflib_graph, run_pyshacl
from sptgraph.validation.findings import findings_of
from sptgraph.validation.report import CheckedPlan, Report
from sptgraph.validation.rulebook import Rulebook, load_rulebook
from sptgraph.validation.selects import Result, run_selects, store_of
from sptgraph.validation.wording import one_line
from sptgraph.vocabulary import term

if TYPE_CHECKING:
    from rdflib import Graph

    from sptgraph.store import Store

Engine = Literal["auto", "pyshacl"]


def validate(
    store: "Store", plan_iri: str, *, engine: Engine = "auto", shapes: str | Path | None = None
) -> Report:
    """Return what the rules find in a plan of the store.

    ``engine="pyshacl"`` runs all shapes unmodified in pySHACL, the reference; by default the rules across
    nodes run once each on Oxigraph, with the same results. ``shapes`` is a folder of rules of your own that
    run beside ours. Nothing is fetched and the store is not changed.

    Raises `StoreError` where the plan is not in the store, `ShapeError` where a shape cannot be used.
    """
    if engine not in ("auto", "pyshacl"):
        raise UsageError(
            f"没有校验引擎 {engine}；可用 auto 或 pyshacl", f"no engine {engine}; use auto or pyshacl"
        )
    book = load_rulebook(shapes)
    triples = plan_triples(store, plan_iri)
    findings = findings_of(plan_iri, triples, results_of(triples, book, engine), book)
    record = store.record(plan_iri)
    plan = CheckedPlan(
        plan_iri,
        one_line(record.title or record.identifier),
        _file_name(triples),
        record.sha256,
        record.issued,
    )
    return Report((plan,), findings, book.targeted)


def _file_name(triples: tuple[Triple, ...]) -> str | None:
    names = (triple.object for triple in triples if triple.predicate.value == term("spt:fileName"))
    return next((name.value for name in names if isinstance(name, Text)), None)


def results_of(triples: tuple[Triple, ...], book: Rulebook, engine: Engine = "auto") -> set[Result]:
    """Return the SHACL results of a rulebook over the triples, by either engine."""
    with quiet():
        data = rdflib_graph(triples)
        if engine == "pyshacl":
            return run_pyshacl(data, _shapes_graph(book.triples))
        return run_selects(store_of(triples), book.selects) | run_pyshacl(data, _shapes_graph(book.core))


@lru_cache(maxsize=8)
def _shapes_graph(triples: tuple[Triple, ...]) -> "Graph":
    """Return shapes as an rdflib graph, kept from one plan to the next."""
    return rdflib_graph(triples)
