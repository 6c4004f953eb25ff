"""A plan taken apart so that corrections can be laid over it, and put together again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from sptgraph.corrections.document import DocumentField, document_of, fields_of
from sptgraph.corrections.matching import Slot
from sptgraph.corrections.notation import Entry
from sptgraph.corrections.places import passage_at, provision_at
from sptgraph.model import Action, FactKind, OtherUse, Passage, Plan, Span, Task, Unresolved
from sptgraph.provisions import Outline, facts_of

CORRECTED: Final = "corrected"
"""The use of words that a person says state nothing."""

_FIELDS: Final = {
    "assignment": "assignments",
    "deadline": "deadlines",
    "recurrence": "recurrences",
    "target": "targets",
}

Placed = TypeVar("Placed", Task, Passage, Action, OtherUse)


class Draft:
    """The parts of a plan by place, changed one by one; `plan` puts them together."""

    def __init__(self, plan: Plan) -> None:
        self.source = plan
        self.outline = Outline(plan)
        self.bodies: dict[str, Task | Passage] = {p.where: p.body for p in self.outline.listed}
        self.actions: list[Action] = list(plan.actions)
        self._slots: dict[tuple[str, FactKind], list[Slot]] = {}
        self._other_uses: list[OtherUse] = list(plan.other_uses)

    def place(self, where: str) -> str | None:
        """Return the provision that ``where`` means, also one that states nothing yet; None if none."""
        if where in self.bodies:
            return where
        found = provision_at(self.outline, where)
        if found is None:
            return passage_at(self.source, self.outline, where)
        return found if found in self.bodies else None

    def slots(self, where: str, kind: FactKind) -> list[Slot]:
        """Return the entries of one kind at one place; unresolved words have the place ""."""
        return self._slots.setdefault((where, kind), [Slot(e, e) for e in self._entries(where, kind)])

    def _entries(self, where: str, kind: FactKind) -> Sequence[Entry]:
        if kind == "document":
            return fields_of(self.source.document)
        if kind == "member":
            return self.source.members
        if kind == "unresolved":
            return self.source.unresolved
        return getattr(self.bodies.get(where), _FIELDS[kind], ())

    def add(self, where: str, kind: FactKind, entry: Entry) -> None:
        """Put one more entry where its words stand in the text, a document's field behind its like."""
        slots = self.slots(where, kind)
        if isinstance(entry, DocumentField):
            later = (False for _ in slots)
        else:
            later = (slot.now is not None and _start(slot.now) > _start(entry) for slot in slots)
        slots.insert(
            next((at for at, is_later in enumerate(later) if is_later), len(slots)), Slot(None, entry)
        )

    def settle(self, span: Span) -> bool:
        """Take away the unresolved words at ``span``, on which a person has spoken; say if there were any."""
        met = [slot for slot in self.slots("", "unresolved") if slot.now and _overlap(slot.now, span)]
        for slot in met:
            slot.now = None
        return bool(met)

    def drop(self, task: Task, where: str) -> None:
        """Take a task away with all it states."""
        for fact in facts_of(task):
            self.state_nothing(fact.span, fact.quote)
        del self.bodies[where]
        self._slots = {key: slots for key, slots in self._slots.items() if key[0] != where}

    def state_nothing(self, span: Span, words: str) -> None:
        """Note that the words at ``span`` state nothing, so that they stay accounted for."""
        self._other_uses = inserted(self._other_uses, OtherUse(span, words, CORRECTED))

    def plan(self) -> Plan:
        """Return the plan as it now stands."""
        changes: dict[str, Any] = {"actions": tuple(self.actions), "other_uses": tuple(self._other_uses)}
        changed = {key: slots for key, slots in self._slots.items() if any(slot.touched for slot in slots)}
        for (where, kind), slots in changed.items():
            entries: tuple[Any, ...] = tuple(slot.now for slot in slots if slot.now is not None)
            if kind == "document":
                changes["document"] = document_of(entries)
            elif kind in {"member", "unresolved"}:
                changes["members" if kind == "member" else kind] = entries
            elif entries or where in self.bodies:
                body = self.bodies.get(where, Passage(where))
                self.bodies[where] = _with(body, _FIELDS[kind], entries)
        return replace(self.source, **changes, **self._bodies())

    def _bodies(self) -> dict[str, Any]:
        tasks: list[Task] = []
        passages: list[Passage] = []
        listed = {provision.where: provision.body for provision in self.outline.listed}
        for where in sorted(self.bodies, key=lambda where: where not in listed):
            body = self.bodies[where]
            if isinstance(body, Task):
                tasks = [*tasks, body] if where in listed else inserted(tasks, body)
            elif where not in listed:
                passages = inserted(passages, body)
            elif facts_of(body) or body == listed[where]:
                passages.append(body)
        return {"tasks": tuple(tasks), "elsewhere": tuple(passages)}


def _with(body: Task | Passage, field: str, entries: tuple[Any, ...]) -> Task | Passage:
    change: dict[str, Any] = {field: entries}
    return replace(body, **change)


def inserted(items: Iterable[Placed], item: Placed) -> list[Placed]:
    """Return the items with one more, put before the first that stands later in the text."""
    found: list[Placed] = list(items)
    at = next((at for at, other in enumerate(found) if _start(other) > _start(item)), len(found))
    found.insert(at, item)
    return found


def _start(item: Entry | Passage | OtherUse) -> int:
    if isinstance(item, Passage):
        return min((fact.span.start for fact in facts_of(item)), default=0)
    return 0 if isinstance(item, DocumentField) else item.span.start


def _overlap(entry: Entry, span: Span) -> bool:
    return isinstance(entry, Unresolved) and entry.span.start < span.end and span.start < entry.span.end
