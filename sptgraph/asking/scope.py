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
from sptgraph.asking.values import reader
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

    def rows(self, query: Query, values: Mapping[str, Supplied] | None = None) -> list[Row]:
        """Return what ``query`` finds in this plan, its variables bound to ``values``."""
        text = query.bind({**(values or {}), PLAN: ox.NamedNode(self.plan.iri)})
        columns = [(column.name, reader(column.kind)) for column in query.columns]
        found = self.store.select(text, self.graphs, seconds=LONGEST_SECONDS)
        return [
            Row((name, read(term)) for (name, read), term in zip(columns, terms, strict=True))
            for terms in found.rows
        ]

    def part(self, name: str, **values: Supplied) -> list[Row]:
        """Return what a query of ``queries/parts`` finds in this plan."""
        return self.rows(part(name), values)


@cache
def part(name: str) -> Query:
    """Return a query of ``queries/parts``: a building block that is not asked by itself."""
    return Query.read(folder("queries") / "parts" / f"{name}.rq")


def scopes(store: Store, plans: Plans = None) -> list[Scope]:
    """Return the scopes of the ``plans``; raises `ParameterError` where one is not in the store."""
    held = store.plans()
    if plans is None:
        wanted = list(held)
    else:
        known = {key: record for record in held for key in (record.identifier, record.iri)}
        wanted = []
        for plan in [plans] if isinstance(plans, (str, PlanRecord)) else plans:
            key = plan if isinstance(plan, str) else plan.iri
            if key not in known:
                raise no_such(
                    f"库里没有方案“{shown(key)}”", f"no plan “{shown(key)}” in the store", key, known
                )
            wanted.append(known[key])
    return [Scope(store, record, store.closure(record.iri)) for record in dict.fromkeys(wanted)]
