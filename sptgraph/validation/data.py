"""What is validated: a plan's graphs, and of the reference data only what the rules look at."""

from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import Literal, NamedNode, Triple

from sptgraph.vocabulary import term

if TYPE_CHECKING:
    from sptgraph.store import Store

# Classes as far as rules climb them; of sectors, departments, facets and roles what rules and messages read.
_REFERENCE: Final = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX spt: <https://w3id.org/sptgraph/ontology#>
SELECT ?s ?p ?o WHERE {
  { VALUES ?p { rdfs:subClassOf skos:prefLabel spt:generic spt:primaryFacet } ?s ?p ?o }
  UNION
  { VALUES ?o { spt:Sector spt:DepartmentType spt:Facet spt:Role } ?s a ?o . BIND (rdf:type AS ?p) }
}"""

_NAMING: Final = frozenset(
    NamedNode(term(name))
    for name in ("spt:namesSector", "spt:sector", "spt:departmentType", "spt:facet", "spt:role")
)
_SUBCLASS: Final = NamedNode(term("rdfs:subClassOf"))
_PRIMARY: Final = NamedNode(term("spt:primaryFacet"))


def plan_triples(store: "Store", plan_iri: str) -> tuple[Triple, ...]:
    """Return the triples of a plan's graphs and the parts of the reference graph that speak of what it names.

    Raises `StoreError` where the plan is not in the store.
    """
    store.record(plan_iri)
    closure = store.closure(plan_iri)
    own = [name for name in closure if name.startswith(plan_iri + "/")]
    others = [name for name in closure if name not in own]
    stated = {quad.triple: None for quad in store.quads(own)}
    named = {triple.object for triple in stated if triple.predicate in _NAMING}
    reference = [
        Triple(cast("NamedNode", s), cast("NamedNode", p), cast("NamedNode | Literal", o))
        for s, p, o in store.select(_REFERENCE, others).rows
    ]
    named |= {
        triple.object for triple in reference if triple.predicate == _PRIMARY and triple.subject in named
    }
    wanted = (triple for triple in reference if triple.predicate == _SUBCLASS or triple.subject in named)
    return tuple({**stated, **dict.fromkeys(wanted)})
