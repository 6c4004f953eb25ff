"""What follows from the five shipped plans: an answer for every sector, nothing against what is stated."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pyoxigraph as ox
import pytest

from sptgraph.resources import folder
from sptgraph.rules import conclude, load_rules
from sptgraph.store import Store
from sptgraph.vocabulary import key_of

PLANS = sorted((folder("ontology") / "plans").glob("*.trig"))
REASONS = {"left-to-local", "list-cited-not-held", "holder-unknown", "several-candidates", "no-norm-in-force"}

pytestmark = pytest.mark.skipif(len(PLANS) != 5, reason="the five plans are not shipped")

Facts = dict[str, dict[str, set[str]]]


@cache
def stores() -> tuple[tuple[str, Store, str], ...]:
    """Return each plan's name with a store that holds it alone."""
    made = []
    for path in PLANS:
        store = Store()
        (record,) = store.load(path.read_bytes(), "trig")
        made.append((path.stem, store, record.iri))
    return tuple(made)


@cache
def facts(name: str) -> Facts:
    """Return what is derived from a plan, by subject and property, as IRIs and texts."""
    found: Facts = defaultdict(lambda: defaultdict(set))
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    for triple in conclude(store, iri):
        subject, value = triple.subject, triple.object
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(value, ox.NamedNode | ox.Literal)
        found[subject.value][key_of(triple.predicate.value)].add(value.value)
    return found


def of_class(name: str, kind: str) -> Iterator[dict[str, set[str]]]:
    return (fact for fact in facts(name).values() if kind in map(key_of, fact["type"]))


names = pytest.mark.parametrize("name", [path.stem for path in PLANS])


def primary(name: str) -> dict[str, str]:
    """Return the primary facet of each sector that a plan concerns."""
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    found = store.select("SELECT ?s ?f { ?s spt:primaryFacet ?f }", store.closure(iri)).rows
    facets = {
        sector.value: facet.value for sector, facet in found if sector is not None and facet is not None
    }
    return {sector: facets[sector] for fact in of_class(name, "Concern") for sector in fact["sector"]}


@pytest.mark.sampled(2)
@names
def test_every_sector_named_has_a_lead_or_a_gap_in_its_primary_facet(name: str) -> None:
    answered = {
        (*fact["sector"], *fact["facet"])
        for kind in ("SectorLead", "Gap")
        for fact in of_class(name, kind)
        if "true" not in fact["generic"]
    }
    assert len(primary(name)) > 20
    assert set(primary(name).items()) - answered == set()


@pytest.mark.sampled(2)
@names
def test_a_gap_has_one_reason_and_where_the_law_names_a_body_candidates(name: str) -> None:
    for gap in of_class(name, "Gap"):
        assert len(gap["reason"]) == 1
        assert gap["reason"] <= REASONS
        named = {key_of(norm).split("--")[1] for norm in gap["wasDerivedFrom"] if "/norm/" in norm}
        assert gap["candidate"] or named <= {"local-government"}, gap


@pytest.mark.sampled(2)
@names
def test_no_gap_stands_where_somebody_leads_all_of_it(name: str) -> None:
    led = {(*fact["sector"], *fact["facet"]) for fact in of_class(name, "SectorLead") if not fact["part"]}
    assert [gap for gap in of_class(name, "Gap") if (*gap["sector"], *gap["facet"]) in led] == []


@pytest.mark.sampled(2)
@names
def test_leads_are_borne_by_one_body_that_is_competent_here(name: str) -> None:
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    here = store.select(
        """SELECT ?b { ?plan a spt:Plan ; spt:jurisdiction ?place . ?b spt:jurisdiction|spt:competentIn ?place .
           MINUS { ?b a spt:Group } }""",
        store.closure(iri),
    )
    own = {body.value for (body,) in here.rows if body is not None}
    for lead in of_class(name, "SectorLead"):
        (bearer,) = lead["bearer"]
        assert bearer in own or "/derived/body/" in bearer, bearer


@pytest.mark.sampled(2)
@names
def test_what_rules_pass_over_to_be_quick_changes_nothing(name: str) -> None:
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    slow = [replace(rule, shipped=False) for rule in load_rules()]
    assert set(conclude(store, iri, slow)) == set(conclude(store, iri))


@pytest.mark.sampled(2)
@names
def test_nothing_derived_is_about_what_the_plan_states(name: str) -> None:
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    stated = {str(quad.subject) for quad in store.quads([f"{iri}/stated"])}
    assert stated.isdisjoint(f"<{subject}>" for subject in facts(name))


@pytest.mark.sampled(2)
@names
def test_leads_that_a_task_shares_out_respectively_are_leads_of_no_sector(name: str) -> None:
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)
    shared = store.select('SELECT ?a { ?a spt:distribution "respective" }', store.closure(iri)).rows
    premises = {p for fact in of_class(name, "SectorLead") for p in fact["wasDerivedFrom"]}
    assert premises.isdisjoint(assignment.value for (assignment,) in shared if assignment is not None)


@pytest.mark.sampled(2)
@names
def test_hazardous_chemicals_rest_on_the_law_of_the_plan_s_day(name: str) -> None:
    ((store, iri),) = ((store, iri) for stem, store, iri in stores() if stem == name)

    def laws(held: Store, plan: str) -> set[str]:
        found = (triple for triple in conclude(held, plan) if triple.predicate.value.endswith("#norm"))
        return {key_of(str(triple.object)[1:-1]) for triple in found}

    old, new = (f"hazardous-chemicals--emergency-management--{number}" for number in (2, 1))
    assert {old, new} & laws(store, iri) == {old}
    plan = store.plan(iri)
    later = Store()
    iri = later.insert(replace(plan, document=replace(plan.document, issued=date(2026, 6, 1)))).iri
    assert {old, new} & laws(later, iri) == {new}
