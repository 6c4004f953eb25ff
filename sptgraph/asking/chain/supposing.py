"""A sector that a plan does not name, concluded about as if it did: in a copy, nothing is written."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from sptgraph.asking.chain.view import View
from sptgraph.asking.subjects import is_generic
from sptgraph.asking.whom import Subject
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.rules import Rule, conclude
from sptgraph.store import Store
from sptgraph.vocabulary import BASE, PREFIXES

_REFERENCE: Final = f"{BASE}reference/"


def supposing(view: View, subject: Subject, rules: Iterable[Rule] | None = None) -> View:
    """Return the view of a plan that also concerns the sector asked about; as it is where it does."""
    if subject.kind != "sector" or is_generic(subject.key):
        return view
    scope, plan, sector = view.scope, view.scope.plan.iri, PREFIXES["sec"] + subject.key
    if scope.part("concerns", sector=ox.NamedNode(sector)):
        return view
    concluded = conclude(scope.store, plan, rules, also=(sector,))
    copy = Store(base=scope.store.base)
    for name in scope.graphs:
        if not name.startswith(_REFERENCE):  # the copy brings its own
            copy.put_graph(name, (quad.triple for quad in scope.store.quads([name])))
    copy.put_graph(PlanGraphs.of(plan).derived, concluded)
    return View(replace(scope, store=copy, graphs=copy.closure(plan)), view.tiers)
