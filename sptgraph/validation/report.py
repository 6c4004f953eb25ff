"""The report: findings in document order, counted, and ready for people, scripts and other programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sptgraph.language import Language, preferred_language
from sptgraph.validation.baseline import Baseline
from sptgraph.validation.finding import SEVERITIES, FailOn, Finding, Severity
from sptgraph.validation.rulebook import Rule


class CheckedPlan(NamedTuple):
    """A plan that was checked: IRI, the title people know it by, the file it was read from, day of issue."""

    iri: str
    title: str
    file: str | None = None
    sha256: str | None = None
    issued: date | None = None


@dataclass(frozen=True)
class Report:
    """What was found in one or several plans.

    ``rules`` are all rules that were run; ``known`` counts the findings a baseline took out.
    """

    plans: tuple[CheckedPlan, ...]
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...] = ()
    known: int = 0

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: sum(each.severity == severity for each in self.findings) for severity in SEVERITIES}

    def conforms(self, fail_on: FailOn = "violation") -> bool:
        """Return whether nothing was found at or above ``fail_on``; ``never`` judges as ``violation``."""
        worst = "violation" if fail_on == "never" else fail_on
        failing = SEVERITIES[: SEVERITIES.index(worst) + 1]
        return not any(each.severity in failing for each in self.findings)

    def fired(self) -> frozenset[str]:
        """Return the short names of the rules that found something."""
        return frozenset(each.rule for each in self.findings)

    def against(self, baseline: Baseline) -> "Report":
        """Return the report without the findings that the baseline knows."""
        new = tuple(each for each in self.findings if each.fingerprint not in baseline.fingerprints)
        return Report(self.plans, new, self.rules, self.known + len(self.findings) - len(new))

    def to_json(self, fail_on: FailOn = "violation") -> dict[str, Any]:
        """Return ``{"conforms", "counts", "results"}``, ready for `json.dumps`."""
        return {
            "conforms": self.conforms(fail_on),
            "counts": dict(self.counts),
            "results": [each.to_json() for each in self.findings],
        }

    def text(self, language: Language | None = None) -> str:
        """Return the report as lines to read, grouped by action; by default as ``SPTGRAPH_LANG`` says."""
        from sptgraph.validation.texts import as_text

        return as_text(self, language or preferred_language())

    def __str__(self) -> str:
        return self.text()

    def to_html(self, language: Language | None = None) -> str:
        """Return the report as one html page that needs nothing else."""
        from sptgraph.validation.pages import as_page

        return as_page(self, language or preferred_language())

    def _repr_html_(self) -> str:
        from sptgraph.validation.pages import as_fragment

        return as_fragment(self, preferred_language())

    def to_turtle(self) -> str:
        """Return the report as a standard SHACL validation report in Turtle."""
        from sptgraph.validation.exports import as_turtle

        return as_turtle(self)

    def to_sarif(self, language: Language | None = None) -> dict[str, Any]:
        """Return the report as a SARIF 2.1.0 log for `json.dumps`."""
        from sptgraph.validation.sarif import as_sarif

        return as_sarif(self, language or preferred_language())

    def to_xlsx(self, language: Language | None = None) -> bytes:
        """Return the report as an Excel workbook."""
        from sptgraph.validation.exports import as_workbook

        return as_workbook(self, language or preferred_language())

    def save(self, path: str | Path, language: Language | None = None) -> None:
        """Write the report in the form the file name asks for: txt, json, html, xlsx, ttl or sarif."""
        from sptgraph.validation.exports import save

        save(self, Path(path), language or preferred_language())


def combine(reports: Iterable[Report]) -> Report:
    """Return the reports of several plans as one, in the order given."""
    several = list(reports)
    rules = {rule.iri: rule for report in several for rule in report.rules}
    return Report(
        tuple(plan for report in several for plan in report.plans),
        tuple(finding for report in several for finding in report.findings),
        tuple(rules.values()),
        sum(report.known for report in several),
    )
