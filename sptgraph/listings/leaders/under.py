"""The tasks of the bodies that leaders answer for, tier by tier."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sptgraph.extraction.lexicon import fold
from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Body, several_places
from sptgraph.listings.departments import Duty, gather
from sptgraph.listings.leaders.bodies import Bodies
from sptgraph.listings.leaders.posts import post_of, tier_name, tier_order
from sptgraph.listings.leaders.rows import UnderRow
from sptgraph.listings.material import Material
from sptgraph.listings.selection import department_bodies
from sptgraph.listings.timing.dated import Dated
from sptgraph.model import Plan, Role

_COUNT: Final = Bilingual("{}项：{}", "{}: {}")


def under_rows(material: Material, found: Sequence[Dated]) -> tuple[UnderRow, ...]:
    """Return the bodies that have something to do, by the tier of their leaders, with their tasks.

    ``found`` are the lines with what follows for them; leaders themselves are no bodies.
    """
    gathered = gather(material)
    bodies = gathered.registry.bodies()
    if material.selection.department:
        bodies = department_bodies(material.selection.department, bodies, material.plans, material.lexicon)
    plans: dict[str, Plan] = {plan.jurisdiction or "": plan for plan in reversed(material.plans)}
    known = Bodies(material)
    listed = sorted(
        (
            (known.tier(body.department, plans[body.identity[0]]), body)
            for body in bodies
            if gathered.duties.get(body.identity) and not post_of(body.name)
        ),
        key=lambda pair: tier_order(pair[0]),
    )
    return tuple(
        _row(serial, tier, body, duties=gathered.duties[body.identity], found=found, material=material)
        for serial, (tier, body) in enumerate(listed, 1)
    )


def _row(
    serial: int,
    tier: str,
    body: Body,
    *,
    duties: Sequence[Duty],
    found: Sequence[Dated],
    material: Material,
) -> UnderRow:
    language = material.language
    names = {fold(name) for name in body.names}
    follows = (d.line.clause.label for d in found if any(fold(o.name.zh) in names for o in d.owners))
    lasts = [duty.line.final for duty in duties if duty.line.final]
    return UnderRow(
        serial=serial,
        plan=body.identity[0] if several_places(material.plans) else "",
        tier=tier_name(tier).text(language),
        body=body.name,
        leads=_clauses(duties, "lead", language),
        duties=_clauses(duties, "responsible", language),
        supports=_clauses(duties, "support", language),
        recurring=_counted((d.line.clause.label for d in duties if d.line.recurrences), language),
        derived=_counted(follows, language),
        final=_latest(lasts),
        clause=duties[0].line.clause,
    )


def _clauses(duties: Iterable[Duty], role: Role, language: Language) -> str:
    return _counted((duty.line.clause.label for duty in duties if duty.role == role), language)


def _counted(labels: Iterable[str], language: Language) -> str:
    """Return how many clauses, and which; nothing where there is none."""
    said = list(dict.fromkeys(labels))
    joined = ("、" if language == "zh" else ", ").join(said)
    return _COUNT.text(language).format(len(said), joined) if said else ""


def _latest(days: Sequence[date]) -> date | None:
    return max(days, default=None)
