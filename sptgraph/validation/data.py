"""What is validated: a plan's graphs, and of the data around them only what the rules look at."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from sptgraph.validation.facts import SUBCLASS, TYPE, Facts, parsed, split_lines
from sptgraph.vocabulary import BASE, term

if TYPE_CHECKING:
    from sptgraph.store import Store

_REFERENCE: Final = f"{BASE}reference/"
# Of sectors, departments, norms and statutes what rules and messages read; of places where they lie.
_READ: Final = frozenset(
    f"<{term(name)}>"
    for name in (
        *("rdf:type", "rdfs:label", "skos:prefLabel", "rdfs:subClassOf"),
        *("spt:generic", "spt:primaryFacet", "spt:departmentType"),
        *("spt:statute", "spt:article", "spt:validFrom", "spt:validTo", "spt:level", "spt:within"),
    )
)
_LEADS_ON: Final = tuple(f"<{term(name)}>" for name in ("spt:primaryFacet", "spt:statute", "spt:within"))
_SECTOR, _GROUP = (f"<{term(name)}>" for name in ("spt:sector", "org:organization"))
_TITLE, _CITATION = (f"<{term(name)}>" for name in ("dcterms:title", "spt:Citation"))
# Of a superior plan, what dates are held against; its other kinds of facts are its own affair.
_OF_SUPERIOR: Final = frozenset(
    f"<{term(name)}>"
    for name in ("rdf:type", "dcterms:title", "dcterms:isPartOf", "spt:periodEnd", "spt:inTask", "spt:due")
)
_KINDS: Final = frozenset(f"<{term(name)}>" for name in ("spt:Plan", "spt:Task", "spt:Deadline"))


def plan_facts(store: "Store", plan_iri: str) -> Facts:
    """Return a plan's own triples and those around it that speak of what it names.

    Around it are the reference data, the graphs of its place, and the superior plans that it cites where the
    store holds them. Raises `StoreError` where the plan is not in the store.
    """
    store.record(plan_iri)
    closure = store.closure(plan_iri)
    own = [name for name in closure if name.startswith(f"{plan_iri}/")]
    reference = [name for name in closure if name.startswith(_REFERENCE)]
    places = [name for name in closure if name not in own and name not in reference]
    facts = Facts(line for name in own for line in _dump(store, name))
    for name in places:
        facts.add(list(_of_place(Facts(_dump(store, name)), facts)))
    around = [*_superiors(store, facts), *_of_reference(_reference(store, reference), facts)]
    facts.add(around)
    return facts


def plan_triples(store: "Store", plan_iri: str) -> tuple[Triple, ...]:
    """Return `plan_facts` as triples."""
    return plan_facts(store, plan_iri).triples()


def _dump(store: "Store", name: str) -> list[str]:
    return split_lines(store.ntriples(name))


def _superiors(store: "Store", facts: Facts) -> Iterator[str]:
    """Yield the tasks and dates of the superior plans that the plan cites and the store holds."""
    titles = (title for node in facts.subjects(TYPE, _CITATION) for title in facts.objects(node, _TITLE))
    for title in dict.fromkeys(titles):
        for iri in store.titled(parsed(title).value):
            for line in _dump(store, f"{iri}/stated"):
                _, predicate, value = line[:-2].split(" ", 2)
                if predicate in _OF_SUPERIOR and (predicate != TYPE or value in _KINDS):
                    yield line


_KNOWN: Final[dict[tuple[str, ...], Facts]] = {}


def _reference(store: "Store", names: Sequence[str]) -> Facts:
    """Return what rules read of the reference data, the same for all plans of a version."""
    key = tuple(names)
    if key not in _KNOWN:
        lines = (line for name in names for line in _dump(store, name))
        _KNOWN[key] = Facts(line for line in lines if line.split(" ", 2)[1] in _READ)
    return _KNOWN[key]


def _of_reference(reference: Facts, facts: Facts) -> Iterator[str]:
    """Yield what is said of the nodes that the plan names, and all classes as far as rules climb them."""
    waiting = {value for each in facts.forward.values() for values in each.values() for value in values}
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        properties = reference.forward.get(node)
        if properties is None or node in seen:
            continue
        seen.add(node)
        for predicate, values in properties.items():
            yield from (f"{node} {predicate} {value} ." for value in values)
            if predicate in _LEADS_ON:
                waiting.update(values)
    for upper, lower in reference.by_object(SUBCLASS).items():
        yield from (f"{node} {SUBCLASS} {upper} ." for node in lower)


def _of_place(place: Facts, facts: Facts) -> Iterator[str]:
    """Yield what a place's graph says of the nodes that the plan names, of its sectors and of its groups."""
    waiting = {value for each in facts.forward.values() for values in each.values() for value in values}
    waiting |= facts.forward.keys()
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in seen or node[0] != "<":
            continue
        seen.add(node)
        waiting.update(place.subjects(_SECTOR, node))
        waiting.update(place.subjects(_GROUP, node))
        for predicate, values in place.forward.get(node, {}).items():
            yield from (f"{node} {predicate} {value} ." for value in values)
            waiting.update(values)
