"""The reference graph: what the shipped ontology says about departments, sectors, tiers and norms."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from sptgraph.encoding.terms import node
from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.vocabulary import BASE, key_of

_UNVERSIONED: Final = "unversioned"


class Reference(NamedTuple):
    """The reference data: the name of its graph, its triples, and a digest of the files they came from."""

    graph: str
    triples: tuple[ox.Triple, ...]
    digest: str


@cache
def load_reference(path: Path | None = None) -> Reference:
    """Return the reference data of the ontology folder (default: the shipped one), read once per process.

    The graph is named after the version the ontology gives itself (``owl:versionIRI``). Raises
    OntologyError where a file is broken.
    """
    files = sorted((path or folder("ontology")).glob("*.ttl"))
    digest = hashlib.sha256()
    triples: dict[ox.Triple, None] = {}
    for file in files:
        content = file.read_bytes()
        digest.update(content)
        try:
            triples.update(dict.fromkeys(quad.triple for quad in ox.parse(content, ox.RdfFormat.TURTLE)))
        except SyntaxError as error:
            reason = " ".join(str(error).split())
            raise OntologyError(
                f"{file.name} 读不通：{reason}", f"{file.name} cannot be parsed: {reason}"
            ) from None
    version = node("owl:versionIRI")
    versions = sorted(
        str(t.object.value) for t in triples if t.predicate == version and isinstance(t.object, ox.NamedNode)
    )
    name = key_of(versions[0]) if versions else _UNVERSIONED
    return Reference(f"{BASE}reference/{name}", tuple(triples), digest.hexdigest())
