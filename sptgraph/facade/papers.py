"""The lists that can be made of a store's plans."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sptgraph.facade.questions import PlanName
from sptgraph.facade.rostering import with_departments
from sptgraph.language import Language, preferred_language
from sptgraph.model import Plan
from sptgraph.store import Store

if TYPE_CHECKING:
    from sptgraph.listings import Listing


class Papers(ABC):
    """The part of `PlanStore` that makes lists: nothing here changes what is in the store."""

    _store: Store

    @abstractmethod
    def plan(self, plan: PlanName) -> Plan:
        """Return a plan as it was added."""

    @abstractmethod
    def _iris(self, plan: PlanName | None = None) -> list[str]:
        """Return the IRI of a plan, by default those of all."""

    def listing(
        self,
        kind: str | Sequence[str],
        plan: PlanName | Sequence[PlanName] | None = None,
        *,
        language: Language | None = None,
        department: str | None = None,
        sector: str | None = None,
        year: int | None = None,
        on: date | None = None,
    ) -> "Listing":
        """Return a list (清单) of one plan, of several or of all; its ``save`` writes a file.

        ``kind`` is one of `sptgraph.listings.KINDS` (``tasks``, ``departments`` …), several of them, or
        ``all``: several make one list with the tables of each. ``department`` and ``sector`` (a key or any
        name) and ``year`` narrow it; ``on`` is the day it speaks of; ``language`` is by default as
        ``SPTGRAPH_LANG`` says. Raises `ListingError`, naming the nearest.

        >>> from sptgraph.facade import PlanStore
        >>> from sptgraph.facade.shipped import demo_plan
        >>> with PlanStore() as store:
        ...     plan = store.add(demo_plan())
        ...     store.listing("departments", plan, department="县应急局").rows[0].role
        '牵头'
        """
        from sptgraph.listings import listing

        named = plan if isinstance(plan, Sequence) and not isinstance(plan, str) else (plan,)
        iris = dict.fromkeys(iri for each in named for iri in self._iris(each))
        return listing(
            kind,
            [self.known(iri) for iri in iris],
            self._store,
            language=language or preferred_language(),
            department=department,
            sector=sector,
            year=year,
            on=on,
        )

    def compare(
        self,
        plan: PlanName,
        superior: PlanName,
        *,
        language: Language | None = None,
        department: str | None = None,
        sector: str | None = None,
        year: int | None = None,
    ) -> "Listing":
        """Return the comparison (对照表) of a plan with its superior plan, or with that of another place.

        Its rows tell which tasks match, which are missing and which are added, and what differs in dates,
        bodies, frequencies and targets. Either may be a `Plan` that is not in the store. It is narrowed as
        `listing` is.

        >>> from sptgraph.facade import PlanStore
        >>> from sptgraph.facade.shipped import demo_plan
        >>> with PlanStore() as store:
        ...     plan = store.add(demo_plan())
        ...     {row.outcome for row in store.compare(plan, plan).rows}
        {'matched'}
        """
        from sptgraph.listings.comparison import comparison

        return comparison(
            self.known(plan),
            self.known(superior),
            self._store,
            language=language or preferred_language(),
            department=department,
            sector=sector,
            year=year,
        )

    def known(self, named: PlanName) -> Plan:
        """Return a plan with the departments that the roster of its place gives to names."""
        plan = self.plan(named)
        return with_departments(plan, self._store.roster(plan.jurisdiction) if plan.jurisdiction else None)
