"""What lists are made from: plans, and the graph in which they stand."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sptgraph.encoding.iris import plan_iri
from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.language import Language
from sptgraph.listings.rows import Line, lines, plan_names
from sptgraph.listings.selection import Selection
from sptgraph.model import Plan
from sptgraph.progress import StatusReport
from sptgraph.store import Store

if TYPE_CHECKING:
    from sptgraph.asking import Answer, Answerers, Chain
    from sptgraph.asking.chain.view import View
    from sptgraph.validation import Report


class Material:
    """Some plans, what the list is narrowed to, the day it speaks of (``on``), and the graph behind it.

    ``store`` holds the plans with what follows from them; without one, a store in memory is made when a list
    first asks the graph. ``superior`` is the plan that a user chose to compare the first with.

    >>> from sptgraph.facade import read_plan
    >>> from sptgraph.facade.shipped import demo_plan
    >>> material = Material([read_plan(demo_plan())])
    >>> [row.agent for row in material.ask("task-owners", task="13")]
    ['县农业农村局']
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        store: Store | None = None,
        *,
        selection: Selection | None = None,
        lexicon: Lexicon | None = None,
        language: Language = "zh",
        on: date | None = None,
        superior: Plan | None = None,
    ) -> None:
        self.plans = tuple(plans)
        self.selection = selection or Selection()
        self.lexicon = lexicon or load_lexicon()
        self.language: Language = language
        self._on = on
        self.superior = superior
        self.names = plan_names(self.plans)
        self._given = store
        self._reports: dict[str, Report] = {}
        self._answerers: dict[str, Answerers] = {}

    @cached_property
    def store(self) -> Store:
        """The store that holds the plans and what follows from them."""
        if self._given is not None:
            return self._given
        from sptgraph.rules import derive

        store = Store()
        for plan in self.plans:
            store.insert(plan)
        for record in store.plans():
            derive(store, record.iri)
        return store

    @cached_property
    def on(self) -> date | None:
        """The day that the list speaks of: as asked for, else that of the last report on its plans."""
        days = (report.reported for plan in self.plans for report in self.reports(plan))
        return self._on or max(days, default=None)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The tasks and other clauses of the plans that the selection takes, in text order."""
        return tuple(
            line
            for plan, name in zip(self.plans, self.names, strict=True)
            for line in self.selection.lines(lines(plan, name=name, language=self.language), self.lexicon)
        )

    def iri(self, plan: Plan) -> str:
        """Return the IRI of one of the plans."""
        return plan_iri(plan, self.store.base)

    def reports(self, plan: Plan) -> tuple[StatusReport, ...]:
        """Return what was reported of one of the plans, in the order in which it came in."""
        if self._given is None:
            return ()
        return self._given.reports(plan_iri(plan, self._given.base))

    def ask(self, name: str, plan: Plan | None = None, **values: object) -> "Answer":
        """Return what a question of the catalogue finds in one plan, or in all of them."""
        from sptgraph.asking import Catalogue, ask_query

        asked = self.plans if plan is None else (plan,)
        return ask_query(
            self.store, Catalogue.shipped().question(name), [self.iri(each) for each in asked], values
        )

    def chain(self, subject: str, plan: Plan) -> "Chain":
        """Return who answers for a sector or task of one plan, in its place."""
        return self._of(plan).of(subject)

    def seen(self, subject: str, plan: Plan) -> "tuple[Chain, View]":
        """Return who answers for a subject, and the plan as it is seen for it: as if it named the sector."""
        chain, (view,) = self._of(plan).seen(subject)
        return chain, view

    def view(self, plan: Plan) -> "View":
        """Return what the graph says of one plan, stated and derived, node by node, with proofs at hand."""
        return self._of(plan).views[0]

    def _of(self, plan: Plan) -> "Answerers":
        from sptgraph.asking import Answerers

        iri = self.iri(plan)
        if iri not in self._answerers:
            self._answerers[iri] = Answerers(self.store, plans=[iri])
        return self._answerers[iri]

    def report(self, plan: Plan) -> "Report":
        """Return what the check finds in one plan; checked once, however many lists ask."""
        from sptgraph.validation import validate

        iri = self.iri(plan)
        if iri not in self._reports:
            self._reports[iri] = validate(self.store, iri)
        return self._reports[iri]
