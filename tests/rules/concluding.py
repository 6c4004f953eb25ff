"""What one rule concludes about a plan, laid out for tests: each fact with its values as plain text."""

from dataclasses import replace
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.model import Assignment, Plan, Span, Task
from sptgraph.rosters import Roster
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.vocabulary import PREFIXES, key_of
from tests.sample import sample_plan

SAMPLE: Final = sample_plan()
SPAN: Final = Span(530, 540)

_FACTS: Final = """
    SELECT ?fact ?property ?value ?name
    WHERE {
      ?fact spt:rule $rule ; ?property ?value .
      OPTIONAL { ?value skos:prefLabel ?name . FILTER(LANG(?name) != "en") }
    }
    ORDER BY ?fact"""

Fact = dict[str, set[str]]


@cache
def _store() -> Store:
    """Return one store for all plans: each takes the place of the one before, and loading is slow."""
    return Store()


def concluded(plan: Plan, rule: str, roster: Roster | None = None) -> list[Fact]:
    """Return the facts that a rule derives from a plan, beside the roster of its place if there is one.

    Each is its values by the local name of the property: bodies by their labels, the plan's own facts by
    the end of their names (``task/（一）/1/assignment/1``), individuals of the ontology by their keys.
    """
    store = _store() if roster is None else Store()
    iri = store.insert(plan).iri
    if roster is not None:
        store.put_roster(roster)
    derive(store, iri)
    found: dict[str, Fact] = {}
    about = {"rule": ox.NamedNode(PREFIXES["rule"] + rule)}
    for fact, prop, value, name in store.select(_FACTS, store.closure(iri), about).rows:
        words = name.value if name is not None else _short(value, iri)
        found.setdefault(fact.value, {}).setdefault(key_of(prop.value), set()).add(words)
    return list(found.values())


def _short(value: Any, plan: str) -> str:
    words: str = value.value
    own = words.removeprefix(f"{plan}/")
    return key_of(words) if own == words and isinstance(value, ox.NamedNode) else own


def column(facts: list[Fact], *names: str) -> list[tuple[str, ...]]:
    """Return the values of these properties, sorted, one tuple for each fact; an empty text for none."""
    return sorted(tuple("、".join(sorted(fact.get(name, ()))) for name in names) for fact in facts)


def bears(agent: str, key: str | None = None, role: str = "responsible", **more: Any) -> Assignment:
    """Return that a body bears what it stands in, in running text unless ``form`` says otherwise."""
    given = {"form": "inline", "quote": agent, "span": SPAN, **more}
    return Assignment(agent=agent, role=role, agent_key=key, **given)  # type: ignore[arg-type]


def with_task(task: Task, **changes: Any) -> Plan:
    """Return the sample with that task alone and nothing outside tasks."""
    return replace(SAMPLE, tasks=(task,), **{"elsewhere": (), **changes})


def of_document(plan: Plan = SAMPLE, **changes: Any) -> Plan:
    """Return the plan with other data of its document."""
    return replace(plan, document=replace(plan.document, **changes))
