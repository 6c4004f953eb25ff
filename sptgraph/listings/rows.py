"""What the rows of all kinds of list are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sptgraph.corrections.notation import spell
from sptgraph.extraction.accounting import UNRESOLVED_REASONS
from sptgraph.language import Language
from sptgraph.listings.clauses import Clause, clause_at
from sptgraph.listings.definition import definition
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.table import Table, shown
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, Role, Span, StandingMark, Target, Task
from sptgraph.provisions import Outline, Provision, sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A task or other clause as lists show it; ``plan`` is empty where all lines are of one plan."""

    source: Plan
    provision: Provision
    plan: str
    action: str | None
    task: str
    deadlines: tuple[Deadline, ...]
    standing: tuple[StandingMark, ...]
    final: date | None
    recurrences: tuple[Recurrence, ...]
    targets: tuple[Target, ...]
    remarks: tuple[str, ...]
    clause: Clause

    @property
    def is_task(self) -> bool:
        """Whether it is a task, not a clause outside tasks."""
        return isinstance(self.provision.body, Task)

    def bearers(self, *roles: Role) -> tuple[Assignment, ...]:
        """Return the bearers in some roles, in the order of the text."""
        return tuple(a for a in self.provision.body.assignments if a.role in roles)


@dataclass(frozen=True, slots=True)
class UnresolvedRow:
    """Words that were seen but could not be settled."""

    serial: int
    plan: str
    text: str
    reason: str
    sentence: str
    clause: Clause


def lines(plan: Plan, *, name: str, language: Language) -> tuple[Line, ...]:
    """Return the tasks and other clauses of a plan in the order of its text."""
    outline = Outline(plan)
    return tuple(_line(plan, outline, provision, name, language) for provision in outline.provisions)


def _line(plan: Plan, outline: Outline, provision: Provision, name: str, language: Language) -> Line:
    body = provision.body
    heading = provision.action or provision.section
    opening = outline.opening(provision, language=language)
    dot = "" if isinstance(body, Task) and body.no.startswith("（") else "."
    first = min((fact.span for fact in provision.facts), key=lambda span: span.start, default=None)
    return Line(
        source=plan,
        provision=provision,
        plan=name,
        action=f"{heading.no}{'' if heading.no.endswith('）') else '、'}{one_line(heading.title)}"
        if heading
        else None,
        task=f"{body.no}{dot}{opening}" if isinstance(body, Task) else opening,
        deadlines=body.deadlines,
        standing=body.standing if isinstance(body, Task) else (),
        final=max((deadline.due for deadline in body.deadlines), default=None),
        recurrences=body.recurrences,
        targets=body.targets,
        remarks=_remarks(provision, language),
        clause=clause_at(provision.clause, body.span if isinstance(body, Task) else first),
    )


def _remarks(provision: Provision, language: Language) -> tuple[str, ...]:
    """Say which facts a person has corrected, and what the document prints."""
    says = {"zh": "校对：{now}（原文：{quote}）", "en": "corrected: {now} (in the text: {quote})"}[language]
    corrected = (fact for fact in provision.facts if fact.correction)
    return tuple(
        says.format(now=spell(fact, language), quote=_short(one_line(fact.quote))) for fact in corrected
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def plan_names(plans: Sequence[Plan]) -> tuple[str, ...]:
    """Return what tells some plans apart in a column; empty names where there is but one."""
    if len(plans) < 2:
        return ("",) * len(plans)
    titles = [one_line(plan.document.title or plan.source.name) for plan in plans]
    numbers = [f"（{one_line(plan.document.number or plan.source.name)}）" for plan in plans]
    unique = len(set(titles)) == len(titles)
    return tuple(title if unique else title + number for title, number in zip(titles, numbers, strict=True))


def unresolved_table(plans: Sequence[Plan], language: Language) -> Table | None:
    """Return the table that closes a list; None where every word was settled."""
    rows: list[UnresolvedRow] = []
    for plan, name in zip(plans, plan_names(plans), strict=True):
        outline = Outline(plan)
        for loose in plan.unresolved:
            text, reason = plan.source.text, UNRESOLVED_REASONS.get(loose.reason)
            place = outline.place_of(loose.span)
            clauses = {provision.where: provision.clause for provision in outline.listed}
            rows.append(
                UnresolvedRow(
                    serial=len(rows) + 1,
                    plan=name,
                    text=one_line(loose.text),
                    reason=reason.text(language) if reason else loose.reason,
                    sentence=one_line(sentence(text, loose.span)) if text else "",
                    clause=clause_at(clauses.get(place, place), loose.span),
                )
            )
    if not rows:
        return None
    look = definition("unresolved")
    return Table(
        look.title.text(language), shown(look.columns, rows), tuple(rows), part="rest", kind="unresolved"
    )


def as_data(value: Any) -> Any:
    """Return a row, or anything in it, as what json can hold: facts as objects, dates as 2024-12-31."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_data(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
