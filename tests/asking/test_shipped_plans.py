"""On the plans that ship: all that is derived proves itself down to leaves, and every chain is whole."""

from collections.abc import Iterator

import pytest

from sptgraph import PlanStore
from sptgraph.asking import Article, Proof, Quotation, RosterRow, who
from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.proving import Prover
from sptgraph.asking.scope import Scope, scopes
from sptgraph.facade.shipped import shipped_plans
from sptgraph.store import Store

PLACES = [example.jurisdiction for example in shipped_plans()]


@pytest.fixture(scope="module")
def store() -> Store:
    return PlanStore.examples()._store


def scope_of(store: Store, place: str) -> Scope:
    return next(scope for scope in scopes(store) if scope.plan.jurisdiction == place)


def without_ground(proof: Proof) -> Iterator[Proof]:
    """Yield the facts in a proof that rest on nothing."""
    if not proof.premises:
        yield proof
    for below in (*proof.premises, *proof.alternatives):
        if isinstance(below, Proof):
            yield from without_ground(below)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", PLACES)
def test_every_derived_fact_is_proved_to_the_last_leaf(store: Store, place: str) -> None:
    facts = Facts(scope_of(store, place))
    prover = Prover(facts)
    derived = [node for node in facts.nodes.values() if node.derived]
    assert len(derived) > 100
    for node in derived:
        proof = prover.prove(node.iri)
        assert not list(without_ground(proof)), node.iri
        for leaf in proof.leaves():
            assert isinstance(leaf, Article | Quotation | RosterRow)
            if isinstance(leaf, Article):
                assert leaf.article


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", PLACES)
def test_every_article_cited_for_a_lead_is_in_force_on_the_plans_day(store: Store, place: str) -> None:
    scope = scope_of(store, place)
    facts = Facts(scope)
    (day,) = {node.one("spt:date") for node in facts.of("spt:LegalDate")}
    for node in facts.of("spt:SectorLead"):
        for leaf in Prover(facts).cited(node.iri).leaves():  # type: ignore[union-attr]
            if isinstance(leaf, Article):
                first, last = leaf.in_force
                assert first is None or first.isoformat() <= str(day)
                assert last is None or str(day) <= last.isoformat()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("place", PLACES)
def test_every_chain_has_the_enterprise_the_area_and_a_lead_or_the_want_of_one(
    store: Store, place: str
) -> None:
    for subject in ("危险化学品", "消防安全", "城镇燃气"):
        chain = who(store, subject, place)
        tiers = [link.tier for link in chain.links]
        assert tiers == sorted(tiers, key=[*dict.fromkeys(tiers)].index)
        assert {"enterprise", "sector-lead", "comprehensive"} <= set(tiers)
        assert any(
            link.basis == "undetermined" or (link.agent and link.role == "lead") for link in chain.links
        )
        for link in chain.links:
            assert (link.agent is None) == (link.basis in {"undetermined", "missing"})
            assert list(link.proof.leaves()) or link.basis == "missing"
