"""The responsibility board (责任公示牌): who answers on each tier, what for, by when, on one page to print.

A board is the chain of responsibility of a sector or a body as `who` answers it, the highest tier first, each
link with what it has to do. Without a sector or a body there is one for each sector that somebody leads.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof.proving import strength
from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import several_places
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.derived import PROOF, Derived, NamedBodies
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.rows import Line
from sptgraph.listings.sectors import STATES, Standing, sector_standings
from sptgraph.listings.selection import falls_in, names_sector, sector_key
from sptgraph.listings.table import Table, shown
from sptgraph.model import Deadline, Plan, Recurrence, StandingMark

if TYPE_CHECKING:
    from sptgraph.asking import Chain, Link
    from sptgraph.asking.proof.nodes import Node

_PHONE: Final = Bilingual(
    "监督电话：＿＿＿＿＿＿＿＿＿＿（由公示单位填写）",
    "To report, call: ＿＿＿＿＿＿＿＿＿＿ (for the office to fill in)",
)
_AS_OF: Final = {
    False: Bilingual("法规以 {} 有效的为准", "Law as of {}"),
    True: Bilingual("法规以 {}（实施期首日）有效的为准", "Law as of {} (first day of the period)"),
}
_BOTTOM: Final = "enterprise"
_SUPPOSED: Final = Bilingual(
    "方案没有点到该行业领域，以下均由法规和方案的一般规定推定",
    "the plan does not name the sector: all below follows from law and from what the plan says in general",
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A link of the chain: who answers in a tier (``body`` empty: nobody), what for and by when.

    ``duties`` are the tasks on the sector, else what the law asks; ``clauses`` are all places of the plan
    that the link stands in, also those that are not on this sector alone.
    """

    serial: int
    plan: str
    tier: str
    body: str
    role: str
    sector: tuple[str, ...]
    facet: str
    part: str
    duties: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    standing: tuple[StandingMark, ...]
    recurrences: tuple[Recurrence, ...]
    basis: str
    reason: str
    candidates: tuple[str, ...]
    remarks: tuple[str, ...]
    grounds: tuple[str, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class BoardCount:
    """A sector in the overview: who leads it, and how sure that is."""

    serial: int
    plan: str
    sector: str
    lead: tuple[str, ...]
    status: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class _Board:
    """What one board is of, with its rows and what stands behind each."""

    title: str
    derived: Derived
    chain: "Chain"
    rows: tuple[BoardRow, ...]
    proofs: tuple[str, ...]


def board_tables(material: Material) -> tuple[Table, ...]:
    """Return the board of the sector or body that is selected, or an overview and one for each sector led."""
    look, language, selection = definition("board"), material.language, material.selection
    standings = sector_standings(material) if selection.sector or not selection.department else ()
    if selection.sector:
        key = sector_key(selection.sector, material.lexicon)
        standings = tuple(each for each in standings if each.key == key) or standings
    boards = list(_boards(material, standings))
    tables = [
        Table(
            board.title,
            shown(_columns(look.columns, board), board.rows),
            board.rows,
            tuple(_notes(board, standings, language)),
            details=partial(_details, board),
        )
        for board in boards
        if board.rows
    ]
    if len(standings) < 2 or not tables:
        return tuple(tables)
    index = tuple(_count(serial, standing, language) for serial, standing in enumerate(standings, 1))
    names = {(id(board.derived.plan), board.chain.key): board.title for board in boards if board.rows}
    links = tuple(names.get((id(each.derived.plan), each.key)) for each in standings)
    overview = Table(look.tables["index"].text(language), shown(look.index, index), index, (), "index", links)
    return (overview, *tables)


def _columns(columns: Iterable[Column], board: _Board) -> tuple[Column, ...]:
    """Return the columns without the sector's where the whole board is of one."""
    return tuple(each for each in columns if board.chain.kind != "sector" or each.key != "sector")


def _boards(material: Material, standings: Sequence[Standing]) -> Iterator[_Board]:
    selection = material.selection
    if selection.department and not selection.sector:
        yield from _of_department(material, selection.department)
        return
    led = (each for each in standings if selection.sector or each.state() != "none")
    subjects = [(standing.derived, standing.key) for standing in led]
    if selection.sector and not subjects:
        key = sector_key(selection.sector, material.lexicon)
        subjects = [(each, key) for each in _plans(material)]
    seen = [_seen(material, *subject) for subject in subjects]
    bodies = NamedBodies(material, [derived for derived, _ in seen]) if selection.department else None
    for derived, chain in seen:
        links = [(link, _nodes(derived, link)) for link in chain.links]
        chosen = [
            (link, same)
            for link, nodes in links
            if not bodies or bodies.any(derived, nodes)
            for same in _by_basis(derived, nodes)
        ]
        yield _board(material, derived, chain, label("sector", chain.key, material.language), chosen)


def _seen(material: Material, known: Derived, key: str) -> tuple[Derived, "Chain"]:
    """Return the chain of a sector in a plan, and the plan as it is seen for it."""
    chain, view = material.seen(f"sec:{key}", known.plan)
    return (known if view is known.view else Derived(material, known.plan, known.name, view)), chain


def _by_basis(derived: Derived, nodes: Sequence["Node"]) -> list[tuple["Node", ...]]:
    """Part what is stated from what follows, and that by its basis; nothing at all is one group too."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(derived.basis(node), []).append(node)
    return [tuple(same) for same in found.values()] or [()]


def _of_department(material: Material, department: str) -> Iterator[_Board]:
    """Yield the board of a body in each plan: a line for each task and each sector, under its tiers."""
    lexicon = material.lexicon
    found = [Derived(material, plan, name) for plan, name in zip(material.plans, material.names, strict=True)]
    bodies = NamedBodies(material, found)
    for derived in found:
        known = department in lexicon.departments
        key = department if known else lexicon.department_key(department, derived.plan.jurisdiction)
        chain = material.chain(f"dep:{key}" if key else department, derived.plan)
        links = [
            (link, same)
            for link in chain.links
            for own in _by_basis(derived, [n for n in _nodes(derived, link) if bodies.any(derived, [n])])
            for same in _apart(derived, own)
        ]
        if any(nodes for _, nodes in links):
            yield _board(material, derived, chain, bodies.name(derived) or department, links)


def _plans(material: Material) -> list[Derived]:
    return [Derived(material, plan, name) for plan, name in zip(material.plans, material.names, strict=True)]


def _nodes(derived: Derived, link: "Link") -> tuple["Node", ...]:
    return tuple(sorted((derived.view.facts[iri] for iri in link.facts), key=strength))


def _apart(derived: Derived, nodes: Iterable["Node"]) -> Iterator[tuple["Node", ...]]:
    """Yield the facts of each task or sector by themselves, so that each has its own dates."""
    found: dict[object, list[Node]] = {}
    for node in sorted(nodes, key=derived.view.facts.position):
        line = derived.line(node)
        found.setdefault(id(line) if line else node.key("spt:sector"), []).append(node)
    yield from map(tuple, found.values())


def _board(
    material: Material,
    derived: Derived,
    chain: "Chain",
    name: str,
    links: Iterable[tuple["Link", tuple["Node", ...]]],
) -> _Board:
    ranks = derived.view.tiers.by_key
    # Chains go from the bottom up: the deputies inside a firm, their principal, the firm.
    ordered = sorted(links, key=lambda pair: -ranks[pair[0].tier].rank)
    inside = [pair for pair in ordered if pair[0].tier == _BOTTOM]
    ordered = [*(pair for pair in ordered if pair[0].tier != _BOTTOM), *reversed(inside)]
    made = [
        (row, proof)
        for link, nodes in ordered
        if (row := _row(material, derived, chain, link, nodes)) is not None
        for proof in [_proof(derived, link, nodes, material.language)]
    ]
    rows = tuple(replace(row, serial=serial) for serial, (row, _) in enumerate(made, 1))
    title = _title(material, derived.plan, derived.name, name)
    return _Board(title, derived, chain, rows, tuple(proof for _, proof in made))


def _title(material: Material, plan: Plan, name: str, subject: str) -> str:
    """Return what a board is called, with the place in front where the plans are of several."""
    if len(material.plans) == 1:
        return subject
    places = several_places(material.plans)
    alone = sum(each.jurisdiction == plan.jurisdiction for each in material.plans) == 1
    return f"{plan.jurisdiction if places and alone and plan.jurisdiction else name} {subject}"


def _row(
    material: Material, derived: Derived, chain: "Chain", link: "Link", nodes: Sequence["Node"]
) -> BoardRow | None:
    """Return the row of a link; None where it stands in nothing that is to do in the year selected."""
    language, year = material.language, material.selection.year
    standing_in = _lines(derived, nodes)
    lines = [line for line in standing_in if year is None or falls_in(line, year)]
    if standing_in and not lines:
        return None
    own = [
        line for line in lines if chain.kind != "sector" or names_sector(line, chain.key, material.lexicon)
    ]
    agent = link.agent and Bilingual(link.agent, link.agent_en or link.agent).text(language)
    first = nodes[0] if nodes else None
    sectors = dict.fromkeys(n.key("spt:sector") for n in nodes if not n.true("spt:generic"))
    sectors = sectors if chain.kind == "department" else {chain.key: None}
    laws = [n for n in nodes if n.derived and n.one("spt:basis") != "implied"]
    rows = [row for n in nodes if n.derived and n.one("spt:basis") == "implied" for row in derived.rows(n)]
    return BoardRow(
        serial=0,
        plan=derived.name,
        tier=link.tier_label.text(language),
        body=agent or "",
        role=label("role", link.role, language) if link.role else "",
        sector=tuple(label("sector", key, language) for key in sectors if key),
        facet=label("facet", link.facet, language) if link.facet else "",
        part=link.part or "",
        duties=tuple(
            dict.fromkeys((*(line.task for line in own), *(said for n in laws for said in derived.says(n))))
        ),
        deadlines=tuple(dict.fromkeys(fact for line in own for fact in line.deadlines)),
        standing=tuple(dict.fromkeys(mark for line in own for mark in line.standing)),
        recurrences=tuple(dict.fromkeys(fact for line in own for fact in line.recurrences)),
        basis=derived.basis(first) if first and agent else label("basis", link.basis, language),
        reason=label("gap-reason", link.reason, language) if link.reason else "",
        candidates=link.candidates,
        remarks=_remarks(derived, link, nodes, language),
        grounds=tuple(dict.fromkeys((*rows, *(said for n in laws or nodes for said in _law(derived, n))))),
        clauses=tuple(dict.fromkeys(line.clause for line in lines)),
    )


def _law(derived: Derived, node: "Node") -> tuple[str, ...]:
    return derived.grounds(node) if node.derived and node.one("spt:basis") != "implied" else ()


def _lines(derived: Derived, nodes: Iterable["Node"]) -> list[Line]:
    """Return the tasks and clauses in which facts stand, or from which they are implied."""
    found: dict[int, Line] = {}
    for node in nodes:
        implying = derived.premises(node, "spt:Assignment") if node.one("spt:basis") == "implied" else ()
        for each in (node, *implying):
            if line := derived.line(each):
                found[id(line)] = line
    return sorted(found.values(), key=lambda line: line.provision.start)


def _remarks(derived: Derived, link: "Link", nodes: Sequence["Node"], language: Language) -> tuple[str, ...]:
    said = dict.fromkeys(doubt for node in nodes[:1] for doubt in derived.doubts(node))
    if link.disputed:
        said[STATES["disputed"].text(language)] = None
    return tuple(said)


def _proof(derived: Derived, link: "Link", nodes: Sequence["Node"], language: Language) -> str:
    if not nodes:
        return link.proof.text(language)
    return "\n".join(derived.view.prover.prove(node.iri).text(language) for node in nodes)


def _count(serial: int, standing: Standing, language: Language) -> BoardCount:
    derived = standing.derived
    leads = (node for node in standing.leads if derived.view.is_primary(node))
    return BoardCount(
        serial=serial,
        plan=derived.name,
        sector=label("sector", standing.key, language),
        lead=tuple(dict.fromkeys(map(derived.body, leads))),
        status=STATES[standing.state()].text(language),
        clause=standing.first,
    )


def _notes(board: _Board, standings: Sequence[Standing], language: Language) -> Iterator[str]:
    chain = board.chain
    if chain.kind == "sector" and not standings:
        yield _SUPPOSED.text(language)
    if chain.as_of:
        yield _AS_OF[chain.assumed].text(language).format(chain.as_of.isoformat())
    yield _PHONE.text(language)


def _details(board: _Board) -> list[tuple[Detail, ...]]:
    return [
        (Detail("proof" if row.body else "gap", PROOF, proof),)
        for row, proof in zip(board.rows, board.proofs, strict=True)
    ]
