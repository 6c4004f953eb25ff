"""Namespaces and terms of the graph, written once.

Plain strings, so that importing this costs nothing; `rdflib` and `pyoxigraph` both take them.
"""

from typing import Final

BASE: Final = "https://w3id.org/sptgraph/"
"""Where our own ontology, shapes and reference data live; also the default base of users' data."""

SPT: Final = BASE + "ontology#"
SHAPES: Final = BASE + "shapes#"

PREFIXES: Final[dict[str, str]] = {
    "spt": SPT,
    "dep": BASE + "department/",
    "sec": BASE + "sector/",
    "fac": BASE + "facet/",
    "role": BASE + "role/",
    "tier": BASE + "tier/",
    "bearer": BASE + "bearer/",
    "norm": BASE + "norm/",
    "law": BASE + "statute/",
    "word": BASE + "word/",
    "status": BASE + "status/",
    "rule": BASE + "rule/",
    "shape": SHAPES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def term(name: str) -> str:
    """Return the full IRI of a prefixed name.

    >>> term("spt:bearer")
    'https://w3id.org/sptgraph/ontology#bearer'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def key_of(iri: str) -> str:
    """Return the last segment of an IRI: the key of a department, sector, facet or role.

    >>> key_of("https://w3id.org/sptgraph/sector/mining")
    'mining'
    """
    return iri.rpartition("/")[2].rpartition("#")[2]
