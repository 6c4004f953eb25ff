"""`Roster` → the graph of its place: every row a node, every unit with the rows that list it."""

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from sptgraph.encoding.divisions import DIVISIONS, division_of, place_iri
from sptgraph.encoding.identity import body_of
from sptgraph.encoding.iris import segment
from sptgraph.encoding.organisations import describe, describe_place
from sptgraph.encoding.seats import Vicinity
from sptgraph.encoding.terms import Object, boolean, integer, node, text
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.rosters import Roster, RowOf
from sptgraph.vocabulary import BASE, PREFIXES

Statement = tuple[NamedNode, str, Object]


def encode_roster(roster: Roster, base: str = BASE) -> tuple[Triple, ...]:
    """Return the triples of the place's graph, which is called as the place is.

    Units have the names they have in the graphs of the place's plans, where those are encoded with the
    roster.
    """
    found = (Triple(subject, node(name), value) for subject, name, value in _Writer(roster, base).all())
    return tuple(dict.fromkeys(found))


class _Writer:
    def __init__(self, roster: Roster, base: str) -> None:
        self._roster, self._base = roster, base
        self._place = NamedNode(place_iri(roster.place, base))
        self._vicinity = Vicinity(roster.place, None, roster.within, load_lexicon())
        rows = {*roster.rows, *(row for unit in roster.units for row in unit.rows)}
        self._rows = {row: self._below(f"roster/{at}") for at, row in enumerate(sorted(rows), 1)}
        self._units: dict[str, NamedNode] = {}

    def all(self) -> Iterator[Statement]:
        """Yield all statements."""
        yield from describe_place(self._place, self._roster.place, self._roster.within, self._base)
        for above in self._roster.within:
            if known := division_of(above):
                yield NamedNode(DIVISIONS + known.code), "skos:prefLabel", text(known.label, "zh")
                break
        yield self._place, "spt:rosterComplete", boolean(self._roster.complete)
        for row, subject in self._rows.items():
            yield from self._row(subject, row)
        for row in sorted(self._rows)[:1]:
            yield self._place, "spt:rosterRow", self._rows[row]
        yield from self._of_units()
        yield from self._of_groups()
        yield from self._of_duties()

    def _below(self, part: str) -> NamedNode:
        return NamedNode(f"{self._place.value}/{part}")

    def _row(self, subject: NamedNode, row: RowOf, kind: str = "spt:RosterRow") -> Iterator[Statement]:
        yield subject, "rdf:type", node(kind)
        yield subject, "spt:fileName", text(row.file)
        yield subject, "spt:row", integer(row.row)

    def _of_units(self) -> Iterator[Statement]:
        for unit in self._roster.units:
            body = body_of(unit, self._vicinity)
            home = self._place.value
            if body.seat.place is not None and not body.seat.own:
                home = place_iri(body.seat.place, self._base)
            subject = self._units[unit.name] = NamedNode(f"{home}/org/{segment(unit.name)}")
            yield from describe(subject, body, self._place, self._base)
            for alias in unit.aliases:
                yield subject, "skos:altLabel", text(alias, "zh")
            for row in unit.rows:
                yield subject, "spt:rosterRow", self._rows[row]

    def _of_groups(self) -> Iterator[Statement]:
        for order, belonging in enumerate(self._roster.belongings, 1):
            subject = self._below(f"member/{order}")
            yield subject, "rdf:type", node("spt:Membership")
            yield subject, "org:member", self._units[belonging.member]
            yield subject, "org:organization", self._units[belonging.group]
            yield subject, "spt:order", integer(order)
            yield subject, "spt:rosterRow", self._rows[belonging.row]
            if belonging.member_class is not None:
                yield subject, "spt:memberClass", text(belonging.member_class)

    def _of_duties(self) -> Iterator[Statement]:
        """Yield the duties: the first of a row is the row itself, a further one a node beside it."""
        times: Counter[RowOf] = Counter()
        for duty in self._roster.duties:
            times[duty.row] += 1
            again = f"~{times[duty.row]}" if times[duty.row] > 1 else ""
            subject = NamedNode(self._rows[duty.row].value + again)
            yield from self._row(subject, duty.row)
            yield subject, "rdf:type", node("spt:DutyRow")
            yield subject, "spt:sector", NamedNode(PREFIXES["sec"] + segment(duty.sector))
            yield subject, "spt:facet", NamedNode(PREFIXES["fac"] + segment(duty.facet))
            yield subject, "spt:bearer", self._units[duty.unit]
            yield subject, "spt:role", node(f"role:{duty.role}")
            if duty.part is not None:
                yield subject, "spt:part", text(duty.part, "zh")
