"""The questions that can be put to a store: the catalogue, chains, proofs, and the plans as a graph."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from sptgraph.model import Plan
from sptgraph.store import PlanRecord, Store

if TYPE_CHECKING:
    import networkx

    from sptgraph.asking import Answer
    from sptgraph.asking.chain import Chain
    from sptgraph.asking.proof import Proof
    from sptgraph.asking.proof.explaining import Explainable
    from sptgraph.rules import Rule

PlanName: TypeAlias = Plan | PlanRecord | str
"""A plan, its record, or its IRI or identifier."""


class Questions(ABC):
    """The half of `PlanStore` that answers: nothing here changes what is in the store."""

    _store: Store
    _rules: "tuple[Rule, ...] | None" = None

    @abstractmethod
    def iri(self, plan: PlanName) -> str:
        """Return the IRI of a plan in this store; raises `StoreError` where it is not in."""

    def ask(
        self,
        name: str,
        values: Mapping[str, object] | None = None,
        /,
        *,
        plans: Iterable[PlanName] | None = None,
        **parameters: object,
    ) -> "Answer":
        """Return what a question of the catalogue finds in the ``plans`` (default: all).

        Parameters are given by name (``from`` and ``class`` as ``from_`` and ``class_``), or together as
        ``values``. Raises `UnknownQuery` or `ParameterError`, naming the nearest.
        """
        from sptgraph.asking import Catalogue, ask_query

        question = Catalogue.shipped().question(name)
        return ask_query(self._store, question, self._asked(plans), {**(values or {}), **parameters})

    def who(
        self, subject: str, within: str | None = None, *, plans: Iterable[PlanName] | None = None
    ) -> "Chain":
        """Return who answers for a sector, task or department in a place, each link with its proof.

        A sector that no plan names is answered too, as if it did. Raises `ParameterError`, naming the
        nearest, where the subject or the place is not known or means several things.
        """
        from sptgraph.asking import who

        return who(self._store, subject, within, self._asked(plans), self._rules)

    def explain(self, fact: "Explainable", *, plans: Iterable[PlanName] | None = None) -> "Proof":
        """Return why something holds: rule and premises, down to the words of a plan, articles and rows.

        ``fact`` is a fact's IRI, a row of an answer or a link of a chain. The proof prints as a tree, and
        gives ``to_json()`` and (in PROV) ``to_turtle()``. Raises `ParameterError` where nothing of the kind
        is in the ``plans`` (default: all).
        """
        from sptgraph.asking import explain

        return explain(self._store, fact, self._asked(plans))

    def to_networkx(self, plan: PlanName | None = None) -> "networkx.MultiDiGraph[str]":
        """Return a plan (default: all) as a graph of bodies, tasks, sectors and places with typed edges.

        `sptgraph.asking.network.network` says which kinds of nodes and edges there are and what they bear.
        """
        from sptgraph.asking import network

        return network(self._store, None if plan is None else self.iri(plan))

    def to_graphml(self, plan: PlanName | None = None) -> str:
        """Return the graph of `to_networkx` as GraphML, the same each time, for Gephi, yEd or Cytoscape."""
        from sptgraph.asking.network import graphml

        return graphml(self.to_networkx(plan))

    def _asked(self, plans: Iterable[PlanName] | None) -> list[str] | None:
        return None if plans is None else [self.iri(plan) for plan in plans]
