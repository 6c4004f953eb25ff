"""What differs between matched tasks: dates, owners, frequencies and targets."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from sptgraph.extraction.lexicon import fold
from sptgraph.listings.definition import department_keys
from sptgraph.listings.rows import Line
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, Role, Target
from sptgraph.provisions import sentence

FactKind = Literal[
    "earlier", "later", "tightened", "loosened", "raised", "lowered", "differs", "dropped", "new"
]
OwnerKind = Literal["differs", "more", "fewer", "dropped", "new"]
Fact = TypeVar("Fact", Deadline, Recurrence, Target)

_ALIKE: Final = 45
"""From this ratio on (of 100), the words around two facts speak of the same thing."""

_DAYS: Final = {"D": 1.0, "W": 7.0, "M": 365.25 / 12, "Y": 365.25}
_PERIOD: Final = re.compile(r"P(\d+)([DWMY])")
# Each level has a safety committee and its office under a key of its own; between plans they are one body.
_LEVELS: Final = re.compile(r"^(?:state-council|province|city|township)-(?=work-safety-committee)")
_COMMAS: Final = re.compile("[，,；;：:（）()]")
_NUMBERS: Final = re.compile(r"[\d〇一二三四五六七八九十百千万%％.年月日季度底前末]+")


class _Around(NamedTuple):
    """The words around a fact: those between commas, and the whole sentence; empty without text."""

    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change(Generic[Fact]):
    """A fact of the plan (``here``) that differs from the superior's (``there``), or that only one has.

    ``dropped`` is in the superior alone, ``new`` in the plan alone.
    """

    kind: FactKind
    here: Fact | None
    there: Fact | None


AnyChange: TypeAlias = Change[Deadline] | Change[Recurrence] | Change[Target]


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """Bearers that differ: those of the plan and of the superior, without those that both have.

    ``differs`` where each has some of its own, ``more`` where only the plan has, ``fewer`` where only the
    superior has; ``new`` and ``dropped`` where the other has no such task at all. ``lead`` tells leads from
    the other bearers.
    """

    kind: OwnerKind
    lead: bool
    here: tuple[Assignment, ...]
    there: tuple[Assignment, ...]


def deadline_changes(here: Sequence[Line], there: Sequence[Line]) -> tuple[Change[Deadline], ...]:
    """Return the dates that are earlier or later, missing or new."""
    return _changes(
        _facts(here, lambda line: line.deadlines),
        _facts(there, lambda line: line.deadlines),
        same=lambda fact: (fact.due, fact.milestone == "start"),
        subject=lambda fact: fact.milestone == "start",
        kind=lambda one, other: "earlier" if one.due < other.due else "later",
    )


def recurrence_changes(here: Sequence[Line], there: Sequence[Line]) -> tuple[Change[Recurrence], ...]:
    """Return the frequencies that are tightened or loosened, missing or new."""
    return _changes(
        _facts(here, lambda line: line.recurrences),
        _facts(there, lambda line: line.recurrences),
        same=lambda fact: round(_rate(fact), 2),
        subject=lambda fact: bool(fact.scope),
        kind=lambda one, other: "tightened" if _rate(one) > _rate(other) else "loosened",
    )


def target_changes(here: Sequence[Line], there: Sequence[Line]) -> tuple[Change[Target], ...]:
    """Return the targets that are raised or lowered, missing or new."""
    return _changes(
        _facts(here, lambda line: line.targets),
        _facts(there, lambda line: line.targets),
        same=lambda fact: (fact.value, fact.unit, fact.comparator),
        subject=lambda fact: fold(fact.unit),
        kind=_target_kind,
    )


def _target_kind(one: Target, other: Target) -> FactKind:
    if one.value == other.value:
        return "differs"
    return "raised" if one.value > other.value else "lowered"


def owner_changes(here: Sequence[Line], there: Sequence[Line], *roles: Role) -> tuple[OwnerChange, ...]:
    """Return the bearers in some roles that only one of the plans has; none where they are the same.

    Bodies are the same where they are the same kind of department, each of its own place; those that answer
    for their area are one kind. A body with another role in the other plan does not count as missing there.
    """
    ours, theirs = _bearers(here, roles), _bearers(there, roles)
    lead = roles == ("lead",)
    known_here = ours.keys() if lead else _bearers(here, ("lead", *roles)).keys()
    known_there = theirs.keys() if lead else _bearers(there, ("lead", *roles)).keys()
    only_here = tuple(a for key, a in ours.items() if key not in known_there)
    only_there = tuple(a for key, a in theirs.items() if key not in known_here)
    if not only_here and not only_there:
        return ()
    if not here or not there:
        return (OwnerChange("new" if here else "dropped", lead, only_here, only_there),)
    kind: OwnerKind = "differs" if only_here and only_there else "more" if only_here else "fewer"
    return (OwnerChange(kind, lead, only_here, only_there),)


def _bearers(lines: Sequence[Line], roles: Iterable[Role]) -> dict[str, Assignment]:
    found: dict[str, Assignment] = {}
    for line in lines:
        for bearer in line.bearers(*roles):
            found.setdefault(_body(line.source, bearer), bearer)
    return found


def _body(plan: Plan, bearer: Assignment) -> str:
    if bearer.agent_key in department_keys("territorial"):
        return "territorial"
    if bearer.agent_key:
        return _LEVELS.sub("", bearer.agent_key)
    place = plan.jurisdiction or ""
    return fold(bearer.agent).removeprefix(place).removeprefix(place[-1:])


def _facts(lines: Sequence[Line], of: Callable[[Line], tuple[Fact, ...]]) -> list[tuple[Fact, _Around]]:
    """Return the facts of some tasks, each with the words around it."""
    return [(fact, _around(line.source, fact)) for line in lines for fact in of(line)]


def _around(plan: Plan, fact: Deadline | Recurrence | Target) -> _Around:
    """Return the words between commas around a fact, and its sentence, without their numbers."""
    if not plan.source.text:
        return _Around("", "")
    whole = sentence(plan.source.text, fact.span)
    parts = [part for part in _COMMAS.split(whole) if fact.quote in part]
    return _Around(_NUMBERS.sub("", parts[0] if parts else whole), _NUMBERS.sub("", whole))


def _changes(
    here: list[tuple[Fact, _Around]],
    there: list[tuple[Fact, _Around]],
    *,
    same: Callable[[Fact], Hashable],
    subject: Callable[[Fact], Hashable],
    kind: Callable[[Fact, Fact], FactKind],
) -> tuple[Change[Fact], ...]:
    """Pair equal facts, then those of one subject in the most alike words; tell the rest."""
    equal = {same(fact) for fact, _ in here} & {same(fact) for fact, _ in there}
    ours = [each for each in here if same(each[0]) not in equal]
    theirs = [each for each in there if same(each[0]) not in equal]
    ranked = sorted(
        (-_alike(one[1], other[1]), i + j, i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if subject(one[0]) == subject(other[0])
    )
    # Without text nothing tells which dates go together, unless there is but one on each side.
    blind = not all(each[1].sentence for side in (ours, theirs) for each in side)
    if blind and (len(ours) > 1 or len(theirs) > 1):
        ranked = []
    partners: dict[int, int] = {}
    for distance, _, i, j in ranked:
        if -distance >= _ALIKE and i not in partners and j not in partners.values():
            partners[i] = j
    changes: list[Change[Fact]] = [
        Change(kind(ours[i][0], theirs[j][0]), ours[i][0], theirs[j][0]) for i, j in sorted(partners.items())
    ]
    changes += (
        Change("dropped", None, fact) for j, (fact, _) in enumerate(theirs) if j not in partners.values()
    )
    changes += (Change("new", fact, None) for i, (fact, _) in enumerate(ours) if i not in partners)
    return tuple(changes)


def _alike(one: _Around, other: _Around) -> float:
    """Return how alike the words around two facts are, of 100; facts without text are taken for alike."""
    if not one.sentence or not other.sentence:
        return float(_ALIKE)
    from rapidfuzz.fuzz import ratio

    near = float(ratio(one.clause, other.clause))
    return max(near, (near + float(ratio(one.sentence, other.sentence))) / 2)


def _rate(fact: Recurrence) -> float:
    """Return how often a year."""
    found = _PERIOD.fullmatch(fact.period)
    return fact.minimum * 365.25 / (int(found[1]) * _DAYS[found[2]]) if found else 0.0
