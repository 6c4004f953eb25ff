"""Whose leaders lead a body: the tier of the chain in which its kind of department stands."""

from collections.abc import Mapping
from typing import Final

from sptgraph.asking.scope import scopes
from sptgraph.asking.tiers import Tiers
from sptgraph.listings.leaders.posts import Post
from sptgraph.listings.material import Material
from sptgraph.model import Plan

_LED_BY: Final[Mapping[str, str]] = {
    "party-government": "party-government",
    "committee": "committee",
    "committee-office": "committee",
    "territorial": "territorial",
    "enterprise": "enterprise",
}
"""The leaders of the bodies in a tier of the chain; those of all other tiers are departments'."""

_LEADERSHIPS: Final = frozenset({"party-government", "committee"})
"""The tiers whose bodies are their leaders met together: what falls on the body falls on them."""


class Bodies:
    """Tells whose leaders lead the bodies that the plans of a material name."""

    def __init__(self, material: Material) -> None:
        self._lexicon = material.lexicon
        self._tiers = {
            plan.jurisdiction: Tiers.of(scopes(material.store, [material.iri(plan)])[0])
            for plan in material.plans
        }

    def tier(self, department: str | None, plan: Plan) -> str:
        """Return the tier of the leaders who lead a body of that kind."""
        return _LED_BY.get(self._chain_tier(department, plan) or "", "department")

    def leadership(self, name: str, plan: Plan) -> Post | None:
        """Return the leaders that a body is made of: the Party committee, the government, the committee."""
        department = self._lexicon.department_key(name, plan.jurisdiction)
        tier = self._chain_tier(department, plan)
        return Post(_LED_BY[tier], "body") if tier in _LEADERSHIPS else None

    def _chain_tier(self, department: str | None, plan: Plan) -> str | None:
        return self._tiers[plan.jurisdiction].of_department(department, plan.document.level, general=False)
