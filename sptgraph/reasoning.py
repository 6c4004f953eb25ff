"""The ontology as Python classes, for those who think in classes and individuals rather than triples.

owlready2 reads no Turtle, so the files reach it as N-Triples. Each call makes a world of its own: what a
caller adds to it stays with the caller.
"""

from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.vocabulary import SPT

_TERMS: Final = ("borrowed", "sptgraph")
_INDIVIDUALS: Final = ("departments", "facets", "roles", "sectors", "tiers")


def load_classes(path: Path | None = None, *, individuals: bool = False) -> Any:
    """Return the ontology's namespace in owlready2: its attributes are the classes and properties.

    ``path`` is the folder of the Turtle files (default: the shipped one); with ``individuals`` the
    departments, sectors, facets, roles and tiers are loaded too. Raises `OntologyError` where a file is
    missing or broken, or owlready2 cannot take it.

    >>> terms = load_classes()
    >>> [parent.name for parent in terms.Task.is_a]
    ['Provision']
    """
    triples = b"".join(
        _as_ntriples((path or folder("ontology")) / f"{name}.ttl")
        for name in (*_TERMS, *_INDIVIDUALS * individuals)
    )
    try:
        import owlready2

        ontology = owlready2.World().get_ontology(SPT).load(fileobj=BytesIO(triples))
    except Exception as error:
        # owlready2 raises errors of many kinds, its own and SQLite's among them.
        raise OntologyError(
            f"owlready2 装不进本体：{error}", f"owlready2 cannot load the ontology: {error}"
        ) from error
    return ontology.get_namespace(SPT)


def _as_ntriples(path: Path) -> bytes:
    try:
        triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (OSError, SyntaxError) as error:
        raise OntologyError(
            f"{path.name}：本体文件读不了：{error}", f"{path.name}: cannot be read: {error}"
        ) from error
