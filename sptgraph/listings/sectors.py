"""The sector list (行业领域责任清单): who leads the sectors that plans name, on what ground, who shares.

It holds what the questions sector-leads and sector-duties answer: a row for each lead and for each gap, first
in the primary facet (主要监管方面) of the sectors, then in others; then who supervises or manages with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from sptgraph.asking.labels import label
from sptgraph.asking.proof.proving import strength
from sptgraph.asking.subjects import is_generic
from sptgraph.language import Bilingual, Language
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import definition
from sptgraph.listings.derived import Derived, NamedBodies, basis_word, gap_reason
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.selection import sector_key, within_sector
from sptgraph.listings.table import Table, shown

if TYPE_CHECKING:
    from sptgraph.asking.proof.nodes import Node

State = Literal["stated", "derived", "disputed", "none"]

STATES: Final[Mapping[State, Bilingual]] = MappingProxyType(
    {
        "stated": Bilingual("有牵头（写明）", "led, stated"),
        "derived": Bilingual("有牵头（推定）", "led, by derivation"),
        "disputed": Bilingual("牵头有争议", "led, disputed"),
        "none": Bilingual("无牵头单位", "no lead"),
    }
)
"""How a sector may stand: whether somebody leads it, and how sure that is."""

_SHARES: Final = ("co-supervise", "industry-manager", "territorial")
_SHARE: Final = Bilingual("{}（{}）", "{} ({})")
_SHARE_OF_PART: Final = Bilingual("{}（{}，限{}）", "{} ({}, {} only)")
_LIMIT: Final = Bilingual("限{}", "{} only")
_WEAKER: Final = Bilingual("较弱依据另指：{}", "weaker ground names: {}")
_WANTING: Final = Bilingual("空缺", "Gap")
_COUNTED: Final = Bilingual("共 {} 个行业领域：{}", "{} sectors: {}")


@dataclass(frozen=True, slots=True)
class InSector:
    """What rows about a sector have in common: which facet and part of it, on what basis, and where.

    ``basis`` says whether something is stated or on what it follows, ``grounds`` where that stands: clauses,
    rows of a duty list, or articles. ``limit`` is the ``part`` in words, ``key`` the sector's key.
    """

    serial: int
    plan: str
    sector: str
    facet: str
    part: str
    limit: str
    basis: str
    grounds: tuple[str, ...]
    remarks: tuple[str, ...]
    clause: Clause
    key: str


@dataclass(frozen=True, slots=True)
class SectorRow(InSector):
    """Who leads a sector in a facet, or (``lead`` empty) why nobody does and who could.

    ``status`` is the word for ``state``; ``tasks`` are those that name the sector; ``clause`` is where the
    lead is stated, else where the sector is first named.
    """

    lead: str
    status: str
    reason: str
    candidates: tuple[str, ...]
    co_supervisors: tuple[str, ...]
    managers: tuple[str, ...]
    area: tuple[str, ...]
    tasks: tuple[Clause, ...]
    state: State
    primary: bool


@dataclass(frozen=True, slots=True)
class ShareRow(InSector):
    """Who has a share in a sector without leading it: supervises a part, manages the trade, has the area."""

    body: str
    role: str
    duty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one sector stands in one plan: who leads it, what is wanting, who shares, where it is named."""

    derived: Derived
    key: str
    leads: tuple["Node", ...]
    gaps: tuple["Node", ...]
    shares: tuple["Node", ...]
    mentions: tuple["Node", ...]

    def state(self, leads: Iterable["Node"] | None = None) -> State:
        """Return how the sector stands in its primary facet, or what ``leads`` make of it."""
        own = [n for n in self.leads if self.derived.view.is_primary(n)] if leads is None else list(leads)
        if any(node.iri in self.derived.view.disputed for node in own):
            return "disputed"
        if any(node.one("spt:basis") == "stated" for node in own):
            return "stated"
        return "derived" if own else "none"

    @property
    def first(self) -> Clause:
        """Where the plan first names the sector."""
        return next(iter(self.derived.clauses(self.mentions)), Clause(""))


def sector_tables(material: Material) -> tuple[Table, ...]:
    """Return who leads the sectors in their primary facet, then in others, then who shares in them."""
    standings, language = sector_standings(material), material.language
    look, shares_look = definition("sectors"), definition("shares")
    found = [each for standing in standings for each in _rows(standing, language)]
    shares = [(standing, node) for standing in standings for node in standing.shares]
    if material.selection.department:
        bodies = NamedBodies(material, [standing.derived for standing in standings])
        found = [each for each in found if _concerns(each, bodies)]
        shares = [(s, node) for s, node in shares if bodies.wanted(s.derived, node.one("spt:bearer"))]
    tables = []
    for name, primary in (("leads", True), ("facets", False)):
        chosen = [each for each in found if each.row.primary is primary]
        rows = tuple(replace(each.row, serial=serial) for serial, each in enumerate(chosen, 1))
        notes = _notes(standings, language) if primary and rows else ()
        if rows or primary:
            title, columns = look.tables[name].text(language), shown(look.columns, rows)
            tables.append(Table(title, columns, rows, notes, details=partial(_details, chosen)))
    held = tuple(_share(serial, s, node) for serial, (s, node) in enumerate(shares, 1))
    if held:
        title, proofs = shares_look.title.text(language), partial(_proofs, shares)
        tables.append(Table(title, shown(shares_look.columns, held), held, details=proofs))
    return tuple(tables)


def sector_standings(material: Material) -> tuple[Standing, ...]:
    """Return how each sector stands that the plans name and the selection takes, in the plans' order.

    A sector of generic meaning (综合) counts only where it is asked for.
    """
    selection, lexicon = material.selection, material.lexicon
    wanted = sector_key(selection.sector, lexicon) if selection.sector else None
    return tuple(
        standing
        for plan, name in zip(material.plans, material.names, strict=True)
        for standing in _standings(Derived(material, plan, name), wanted)
        if (wanted is None or within_sector(standing.key, wanted, lexicon))
        and (not standing.mentions or any(map(standing.derived.is_taken, standing.mentions)))
    )


def _standings(derived: Derived, wanted: str | None) -> Iterator[Standing]:
    view = derived.view
    leads = list(view.leads)
    if wanted and is_generic(wanted):
        leads += (n for n in view.facts.of("spt:SectorLead") if n.true("spt:generic"))
    kinds = (leads, view.gaps, view.shares, view.mentions)
    keys = dict.fromkeys(node.key("spt:sector") or "" for node in (*view.mentions, *leads, *view.gaps))
    for key in keys:
        if key and (key == wanted or not is_generic(key)):
            found = (tuple(node for node in kind if node.key("spt:sector") == key) for kind in kinds)
            yield Standing(derived, key, *found)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with what stands behind it: the leads or the gap; nothing where the plan says nothing."""

    row: SectorRow
    standing: Standing
    nodes: tuple["Node", ...]


def _rows(standing: Standing, language: Language) -> Iterator[_Found]:
    """Yield a row for each body that leads a facet or a part of it, for each gap, and for what is missing."""
    view = standing.derived.view
    order = sorted(standing.leads, key=lambda node: (*_facet(standing, node), _body(standing, node)))
    for _, same in groupby(order, key=lambda node: (*_facet(standing, node), _body(standing, node))):
        yield _row(standing, tuple(sorted(same, key=strength)), language)
    for gap in standing.gaps:
        yield _row(standing, (gap,), language)
    if not is_generic(standing.key) and not any(map(view.is_primary, (*standing.leads, *standing.gaps))):
        yield _row(standing, (), language)


def _facet(standing: Standing, node: "Node") -> tuple[bool, str, str]:
    return not standing.derived.view.is_primary(node), node.key("spt:facet") or "", node.one("spt:part") or ""


def _body(standing: Standing, node: "Node") -> str:
    return standing.derived.view.body(node.one("spt:bearer") or "")


def _row(standing: Standing, nodes: tuple["Node", ...], language: Language) -> _Found:
    derived, view = standing.derived, standing.derived.view
    node = nodes[0] if nodes else None
    leads = tuple(each for each in nodes if not each.is_a("spt:Gap"))
    sector = derived.lexicon.sectors.get(standing.key)
    facet = node.key("spt:facet") if node else sector.primary_facet if sector else None
    reason = "" if leads else (node.one("spt:reason") if node else None) or "not-stated"
    state = standing.state(leads)
    stated = [
        clause for each in leads for clause in derived.clauses(derived.premises(each, "spt:Assignment"))
    ]
    aspect = None if node is None or view.is_primary(node) else node.key("spt:facet")
    shares = {role: tuple(dict.fromkeys(_shares(standing, role, aspect, language))) for role in _SHARES}
    row = SectorRow(
        serial=0,
        plan=derived.name,
        sector=label("sector", standing.key, language),
        facet=label("facet", facet or "", language),
        part=(node.one("spt:part") if node else None) or "",
        limit=_limit(node, language),
        lead=derived.body(leads[0]) if leads else "",
        status=STATES[state].text(language),
        basis=derived.basis(leads[0]) if leads else basis_word("undetermined", language),
        grounds=tuple(dict.fromkeys(ground for each in nodes for ground in derived.grounds(each))),
        reason=gap_reason(reason, language) if reason else "",
        candidates=derived.candidates(node) if node and not leads else (),
        co_supervisors=shares["co-supervise"],
        managers=shares["industry-manager"],
        area=shares["territorial"],
        tasks=derived.clauses(m for m in standing.mentions if m.one("spt:inTask") or _in_task(derived, m)),
        remarks=_remarks(derived, leads, language),
        clause=stated[0] if stated and leads and leads[0].one("spt:basis") == "implied" else standing.first,
        state=state,
        key=standing.key,
        primary=node is None or view.is_primary(node),
    )
    return _Found(row, standing, nodes)


def _in_task(derived: Derived, mention: "Node") -> bool:
    provision = derived.view.facts.provision(mention)
    return provision is not None and provision.is_a("spt:Task")


def _shares(standing: Standing, role: str, aspect: str | None, language: Language) -> Iterator[str]:
    """Yield who shares in that role, with the facet of each; in the facet ``aspect`` alone if it is given."""
    derived = standing.derived
    for share in standing.shares:
        key, part = share.key("spt:facet") or "", share.one("spt:part")
        if share.key("spt:normRole") != role or aspect not in (None, key):
            continue
        facet = label("facet", key, language)
        form = _SHARE_OF_PART if part else _SHARE
        yield form.text(language).format(derived.body(share), facet, part)


def _remarks(derived: Derived, leads: Sequence["Node"], language: Language) -> tuple[str, ...]:
    said = dict.fromkeys(doubt for node in leads[:1] for doubt in derived.doubts(node))
    view = derived.view
    own = {view.body(node.one("spt:bearer") or "") for node in leads}
    weaker = view.prover.weaker(node.iri for node in leads)
    others = dict.fromkeys(derived.body(n) for n in weaker if view.body(n.one("spt:bearer") or "") not in own)
    if others:
        said[_WEAKER.text(language).format(("、" if language == "zh" else ", ").join(others))] = None
    return tuple(said)


def _limit(node: "Node | None", language: Language) -> str:
    """Return to which part of the sector a fact is limited, in words; empty where it is for all of it."""
    part = node.one("spt:part") if node else None
    return _LIMIT.text(language).format(part) if part else ""


def _share(serial: int, standing: Standing, node: "Node") -> ShareRow:
    derived = standing.derived
    language = derived.language
    return ShareRow(
        serial=serial,
        plan=derived.name,
        sector=label("sector", standing.key, language),
        facet=label("facet", node.key("spt:facet") or "", language),
        part=node.one("spt:part") or "",
        limit=_limit(node, language),
        body=derived.body(node),
        role=label("norm-role", node.key("spt:normRole") or "", language),
        duty=derived.says(node),
        basis=derived.basis(node),
        grounds=derived.grounds(node),
        remarks=derived.doubts(node),
        clause=standing.first,
        key=standing.key,
    )


def _concerns(found: _Found, bodies: NamedBodies) -> bool:
    """Say whether a row speaks of a body that the list is narrowed to: as lead, candidate or sharer."""
    facet = found.nodes[0].key("spt:facet") if found.nodes else None
    bearers = [
        iri for node in found.nodes for name in ("spt:bearer", "spt:candidate") for iri in node.all(name)
    ]
    if found.row.primary or facet is None:
        bearers += [iri for node in found.standing.shares for iri in node.all("spt:bearer")]
    return any(bodies.wanted(found.standing.derived, iri) for iri in bearers)


def _notes(standings: Sequence[Standing], language: Language) -> tuple[str, ...]:
    """Say how many sectors stand how; they are counted plan by plan."""
    states = [standing.state() for standing in standings if not is_generic(standing.key)]
    said = [f"{word.text(language)} {states.count(state)}" for state, word in STATES.items()]
    return (_COUNTED.text(language).format(len(states), ("，" if language == "zh" else ", ").join(said)),)


def _details(found: Sequence[_Found]) -> list[tuple[Detail, ...]]:
    return [(*map(each.standing.derived.proof, each.nodes), *_wanting(each.row)) for each in found]


def _wanting(row: SectorRow) -> Iterator[Detail]:
    if not row.lead:
        yield Detail("gap", _WANTING, "\n".join((row.reason, *row.candidates)))


def _proofs(shares: Sequence[tuple[Standing, "Node"]]) -> list[tuple[Detail, ...]]:
    return [(standing.derived.proof(node),) for standing, node in shares]
