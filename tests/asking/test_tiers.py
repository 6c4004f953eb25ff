"""The tiers are data: every tier, department and role in it is one the ontology knows."""

from dataclasses import replace

import pytest

from sptgraph.asking.scope import scopes
from sptgraph.asking.tiers import Tiers
from sptgraph.errors import OntologyError
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES

ORDER = [
    "enterprise",
    "territorial",
    "sector-lead",
    "trade-manager",
    "business",
    "comprehensive",
    "committee-office",
    "committee",
    "party-government",
    "superior-committee",
]


@pytest.fixture(scope="module")
def tiers(sample: Store) -> Tiers:
    return Tiers.of(scopes(sample)[0])


def test_the_tiers_are_those_of_the_contract_in_their_order(tiers: Tiers) -> None:
    assert sorted(tiers.by_key, key=lambda key: tiers.by_key[key].rank) == ORDER


def test_a_store_without_reference_data_says_so(sample: Store) -> None:
    scope = scopes(sample)[0]
    with pytest.raises(OntologyError, match="参考数据"):
        Tiers.of(replace(scope, graphs=scope.graphs[:4]))


def test_each_is_named_in_both_languages(tiers: Tiers) -> None:
    for tier in tiers.by_key.values():
        assert tier.label.zh != tier.key
        assert tier.label.en


def test_every_tier_leads_up_to_the_top(tiers: Tiers) -> None:
    for key in ORDER[:-1]:
        assert tiers.by_key[key].under
        assert tiers.above(key, ["superior-committee"]) == ["superior-committee"]
        assert all(tiers.by_key[above].rank > tiers.by_key[key].rank for above in tiers.by_key[key].under)


def test_who_stands_in_a_tier_is_known(tiers: Tiers) -> None:
    departments = {PREFIXES["dep"] + key for key in load_lexicon().departments}
    roles = {PREFIXES["role"] + role for role in ("lead", "responsible", "support")}
    assert roles <= tiers.places.keys() <= departments | roles
    assert {place.tier for place in tiers.places.values()} <= set(ORDER)
    assert {place.counterpart for place in tiers.places.values()} - {None} <= departments


def test_every_enterprise_stands_in_the_enterprises_tier(tiers: Tiers) -> None:
    for key, department in load_lexicon().departments.items():
        if department.kind == "enterprise":
            assert tiers.of_department(key, "county", general=False) == "enterprise", key


def test_kinds_of_bodies_stand_where_law_and_practice_put_them(tiers: Tiers) -> None:
    def tier(key: str, level: str = "county", *, general: bool = True) -> str | None:
        return tiers.of_department(key, level, general=general)

    assert tier("township-governments") == tier("development-zone-committee") == "territorial"
    assert tier("work-safety-committee-office") == "committee-office"
    assert tier("city-work-safety-committee-office") == "superior-committee"
    assert tier("city-work-safety-committee-office", "city") == "committee-office"
    assert tier("state-council", "national") == "party-government"
    assert tier("province-government", "city") == "superior-committee"
    assert tier("emergency-management") == "comprehensive"
    assert tier("emergency-management", general=False) is None
    assert tier("housing-construction") is None
    assert tier("finance", general=False) == "business"
    assert tiers.of_department(None, "county", general=True) is None
