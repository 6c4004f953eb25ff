"""Deriving: into the plan's own graph, in one go, in strata, within bounds, or not at all."""

from collections.abc import Sequence
from dataclasses import replace

import pyoxigraph as ox
import pytest

from sptgraph.errors import QueryError, StoreError
from sptgraph.rules import Bounds, Rule, conclude, derive, load_rules, read_rule
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES
from tests.sample import sample_plan

PLAN = "?plan a spt:Plan . "


def rule(name: str, head: str, body: str, stratum: int = 0) -> Rule:
    """Return a user's rule; ``{made}`` in its body binds ?made to its own fact."""
    header = f'#+ id = "{name}"\n#+ summary.zh = "例"\n#+ summary.en = "example"\n#+ stratum = {stratum}\n'
    made = f'BIND(IRI(CONCAT(STR(?plan), "/derived/{name}/1")) AS ?made)'
    text = f"CONSTRUCT {{ {head} ; spt:rule rule:{name} }} WHERE {{ {PLAN} {body} {made} }}"
    return read_rule(name, header + text)


def made(store: Store, iri: str, rules: Sequence[Rule]) -> set[str]:
    """Return the names of the facts that these rules alone derive."""
    derive(store, iri, rules)
    own = f"{iri}/derived/"
    subjects = (
        quad.subject.value
        for quad in store.quads([own.rstrip("/")])
        if isinstance(quad.subject, ox.NamedNode)
    )
    return {name.removeprefix(own) for name in subjects if name.startswith(own)}


@pytest.fixture(scope="module")
def held() -> tuple[Store, str]:
    store = Store()
    return store, store.insert(sample_plan()).iri


# Where conclusions go


def test_deriving_again_changes_nothing_and_keeps_what_is_stated(held: tuple[Store, str]) -> None:
    store, iri = held
    stated = store.dump("turtle")
    first = derive(store, iri)
    once = store.dump()
    assert derive(store, iri) == first > 50
    assert store.dump() == once
    assert store.dump("turtle") == stated
    assert store.plan(iri) == sample_plan()


def test_concluding_tells_the_same_and_writes_nothing() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    told = set(conclude(store, iri))
    assert list(store.quads([f"{iri}/derived"])) == []
    derive(store, iri)
    assert {quad.triple for quad in store.quads([f"{iri}/derived"])} == told


def test_a_sector_that_is_asked_about_is_concluded_about_besides(held: tuple[Store, str]) -> None:
    store, iri = held
    sector = PREFIXES["sec"] + "railway"
    plain, asked = set(conclude(store, iri)), set(conclude(store, iri, also=[sector]))
    assert plain < asked
    subjects = {triple.subject.value for triple in asked - plain if isinstance(triple.subject, ox.NamedNode)}
    assert f"{iri}/derived/asked/railway" in subjects
    assert f"{iri}/derived/gap/railway/work-safety" in subjects
    assert PREFIXES["rule"] + "asked" in subjects


def test_each_plan_has_its_own_conclusions() -> None:
    store = Store()
    iri = store.insert(sample_plan()).iri
    other = store.insert(replace(sample_plan(), document=replace(sample_plan().document, number="9"))).iri
    derive(store, iri)
    assert list(store.quads([f"{other}/derived"])) == []
    names = {str(quad.subject) for quad in store.quads([f"{iri}/derived"])}
    assert not any(other in name for name in names)


def test_a_stated_graph_alone_leads_to_the_same() -> None:
    whole, alone = Store(), Store()
    iri = whole.insert(sample_plan()).iri
    alone.load(whole.dump("turtle"), "turtle")
    for store in (whole, alone):
        derive(store, iri)
    assert set(whole.quads([f"{iri}/derived"])) == set(alone.quads([f"{iri}/derived"]))


def test_a_plan_that_is_not_there_is_said_to_be_not_there() -> None:
    with pytest.raises(StoreError):
        derive(Store(), "https://w3id.org/sptgraph/plan/none")


def test_every_fact_has_a_rule_that_the_graph_explains_and_premises(held: tuple[Store, str]) -> None:
    store, iri = held
    derive(store, iri)
    graph = [f"{iri}/derived"]
    facts = store.select("SELECT DISTINCT ?f { ?f spt:rule ?r }", graph).rows
    proved = store.select(
        """SELECT DISTINCT ?f { ?f spt:rule ?r ; prov:wasDerivedFrom ?p ; dcterms:isPartOf ?plan ; a ?class .
           ?r a spt:Rule ; rdfs:label ?zh , ?en . FILTER(LANG(?zh) = "zh" && LANG(?en) = "en") }""",
        graph,
    ).rows
    assert set(facts) == set(proved)


def test_every_premise_is_there(held: tuple[Store, str]) -> None:
    store, iri = held
    derive(store, iri)
    lost = store.select(
        "SELECT ?f ?p { ?f prov:wasDerivedFrom ?p . FILTER NOT EXISTS { ?p ?any ?thing } }",
        store.closure(iri),
    )
    assert lost.rows == ()


# Strata and the fixed point


def test_rules_of_one_stratum_run_until_nothing_follows_any_more(held: tuple[Store, str]) -> None:
    steps = [
        rule("c", "?made a spt:Dispute", "?x a spt:Gap ."),
        rule("b", "?made a spt:Gap", "?x a spt:Concern ."),
        rule("a", "?made a spt:Concern", ""),
    ]
    for order in (steps, steps[::-1]):
        assert made(*held, order) == {"a/1", "b/1", "c/1"}


def test_what_is_not_there_is_asked_of_lower_strata(held: tuple[Store, str]) -> None:
    late = rule("a", "?made a spt:Gap", "FILTER NOT EXISTS { ?x a spt:Concern }", stratum=1)
    early = rule("b", "?made a spt:Concern", "")
    assert made(*held, [late, early]) == {"b/1"}
    assert made(*held, [late]) == {"a/1"}


def test_the_shipped_rules_run_again_only_where_they_may_find_more(held: tuple[Store, str]) -> None:
    store, iri = held
    always = [replace(each, shipped=False) for each in load_rules()]
    assert set(conclude(store, iri, always)) == set(conclude(store, iri))


def test_a_user_s_rule_sees_what_the_shipped_ones_derive(held: tuple[Store, str]) -> None:
    own = rule("own", "?made a spt:Concern", "?gap a spt:Gap .", stratum=9)
    assert "own/1" in made(*held, [*load_rules(), own])


# What a rule may not do


@pytest.mark.parametrize(
    "bad",
    [
        rule("bad", "_:b a spt:Concern ; spt:norm ?made", ""),
        rule("bad", "?plan a spt:Concern", ""),
        rule("bad", "?made a spt:Concern . ?plan spt:level 'city'", ""),
        rule("bad", "?made a spt:Concern ; spt:part [] ", ""),
        rule("bad", "?sector a spt:Concern", "?sector a spt:Sector ."),
    ],
    ids=["a node without a name", "the plan", "what is stated", "a value without a name", "the reference"],
)
def test_a_rule_may_only_make_derived_facts_with_names(held: tuple[Store, str], bad: Rule) -> None:
    refused(held, bad, "bad")


@pytest.mark.parametrize(
    ("endless", "bounds"),
    [
        (
            rule("grow", "?next a spt:Concern", "?x a spt:Concern . BIND(IRI(CONCAT(STR(?x), '1')) AS ?next)"),
            Bounds(rounds=8),
        ),
        (
            rule(
                "grow", "?all a spt:Concern",
                "?x ?y ?z . BIND(IRI(CONCAT(STR(?plan), '/derived/', ENCODE_FOR_URI(STR(?x)))) AS ?all)",
            ),
            Bounds(triples=100),
        ),
        (
            rule("grow", "?made a spt:Concern", "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(CONCAT(STR(?b), STR(?e), STR(?h))) < 9)"),
            Bounds(seconds=1.0),
        ),
    ],
    ids=["new facts for ever", "more facts than there may be", "a search that never ends"],
)  # fmt: skip
def test_a_rule_that_never_ends_is_stopped(held: tuple[Store, str], endless: Rule, bounds: Bounds) -> None:
    first = rule("first", "?made a spt:Concern", "")
    refused(held, endless, "grow", first, bounds=bounds)


def test_a_rule_that_fails_while_it_runs_is_named(held: tuple[Store, str]) -> None:
    refused(held, replace(rule("odd", "?made a spt:Concern", ""), query="CONSTRUCT"), "odd")


def test_after_a_refusal_the_next_run_is_as_ever(held: tuple[Store, str]) -> None:
    store, iri = held
    derive(store, iri)
    before = store.dump()
    with pytest.raises(QueryError):
        derive(store, iri, [*load_rules(), rule("bad", "?plan a spt:Concern", "")])
    derive(store, iri)
    assert store.dump() == before


def refused(held: tuple[Store, str], bad: Rule, name: str, *more: Rule, bounds: Bounds | None = None) -> None:
    """Say that deriving with a rule fails in one line that names it and leaves the store as it was."""
    store, iri = held
    derive(store, iri)
    before = store.dump()
    with pytest.raises(QueryError, match=f"{name}\\.rq") as caught:
        derive(store, iri, [*more, bad], bounds=bounds or Bounds())
    assert "\n" not in str(caught.value)
    assert store.dump() == before
