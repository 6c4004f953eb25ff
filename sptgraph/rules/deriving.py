"""What follows from a plan: every rule run over it, each derived fact with its rule and premises."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sptgraph.encoding.iris import PlanGraphs
from sptgraph.encoding.terms import TYPE, node, text
from sptgraph.errors import QueryError
from sptgraph.rules.rulefile import Rule, load_rules
from sptgraph.store import Store
from sptgraph.vocabulary import term


def derive(store: Store, plan_iri: str, rules: Iterable[Rule] | None = None) -> int:
    """Put what the rules (default: the shipped ones) conclude about a plan into its derived graph.

    What an earlier run derived is replaced, so deriving twice changes nothing. Returns the number of
    derived facts. Raises StoreError where the plan is not in the store, QueryError where a rule fails
    or concludes something without a name of its own; the store is then unchanged.
    """
    derived = PlanGraphs.of(plan_iri).derived
    premises = [graph for graph in store.closure(plan_iri) if graph != derived]
    triples: list[ox.Triple] = []
    facts: set[str] = set()
    for rule in load_rules() if rules is None else rules:
        found = store.construct(rule.query, premises)
        names = {_name(triple, rule, f"{derived}/") for triple in found}
        if names:
            triples += [*found, *_describe(rule)]
            facts |= names
    store.put_graph(derived, triples)
    return len(facts)


def _name(triple: ox.Triple, rule: Rule, prefix: str) -> str:
    """Return the name of the fact a triple is about, which must be one of the plan's derived facts."""
    subject, value = triple.subject, triple.object
    if (
        isinstance(subject, ox.NamedNode)
        and subject.value.startswith(prefix)
        and not isinstance(value, ox.BlankNode)
    ):
        return subject.value
    raise QueryError(
        f"规则 {rule.identifier}.rq 推出的节点没有以 {prefix} 开头的名称：{subject}",
        f"the rule {rule.identifier}.rq derives a node without a name under {prefix}: {subject}",
    )


def _describe(rule: Rule) -> Iterator[ox.Triple]:
    """Yield what a proof shows of the rule itself."""
    subject = ox.NamedNode(rule.iri)
    yield ox.Triple(subject, TYPE, node("spt:Rule"))
    yield ox.Triple(subject, node("rdfs:label"), text(rule.summary.zh, "zh"))
    yield ox.Triple(subject, node("rdfs:label"), text(rule.summary.en, "en"))
    if rule.statute is not None:
        yield ox.Triple(subject, node("spt:statute"), ox.NamedNode(term(rule.statute)))
