"""The rows of the leaders' list."""

from dataclasses import dataclass
from datetime import date

from sptgraph.listings.clauses import Clause
from sptgraph.listings.timing.dated import OwnedRow
from sptgraph.model import Deadline, Recurrence


@dataclass(frozen=True, slots=True)
class PersonalRow(OwnedRow):
    """What a plan puts on leaders: ``body`` is the post as printed, ``duty`` the words of the plan.

    ``tier`` and ``post`` say which leaders that is. ``task`` is empty outside tasks.
    """

    tier: str
    post: str
    body: str
    duty: str
    deadlines: tuple[Deadline, ...]
    recurrences: tuple[Recurrence, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class LeaderRow(PersonalRow):
    """A duty of leaders; ``first`` is the day by which a recurring one is first due, ``until`` the last."""

    first: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class LeaderYearRow(PersonalRow):
    """What leaders have to do in a quarter of a year."""

    year: int
    quarter: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A sentence of the plan that puts something on leaders, without a frequency or date."""

    serial: int
    plan: str
    tier: str
    post: str
    body: str
    duty: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class LawRow:
    """What the law in force on the plan's date puts on leaders, or on the government that they lead.

    ``body`` is the body or class of posts that the graph names; ``remarks`` say that the body is presumed, or
    that the article is given from memory. The clause is the article.
    """

    serial: int
    plan: str
    tier: str
    post: str
    body: str
    duty: str
    sector: str
    basis: str
    remarks: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class UnderRow:
    """The tasks of a body, for the leaders of its tier: the clauses where it leads, answers, supports.

    ``final`` is the last day on which one of them is due; ``derived`` are tasks that follow for it.
    """

    serial: int
    plan: str
    tier: str
    body: str
    leads: str
    duties: str
    supports: str
    recurring: str
    derived: str
    final: date | None
    clause: Clause | None
