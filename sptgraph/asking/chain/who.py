"""Who answers: for a sector, a task or a department, as the plans of one place and the law have it.

Each link proves itself; what nobody answers for is a link too.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sptgraph.asking.chain.joining import joined
from sptgraph.asking.chain.links import Chain
from sptgraph.asking.chain.reading import links_of
from sptgraph.asking.chain.supposing import supposing
from sptgraph.asking.chain.view import View
from sptgraph.asking.scope import Plans, scopes
from sptgraph.asking.tiers import Tiers
from sptgraph.asking.whom import jurisdiction_of, subject_of
from sptgraph.rules import Rule
from sptgraph.store import PlanRecord, Store


def who(
    store: Store,
    subject: str,
    within: str | None = None,
    plans: Plans = None,
    rules: Iterable[Rule] | None = None,
) -> Chain:
    """Return who answers for ``subject``: a sector or department by key or any name, or a task's number.

    ``within`` is a jurisdiction's name or its last part where unique; it may be left out where the plans
    asked are all of one place. A sector that no plan names is answered as if it did, by ``rules`` (default:
    the shipped ones); nothing is written. Raises `ParameterError` with the nearest names where the subject
    or the place is not known, and with the choices where either is ambiguous.
    """
    return Answerers(store, within, plans, rules).of(subject)


class Answerers:
    """Who answers in the plans of one place, for one subject after another: the plans are read but once.

    Takes and raises what `who` does; the store must not change meanwhile. ``views`` are the plans as chains
    see them.
    """

    def __init__(
        self,
        store: Store,
        within: str | None = None,
        plans: Plans = None,
        rules: Iterable[Rule] | None = None,
    ) -> None:
        self._asked: Final = jurisdiction_of(scopes(store, plans), within)
        self._tiers: Final = Tiers.of(self._asked[0])
        self.views: Final = tuple(View(scope, self._tiers) for scope in self._asked)
        self._rules: Final = None if rules is None else tuple(rules)
        self._day: Final = max((_as_of(scope.plan) for scope in self._asked), key=lambda d: d[0] or date.min)

    def of(self, subject: str) -> Chain:
        """Return who answers for ``subject``."""
        return self.seen(subject)[0]

    def seen(self, subject: str) -> tuple[Chain, tuple[View, ...]]:
        """Return who answers for ``subject``, and the plans as they are seen for it.

        A plan that does not name the sector asked about is seen as if it did.
        """
        found = subject_of(self._asked, subject)
        views = tuple(supposing(view, found, self._rules) for view in self.views)
        links = joined((link for view in views for link in links_of(view, found)), self._tiers)
        as_of, assumed = self._day
        place = self._asked[0].plan.jurisdiction
        return Chain(subject, found.kind, found.key, place, as_of, links, assumed), views


def _as_of(plan: PlanRecord) -> tuple[date | None, bool]:
    if plan.issued:
        return plan.issued, False
    if plan.period and date.min.year <= plan.period[0] <= date.max.year:
        return date(plan.period[0], 1, 1), True
    return None, False
