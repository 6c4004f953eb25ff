"""How alike two tasks, or two groups of tasks, are: from 0, nothing in common, to 1, the same.

Each trait that two tasks share is evidence, and pieces of evidence add up as independent ones do: what one
leaves open, the next may settle (1 - (1-a)(1-b)…). The words weigh most, then an equal heading; action,
sectors, dates, frequencies and targets help, and settle little by themselves, because many tasks share them.
What is rare in the two plans weighs more than what stands in every task.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, sqrt
from typing import Final

from sptgraph.listings.comparing.traits import Traits

Weights = Mapping[Hashable, float]


@dataclass(frozen=True, slots=True)
class _Trust:
    """How much each trait can settle at most; names below ``floor`` are alike by chance."""

    name: float
    action: float
    sectors: float
    facts: float
    floor: float = 0.5


_FULL: Final = _Trust(name=0.6, action=0.08, sectors=0.2, facts=0.05)
_THIN: Final = _Trust(name=0.5, action=0.15, sectors=0.35, facts=0.1)
_WHOLE, _PART = 0.75, 0.25
"""The share in the likeness of words of how much both have in common, and of how far one holds the other."""


class Likeness:
    """Tells how alike tasks of two plans are; symmetric, and the same whichever plan comes first.

    >>> from sptgraph.listings.comparing.traits import Traits
    >>> task = Traits(frozenset({"燃气", "气管"}), "燃气管道", "", frozenset(), frozenset(), thin=False)
    >>> Likeness([task], [task]).of(task, task)
    1.0
    """

    def __init__(self, here: Sequence[Traits], there: Sequence[Traits]) -> None:
        both = (*here, *there)
        self._words = _weights((each.words for each in both), len(both))
        self._sectors = _weights((each.sectors for each in both), len(both))
        self._facts = _weights((each.facts for each in both), len(both))
        self._sizes: dict[frozenset[str], float] = {}

    def of(self, one: Traits, other: Traits) -> float:
        """Return how alike two tasks are."""
        trust = _THIN if one.thin or other.thin else _FULL
        evidence = (
            self.of_words(one, other),
            trust.name * max(0.0, _ratio(one.name, other.name) - trust.floor) / (1 - trust.floor),
            trust.action * _ratio(one.action, other.action),
            trust.sectors * _shared(one.sectors, other.sectors, self._sectors),
            trust.facts * _shared(one.facts, other.facts, self._facts),
        )
        left = 1.0
        for each in sorted(evidence):
            left *= 1 - each
        return round(1 - left, 6)

    def of_groups(self, some: Sequence[Traits], others: Sequence[Traits]) -> float:
        """Return how alike two groups of tasks are, each taken as one; a group of one is the task itself."""
        return self.of(_together(some), _together(others))

    def of_words(self, one: Traits, other: Traits) -> float:
        """Return how alike the words alone of two tasks are."""
        shared = fsum(self._words[each] for each in one.words & other.words)
        if not shared:
            return 0.0
        sizes = (self._size(one.words), self._size(other.words))
        return min(1.0, _WHOLE * shared / sqrt(sizes[0] * sizes[1]) + _PART * shared / min(sizes))

    def _size(self, words: frozenset[str]) -> float:
        if words not in self._sizes:
            self._sizes[words] = fsum(self._words[each] for each in words)
        return self._sizes[words]


def _weights(sets: Iterable[frozenset[Hashable]], count: int) -> Weights:
    """Return how much each member tells: much where few tasks have it, next to nothing where all do."""
    having = Counter(each for members in sets for each in members)
    return {each: log(1 + (count + 1) / times) - log(2) for each, times in having.items()}


def _shared(one: frozenset[Hashable], other: frozenset[Hashable], weights: Weights) -> float:
    if not one & other:
        return 0.0
    return fsum(weights[each] for each in one & other) / fsum(weights[each] for each in one | other)


@lru_cache(maxsize=10_000)
def _ratio(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other)) / 100


def _together(several: Sequence[Traits]) -> Traits:
    if len(several) == 1:
        return several[0]
    return Traits(
        words=frozenset().union(*(each.words for each in several)),
        name="",
        action=several[0].action if len({each.action for each in several}) == 1 else "",
        sectors=frozenset().union(*(each.sectors for each in several)),
        facts=frozenset().union(*(each.facts for each in several)),
        thin=any(each.thin for each in several),
    )
