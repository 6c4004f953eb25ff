"""Facts that a person adds: where in the text they stand, and what they look like."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sptgraph.corrections.draft import Draft
from sptgraph.corrections.lines import Parts
from sptgraph.corrections.matching import squash
from sptgraph.corrections.notation import Entry
from sptgraph.corrections.places import MEMBERS
from sptgraph.errors import CorrectionError
from sptgraph.model import Assignment, Correction, Deadline, Member, Plan, Recurrence, Span, Target, Task
from sptgraph.provisions import ANNEX, bodies_of, facts_of

KeyOf = Callable[[str], str | None]
"""From a unit's name to the key of its department."""

_LONGEST_WORDS = 2_000


def missing_mark(kind: str, parts: Parts) -> tuple[str, str] | None:
    """Return what a new fact still needs, in Chinese and English; None if it is complete."""
    if kind == "assignment" and "role" not in parts:
        return "角色：牵头、负责或配合", "its role: lead, responsible or support"
    if kind == "member" and "member_class" not in parts:
        return "类别：监管、行业或其他", "its class: supervisory, industry or support"
    return None


def located(draft: Draft, where: str, words: Iterable[str | None]) -> tuple[Span, str] | None:
    """Return where the first of some ``words`` found at ``where`` stand, and how they are printed."""
    region, text = _region(draft, where), draft.source.source.text
    for each in words:
        letters = squash(each or "")
        if letters and text and len(letters) <= _LONGEST_WORDS:
            pattern = re.compile(r"\s*".join(map(re.escape, letters)))
            if found := pattern.search(text, region.start, region.end):
                return on_paper(draft.source, *found.span()), found.group()
    return None


def whole(draft: Draft, where: str) -> tuple[Span, str]:
    """Return all of the text at ``where``: what a fact stands on that no words of its own are known for."""
    span = _region(draft, where)
    return span, (draft.source.source.text or "")[span.start : span.end]


def _region(draft: Draft, where: str) -> Span:
    body = draft.bodies.get(where)
    if isinstance(body, Task):
        return body.span
    region = draft.outline.region_of(ANNEX if where == MEMBERS else where)
    if region is None and body and (facts := facts_of(body)):
        return Span(min(fact.span.start for fact in facts), max(fact.span.end for fact in facts))
    return region or Span(0, draft.source.source.length)


def on_paper(plan: Plan, start: int, end: int) -> Span:
    """Return the span with the page and paragraph that the facts and headings around it are known to have.

    In the paragraph of a known span its paragraph and cell hold; the page where those around agree on it.
    """
    text = plan.source.text or ""
    known = sorted(_spans(plan), key=lambda span: span.start)
    before = next((span for span in reversed(known) if span.start <= start), None)
    after = next((span for span in known if span.start >= start), before)
    span = Span(start, end)
    if before and after and before.page == after.page:
        span = replace(span, page=before.page)
    if before and "\n" not in text[before.start : start]:
        span = replace(span, paragraph=before.paragraph, cell=before.cell)
    return span


def _spans(plan: Plan) -> Iterable[Span]:
    yield from (section.span for section in plan.sections)
    yield from (action.span for action in plan.actions)
    yield from (task.span for task in plan.tasks)
    yield from (member.span for member in plan.members)
    for body in bodies_of(plan):
        yield from (fact.span for fact in facts_of(body))
    for task in plan.tasks:
        yield from (measure.span for measure in task.measures)


def new_fact(
    correction: Correction, parts: Parts, place: tuple[Span, str], others: Iterable[Entry], key_of: KeyOf
) -> Entry:
    """Return the fact that a correction adds at ``place``, beside ``others`` of its kind."""
    span, quote = place
    found: dict[str, Any] = {**parts, "quote": quote, "span": span, "correction": correction.identifier}
    if correction.kind == "assignment":
        beside = next((a for a in others if isinstance(a, Assignment) and _covers(a.clause, span)), None)
        found |= {
            "form": beside.form if beside else "inline",
            "clause": beside.clause if beside else None,
            "agent_key": key_of(parts["agent"]),
        }
        return Assignment(**found)
    if correction.kind == "deadline":
        return Deadline(**{"kind": "during" if parts["start"] else "by", **found})
    if correction.kind == "recurrence":
        return Recurrence(**found)
    if correction.kind == "target":
        return Target(**found)
    return Member(**parts, span=span, agent_key=key_of(parts["name"]), correction=correction.identifier)


def _covers(clause: Span | None, span: Span) -> bool:
    return clause is not None and clause.start <= span.start and span.end <= clause.end


def incomplete(correction: Correction, needed: tuple[str, str]) -> CorrectionError:
    """Return the error that a fact to be added lacks ``needed``."""
    where, new, (zh, en) = correction.where, correction.new, needed
    return CorrectionError(
        f"{where}：新增的“{new}”缺少{zh}", f"{where}: “{new}”, which is to be added, lacks {en}"
    )
