"""The report for other programs: standard SHACL in Turtle, an Excel workbook, and files on disk."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from sptgraph.errors import UsageError
from sptgraph.language import Language
from sptgraph.output import clean, properties, replacing
from sptgraph.validation.finding import SEVERITY_NAMES, Finding
from sptgraph.validation.texts import place_on_paper
from sptgraph.vocabulary import BASE, PREFIXES, term

if TYPE_CHECKING:
    from sptgraph.validation.report import Report

_TYPE: Final = NamedNode(term("rdf:type"))
_COLUMNS: Final = {
    "zh": ("方案", "级别", "行动", "任务", "位置", "问题", "改法", "规则", "页段"),
    "en": (
        "plan",
        "severity",
        "action",
        "task",
        "where",
        "finding",
        "how to mend it",
        "rule",
        "page, paragraph",
    ),
}
_RULE_COLUMNS: Final = {
    "zh": ("规则", "级别", "须满足", "为什么", "发现"),
    "en": ("rule", "severity", "what must hold", "why", "found"),
}
_SHEETS: Final = {"zh": ("发现", "规则"), "en": ("findings", "rules")}
_WIDTHS: Final = (24, 8, 8, 8, 12, 60, 48, 22, 16)


def _sh(name: str) -> NamedNode:
    return NamedNode(term(f"sh:{name}"))


def as_turtle(report: "Report") -> str:
    """Return a SHACL validation report; it conforms, as SHACL says, only where nothing at all was found."""
    prefixes = {name: PREFIXES[name] for name in ("sh", "shape", "spt", "xsd")}
    return (serialize(_triples(report), format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def _triples(report: "Report") -> Iterator[Triple]:
    home = report.plans[0].iri if len(report.plans) == 1 else BASE.rstrip("/")
    node = NamedNode(f"{home}/report")
    results = [(finding, result) for finding in report.findings for result in finding.results]
    yield Triple(node, _TYPE, _sh("ValidationReport"))
    yield Triple(
        node,
        _sh("conforms"),
        Literal("false" if results else "true", datatype=NamedNode(term("xsd:boolean"))),
    )
    names = [NamedNode(f"{home}/report/{number}") for number in range(1, len(results) + 1)]
    for name in names:
        yield Triple(node, _sh("result"), name)
    paths: dict[Triple, None] = {}
    for name, (finding, result) in zip(names, results, strict=True):
        yield Triple(name, _TYPE, _sh("ValidationResult"))
        yield Triple(name, _sh("focusNode"), result.focus)
        yield Triple(name, _sh("resultSeverity"), _sh(finding.severity.capitalize()))
        yield Triple(name, _sh("sourceShape"), NamedNode(finding.rule_iri))
        yield Triple(name, _sh("sourceConstraintComponent"), result.component)
        if result.path is not None:
            yield Triple(name, _sh("resultPath"), result.path)
            paths.update(dict.fromkeys(finding.path))
        if result.value is not None:
            yield Triple(name, _sh("value"), result.value)
        for language, text in finding.message._asdict().items():
            yield Triple(name, _sh("resultMessage"), Literal(text, language=language))
    yield from paths


def as_workbook(report: "Report", language: Language) -> bytes:
    """Return a workbook of findings and rules; every cell is text or a number, never a formula or a link."""
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    titles = {plan.iri: plan.title for plan in report.plans}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties(properties(plan.issued for plan in report.plans))
        bold = workbook.add_format({"bold": True, "bottom": 1})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        names = _SHEETS[language]
        counts = {rule.iri: 0 for rule in report.rules}
        sheet = workbook.add_worksheet(names[0])
        sheet.write_row(0, 0, _COLUMNS[language], bold)
        for row, finding in enumerate(report.findings, 1):
            counts[finding.rule_iri] = counts.get(finding.rule_iri, 0) + 1
            for column, text in enumerate(_cells(finding, titles[finding.plan], language)):
                sheet.write_string(row, column, text, wrapped)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(report.findings), 1), len(_WIDTHS) - 1)
        rules = workbook.add_worksheet(names[1])
        rules.write_row(0, 0, _RULE_COLUMNS[language], bold)
        for row, rule in enumerate(report.rules, 1):
            texts = (rule.name, SEVERITY_NAMES[rule.severity].text(language), rule.title.text(language))
            for column, text in enumerate((*texts, rule.reason.text(language))):
                rules.write_string(row, column, text, wrapped)
            rules.write_number(row, len(texts) + 1, counts[rule.iri])
        for column, width in enumerate((24, 8, 36, 60, 8)):
            rules.set_column(column, column, width)
    return file.getvalue()


def _cells(finding: Finding, plan: str, language: Language) -> tuple[str, ...]:
    cells = (
        plan,
        SEVERITY_NAMES[finding.severity].text(language),
        finding.action or "",
        finding.task or "",
        finding.where or "",
        finding.message.text(language),
        finding.fix.text(language),
        finding.rule,
        place_on_paper(finding.span, language),
    )
    return tuple(clean(cell) for cell in cells)


def save(report: "Report", path: Path, language: Language) -> None:
    """Write the report to a file, replacing an older one only once all is written.

    Raises `UsageError` where the name's end says no known format.
    """
    kind = path.suffix.lower()
    if kind == ".txt":
        content = report.text(language).encode() + b"\n"
    elif kind in {".html", ".htm"}:
        content = report.to_html(language).encode()
    elif kind == ".json":
        content = json.dumps(report.to_json(), ensure_ascii=False, indent=2).encode() + b"\n"
    elif kind == ".sarif":
        content = json.dumps(report.to_sarif(language), ensure_ascii=False, indent=2).encode() + b"\n"
    elif kind == ".ttl":
        content = report.to_turtle().encode()
    elif kind == ".xlsx":
        content = report.to_xlsx(language)
    else:
        raise UsageError(
            f"{path.name}：报告可存为 .txt .html .json .xlsx .ttl .sarif",
            f"{path.name}: a report is saved as .txt, .html, .json, .xlsx, .ttl or .sarif",
        )
    with replacing(path, UsageError) as draft:
        draft.write_bytes(content)
