"""Rosters brought to a store: which place a file is of, what is derived again, and the way back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sptgraph.encoding.divisions import place_iri
from sptgraph.encoding.organisations import departments_meant
from sptgraph.model import Assignment, Member, Passage, Plan, Task
from sptgraph.rosters import Roster, read_roster, together
from sptgraph.store import Store

Part = TypeVar("Part", Task, Passage)
Named = TypeVar("Named", Assignment, Member)


def roster_in(path: str | Path, jurisdictions: Iterable[str | None]) -> Roster:
    """Read a roster that is meant for one of the places of ``jurisdictions``.

    A roster that names no place is that of the only one; one that names the last part of a single one
    (云溪区 of 云山市云溪区) is that one's. Raises `RosterError`.
    """
    places = sorted({place for place in jurisdictions if place})
    roster = read_roster(path, place=places[0] if len(places) == 1 else None)
    same = [place for place in places if place_iri(place) == place_iri(roster.place)]
    meant = same or [place for place in places if place.endswith(roster.place)]
    return replace(roster, place=meant[0]) if len(meant) == 1 else roster


def with_rosters(plan: Plan, files: Iterable[str | Path]) -> Plan:
    """Return a plan with the departments that the rosters of its place in ``files`` give to names.

    Rosters of other places say nothing here. Raises `RosterError`.
    """
    known: list[Roster] = []
    for file in files:
        roster = roster_in(file, [plan.jurisdiction])
        if plan.jurisdiction is not None and place_iri(roster.place) == place_iri(plan.jurisdiction):
            known.append(roster)
    return with_departments(plan, together(*known) if known else None)


def put_roster(store: Store, roster: Roster, derive: Callable[[str], None]) -> None:
    """Keep a roster, and write and derive the plans of its place anew; all or nothing."""
    older = store.roster(roster.place)
    plans = store.put_roster(roster)
    try:
        for iri in plans:
            derive(iri)
    except BaseException:
        store.remove_roster(roster.place)
        if older is not None:
            store.put_roster(older)
        for iri in plans:
            derive(iri)
        raise


def with_departments(plan: Plan, roster: Roster | None) -> Plan:
    """Return the plan with the departments that its roster gives to names, in place of those read."""
    if roster is None:
        return plan
    meant = departments_meant(plan, roster)

    def known(named: Sequence[Named]) -> tuple[Named, ...]:
        return tuple(replace(each, agent_key=meant(each)) for each in named)

    def parts(given: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(replace(part, assignments=known(part.assignments)) for part in given)

    return replace(
        plan, tasks=parts(plan.tasks), elsewhere=parts(plan.elsewhere), members=known(plan.members)
    )
