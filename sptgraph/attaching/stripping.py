"""A plan as a graph that must not quote its document may hold it: names, dates and places, no sentences."""

import re
from dataclasses import replace
from typing import Final, TypeVar

from sptgraph.attaching.outline import outline_of, spell
from sptgraph.model import Assignment, Deadline, Passage, Plan, Recurrence, StandingMark, Target, Task

LONGEST: Final = 17
"""How many Han characters of the document may stand in a row in what is quoted of it."""

_HAN: Final = re.compile(r"[一-鿿]")

Quoting = TypeVar("Quoting", Assignment, Deadline, Recurrence, Target, StandingMark)
Body = TypeVar("Body", Task, Passage)


def without_text(plan: Plan, longest: int = LONGEST) -> Plan:
    """Return the plan without its text, and without quotations of more than ``longest`` Han characters.

    Headings, names of bodies, dates and frequencies are facts and stay; so do all places. What is left of
    the text is its outline, by which `attach` finds the places again.
    """
    source = plan.source
    if source.text is None:
        return plan
    return replace(
        plan,
        source=replace(source, text=None, outline=spell(outline_of(source.text))),
        tasks=tuple(
            replace(_body(task, longest), standing=_brief(task.standing, longest)) for task in plan.tasks
        ),
        elsewhere=tuple(_body(passage, longest) for passage in plan.elsewhere),
        unresolved=tuple(replace(each, text=_short(each.text, longest)) for each in plan.unresolved),
        other_uses=tuple(replace(each, text=_short(each.text, longest)) for each in plan.other_uses),
    )


def _body(body: Body, longest: int) -> Body:
    return replace(
        body,
        assignments=_brief(body.assignments, longest),
        deadlines=_brief(body.deadlines, longest),
        recurrences=_brief(body.recurrences, longest),
        targets=_brief(body.targets, longest),
    )


def _brief(facts: tuple[Quoting, ...], longest: int) -> tuple[Quoting, ...]:
    return tuple(replace(fact, quote=_short(fact.quote, longest)) for fact in facts)


def _short(quote: str, longest: int) -> str:
    return quote if len(_HAN.findall(quote)) <= longest else ""
