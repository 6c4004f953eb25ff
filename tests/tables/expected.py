"""What a person reads in an office's task table, written down beforehand.

An expectation is the action's title, the task's number, its owners (``L`` lead, ``R`` responsible, ``S``
support) and its times: a day with its kind, a period with its count, or a standing word.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    action: str
    no: str
    owners: str
    times: str


@dataclass(frozen=True)
class Office:
    name: str
    data: bytes
    title: str | None
    place: str | None
    period: tuple[int, int] | None
    tasks: tuple[Expected, ...]
    unresolved: tuple[str, ...] = ()


E = Expected
