"""The report as html: one page that needs nothing else, and a fragment for notebooks."""

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sptgraph.language import Language
from sptgraph.validation.finding import SEVERITY_NAMES
from sptgraph.validation.texts import counted, footnote, grouped, place_on_paper

if TYPE_CHECKING:
    from jinja2 import Template

    from sptgraph.validation.report import Report

_WORDS: Final = {
    "zh": {
        "title": "方案校验报告",
        "severity": "级别",
        "message": "问题",
        "fix": "改法",
        "rule": "规则",
        "place": "位置",
        "why": "为什么",
    },
    "en": {
        "title": "Report on plans",
        "severity": "severity",
        "message": "finding",
        "fix": "how to mend it",
        "rule": "rule",
        "place": "place",
        "why": "why",
    },
}


def as_page(report: "Report", language: Language) -> str:
    """Return the report as a whole page."""
    return _template().render(**_content(report, language), page=True)


def as_fragment(report: "Report", language: Language) -> str:
    """Return the report's tables alone, to stand in another page."""
    return _template().render(**_content(report, language), page=False)


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sptgraph.validation"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _content(report: "Report", language: Language) -> dict[str, Any]:
    reasons = {rule.iri: rule.reason.text(language) for rule in report.rules}
    return {
        "language": "zh-CN" if language == "zh" else "en",
        "words": _WORDS[language],
        "note": footnote(report, language),
        "plans": [
            {
                "title": plan.title,
                "counts": counted(findings, language),
                "groups": [
                    {
                        "heading": heading.text(language),
                        "counts": counted(group, language),
                        "rows": [
                            {
                                "severity": each.severity,
                                "label": SEVERITY_NAMES[each.severity].text(language),
                                "message": each.message.text(language),
                                "fix": each.fix.text(language),
                                "why": reasons.get(each.rule_iri, ""),
                                "rule": each.rule,
                                "place": place_on_paper(each.span, language),
                            }
                            for each in group
                        ],
                    }
                    for heading, group in grouped(findings).items()
                ],
            }
            for plan in report.plans
            for findings in [[each for each in report.findings if each.plan == plan.iri]]
        ],
    }
