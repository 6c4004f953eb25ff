"""The ontology as Python classes, for those who think in classes and individuals rather than triples.

owlready2 reads no Turtle, so the files reach it as N-Triples. Each call makes a world of its own: what a
caller adds to it stays with the caller.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.language import Language
from sptgraph.resources import folder
from sptgraph.vocabulary import SPT

TERMS: Final = ("borrowed", "sptgraph")
_INDIVIDUALS: Final = (
    "departments",
    "department-names",
    "facets",
    "roles",
    "sectors",
    "sector-names",
    "tiers",
)
_NORMS: Final = ("business", "norms", "statutes")


@dataclass(frozen=True)
class Ontology:
    """The ontology in a world of owlready2's: ``terms`` are its classes and properties by name.

    The mappings below give its individuals by key, as owlready2 individuals: their properties are
    attributes that hold lists, their classes stand in ``is_a``.
    """

    terms: Any

    @property
    def world(self) -> Any:
        """The world that holds all this, for owlready2's own searches and reasoners."""
        return self.terms.world

    @cached_property
    def departments(self) -> Mapping[str, Any]:
        """Types of departments, units and groups."""
        return self._instances("DepartmentType")

    @cached_property
    def sectors(self) -> Mapping[str, Any]:
        """Sectors (行业领域)."""
        return self._instances("Sector")

    @cached_property
    def facets(self) -> Mapping[str, Any]:
        """Facets (监管方面) in which a sector may be led."""
        return self._instances("Facet")

    @cached_property
    def roles(self) -> Mapping[str, Any]:
        """Roles that a plan or a norm gives."""
        return self._instances("Role")

    @cached_property
    def tiers(self) -> Mapping[str, Any]:
        """Tiers of the chain of responsibility."""
        return self._instances("Tier")

    @cached_property
    def norms(self) -> Mapping[str, Any]:
        """Norms, where they were asked for; their sectors and departments are links to the others."""
        return self._instances("Norm")

    def search(self, words: str) -> tuple[Any, ...]:
        """Return the individuals and classes of which a name holds ``words``, in order of their IRIs.

        >>> [found.name for found in load_ontology().search("城镇燃气")]
        ['city-gas']
        """
        pattern = f"*{words}*"
        names = ("prefLabel", "altLabel", "label")
        found = {entity for name in names for entity in self.world.search(**{name: pattern})}
        return tuple(sorted(found, key=lambda entity: str(entity.iri)))

    def _instances(self, name: str) -> Mapping[str, Any]:
        found = {str(each.name): each for each in getattr(self.terms, name).instances()}
        return dict(sorted(found.items()))


def label(entity: Any, language: Language = "zh") -> str:
    """Return what people call a class, property or individual of the ontology; its name where nothing.

    >>> ontology = load_ontology()
    >>> label(ontology.departments["finance"], "en"), label(ontology.terms.Task)
    ('finance department', '任务')
    """
    for said in (getattr(entity, "prefLabel", None), getattr(entity, "label", None)):
        for words in said or ():
            if getattr(words, "lang", "") == language:
                return str(words)
    return str(entity.name)


def load_ontology(path: Path | None = None, *, norms: bool = False) -> Ontology:
    """Return the ontology with its departments, sectors, facets, roles and tiers.

    ``path`` is the folder of the Turtle files (default: the shipped one); with ``norms`` the norms and the
    statutes they stand in are loaded too. Raises `OntologyError` as `load_classes`.

    >>> ontology = load_ontology()
    >>> ontology.sectors["city-gas"].primaryFacet.name
    'work-safety'
    """
    return Ontology(_load(path, (*TERMS, *_INDIVIDUALS, *_NORMS * norms)))


def load_classes(path: Path | None = None) -> Any:
    """Return the ontology's namespace in owlready2: its attributes are the classes and properties.

    ``path`` is the folder of the Turtle files (default: the shipped one). Raises `OntologyError` where a
    file is missing or broken, or owlready2 cannot take it.

    >>> terms = load_classes()
    >>> [parent.name for parent in terms.Task.is_a]
    ['Provision']
    """
    return _load(path, TERMS)


def _load(path: Path | None, names: tuple[str, ...]) -> Any:
    where = path or folder("ontology")
    triples = b"".join(_as_ntriples(where / f"{name}.ttl") for name in names)
    try:
        import owlready2

        ontology = owlready2.World().get_ontology(SPT).load(fileobj=BytesIO(triples))
        return ontology.get_namespace(SPT)
    except Exception as error:
        # owlready2 raises errors of many kinds, its own and SQLite's among them.
        raise OntologyError(
            f"owlready2 装不进本体：{error}", f"owlready2 cannot load the ontology: {error}"
        ) from error


def _as_ntriples(path: Path) -> bytes:
    try:
        triples = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (OSError, SyntaxError) as error:
        raise OntologyError(
            f"{path.name}：本体文件读不了：{error}", f"{path.name}: cannot be read: {error}"
        ) from error
