"""The analyses there are, by name, and how one is put to plans."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sptgraph.asking.analyses.analysis import Analysis
from sptgraph.asking.analyses.load import LOAD_BY_YEAR, ORGANISATIONS_WITHOUT_TASK
from sptgraph.asking.analyses.sectors import SECTORS_NOBODY_LEADS, SINGLE_POINTS
from sptgraph.asking.analyses.sharing import DEPARTMENT_OVERLAPS, TASKS_WITH_MANY_LEADS
from sptgraph.asking.answer import Answer, Row
from sptgraph.asking.arguments import supply
from sptgraph.asking.network.plans import network
from sptgraph.asking.scope import Plans, scopes
from sptgraph.store import Store

ANALYSES: Final[Mapping[str, Analysis]] = MappingProxyType(
    {
        each.name: each
        for each in (
            DEPARTMENT_OVERLAPS,
            LOAD_BY_YEAR,
            ORGANISATIONS_WITHOUT_TASK,
            SECTORS_NOBODY_LEADS,
            SINGLE_POINTS,
            TASKS_WITH_MANY_LEADS,
        )
    }
)
"""Every analysis by name."""


def analyse(
    store: Store, analysis: Analysis, plans: Plans = None, parameters: Mapping[str, object] | None = None
) -> Answer:
    """Return what an analysis finds in ``plans`` (records, IRIs or identifiers; all if None).

    Raises `ParameterError`, naming the nearest, where something is mistyped.
    """
    asked = scopes(store, plans)
    supplied = supply(analysis, parameters or {}, asked)
    names = [column.name for column in analysis.columns]
    rows = []
    for scope, values in zip(asked, supplied, strict=True):
        if values is not None:
            graph = network(store, scope.plan)
            found = ({"plan": scope.plan.iri, **row} for row in analysis.find(graph, values))
            rows += [Row((name, row.get(name)) for name in names) for row in found]
    titles = {scope.plan.iri: scope.plan.title or scope.plan.identifier for scope in asked}
    return Answer(analysis.name, analysis.summary, analysis.columns, tuple(rows), titles)
