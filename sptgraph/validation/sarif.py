"""The report as SARIF 2.1.0, the form in which checks are shown by code hosts and editors."""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sptgraph.language import Language
from sptgraph.validation.finding import Finding
from sptgraph.vocabulary import BASE

if TYPE_CHECKING:
    from sptgraph.validation.report import CheckedPlan, Report
    from sptgraph.validation.rulebook import Rule

_LEVELS: Final = {"violation": "error", "warning": "warning", "info": "note"}


def as_sarif(report: "Report", language: Language) -> dict[str, Any]:
    """Return the report as one SARIF log with one run; positions count code points of the plan's text."""
    index = {rule.iri: number for number, rule in enumerate(report.rules)}
    plans = {plan.iri: plan for plan in report.plans}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sptgraph",
                        "informationUri": BASE,
                        "language": "zh-CN" if language == "zh" else "en",
                        "rules": [_rule(rule, language) for rule in report.rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(plan) for plan in report.plans],
                "results": [_result(each, plans[each.plan], index, language) for each in report.findings],
            }
        ],
    }


def _rule(rule: "Rule", language: Language) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": rule.name,
        "shortDescription": {"text": rule.title.text(language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "helpUri": rule.iri,
    }
    for key, text in (("fullDescription", rule.reason), ("help", rule.fix)):
        if text.text(language):
            described[key] = {"text": text.text(language)}
    return described


def _artifact(plan: "CheckedPlan") -> dict[str, Any]:
    described: dict[str, Any] = {"location": {"uri": _uri(plan)}, "description": {"text": plan.title}}
    if plan.sha256:
        described["hashes"] = {"sha-256": plan.sha256}
    return described


def _uri(plan: "CheckedPlan") -> str:
    return quote(plan.file) if plan.file else plan.iri


def _result(
    finding: Finding, plan: "CheckedPlan", index: dict[str, int], language: Language
) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(plan)}}
    if finding.span:
        start, end = finding.span.start, finding.span.end
        physical["region"] = {"charOffset": start, "charLength": end - start}
    number = finding.where or "/".join(each for each in (finding.action, finding.task) if each)
    location: dict[str, Any] = {"physicalLocation": physical}
    if number:
        location["logicalLocations"] = [{"name": number, "fullyQualifiedName": finding.focus}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message.text(language)},
        "locations": [location],
        "partialFingerprints": {"sptgraph/v1": finding.fingerprint},
    }
    if finding.rule_iri in index:
        result["ruleIndex"] = index[finding.rule_iri]
    return result
