"""`Plan` → the JSON of ``sptgraph read --format json``: the form of the gold annotations, with places.

Keys come in the order of the gold form; what is not printed is null; spans are ``[start, end]``.
"""

from typing import Any, Final

from sptgraph.encoding.iris import plan_identifier
from sptgraph.encoding.jsonread import plan_from_json
from sptgraph.language import Bilingual
from sptgraph.model import (
    Assignment,
    Deadline,
    Measure,
    Passage,
    Plan,
    Recurrence,
    SectorMention,
    Span,
    StandingMark,
    Target,
    Task,
)

__all__ = ["plan_from_json", "plan_to_json"]

_EDGE: Final = 12

Json = dict[str, Any]


def plan_to_json(plan: Plan, *, with_text: bool = False) -> Json:
    """Return the plan as JSON data; `plan_from_json` gives it back, the document's text only ``with_text``.

    ``start`` and ``end`` of a task are its first and last twelve characters, white space left out so that
    they are the same in every format; they are null where the plan carries no text. ``place`` stands beside
    ``span`` where the format knows pages, paragraphs or cells.
    """
    data, source = plan.document, plan.source
    return {
        "id": plan_identifier(plan),
        "source": source.name,
        "document": {
            "title": data.title,
            "issuer": data.issuer,
            "number": data.number,
            "issued": data.issued.isoformat() if data.issued else None,
            "jurisdiction": data.jurisdiction,
            "level": data.level,
            "period": list(data.period) if data.period else None,
            "superior_plans": list(data.superior_plans),
        },
        "sections": [{"no": s.no, "title": s.title, **_place(s.span)} for s in plan.sections],
        "actions": [
            {
                "no": action.no,
                "title": action.title,
                "section": action.section,
                **_place(action.span),
                "sectors": _sectors(action.sectors),
                "correction": action.correction,
                **_label(action.label),
            }
            for action in plan.actions
        ],
        "tasks": [_task(task, source.text) for task in plan.tasks],
        "elsewhere": [{"where": passage.where, **_facts(passage)} for passage in plan.elsewhere],
        "members": [
            {
                "name": member.name,
                "class": member.member_class,
                "agent_key": member.agent_key,
                **_place(member.span),
                "correction": member.correction,
            }
            for member in plan.members
        ],
        "unresolved": [{**_place(u.span), "text": u.text, "reason": u.reason} for u in plan.unresolved],
        "other_uses": [{**_place(u.span), "text": u.text, "use": u.use} for u in plan.other_uses],
        "duty_lists": [{**_place(cited.span), "title": cited.title} for cited in plan.duty_lists],
        "corrections": [
            {
                "id": correction.identifier,
                "where": correction.where,
                "kind": correction.kind,
                "old": correction.old,
                "new": correction.new,
                "who": correction.who,
                "why": correction.why,
                "applied": correction.applied,
            }
            for correction in plan.corrections
        ],
        "file": {
            "name": source.name,
            "format": source.format,
            "sha256": source.sha256,
            "text_sha256": source.text_sha256,
            "length": source.length,
            **({"text": source.text} if with_text else {}),
            **({} if source.outline is None else {"outline": source.outline}),
        },
    }


def _place(span: Span) -> Json:
    """Return a span, and where it is on paper if the format knows."""
    paper = {"page": span.page, "paragraph": span.paragraph, "cell": span.cell}
    known = any(value is not None for value in paper.values())
    return {"span": [span.start, span.end], **({"place": paper} if known else {})}


def _task(task: Task, text: str | None) -> Json:
    body = None if text is None else "".join(text[task.span.start : task.span.end].split())
    return {
        "no": task.no,
        "action": task.action,
        "heading": task.heading,
        "start": None if body is None else body[:_EDGE],
        "end": None if body is None else body[-_EDGE:],
        **_place(task.span),
        **_facts(task),
        "sectors": _sectors(task.sectors),
        "standing": [_standing(mark) for mark in task.standing],
        "measures": [_measure(measure) for measure in task.measures],
        "correction": task.correction,
        **_label(task.label),
    }


def _label(label: Bilingual | None) -> Json:
    return {} if label is None else {"label": {"zh": label.zh, "en": label.en}}


def _facts(block: Task | Passage) -> Json:
    return {
        "assignments": [_assignment(fact) for fact in block.assignments],
        "deadlines": [_deadline(fact) for fact in block.deadlines],
        "recurrences": [_recurrence(fact) for fact in block.recurrences],
        "targets": [_target(fact) for fact in block.targets],
    }


def _sectors(mentions: tuple[SectorMention, ...]) -> list[Json]:
    return [{"key": mention.key, **_place(mention.span)} for mention in mentions]


def _standing(mark: StandingMark) -> Json:
    return {"quote": mark.quote, **_place(mark.span)}


def _measure(measure: Measure) -> Json:
    return {"number": measure.number, **_place(measure.span)}


def _assignment(fact: Assignment) -> Json:
    return {
        "agent": fact.agent,
        "role": fact.role,
        "quote": fact.quote,
        "form": fact.form,
        **_place(fact.span),
        "agent_key": fact.agent_key,
        "clause": _place(fact.clause) if fact.clause else None,
        "distribution": fact.distribution,
        "quantifier": fact.quantifier,
        "correction": fact.correction,
    }


def _deadline(fact: Deadline) -> Json:
    return {
        "quote": fact.quote,
        "due": fact.due.isoformat(),
        "kind": fact.kind,
        **_place(fact.span),
        "start": fact.start.isoformat() if fact.start else None,
        "milestone": fact.milestone,
        "degree": fact.degree,
        "correction": fact.correction,
    }


def _recurrence(fact: Recurrence) -> Json:
    return {
        "quote": fact.quote,
        "period": fact.period,
        "min": fact.minimum,
        "agent": fact.agent,
        "scope": fact.scope,
        **_place(fact.span),
        "tightens": _place(fact.tightens) if fact.tightens else None,
        "correction": fact.correction,
        **_label(fact.label),
    }


def _target(fact: Target) -> Json:
    value = fact.value
    return {
        "quote": fact.quote,
        "value": int(value) if float(value).is_integer() else value,
        "unit": fact.unit,
        **_place(fact.span),
        "comparator": fact.comparator,
        "correction": fact.correction,
    }
