"""The columns of a task table, told by their headers; the words are data (``columns.toml``)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, Literal, get_args

from sptgraph.extraction.dates import last_day
from sptgraph.extraction.folding import fold
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.owners import FIRST_LEADS
from sptgraph.model import Role

ColumnKind = Literal[
    "serial",
    "group",
    "task",
    "measure",
    "target",
    "stage",
    "lead",
    "responsible",
    "support",
    "leader",
    "deadline",
    "start",
    "frequency",
    "progress",
    "remark",
]

OWNERS: Final[frozenset[ColumnKind]] = frozenset({"lead", "responsible", "support"})
TIMES: Final[frozenset[ColumnKind]] = frozenset({"deadline", "start", "frequency"})
TEXTS: Final[frozenset[ColumnKind]] = frozenset({"task", "measure", "target", "stage"})

_KINDS: Final[tuple[ColumnKind, ...]] = tuple(k for k in get_args(ColumnKind) if k != "stage")
_SIGNS: Final = re.compile(r"[\s：:、。，,；;*#“”\"'.]|^[一二三四五六七八九十\d]{1,2}[、.]")
_BRACKET: Final = re.compile(r"[（〔][^（）〔〕]*[）〕]?")
_JOINTS: Final = re.compile(r"[/及和与或—]|以及")
_LONGEST: Final = 24
_BEGINNINGS: Final[tuple[tuple[re.Pattern[str], ColumnKind], ...]] = (
    (re.compile(r"(?:整改)?(?:牵头|主责|主办)(?!领导|人|情况)"), "lead"),
    (
        re.compile(r"(?:整改)?(?:责任|承办|包保|属地)(?!领导|人|书|状|内容|事项|制|落实|情况|清单)"),
        "responsible",
    ),
    (re.compile(r"(?:配合|协同|协办|协助|参与)(?!领导|人|情况|事项)"), "support"),
)
_BY: Final = re.compile(r"时限|期限|截止|完成|节点|办结")


@dataclass(frozen=True, slots=True)
class Stage:
    """The time that a column is headed with: its year (None where unsaid) and its months."""

    year: int | None
    first: int
    last: int

    def days(self, year: int | None) -> tuple[date, date] | None:
        """Return its first and last day, in ``year`` where it names none; None where neither is known."""
        if (of := self.year or year) is None:
            return None
        return date(of, self.first, 1), last_day(of, self.last)


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs and words that stand alone in the cell of a unit, and the roles that words give."""

    signs: frozenset[str]
    roles: dict[Role, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its place, what stands under it and how it is headed.

    ``mixed`` says that the header names several roles, so that each cell must say them itself;
    ``first_leads`` that the first unit listed leads; ``by`` that a time is the latest one. ``stage`` is the
    time that a column of tasks is headed with. ``unit`` is the body that a column of marks is headed with;
    ``said`` that the header over it names the role.
    """

    at: int
    kind: ColumnKind
    title: str
    mixed: bool = False
    first_leads: bool = False
    by: bool = True
    stage: Stage | None = None
    unit: str = ""
    said: bool = False


def kind_of(title: str) -> ColumnKind | None:
    r"""Return what stands under a header, None where it is no usual one.

    >>> kind_of("牵 头\n单位"), kind_of("完成时限（2026年）"), kind_of("县应急局牵头")
    ('lead', 'deadline', None)
    """
    plain = _plain(title)
    if not plain or len(plain) > _LONGEST:
        return None
    if found := _names().get(plain):
        return found
    parts = [part for part in _JOINTS.split(plain) if part]
    for part in parts if len(parts) > 1 else ():
        if found := _names().get(part):
            return found
    if len(plain) > 12:
        return None
    endings = ((end, kind) for end, kind in _ends() if plain.endswith(end))
    if ended := next((kind for _, kind in endings), None):
        return ended
    return next((kind for pattern, kind in _BEGINNINGS if pattern.match(plain)), None)


def column(at: int, stack: Sequence[str]) -> Column | None:
    """Return the column headed by ``stack``, the headers above one another; None if none is known.

    The lowest known header counts; one that says nothing by itself is read together with those above it.
    """
    titles = [title for title in stack if _plain(title)]
    for depth in range(1, len(titles) + 1):
        for candidate in (titles[-depth], "".join(titles[-depth - 1 :]) if depth < len(titles) else ""):
            if kind := kind_of(candidate):
                return _column(at, kind, "".join(titles), fold(candidate).text)
    return None


def _column(at: int, kind: ColumnKind, title: str, nearest: str) -> Column:
    words = fold(title).text
    joined = bool(re.search(r"(?:牵头|主责|主办)(?:单位|部门)?[、和及与/](?:责任|承办|落实|实施)", words))
    several = joined or (
        bool(re.search("牵头|主责|主办", words)) and bool(re.search("配合|协同|协办|参与|协助", words))
    )
    return Column(
        at,
        kind,
        words,
        mixed=kind in OWNERS and several and kind_of(title) is not None,
        first_leads=bool(FIRST_LEADS.search(words))
        or bool(re.search(r"第一[^，）]{0,4}牵头|首位[^，）]{0,6}牵头", words)),
        by=bool(_BY.search(nearest)) or not re.search("起止|安排|实施时间", nearest),
    )


def known_headers(cells: Mapping[int, str]) -> dict[int, ColumnKind]:
    """Return the known headers among the cells of one row, by column."""
    found = {at: kind_of(text) for at, text in cells.items()}
    return {at: kind for at, kind in found.items() if kind}


def makes_table(kinds: set[ColumnKind]) -> bool:
    """Whether columns of these kinds make a task table: what is to be done, and by whom or by when."""
    return bool(kinds & TEXTS) and bool(kinds & (OWNERS | TIMES))


def _plain(title: str) -> str:
    folded = fold(title).text
    return _SIGNS.sub("", _BRACKET.sub("", folded)) or _SIGNS.sub("", folded.strip("（）〔〕"))


@cache
def bearer_ends() -> tuple[str, ...]:
    """Return what bearers end in that no list of departments knows: 公司, 股, 社区 …."""
    return tuple(_data()["bearers"]["ends"])


@cache
def marks() -> Marks:
    """Return the marks of tables that have a column for each unit."""
    said = _data()["marks"]
    roles: tuple[Role, ...] = ("lead", "responsible", "support")
    return Marks(frozenset(said["signs"]), {role: tuple(said[role]) for role in roles})


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = files("sptgraph.extraction.tables").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _names() -> dict[str, ColumnKind]:
    names: dict[str, ColumnKind] = {}
    for kind in _KINDS:
        for name in _data()[kind]["names"]:
            names.setdefault(name, kind)
    words = load_lexicon().words
    labels: tuple[tuple[str, ColumnKind], ...] = (
        ("label-lead", "lead"),
        ("label-support", "support"),
        ("label-responsible", "responsible"),
    )
    for key, kind in labels:
        for name in words[key]:
            names.setdefault(name, kind)
    return names


@cache
def _ends() -> tuple[tuple[str, ColumnKind], ...]:
    """Return what headers end in, the longest first, so that 牵头责任单位 is not taken for 责任单位."""
    ends = [(end, kind) for kind in _KINDS for end in _data()[kind]["ends"]]
    return tuple(sorted(ends, key=lambda pair: -len(pair[0])))
