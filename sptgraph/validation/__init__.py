"""Validation: a plan's graph is held against the rules, and what is missing or wrong is reported.

report = validate(store, plan_iri)
print(report)                       # grouped by action, in the language asked for
report.conforms("warning"), report.counts, report.to_json()
"""

from sptgraph.validation.baseline import Baseline, baseline_text
from sptgraph.validation.checking import Engine, validate
from sptgraph.validation.finding import FailOn, Finding, Severity
from sptgraph.validation.ontology import validate_ontology
from sptgraph.validation.report import CheckedPlan, Report, combine
from sptgraph.validation.rulebook import Rule, Rulebook, load_rulebook

__all__ = [
    "Baseline",
    "CheckedPlan",
    "Engine",
    "FailOn",
    "Finding",
    "Report",
    "Rule",
    "Rulebook",
    "Severity",
    "baseline_text",
    "combine",
    "load_rulebook",
    "validate",
    "validate_ontology",
]
