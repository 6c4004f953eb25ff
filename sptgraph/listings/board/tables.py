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
from sptgraph.listings.board.rows import BoardRow, Entry, apart, board_row, by_basis, proof_of, together
from sptgraph.listings.bodies import several_places
from sptgraph.listings.clauses import Clause
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.derived import PROOF, Derived, NamedBodies
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.sectors import STATES, Standing, sector_standings
from sptgraph.listings.selection import sector_key
from sptgraph.listings.table import Table, shown
from sptgraph.model import Plan

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
        chosen = (
            Entry((link,), same)
            for link, nodes in links
            if not bodies or bodies.any(derived, nodes)
            for same in by_basis(derived, nodes)
        )
        name = label("sector", chain.key, material.language)
        yield _board(material, derived, chain, name, together(derived, chosen))


def _seen(material: Material, known: Derived, key: str) -> tuple[Derived, "Chain"]:
    """Return the chain of a sector in a plan, and the plan as it is seen for it."""
    chain, view = material.seen(f"sec:{key}", known.plan)
    return (known if view is known.view else Derived(material, known.plan, known.name, view)), chain


def _of_department(material: Material, department: str) -> Iterator[_Board]:
    """Yield the board of a body in each plan: a line for each task and each sector, under its tiers."""
    lexicon = material.lexicon
    found = _plans(material)
    bodies = NamedBodies(material, found)
    for derived in found:
        known = department in lexicon.departments
        key = department if known else lexicon.department_key(department, derived.plan.jurisdiction)
        chain = material.chain(f"dep:{key}" if key else department, derived.plan)
        links = [
            Entry((link,), same)
            for link in chain.links
            for own in by_basis(derived, [n for n in _nodes(derived, link) if bodies.any(derived, [n])])
            for same in apart(derived, own)
        ]
        if any(entry.nodes for entry in links):
            dated = [entry for entry in links if any(map(derived.line, entry.nodes))]
            others = together(derived, (entry for entry in links if entry not in dated))
            yield _board(material, derived, chain, bodies.name(derived) or department, [*others, *dated])


def _plans(material: Material) -> list[Derived]:
    return [Derived(material, plan, name) for plan, name in zip(material.plans, material.names, strict=True)]


def _nodes(derived: Derived, link: "Link") -> tuple["Node", ...]:
    return tuple(sorted((derived.view.facts[iri] for iri in link.facts), key=strength))


def _board(
    material: Material,
    derived: Derived,
    chain: "Chain",
    name: str,
    entries: Iterable[Entry],
) -> _Board:
    ranks = derived.view.tiers.by_key
    # Chains go from the bottom up: the deputies inside a firm, their principal, the firm.
    ordered = sorted(entries, key=lambda entry: -ranks[entry.link.tier].rank)
    inside = [entry for entry in ordered if entry.link.tier == _BOTTOM]
    ordered = [*(entry for entry in ordered if entry.link.tier != _BOTTOM), *reversed(inside)]
    made = [
        (row, proof_of(derived, entry, material.language))
        for entry in ordered
        if (row := board_row(material, derived, chain, entry)) is not None
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
