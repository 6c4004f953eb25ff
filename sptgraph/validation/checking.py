"""The verb: a plan in a store is held against the rules."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from pyoxigraph import Literal, Triple

from sptgraph.errors import UsageError
from sptgraph.validation.aside import ASIDE
from sptgraph.validation.data import plan_facts
from sptgraph.validation.engine import quiet, rdflib_graph, run_pyshacl
from sptgraph.validation.facts import Facts, lines_of, parsed
from sptgraph.validation.findings import findings_of
from sptgraph.validation.narrowing import run_narrowed
from sptgraph.validation.report import CheckedPlan, Report
from sptgraph.validation.rulebook import Rulebook, load_rulebook
from sptgraph.validation.selects import Result, run_selects
from sptgraph.validation.wording import one_line
from sptgraph.vocabulary import term

if TYPE_CHECKING:
    from rdflib import Graph

    from sptgraph.store import Store

Engine = OneOf["auto", "pyshacl"]


def validate(
    store: "Store", plan_iri: str, *, engine: Engine = "auto", shapes: str | Path | None = None
) -> Report:
    """Return what the rules find in a plan of the store.

    ``engine="pyshacl"`` runs all shapes unmodified in pySHACL, the reference; by default the rules across
    nodes run once each on Oxigraph, with the same results. ``shapes`` is a folder of rules of your own that
    run beside ours. Nothing is fetched and the store is not changed.

    Raises `StoreError` where the plan is not in the store, `ShapeError` where a shape cannot be used or takes
    too long.
    """
    if engine not in ("auto", "pyshacl"):
        raise UsageError(
            f"没有校验引擎 {engine}；可用 auto 或 pyshacl", f"no engine {engine}; use auto or pyshacl"
        )
    book = load_rulebook(shapes)
    facts = plan_facts(store, plan_iri)
    if shapes is None:
        results = results_of(facts, book, engine)
    else:
        results = ASIDE.results(facts, book.triples, engine)
    findings = findings_of(plan_iri, facts, _own(results, plan_iri, facts), book)
    record = store.record(plan_iri)
    plan = CheckedPlan(
        plan_iri,
        one_line(record.title or record.identifier),
        _file_name(facts),
        record.sha256,
        record.issued,
    )
    return Report((plan,), findings, book.targeted)


def _own(results: Iterable[Result], plan_iri: str, facts: Facts) -> list[Result]:
    """Return the results without those about the superior plans that the plan was held against."""
    others = {node[1:-1] for node in facts.instances(f"<{term('spt:Plan')}>")} - {plan_iri}
    prefixes = tuple(f"{other}/" for other in others)
    return [
        result
        for result in results
        if result.focus.value not in others and not result.focus.value.startswith(prefixes)
    ]


def _file_name(facts: Facts) -> str | None:
    names = facts.by_object(f"<{term('spt:fileName')}>")
    return next((node.value for name in names if isinstance(node := parsed(name), Literal)), None)


def results_of(data: Facts | Iterable[Triple], book: Rulebook, engine: Engine = "auto") -> set[Result]:
    """Return the SHACL results of a rulebook over a plan's facts or triples, by either engine."""
    with quiet():
        if engine == "pyshacl":
            triples = data.triples() if isinstance(data, Facts) else tuple(data)
            return run_pyshacl(rdflib_graph(triples), _shapes_graph(book.triples))
        facts = data if isinstance(data, Facts) else Facts(lines_of(data))
        return run_selects(facts, book.selects) | run_narrowed(facts, book)


@lru_cache(maxsize=8)
def _shapes_graph(triples: tuple[Triple, ...]) -> "Graph":
    """Return shapes as an rdflib graph, kept from one plan to the next."""
    return rdflib_graph(triples)
