"""The town list (属地责任清单): what townships, streets, zones and others who answer for an area have to do.

What the plan states stands first, as the department lists have it. What follows from rosters and from law is
told apart by its basis: the duties of all towns (各乡镇) under each town that a roster names, and the duties
that a statute gives to whoever answers for an area.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sptgraph.asking.labels import label
from sptgraph.listings.behind import Behind, sectors_of
from sptgraph.listings.bodies import Body, Identity, Registry
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import department_keys
from sptgraph.listings.departments import BodyRow, DutyRow, body_row, body_tables, duty_rows, gather, ordered
from sptgraph.listings.derived import Derived, basis_word, met
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.rows import Line
from sptgraph.listings.selection import department_bodies, sector_key, within_sector
from sptgraph.listings.table import Table

if TYPE_CHECKING:
    from sptgraph.asking.proof.nodes import Node

_KINDS: Final = ("spt:Assignment", "spt:SectorLead", "spt:SectorDuty", "spt:TerritorialDuty")


@dataclass(frozen=True, slots=True, kw_only=True)
class TownRow(DutyRow):
    """What a body of an area has to do, and the basis: stated, or on what it follows.

    ``grounds`` are what a derived duty rests on: clauses and rows of a roster, or articles.
    """

    basis: str
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TownBodyRow(BodyRow):
    """A body of an area in the overview; ``derived`` counts what follows for it."""

    derived: int


@dataclass(frozen=True, slots=True)
class _Following:
    """A derived fact about a body of an area."""

    derived: Derived
    fact: "Node"


def town_tables(material: Material) -> tuple[Table, ...]:
    """Return an overview of the bodies that answer for an area, then a table for each."""
    gathered, lexicon = gather(material), material.lexicon
    following = _following(material, gathered.registry)
    keys = department_keys("area")
    bodies = tuple(body for body in gathered.registry.bodies() if body.department in keys)
    if material.selection.department:
        bodies = department_bodies(material.selection.department, bodies, material.plans, lexicon)
    rows: dict[Body, Sequence[TownRow]] = {}
    behind: dict[Body, Sequence[Line | _Following]] = {}
    for body in bodies:
        stated = duty_rows(body, gathered.duties.get(body.identity, ()), material.language)
        follows = following.get(body.identity, ())
        own = [_stated(row, material) for row in stated]
        own += [_row(len(own) + n, body, each, material) for n, each in enumerate(follows, 1)]
        rows[body] = tuple(own)
        told = ordered(gathered.duties.get(body.identity, ()))
        behind[body] = (*(duty.line for duty in told), *follows)
    index = [
        _overview(
            body_row(serial, body, gathered, material), rows[body], len(following.get(body.identity, ()))
        )
        for serial, body in enumerate(bodies, 1)
    ]
    overview, *tables = body_tables("towns", material, rows, index) or (None,)
    details = (partial(_details, Behind(material), facts) for facts in behind.values() if facts)
    proven = (replace(table, details=each) for table, each in zip(tables, details, strict=True))
    return (overview, *proven) if overview else ()


def _following(material: Material, registry: Registry) -> Mapping[Identity, Sequence[_Following]]:
    """Return what follows for the bodies of areas: under groups, in sectors, then for all sectors alike."""
    found: dict[Identity, dict[tuple[object, ...], _Following]] = {}
    for plan, name in zip(material.plans, material.names, strict=True):
        derived = Derived(material, plan, name)
        for node in _facts(derived, material):
            who = _identity(derived, node, registry)
            same = (
                name,
                node.key("spt:rule"),
                node.one("spt:norm"),
                node.one("spt:inTask"),
                *node.all("spt:about"),
            )
            found.setdefault(who, {}).setdefault((*same, node.one("spt:role")), _Following(derived, node))
    return {who: tuple(facts.values()) for who, facts in found.items()}


def _facts(derived: Derived, material: Material) -> Iterator["Node"]:
    view, keys = derived.view, department_keys("area")
    nodes = sorted(
        (node for node in view.facts.of(*_KINDS) if node.derived and not node.all("spt:weakerThan")),
        key=lambda node: (
            next(n for n, kind in enumerate(_KINDS) if node.is_a(kind)),
            view.facts.position(node),
        ),
    )
    selection, lexicon = material.selection, material.lexicon
    wanted = sector_key(selection.sector, lexicon) if selection.sector else None
    for node in nodes:
        sector = node.key("spt:sector") if not node.true("spt:generic") else None
        if (
            view.department(node.one("spt:bearer")) in keys
            and derived.is_taken(node)
            and (wanted is None or sector is None or within_sector(sector, wanted, lexicon))
        ):
            yield node


def _identity(derived: Derived, node: "Node", registry: Registry) -> Identity:
    """Return who bears a fact: as printed somewhere in the plan, else a body that is met here first."""
    bearer = derived.view.facts[node.one("spt:bearer") or ""]
    names = (*bearer.all("skos:prefLabel"), *bearer.all("skos:altLabel"))
    for name in names:
        if known := registry.known(derived.plan, name):
            return known
    return met(registry, derived, derived.body(node), derived.view.department(bearer.iri), bearer)


def _stated(row: DutyRow, material: Material) -> TownRow:
    return TownRow(
        **{each.name: getattr(row, each.name) for each in fields(row)},
        basis=basis_word("stated", material.language),
    )


def _row(serial: int, body: Body, following: _Following, material: Material) -> TownRow:
    derived, fact, language = following.derived, following.fact, material.language
    line, grounds = derived.line(fact), derived.grounds(fact)
    sector = fact.key("spt:sector") if not fact.true("spt:generic") else None
    named = label("sector", sector, language) if sector else ""
    says = "; ".join(derived.says(fact)) if language == "en" else "；".join(derived.says(fact))
    joint = ": " if language == "en" else "："
    task = line.task if line else joint.join(part for part in (named, says) if part)
    return TownRow(
        serial=serial,
        plan=derived.name,
        body=body.name,
        role=label("role", fact.key("spt:role") or "", language),
        action=line.action if line else None,
        task=task,
        duty=(),
        lead=line.bearers("lead") if line else (),
        deadlines=line.deadlines if line else (),
        standing=line.standing if line else (),
        final=line.final if line else None,
        recurrences=line.recurrences if line else (),
        targets=line.targets if line else (),
        printed=(),
        remarks=(*derived.rows(fact), *derived.doubts(fact)),
        clause=line.clause
        if line
        else Clause("；".join(grounds) if language == "zh" else "; ".join(grounds)),
        bearers=(),
        basis=derived.basis(fact),
        grounds=grounds,
        sectors=sectors_of(line, language) if line else (named,) if named else (),
        where=line.provision.where if line else "",
    )


def _overview(row: BodyRow, rows: Sequence[TownRow], derived: int) -> TownBodyRow:
    said = {each.name: getattr(row, each.name) for each in fields(row)}
    if not row.clause:  # no document prints it: it is known from a roster, or presumed
        said |= {"clause": rows[0].clause if rows else None, "names": ()}
    return TownBodyRow(**said | {"derived": derived})


def _details(behind: Behind, told: Sequence[Line | _Following]) -> list[tuple[Detail, ...]]:
    return [tuple(_detail(behind, each)) for each in told]


def _detail(behind: Behind, told: Line | _Following) -> Iterator[Detail]:
    """Yield what stands behind a row: its line's text and what was found there, or why it follows."""
    if isinstance(told, Line):
        yield from behind.details([told])[0]
    else:
        yield told.derived.proof(told.fact)
