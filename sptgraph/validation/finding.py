"""One thing found: what is wrong, where it stands in the plan, and what to do about it."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from pyoxigraph import Triple

from sptgraph.language import Bilingual
from sptgraph.model import Span
from sptgraph.validation.selects import Result

Severity = Literal["violation", "warning", "info"]
FailOn = Literal["violation", "warning", "info", "never"]

SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
SEVERITY_NAMES: Final = {
    "violation": Bilingual("违规", "violation"),
    "warning": Bilingual("警告", "warning"),
    "info": Bilingual("提示", "info"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a report.

    ``plan`` is the plan's IRI, ``rule`` the rule's short name, ``focus`` the IRI of the node found wanting.
    ``where`` is the passage (``四（一）``; None for a task), ``action`` and ``task`` the numbers, ``span``
    the stretch of text. ``heading`` is what the report groups by. ``fingerprint`` stays the same when text is
    moved about; ``results`` are the SHACL results behind it, and ``path`` the triples of their property path.
    """

    plan: str
    rule: str
    rule_iri: str
    severity: Severity
    message: Bilingual
    fix: Bilingual
    focus: str
    where: str | None
    action: str | None
    task: str | None
    span: Span | None
    heading: Bilingual
    fingerprint: str
    results: tuple[Result, ...] = ()
    path: tuple[Triple, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the finding as one entry of ``results`` in ``check --format json``."""
        return {
            "plan": self.plan,
            "rule": self.rule,
            "rule_iri": self.rule_iri,
            "severity": self.severity,
            "message": self.message._asdict(),
            "fix": self.fix._asdict(),
            "focus": self.focus,
            "where": self.where,
            "action": self.action,
            "task": self.task,
            "span": [self.span.start, self.span.end] if self.span else None,
        }
