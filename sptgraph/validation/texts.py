"""The report as lines a person reads: grouped by action, counted, in one language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual, Language
from sptgraph.model import Span
from sptgraph.validation.finding import SEVERITIES, SEVERITY_NAMES, Finding, Severity

if TYPE_CHECKING:
    from sptgraph.validation.report import Report

_FINE: Final = Bilingual("没有发现问题", "nothing found")
_FIX: Final = Bilingual("改法：", "Mend: ")
_SEPARATOR: Final = Bilingual("，", ", ")


def as_text(report: "Report", language: Language) -> str:
    """Return the report as lines without a final line feed."""
    return "\n".join(_lines(report, language))


def _lines(report: "Report", language: Language) -> Iterator[str]:
    for number, plan in enumerate(report.plans):
        findings = [each for each in report.findings if each.plan == plan.iri]
        if number:
            yield ""
        yield f"{plan.title}{'：' if language == 'zh' else ': '}{counted(findings, language)}"
        for heading, group in grouped(findings).items():
            yield ""
            yield f"{heading.text(language)}  {counted(group, language)}"
            for each in group:
                yield from _entry(each, language)
    if note := footnote(report, language):
        yield ""
        yield note


def _entry(finding: Finding, language: Language) -> Iterator[str]:
    severity = SEVERITY_NAMES[finding.severity].text(language)
    place = place_on_paper(finding.span, language)
    tail = f"[{finding.rule}]" + (f" {place}" if place else "")
    yield f"  {severity}  {finding.message.text(language)} {tail}"
    if fix := finding.fix.text(language):
        yield f"        {_FIX.text(language)}{fix}"


def grouped(findings: Iterable[Finding]) -> Mapping[Bilingual, list[Finding]]:
    """Return findings by the heading they stand under, headings in the order of the document."""
    groups: dict[Bilingual, list[Finding]] = {}
    for each in findings:
        groups.setdefault(each.heading, []).append(each)
    return groups


def counted(findings: Iterable[Finding], language: Language) -> str:
    """Return how many findings of each severity there are, in words: 违规 2，提示 1."""
    several = list(findings)
    counts = [(severity, sum(each.severity == severity for each in several)) for severity in SEVERITIES]
    parts = [_count(severity, count, language) for severity, count in counts if count]
    return _SEPARATOR.text(language).join(parts) or _FINE.text(language)


def _count(severity: Severity, count: int, language: Language) -> str:
    name = SEVERITY_NAMES[severity]
    return f"{name.zh} {count}" if language == "zh" else f"{count} {name.en}{'s' if count > 1 else ''}"


def footnote(report: "Report", language: Language) -> str:
    """Return what a reader must know beside the findings: how many are known already."""
    if not report.known:
        return ""
    return Bilingual(
        f"另有 {report.known} 项已在基线中，未列出。", f"{report.known} more in the baseline, not listed."
    ).text(language)


def place_on_paper(span: Span | None, language: Language) -> str:
    """Return where a person finds the words: 第2页第14段."""
    if span is None:
        return ""
    parts = (
        (span.page, f"第{span.page}页", f"page {span.page}"),
        (span.paragraph, f"第{span.paragraph}段", f"paragraph {span.paragraph}"),
        (span.cell, f"表格{span.cell}格", f"cell {span.cell}"),
    )
    words = [zh if language == "zh" else en for known, zh, en in parts if known is not None]
    return ("" if language == "zh" else ", ").join(words)
