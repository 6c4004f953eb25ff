"""What follows: rules as SPARQL files, their conclusions kept apart from what a plan states."""

from sptgraph.rules.deriving import derive
from sptgraph.rules.rulefile import Rule, load_rules, read_rule

__all__ = ["Rule", "derive", "load_rules", "read_rule"]
