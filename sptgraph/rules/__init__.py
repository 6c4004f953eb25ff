"""What follows: rules as SPARQL files, their conclusions kept apart from what a plan states."""

from sptgraph.rules.deriving import conclude, derive
from sptgraph.rules.rulefile import Rule, load_rules, read_rule
from sptgraph.rules.running import Bounds

__all__ = ["Bounds", "Rule", "conclude", "derive", "load_rules", "read_rule"]
