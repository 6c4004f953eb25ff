"""The plans that are asked, and the small look-ups a question needs before it can be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import pyoxigraph as ox

from sptgraph.asking.answer import Row
from sptgraph.asking.header import PLAN
from sptgraph.asking.names import no_such, shown
from sptgraph.asking.query import Query, Supplied
from sptgraph.asking.values import reader, values
from sptgraph.errors import StoreError
from sptgraph.resources import folder
from sptgraph.store import PlanRecord, Store

Plans: TypeAlias = PlanRecord | str | Iterable[PlanRecord | str] | None
"""Which plans to ask: records, IRIs or identifiers, one or several; None for all."""

LONGEST_SECONDS = 60.0
"""How long one query may go on over one plan."""


@dataclass(frozen=True)
class Scope:
    """One plan in a store, and the graphs its questions run over."""

    store: Store
    plan: PlanRecord
    graphs: tuple[str, ...]

    def rows(self, query: Query, supplied: Mapping[str, Supplied] | None = None) -> list[Row]:
        """Return what ``query`` finds in this plan, its variables bound as ``supplied``."""
        text = query.bind({**(supplied or {}), PLAN: ox.NamedNode(self.plan.iri)})
        names = [column.name for column in query.columns]
        readers = [reader(column.kind) for column in query.columns]
        found = self.store.select(text, self.graphs, seconds=LONGEST_SECONDS)
        return [Row(zip(names, values(readers, terms), strict=True)) for terms in found.rows]

    def part(self, name: str, **supplied: Supplied) -> list[Row]:
        """Return what a query of ``queries/parts`` finds in this plan."""
        return self.rows(part(name), supplied)


@cache
def part(name: str) -> Query:
    """Return a query of ``queries/parts``: a building block that is not asked by itself."""
    return Query.read(folder("queries") / "parts" / f"{name}.rq")


def scopes(store: Store, plans: Plans = None) -> list[Scope]:
    """Return the scopes of the ``plans``; raises `ParameterError` where one is not in the store."""
    if plans is None:
        records = store.plans()
    else:
        named = [plans] if isinstance(plans, str | PlanRecord) else plans
        records = tuple(dict.fromkeys(_record(store, plan) for plan in named))
    return [Scope(store, record, store.closure(record.iri)) for record in records]


def _record(store: Store, plan: PlanRecord | str) -> PlanRecord:
    """Return the record of a plan named by itself, its IRI or its identifier."""
    if isinstance(plan, PlanRecord):
        return plan
    held = store.plans() if "://" not in plan else ()
    for record in held:
        if plan == record.identifier:
            return record
    try:
        return store.record(plan)
    except (StoreError, ValueError):
        known = {record.identifier for record in held or store.plans()}
        raise no_such(
            f"库里没有方案“{shown(plan)}”", f"no plan “{shown(plan)}” in the store", plan, known
        ) from None
