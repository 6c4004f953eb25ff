"""Asking: one query over one plan after another, each over that plan's own graphs.

Never over the union of all plans: cost per plan stays flat that way, and no row can mix two plans.
"""

from collections.abc import Mapping

from sptgraph.asking.analyses import Analysis, analyse
from sptgraph.asking.answer import Answer
from sptgraph.asking.arguments import supply
from sptgraph.asking.catalogue import Catalogue
from sptgraph.asking.query import Query
from sptgraph.asking.scope import Plans, scopes
from sptgraph.store import Store


def ask(store: Store, name: str, plans: Plans = None, /, **parameters: object) -> Answer:
    """Return what the question ``name`` finds in ``plans`` (records, IRIs or identifiers; all if None).

    Parameters are texts as on the command line, or dates and whole numbers. ``from`` and ``class``, which
    Python keeps for itself, may be written ``from_`` and ``class_``. Raises `UnknownQuery` and
    `ParameterError`, naming the nearest where something is mistyped.

    >>> len(ask(Store(), "tasks-due", to="2024-06-30"))
    0
    """
    return ask_query(store, Catalogue.shipped().question(name), plans, parameters)


def ask_query(
    store: Store, query: Query | Analysis, plans: Plans = None, parameters: Mapping[str, object] | None = None
) -> Answer:
    """Return what a query of any catalogue, or an analysis, finds; otherwise as `ask`."""
    if isinstance(query, Analysis):
        return analyse(store, query, plans, parameters)
    asked = scopes(store, plans)
    supplied = supply(query, parameters or {}, asked)
    rows = [
        row
        for scope, values in zip(asked, supplied, strict=True)
        if values is not None
        for row in scope.rows(query, values)
    ]
    titles = {scope.plan.iri: scope.plan.title or scope.plan.identifier for scope in asked}
    return Answer(query.name, query.summary, query.columns, tuple(rows), titles)
