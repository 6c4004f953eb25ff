"""What follows from a plan: every rule run over it, each derived fact with its rule and premises."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from sptgraph.encoding.iris import PlanGraphs, segment
from sptgraph.encoding.progressgraph import progress_graph
from sptgraph.encoding.terms import TYPE, node, text
from sptgraph.language import Bilingual
from sptgraph.rules.rulefile import ASKED, Rule, load_rules
from sptgraph.rules.running import DEFAULT_BOUNDS, Bounds, run_rules
from sptgraph.rules.workbench import workbench
from sptgraph.store import Store
from sptgraph.vocabulary import BASE, PREFIXES, key_of, term

_REFERENCE: Final = f"{BASE}reference/"
_REMEMBERED: Final = 16  # plans, of some thousand triples each
_ASKED: Final = Bilingual("有人问及该行业领域", "somebody asked about the sector")


def derive(
    store: Store, plan_iri: str, rules: Iterable[Rule] | None = None, *, bounds: Bounds = DEFAULT_BOUNDS
) -> int:
    """Put what the rules (default: the shipped ones) conclude about a plan into its derived graph.

    What an earlier run derived is replaced, in one transaction, so deriving twice changes nothing.
    Returns the number of derived facts. Raises StoreError where the plan is not in the store, QueryError
    where a rule fails, reaches a bound or concludes something without a name of its own; the store is
    then unchanged.

    >>> from sptgraph.model import DocumentData, Plan, Source
    >>> source = Source("plan.txt", "txt", "0" * 64, "0" * 64, 0)
    >>> store = Store()
    >>> data = DocumentData(jurisdiction="甲县", level="county", period=(2024, 2026))
    >>> derive(store, store.insert(Plan(source, data)).iri) > 0
    True
    """
    triples = conclude(store, plan_iri, rules, bounds=bounds)
    store.put_graph(PlanGraphs.of(plan_iri).derived, triples)
    return sum(1 for triple in triples if triple.predicate == node("spt:rule"))


def conclude(
    store: Store,
    plan_iri: str,
    rules: Iterable[Rule] | None = None,
    *,
    also: Sequence[str] = (),
    bounds: Bounds = DEFAULT_BOUNDS,
) -> tuple[ox.Triple, ...]:
    """Return what `derive` would put into a plan's derived graph, in no order, and write nothing.

    ``also`` names sectors (IRIs) to conclude about as if the plan named them.
    """
    graphs = PlanGraphs.of(plan_iri)
    unseen = (graphs.derived, graphs.source, progress_graph(plan_iri))
    graphs_given = [g for g in store.closure(plan_iri) if g not in unseen and not g.startswith(_REFERENCE)]
    given = frozenset(quad.triple for quad in store.quads(graphs_given))
    if rules is None and bounds is DEFAULT_BOUNDS:
        return _concluded(plan_iri, given, tuple(also))
    return _conclude(plan_iri, given, also, load_rules() if rules is None else rules, bounds)


@lru_cache(maxsize=_REMEMBERED)
def _concluded(plan_iri: str, given: frozenset[ox.Triple], also: tuple[str, ...]) -> tuple[ox.Triple, ...]:
    """Return what the shipped rules conclude; the same from the same facts, so found once."""
    return _conclude(plan_iri, given, also, load_rules(), DEFAULT_BOUNDS)


def forget() -> None:
    """Let go of what was concluded before, so that the time it takes can be measured."""
    _concluded.cache_clear()


def _conclude(
    plan_iri: str, given: Iterable[ox.Triple], also: Sequence[str], rules: Iterable[Rule], bounds: Bounds
) -> tuple[ox.Triple, ...]:
    asked = list(_asked(plan_iri, also))
    with workbench(given) as bench:
        bench.lay(asked)
        concluded = run_rules(bench, rules, f"{PlanGraphs.of(plan_iri).derived}/", bounds)
    triples = set(asked)
    for rule, found in concluded.items():
        triples |= found
        triples.update(_describe(rule.iri, rule.summary, rule.statute))
    return tuple(triples)


def _asked(plan_iri: str, sectors: Iterable[str]) -> Iterator[ox.Triple]:
    """Yield a concern for each sector that is asked about."""
    for sector in sectors:
        name = f"{plan_iri}/derived/{ASKED}/{segment(key_of(sector))}"
        subject, rule = ox.NamedNode(name), f"{PREFIXES['rule']}{ASKED}"
        plan = ox.NamedNode(plan_iri)
        yield ox.Triple(subject, TYPE, node("spt:Concern"))
        yield ox.Triple(subject, node("spt:sector"), ox.NamedNode(sector))
        yield ox.Triple(subject, node("spt:rule"), ox.NamedNode(rule))
        yield ox.Triple(subject, node("prov:wasDerivedFrom"), plan)
        yield ox.Triple(subject, node("dcterms:isPartOf"), plan)
        yield from _describe(rule, _ASKED)


def _describe(iri: str, summary: Bilingual, statute: str | None = None) -> Iterator[ox.Triple]:
    """Yield what a proof shows of the rule itself."""
    subject = ox.NamedNode(iri)
    yield ox.Triple(subject, TYPE, node("spt:Rule"))
    yield ox.Triple(subject, node("rdfs:label"), text(summary.zh, "zh"))
    yield ox.Triple(subject, node("rdfs:label"), text(summary.en, "en"))
    if statute is not None:
        yield ox.Triple(subject, node("spt:statute"), ox.NamedNode(term(statute)))
