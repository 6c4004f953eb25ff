"""Corrections laid over a plan."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from sptgraph.corrections import headings
from sptgraph.corrections.additions import KeyOf, incomplete, located, missing_mark, new_fact, whole
from sptgraph.corrections.document import MANY, DocumentField
from sptgraph.corrections.draft import Draft
from sptgraph.corrections.escaping import unescape
from sptgraph.corrections.identity import unheard
from sptgraph.corrections.matching import Slot, find, squash, states, taken, words_of
from sptgraph.corrections.notation import Line, parse
from sptgraph.corrections.places import DOCUMENT, MEMBERS, normal_where
from sptgraph.errors import CorrectionError
from sptgraph.model import Assignment, Correction, Deadline, Member, Plan, Span, Unresolved
from sptgraph.provisions import bodies_of

_HEADINGS: Final = {"action", "task"}


def apply(plan: Plan, corrections: Iterable[Correction], *, department_key: KeyOf | None = None) -> Plan:
    """Return ``plan`` as the corrections say it should read; all of them are noted in its ``corrections``.

    Rows are taken in the order given. One that finds nothing to correct (the text has changed, the reading
    has got better, two rows speak of one entry) is kept with ``applied`` False. A correction that the plan
    already notes is not applied again, so applying twice is applying once. ``department_key`` gives the
    department of a unit's name; without it the plan's own names are asked. Raises CorrectionError where a
    new value cannot be read.
    """
    rows = unheard(plan, corrections)
    draft = Draft(plan)
    desk = _Desk(draft, department_key)
    done = {row.identifier for row in sorted(rows, key=_stage) if desk.correct(row)}
    noted = tuple(replace(row, applied=row.identifier in done) for row in rows)
    return replace(draft.plan(), corrections=(*plan.corrections, *noted)) if rows else plan


def _stage(row: Correction) -> int:
    """Put new headings first, so that facts can go below them, and removed ones last, when they are empty."""
    if row.kind not in _HEADINGS:
        return 1
    return 0 if row.new is not None else 2 if row.kind == "task" else 3


class _Desk:
    """Applies one correction after the other to a draft."""

    def __init__(self, draft: Draft, department_key: KeyOf | None) -> None:
        self._draft = draft
        self._ask = department_key
        plan = draft.source
        assignments = (assignment for body in bodies_of(plan) for assignment in body.assignments)
        self._known: dict[str, str | None] = {a.agent: a.agent_key for a in assignments if a.agent_key}
        self._known |= {member.name: member.agent_key for member in plan.members}

    def correct(self, row: Correction) -> bool:
        """Apply one correction; say whether it found what it speaks of."""
        line = new_line(row)
        where = normal_where(row.kind, row.where)
        if row.kind == "action":
            return headings.correct_action(self._draft, row, where, line)
        if row.kind == "task":
            return headings.correct_task(self._draft, row, where, line)
        if row.kind == "unresolved":
            return self._remove(self._unresolved(where, row.old))
        return self._correct_entry(row, where, line)

    def _correct_entry(self, row: Correction, where: str, line: Line | None) -> bool:
        place = where if where in {DOCUMENT, MEMBERS} else self._draft.place(where)
        if place is None:
            return False
        slots = self._draft.slots(place, row.kind)
        slot = find(slots, row.kind, row.old) if row.old is not None else _field(slots, line)
        if slot is None:
            return line is not None and self._add(row, place, line)
        if row.old is not None and taken(slot, row.kind, row.old):
            return False
        return self._remove(slot) if line is None else self._revise(slot, row, line)

    def _revise(self, slot: Slot, row: Correction, line: Line) -> bool:
        entry: Any = slot.now
        if isinstance(entry, DocumentField):
            if entry.name == line.parts["name"]:
                slot.now = DocumentField(**line.parts)
            return slot.touched
        change: dict[str, Any] = dict(line.parts)
        if isinstance(entry, Deadline) and entry.kind == "within" and change.keys() == {"start", "due"}:
            change["kind"] = "during" if change["start"] else "by"  # a day typed alone is a definite one
        for name in ("agent", "name"):
            if isinstance(entry, Assignment | Member) and change.get(name, "") not in {
                "",
                getattr(entry, name, ""),
            }:
                change["agent_key"] = self._key_of(change[name])
        slot.now = replace(entry, **change, correction=row.identifier)
        if getattr(entry, "form", None) != "inline":
            self._draft.settle(entry.span)
        return True

    def _remove(self, slot: Slot | None) -> bool:
        entry = slot.now if slot else None
        if slot is None or entry is None:
            return False
        if isinstance(entry, DocumentField):
            slot.now = None if entry.name == MANY else replace(entry, value=None)
        else:
            slot.now = None
            self._draft.state_nothing(entry.span, words_of(entry))
        return True

    def _add(self, row: Correction, place: str, line: Line) -> bool:
        if row.kind == "document":
            field = DocumentField(**line.parts)
            if row.old is not None or field in (slot.now for slot in self._draft.slots(place, row.kind)):
                return False
            self._draft.add(place, row.kind, field)
            return True
        needed = missing_mark(row.kind, line.parts)
        if needed and row.old is None:
            raise incomplete(row, needed)
        names = (line.parts.get("agent"), line.parts.get("name"))
        seen = self._unresolved(normal_where(row.kind, row.where), row.old)
        stands = _words(seen) or located(
            self._draft, place, names if row.old is None else [unescape(row.old)]
        )
        if needed or (row.old is not None and stands is None):
            return False
        settled = stands is not None and self._draft.settle(stands[0])
        others = [slot.now for slot in self._draft.slots(place, row.kind) if slot.now]
        if any(states(other, line.parts) for other in others):
            return settled
        fact = new_fact(row, line.parts, stands or whole(self._draft, place), others, self._key_of)
        self._draft.add(place, row.kind, fact)
        return True

    def _unresolved(self, where: str, words: str | None) -> Slot | None:
        """Return the unresolved words that are meant, those at ``where`` before others."""
        slots = self._draft.slots("", "unresolved")
        here = [slot for slot in slots if self._draft.outline.place_of(_span(slot)) == where]
        return find(here, "unresolved", words) or find(slots, "unresolved", words) if words else None

    def _key_of(self, name: str) -> str | None:
        key = self._ask(name) if self._ask else None
        return key or self._known.get(squash(name))


def _span(slot: Slot) -> Span:
    return slot.first.span if isinstance(slot.first, Unresolved) else Span(0, 0)


def _words(slot: Slot | None) -> tuple[Span, str] | None:
    found = slot and slot.now
    return (found.span, found.text) if isinstance(found, Unresolved) else None


def _field(slots: list[Slot], line: Line | None) -> Slot | None:
    """Return the document's field that a row without old value sets, where the field can be said but once."""
    name = line.parts.get("name") if line else None
    fields = (s for s in slots if isinstance(s.now, DocumentField) and s.now.name == name != MANY)
    return next(fields, None)


def new_line(row: Correction) -> Line | None:
    """Return what the new value says, None where there is none; raises CorrectionError if unreadable."""
    if row.new is None:
        return None
    if row.kind == "unresolved":
        raise CorrectionError(
            f"{row.where}：“{row.old}”要写明种类，如 责任单位：县应急局 | 牵头",
            f"{row.where}: “{row.old}” needs a kind, such as assignment: 县应急局 | lead",
        )
    value = row.new
    if row.kind == "document" and "=" not in value and "=" in (row.old or ""):
        value = f"{str(row.old).partition('=')[0]}={value}"
    return parse(row.kind, value)
