"""Bodies by their names: what a name tells of the body, and which names are alike enough to be one body's."""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from sptgraph.encoding.seats import HERE, Seat
from sptgraph.extraction.lexicon import fold
from sptgraph.extraction.unit_names import stem

Name = tuple[str, str | None]
"""A name as printed, without white space, and the key of the department it was read as."""

_GENERIC: Final = re.compile(r"(?:部门|机关|单位|系统)$")
_TEAM: Final = re.compile(r"(?:总队|支队|大队|中队|队伍?)$")
_CENTRE: Final = re.compile(r"(?:中心|站|所|段|处)$")
_ORGAN: Final = re.compile(r"[局厅委部办署会院社团校府室行司组厂场区库]$")
_LINE: Final = re.compile(r"(?:森林|铁路|水上|民航|机场|航运)(?=公安)")
_POWER: Final = re.compile(r"(?:党?(?P<party>委)|(?:人民)?(?P<government>政府))(?=.{2})")
_RANK: Final = re.compile(r"(?:总队|支队|大队|中队)$")


@dataclass(slots=True, eq=False)
class Body:
    """A body or group: its names as printed, in their order, and what they tell of it."""

    key: str | None
    seat: Seat = HERE
    said: bool = False
    group: bool = False
    official: str | None = None
    names: list[Name] = field(default_factory=list)
    cores: set[str] = field(default_factory=set)
    stands: set[Hashable] = field(default_factory=set)
    marks: tuple[str | None, ...] = ()

    @property
    def name(self) -> str:
        """The roster's name of the body, else its fullest printed name."""
        return self.official or min({name for name, _ in self.names}, key=fullness)


def able_to_be(core: str, places: set[Hashable], bodies: Iterable[Body]) -> list[Body]:
    """Return the bodies that a name may be: none that stands beside it or is plainly of another sort."""
    marks = marks_of(core)
    return [
        body
        for body in bodies
        if places.isdisjoint(body.stands)
        and all(a is None or b is None or a == b for a, b in zip(body.marks or marks, marks, strict=True))
    ]


class Known:
    """The names that bodies are known by, to find those that a further name is like."""

    def __init__(self, bodies: Sequence[Body], *, begin_alike: bool) -> None:
        self._begin_alike = begin_alike
        self._by_matter: dict[str, list[Body]] = {}
        self._by_first: dict[str, list[tuple[str, Body]]] = {}
        for body in bodies:
            for core in sorted(body.cores):
                self.note(core, body)

    def note(self, core: str, body: Body) -> None:
        """Take a name for a body's."""
        body.cores.add(core)
        marks = marks_of(core)
        body.marks = tuple(a or b for a, b in zip(body.marks or marks, marks, strict=True))
        self._by_matter.setdefault(_matter(core), []).append(body)
        self._by_first.setdefault(core[:1] if self._begin_alike else "", []).append((core, body))

    def nearest(self, core: str) -> list[Body]:
        """Return the bodies that go by ``core`` but for the rank in it, else those it may abbreviate."""
        like = self._by_matter.get(_matter(core)) or [
            body
            for other, body in self._by_first.get(core[:1] if self._begin_alike else "", ())
            if _abbreviates(core, other)
        ]
        return list({id(body): body for body in like}.values())


@lru_cache(maxsize=16_384)
def _matter(core: str) -> str:
    return stem(_without_addition(core)) or core


def _without_addition(core: str) -> str:
    before, bracket, _ = core.partition("（")
    return before if bracket and before and core.endswith("）") else core


def _abbreviates(one: str, other: str) -> bool:
    """Tell whether one name holds the characters of the other in their order."""
    short, long = sorted((_matter(one), _matter(other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def is_function(core: str) -> bool:
    """Tell whether a name is a function's (公安机关) or a bare word (公安), not an organ's."""
    return marks_of(core)[0] is None


@lru_cache(maxsize=16_384)
def marks_of(core: str) -> tuple[str | None, ...]:
    """Return what tells bodies of one type apart, None where the name leaves it open.

    They are the sort of organ it ends in, its rank, whose organ it is (党委, 政府), and its line of police.
    """
    bare = _without_addition(core)
    sorts = (("team", _TEAM), ("centre", _CENTRE), ("organ", _ORGAN))
    sort = None if _GENERIC.search(bare) else next((s for s, ending in sorts if ending.search(bare)), None)
    rank, power, line = _RANK.search(bare), _POWER.match(core), _LINE.search(core)
    return (
        sort,
        rank.group() if rank else None,
        power.lastgroup if power else None,
        line.group() if line else "general",
    )


def fullness(name: str) -> tuple[bool, int, int, str]:
    """Sort a body's names, the fullest first: a body's before a function's, additions in brackets aside."""
    return is_function(fold(name)), -len(_without_addition(fold(name))), len(name), name
