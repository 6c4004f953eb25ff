"""The lines of a responsibility board: links of the chain with what is to do, where it stands and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sptgraph.asking.labels import label
from sptgraph.language import Bilingual, Language
from sptgraph.listings.clauses import Clause
from sptgraph.listings.derived import Derived, gap_reason
from sptgraph.listings.material import Material
from sptgraph.listings.rows import Line
from sptgraph.listings.sectors import STATES
from sptgraph.listings.selection import falls_in, names_sector
from sptgraph.model import Deadline, Recurrence, StandingMark

if TYPE_CHECKING:
    from sptgraph.asking import Chain, Link
    from sptgraph.asking.proof.nodes import Node

_FOR: Final = Bilingual("{}：{}", "{}: {}")
_AND: Final = Bilingual("；", "; ")
_PART: Final = Bilingual("{}（限{}）", "{} ({} only)")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Links of the chain: who answers in a tier (``body`` empty: nobody), what for and by when.

    Links of one body in one tier, role and basis are one row; ``facets`` are those that they are in.
    ``duties`` are the tasks on the sector, else what the law asks; ``clauses`` are all places of the plan
    that the links stand in, also those that are not on this sector alone, and ``places`` the same in words.
    """

    serial: int
    plan: str
    tier: str
    body: str
    role: str
    sector: tuple[str, ...]
    facets: tuple[str, ...]
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
    places: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Links that make one row of a board, with the facts behind them."""

    links: tuple["Link", ...]
    nodes: tuple["Node", ...]

    @property
    def link(self) -> "Link":
        """The first of the links, which tells what is the same for all."""
        return self.links[0]


def together(derived: Derived, entries: Iterable[Entry]) -> list[Entry]:
    """Put the links of one body in one tier, role and basis together; a gap stays by itself."""
    found: dict[tuple[object, ...], Entry] = {}
    for number, entry in enumerate(entries):
        link, basis = entry.link, derived.basis(entry.nodes[0]) if entry.nodes else ""
        key = (link.tier, link.role, link.agent or number, basis)
        before = found.get(key, Entry((), ()))
        found[key] = Entry((*before.links, *entry.links), (*before.nodes, *entry.nodes))
    return list(found.values())


def by_basis(derived: Derived, nodes: Sequence["Node"]) -> list[tuple["Node", ...]]:
    """Part what is stated from what follows, and that by its basis; nothing at all is one group too."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(derived.basis(node), []).append(node)
    return [tuple(same) for same in found.values()] or [()]


def apart(derived: Derived, nodes: Iterable["Node"]) -> Iterator[tuple["Node", ...]]:
    """Yield the facts of each task by themselves, so that each has its own dates; then all the others."""
    found: dict[object, list[Node]] = {}
    for node in sorted(nodes, key=derived.view.facts.position):
        line = derived.line(node)
        found.setdefault(id(line) if line else None, []).append(node)
    yield from map(tuple, found.values())


def board_row(material: Material, derived: Derived, chain: "Chain", entry: Entry) -> BoardRow | None:
    """Return the row of some links; None where they stand in nothing that is to do in the year selected."""
    link, nodes = entry.link, entry.nodes
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
    clauses = dict.fromkeys(line.clause for line in lines)
    asked = (said for node in laws for said in _says(chain, derived, node))
    return BoardRow(
        serial=0,
        plan=derived.name,
        tier=link.tier_label.text(language),
        body=agent or "",
        role=label("role", link.role, language) if link.role else "",
        sector=tuple(label("sector", key, language) for key in sectors if key),
        facets=tuple(dict.fromkeys(_facet(each, language) for each in entry.links if each.facet)),
        duties=tuple(dict.fromkeys((*(line.task for line in own), *asked))),
        deadlines=tuple(dict.fromkeys(fact for line in own for fact in line.deadlines)),
        standing=tuple(dict.fromkeys(mark for line in own for mark in line.standing)),
        recurrences=tuple(dict.fromkeys(fact for line in own for fact in line.recurrences)),
        basis=derived.basis(first) if first and agent else label("basis", link.basis, language),
        reason=gap_reason(link.reason, language) if link.reason else "",
        candidates=tuple(name for n in nodes for name in derived.candidates(n)) or link.candidates,
        remarks=_remarks(derived, entry, language),
        grounds=tuple(dict.fromkeys((*rows, *(said for n in laws or nodes for said in _law(derived, n))))),
        clauses=tuple(clauses),
        places=_AND.text(language).join(clause.text(language) for clause in clauses),
    )


def _says(chain: "Chain", derived: Derived, node: "Node") -> Iterator[str]:
    """Yield what the law asks; where the board is of a body, with the sector in front that it is for."""
    sector = node.key("spt:sector") if not node.true("spt:generic") else None
    for said in derived.says(node):
        if chain.kind == "department" and sector:
            yield _FOR.text(derived.language).format(label("sector", sector, derived.language), said)
        else:
            yield said


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


def _facet(link: "Link", language: Language) -> str:
    facet = label("facet", link.facet or "", language)
    return _PART.text(language).format(facet, link.part) if link.part else facet


def _remarks(derived: Derived, entry: Entry, language: Language) -> tuple[str, ...]:
    said = dict.fromkeys(doubt for node in entry.nodes for doubt in derived.doubts(node))
    if any(link.disputed for link in entry.links):
        said[STATES["disputed"].text(language)] = None
    return tuple(said)


def proof_of(derived: Derived, entry: Entry, language: Language) -> str:
    """Return why the links of an entry hold, or why nobody answers."""
    if not entry.nodes:
        return entry.link.proof.text(language)
    return "\n".join(derived.view.prover.prove(node.iri).text(language) for node in entry.nodes)
