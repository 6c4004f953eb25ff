"""When two corrections are the same, and which of a sheet's a plan has not heard yet."""

from collections.abc import Iterable
from dataclasses import replace

from sptgraph.corrections.matching import squash
from sptgraph.corrections.notation import parse
from sptgraph.corrections.places import normal_where
from sptgraph.errors import CorrectionError
from sptgraph.model import Correction, FactKind, Plan

Identity = tuple[str, FactKind, str | None, str | None]


def identity(correction: Correction) -> Identity:
    """Return what a correction says, whoever said it, in whichever language and spelling.

    >>> one = Correction("1", "（一）/1", "deadline", "2024-12-31 by", "2025-6-30 前")
    >>> identity(one) == identity(Correction("2", "(一)/1.", "deadline", "2024年12月31日前", "2025-06-30 by"))
    True
    """
    kind = correction.kind
    where = normal_where(kind, correction.where)
    return where, kind, _said(kind, correction.old), _said(kind, correction.new)


def _said(kind: FactKind, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        line = parse(kind, text)
    except CorrectionError:
        return squash(text)
    parts = (f"{name}={squash(str(value))}" for name, value in sorted(line.parts.items()))
    return "|".join((*parts, str(line.ordinal or 1)))


def unheard(plan: Plan, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that ``plan`` does not note yet, each once, under identifiers of their own."""
    heard = {identity(correction) for correction in plan.corrections}
    taken = {correction.identifier for correction in plan.corrections}
    found = []
    for correction in corrections:
        says = identity(correction)
        if says in heard:
            continue
        name, count = correction.identifier, 1
        while name in taken:
            count += 1
            name = f"{correction.identifier}~{count}"
        heard.add(says)
        taken.add(name)
        found.append(replace(correction, identifier=name))
    return tuple(found)
