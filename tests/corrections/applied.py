"""Corrections laid over the sample plan, and what became of them."""

from dataclasses import replace
from typing import Any

from sptgraph.corrections import apply
from sptgraph.model import Correction, FactKind, Plan, Task
from tests.sample import sample_plan


def plain() -> Plan:
    """Return the sample as extraction gives it: without corrections."""
    return replace(sample_plan(), corrections=())


def row(where: str, kind: FactKind, old: str | None, new: str | None, identifier: str = "7") -> Correction:
    return Correction(identifier, where, kind, old, new, "李云", "核对原文")


def task(plan: Plan, action: str, no: str) -> Task:
    return next(t for t in plan.tasks if (t.action, t.no) == (action, no))


def corrected(*rows: Correction, plan: Plan | None = None, **options: Any) -> Plan:
    return apply(plan or plain(), rows, **options)


def verdicts(plan: Plan) -> list[bool]:
    return [correction.applied for correction in plan.corrections]
