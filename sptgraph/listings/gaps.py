"""The gap list (问题清单): what the check found missing or doubtful, where, what to do, and who could."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final
from urllib.parse import unquote

from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Registry
from sptgraph.listings.candidates import Candidate, Candidates, candidates_in
from sptgraph.listings.clauses import Clause, clause_at
from sptgraph.listings.definition import definition
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.rows import Line, lines
from sptgraph.listings.selection import (
    department_bodies,
    falls_in,
    names_sector,
    sector_key,
    within_sector,
)
from sptgraph.listings.table import Table, shown
from sptgraph.model import Assignment, Plan, Task
from sptgraph.provisions import sentence
from sptgraph.validation import Finding, Severity
from sptgraph.validation.finding import SEVERITIES, SEVERITY_NAMES
from sptgraph.validation.findings import WHOLE
from sptgraph.validation.texts import counted, grouped
from sptgraph.vocabulary import key_of

_NARROWED: Final = Bilingual(
    "检查共 {all} 项，不在此范围的 {rest} 项未列", "{all} findings, {rest} of them not in this selection"
)
_WHY: Final = Bilingual("为什么要查", "Why this is checked")


@dataclass(frozen=True, slots=True)
class GapRow:
    """A finding of the report: what is missing (``missing``), where, what to do (``fix``), who could.

    ``severity`` is the word for ``level``; ``rule`` the short name by which scripts know the rule;
    ``fingerprint`` stays the same when text is moved about. ``lead`` and ``responsible`` are the bearers that
    the plan names there; ``candidates`` follow or are possible, no plan says so.
    """

    serial: int
    plan: str
    severity: str
    action: str
    task: str
    sector: str
    missing: str
    fix: str
    candidates: tuple[str, ...]
    lead: tuple[Assignment, ...]
    responsible: tuple[Assignment, ...]
    rule: str
    clause: Clause
    level: Severity
    fingerprint: str


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many findings of each severity an action has."""

    serial: int
    plan: str
    action: str
    violations: int
    warnings: int
    infos: int
    total: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding with the task or clause it stands in, the sector it speaks of, and who could mend it."""

    source: Plan
    plan: str
    finding: Finding
    line: Line | None
    sector: str | None
    candidates: tuple[Candidate, ...]


def gap_tables(material: Material) -> tuple[Table, ...]:
    """Return an overview by action, then every finding of the report once, action after action."""
    language, look = material.language, definition("gaps")
    everything = tuple(
        chain.from_iterable(
            _found(material, plan, name) for plan, name in zip(material.plans, material.names, strict=True)
        )
    )
    found = _selected(material, everything)
    rows = tuple(_row(serial, each, material) for serial, each in enumerate(found, 1))
    notes = [counted((each.finding for each in found), language)]
    if len(found) < len(everything):
        rest = len(everything) - len(found)
        notes.append(_NARROWED.text(language).format(all=len(everything), rest=rest))
    table = Table(
        look.tables["findings"].text(language),
        shown(look.columns, rows),
        rows,
        tuple(notes),
        details=partial(_details, found, material),
    )
    if not rows:
        return (table,)
    counts = _counts(found, language)
    return (Table(look.tables["index"].text(language), shown(look.index, counts), counts, (), "index"), table)


def _found(material: Material, plan: Plan, name: str) -> tuple[_Found, ...]:
    """Return the findings of one plan: actions in document order, in each the gravest first."""
    report, offered = material.report(plan), candidates_in(material.store, material.iri(plan))
    places = _Places(lines(plan, name=name, language=material.language))
    ordered = (
        finding
        for findings in grouped(report.findings).values()
        for finding in sorted(findings, key=lambda each: SEVERITIES.index(each.severity))
    )
    return tuple(_placed(plan, name, finding, places, offered) for finding in ordered)


def _placed(plan: Plan, name: str, finding: Finding, places: "_Places", offered: Candidates) -> _Found:
    return _Found(plan, name, finding, places.line(finding), offered.sector(finding), offered.of(finding))


class _Places:
    """The tasks and clauses of a plan, found by where a finding stands."""

    def __init__(self, found: Iterable[Line]) -> None:
        self._lines: dict[str, list[Line]] = {}
        for line in found:
            self._lines.setdefault(line.provision.where.partition("~")[0], []).append(line)

    def line(self, finding: Finding) -> Line | None:
        """Return the task or clause that a finding stands in; None for a heading and for the whole plan."""
        where = f"{finding.action}/{finding.task}" if finding.task else finding.where
        here = self._lines.get(where or "", [])
        return next((line for line in here if _holds(line, finding)), here[0] if here else None)


def _holds(line: Line, finding: Finding) -> bool:
    body, span = line.provision.body, finding.span
    return not isinstance(body, Task) or span is None or body.span.start <= span.start < body.span.end


def _selected(material: Material, found: Sequence[_Found]) -> tuple[_Found, ...]:
    selection, lexicon = material.selection, material.lexicon
    sector = sector_key(selection.sector, lexicon) if selection.sector else None
    borne = _BorneBy(selection.department, found, material) if selection.department else None
    return tuple(
        each
        for each in found
        if (sector is None or _concerns(each, sector, material))
        and (selection.year is None or each.line is None or falls_in(each.line, selection.year))
        and (borne is None or borne.concerns(each))
    )


def _concerns(found: _Found, sector: str, material: Material) -> bool:
    """Say whether a finding speaks of the sector, or of a task or clause that names it."""
    if found.sector is not None:
        return within_sector(found.sector, sector, material.lexicon)
    return found.line is not None and names_sector(found.line, sector, material.lexicon)


class _BorneBy:
    """Tells the findings that concern a department: it bears the task, could bear it, or is at issue."""

    def __init__(self, department: str, found: Iterable[_Found], material: Material) -> None:
        plans, lexicon = material.plans, material.lexicon
        self._registry, self._lexicon = Registry(lexicon), lexicon
        for plan in plans:
            for line in lines(plan, name="", language=material.language):
                for bearer in line.provision.body.assignments:
                    self._registry.meet_bearer(plan, bearer)
            for member in plan.members:
                self._registry.enrol(plan, member)
        names = (each.candidates for each in found)
        offered = {candidate.name.zh for candidates in names for candidate in candidates}
        bodies = department_bodies(department, self._registry.bodies(), plans, lexicon)
        self._bodies = {body.identity for body in bodies}
        self._names = {name for body in bodies for name in body.names}
        keys = {body.department for body in bodies} or {self._key(department, plan) for plan in plans}
        keys.discard(None)
        self._names |= {name for name in offered if any(self._key(name, plan) in keys for plan in plans)}

    def concerns(self, found: _Found) -> bool:
        """Say whether a finding concerns the department."""
        if unquote(key_of(found.finding.focus)) in self._names:
            return True
        if any(candidate.name.zh in self._names for candidate in found.candidates):
            return True
        bearers = found.line.provision.body.assignments if found.line else ()
        return any(self._registry.meet_bearer(found.source, bearer) in self._bodies for bearer in bearers)

    def _key(self, name: str, plan: Plan) -> str | None:
        known = name in self._lexicon.departments
        return name if known else self._lexicon.department_key(name, plan.jurisdiction)


def _row(serial: int, found: _Found, material: Material) -> GapRow:
    language, finding, line = material.language, found.finding, found.line
    sector = material.lexicon.sectors.get(found.sector or "")
    return GapRow(
        serial=serial,
        plan=found.plan,
        severity=SEVERITY_NAMES[finding.severity].text(language),
        action=one_line(finding.heading.text(language)),
        task=line.task if line else "",
        sector=(sector.label_zh if language == "zh" else sector.label_en) if sector else "",
        missing=finding.message.text(language),
        fix=finding.fix.text(language),
        candidates=tuple(candidate.text(language) for candidate in found.candidates),
        lead=line.bearers("lead") if line else (),
        responsible=line.bearers("responsible") if line else (),
        rule=finding.rule,
        clause=_clause(found, language),
        level=finding.severity,
        fingerprint=finding.fingerprint,
    )


def _clause(found: _Found, language: Language) -> Clause:
    """Return where a finding stands: its task or clause, a heading, or the whole plan."""
    finding = found.finding
    label = found.line.clause.label if found.line else finding.where or finding.action
    return clause_at(label or WHOLE.text(language), finding.span)


def _counts(found: Sequence[_Found], language: Language) -> tuple[GapCount, ...]:
    groups: dict[tuple[str, Bilingual], list[Severity]] = {}
    for each in found:
        groups.setdefault((each.plan, each.finding.heading), []).append(each.finding.severity)
    return tuple(
        GapCount(
            serial,
            plan,
            one_line(heading.text(language)),
            levels.count("violation"),
            levels.count("warning"),
            levels.count("info"),
            len(levels),
        )
        for serial, ((plan, heading), levels) in enumerate(groups.items(), 1)
    )


def _details(found: Sequence[_Found], material: Material) -> list[tuple[Detail, ...]]:
    rules = {rule.iri: rule for plan in material.plans for rule in material.report(plan).rules}
    reasons: Mapping[str, Bilingual] = {iri: rule.reason for iri, rule in rules.items()}
    return [tuple(_detail(each, reasons, material.language)) for each in found]


def _detail(found: _Found, reasons: Mapping[str, Bilingual], language: Language) -> Iterable[Detail]:
    text, span = found.source.source.text, found.finding.span
    if text and span:
        quoted = sentence(text, span) if span.end - span.start < 40 else text[span.start : span.end].strip()
        yield Detail("clause", Bilingual("原文", "In the text"), quoted)
    if reason := reasons.get(found.finding.rule_iri):
        yield Detail("gap", _WHY, reason.text(language))
