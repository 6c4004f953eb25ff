"""The rows of a comparison."""

from dataclasses import dataclass

from sptgraph.listings.clauses import Clause
from sptgraph.listings.comparing.changes import AnyChange, OwnerChange
from sptgraph.listings.comparing.matching import Status
from sptgraph.model import Assignment, Deadline


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """Tasks of the plan beside those of the superior that they match; several where one is split or merged.

    ``status`` is the word for ``outcome``; ``score`` how alike they are, of 100, None where one side is
    empty. Fields with ``superior_`` are the other plan's; those with ``_changes`` say in words what differs,
    ``changes`` and ``owner_changes`` hold the same as facts. ``sectors`` are those that either side names.
    """

    serial: int
    plan: str
    status: str
    score: int | None
    superior_action: tuple[str, ...]
    superior_task: tuple[str, ...]
    action: tuple[str, ...]
    task: tuple[str, ...]
    deadline_changes: tuple[str, ...]
    lead_changes: tuple[str, ...]
    responsible_changes: tuple[str, ...]
    recurrence_changes: tuple[str, ...]
    target_changes: tuple[str, ...]
    superior_clauses: tuple[Clause, ...]
    clauses: tuple[Clause, ...]
    lead: tuple[Assignment, ...]
    responsible: tuple[Assignment, ...]
    superior_lead: tuple[Assignment, ...]
    superior_responsible: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    superior_deadlines: tuple[Deadline, ...]
    sectors: tuple[str, ...]
    outcome: Status
    changes: tuple[AnyChange, ...]
    owner_changes: tuple[OwnerChange, ...]


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """How tasks, or what differs between them, came out: 时限, 提前 2，推迟 1; ``total`` counts them all."""

    serial: int
    plan: str
    aspect: str
    outcomes: str
    total: int
