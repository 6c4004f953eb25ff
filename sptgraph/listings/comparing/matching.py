"""Which tasks of two plans are the same: the best pair first, then what is left joins where it belongs.

Taking the best pair first leaves no two tasks that are more alike than the partners they got, which is what a
reader checks; the assignment with the greatest sum would give up a clear pair for two doubtful ones. A task
that is left over joins the pair of the task it is most like: so a superior task split over two is found, and
several merged into one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from sptgraph.listings.comparing.likeness import Likeness
from sptgraph.listings.comparing.traits import Traits

Status = Literal["matched", "split", "merged", "partly", "missing", "added"]

MATCHED: Final = 0.45
"""From this likeness on, tasks are the same; tuned on invented plans and read through on real ones."""

PARTLY: Final = 0.26
"""From this likeness on, tasks have something in common that a person should look at."""

JOINING: Final = {False: 0.16, True: 0.3}
"""How alike the words must be for a left-over task to join a pair, in a text and in short names (thin)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tasks of the plan (``here``) and of the one it is held against (``there``), by their positions."""

    status: Status
    here: tuple[int, ...]
    there: tuple[int, ...]
    score: float = 0.0


def matches(here: Sequence[Traits], there: Sequence[Traits]) -> tuple[Match, ...]:
    """Return every task of both plans in exactly one match, in the order of the superior, then the added.

    Swapping the plans swaps missing and added, split and merged, and changes nothing else.
    """
    likeness = Likeness(here, there)
    scored = [(likeness.of(one, other), i, j) for i, one in enumerate(here) for j, other in enumerate(there)]
    ranked = sorted(
        (each for each in scored if each[0] >= PARTLY),
        key=lambda each: (-each[0], abs(each[1] * len(there) - each[2] * len(here)), each[1] + each[2]),
    )

    def joins(i: int, j: int) -> bool:
        one, other = here[i], there[j]
        thin = one.thin or other.thin
        # Names share words by habit (交通整治); where the sectors part, short names do not bring together.
        if thin and one.sectors and other.sectors and not one.sectors & other.sectors:
            return False
        return likeness.of_words(one, other) >= JOINING[thin]

    found = [_judged(match, likeness, here, there) for match in _grouped(ranked, joins)]
    used_here = {i for match in found for i in match.here}
    used_there = {j for match in found for j in match.there}
    found += (Match("missing", (), (j,)) for j in range(len(there)) if j not in used_there)
    found.sort(key=lambda match: match.there)
    added = (Match("added", (i,), ()) for i in range(len(here)) if i not in used_here)
    return (*found, *added)


def _grouped(edges: Sequence[tuple[float, int, int]], joins: Callable[[int, int], bool]) -> list[Match]:
    """Pair the most alike, then let what is left over join the pair of the task it is most like."""
    group_here: dict[int, int] = {}
    group_there: dict[int, int] = {}
    groups: list[tuple[list[int], list[int]]] = []
    for _, i, j in edges:
        if i not in group_here and j not in group_there:
            group_here[i] = group_there[j] = len(groups)
            groups.append(([i], [j]))
    paired_here, paired_there = dict(group_here), dict(group_there)
    for _, i, j in edges:
        if i not in group_here and j in paired_there and joins(i, j):
            group_here[i] = paired_there[j]
            groups[paired_there[j]][0].append(i)
        if j not in group_there and i in paired_here and joins(i, j):
            group_there[j] = paired_here[i]
            groups[paired_here[i]][1].append(j)
    return [Match("matched", tuple(sorted(some)), tuple(sorted(others))) for some, others in groups]


def _judged(match: Match, likeness: Likeness, here: Sequence[Traits], there: Sequence[Traits]) -> Match:
    """Return the match with how alike its sides are, and what that makes of it."""
    score = likeness.of_groups([here[i] for i in match.here], [there[j] for j in match.there])
    if score < MATCHED:
        return replace(match, status="partly", score=score)
    status: Status = "matched"
    if len(match.here) != len(match.there):
        status = "split" if len(match.here) > len(match.there) else "merged"
    return replace(match, status=status, score=score)
