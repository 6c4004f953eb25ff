"""OWL for those who work that way: the ontology as Python classes, and whether a graph contradicts it.

Nothing else in the package needs this room, Java or owlready2's world of classes.
"""

from sptgraph.reasoning.clashes import Clash
from sptgraph.reasoning.classes import Ontology, label, load_classes, load_ontology
from sptgraph.reasoning.consistency import Consistency, check_consistency, quick_check

__all__ = [
    "Clash",
    "Consistency",
    "Ontology",
    "check_consistency",
    "label",
    "load_classes",
    "load_ontology",
    "quick_check",
]
