"""Which plan is held against which: the superior is told by level, by citation, or by the order given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final, get_args

from sptgraph.errors import ListingError
from sptgraph.language import Bilingual
from sptgraph.listings.phrasing import one_line
from sptgraph.model import Level, Plan

if TYPE_CHECKING:
    from sptgraph.listings.material import Material

_RANKS: Final[tuple[Level, ...]] = get_args(Level)
_SIGNS: Final = re.compile(r"[^\w]|_")
_WRAPPED: Final = re.compile(r"^.*?(?:关于)?(?:印发|下发|转发)[《〈](.+?)[》〉].*$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan and what it is held against; ``above`` where that is a superior plan, ``why`` tells how so."""

    plan: Plan
    superior: Plan
    above: bool
    why: Bilingual


_BY_LEVEL: Final = Bilingual("层级更高", "of a higher level")
_BY_CITATION: Final = Bilingual("方案写明依据它", "cited as what the plan goes by")
_BY_ORDER: Final = Bilingual("按给出的先后", "in the order given")


def pairs_of(material: "Material") -> tuple[Pair, ...]:
    """Return the plans to compare, each with what it is held against.

    Of two plans the one of the higher level is the superior, else the one that the other cites; where neither
    tells, the first is held against the second. One plan is held against the one in the store that it cites;
    of several plans, each against the one among them that it cites. Raises ListingError, saying how to
    choose, where that leaves a plan without another to be held against.
    """
    plans = material.plans
    if len(plans) == 2:
        return (_pair(*plans),)
    others = _stored(material) if len(plans) == 1 else plans
    cited = [_cited(plan, [other for other in others if other is not plan]) for plan in plans]
    found = [
        Pair(plan, above, above=True, why=_BY_CITATION)
        for plan, above in zip(plans, cited, strict=True)
        if above
    ]
    alone = [plan for plan, above in zip(plans, cited, strict=True) if not above]
    superiors = [pair.superior for pair in found]
    lost = [plan for plan in alone if not any(plan is superior for superior in superiors)]
    if lost or not found:
        raise _undecided(lost or plans)
    return tuple(found)


def chosen(plan: Plan, superior: Plan) -> Pair:
    """Return the pair that a user has chosen, whatever levels and citations say."""
    known = _pair(plan, superior)
    above = known.above and known.superior is superior
    return Pair(plan, superior, above, known.why if above else _BY_ORDER)


def _pair(first: Plan, second: Plan) -> Pair:
    ranks = [_rank(plan) for plan in (first, second)]
    if None not in ranks and ranks[0] != ranks[1]:
        plan, superior = (first, second) if ranks[0] > ranks[1] else (second, first)  # type: ignore[operator]
        return Pair(plan, superior, above=True, why=_BY_LEVEL)
    for plan, superior in permutations((first, second)):
        if _cited(plan, [superior]) and not _cited(superior, [plan]):
            return Pair(plan, superior, above=True, why=_BY_CITATION)
    return Pair(first, second, above=False, why=_BY_ORDER)


def _rank(plan: Plan) -> int | None:
    return _RANKS.index(plan.document.level) if plan.document.level else None


def _cited(plan: Plan, others: Sequence[Plan]) -> Plan | None:
    """Return the plan among ``others`` that a plan cites, the first cited last: the nearest above it."""
    titles = [_title(title) for title in plan.document.superior_plans]
    for title in reversed(titles):
        for other in others:
            if other.document.title and _title(other.document.title) == title:
                return other
    return None


def _title(title: str) -> str:
    """Return a title without what differs from print to print: signs, and 关于印发《…》的通知 around it."""
    whole = one_line(title)
    wrapped = _WRAPPED.fullmatch(whole)
    return _SIGNS.sub("", wrapped[1] if wrapped else whole)


def _stored(material: "Material") -> tuple[Plan, ...]:
    """Return the other plans of the store from which the list is made."""
    own = material.iri(material.plans[0])
    return tuple(material.store.plan(each.iri) for each in material.store.plans() if each.iri != own)


def _undecided(plans: Sequence[Plan]) -> ListingError:
    first = plans[0].document.title or plans[0].source.name
    return ListingError(
        f"不知道“{one_line(first)}”该与哪份方案对照；请用 sptgraph compare 写明方案和上级方案，或只给这两份",
        f"it is not known which plan “{one_line(first)}” is to be held against; name both: "
        "sptgraph compare PLAN SUPERIOR, or give these two alone",
    )
