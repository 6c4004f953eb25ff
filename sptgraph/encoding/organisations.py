"""The organisations a plan names: one node for each body and group, whatever it is called."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode

from sptgraph.encoding.bodies import Body, Name
from sptgraph.encoding.divisions import DIVISIONS, division_of, place_iri
from sptgraph.encoding.identity import Doubt, Mention, department_types, identify
from sptgraph.encoding.iris import segment, squash
from sptgraph.encoding.seats import Vicinity
from sptgraph.encoding.sheet import Sheet
from sptgraph.encoding.terms import Object, integer, node, text
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Assignment, Member, Plan, Quantifier
from sptgraph.rosters.roster import COMMITTEE, Roster
from sptgraph.vocabulary import BASE, PREFIXES

_COLLECTIVE: Final = ("all", "some")


class Organisations:
    """Tells which body a name means, names the bodies within their places, and writes them.

    The place's name stands for its division code where that is not known. A plan without jurisdiction
    keeps its organisations to itself, so that the same name in two unknown places does not become one
    body. ``roster`` is what is known of the place's units: it says which names are one unit's, and of what
    type the unit is.
    """

    def __init__(self, sheet: Sheet, plan: Plan, base: str, roster: Roster | None = None) -> None:
        self._sheet, self._plan, self._base = sheet, plan, base
        name = plan.jurisdiction
        self.place: Final = None if name is None else NamedNode(place_iri(name, base))
        self._home = f"{self.place.value if self.place else sheet.iri}/org"
        printed = [(fact.agent, fact.agent_key) for facts in self._assignments() for fact in facts]
        printed += [(member.name, member.agent_key) for member in plan.members]
        self._keys = {squash(name): key for name, key in reversed(printed)}
        parents = roster.within if roster else ()
        self._vicinity = Vicinity(name, plan.document.level, parents, load_lexicon())
        mentions = [
            Mention(squash(m.name), m.key, m.collective, m.beside, m.printed) for m in self._mentions()
        ]
        found = identify(mentions, self._vicinity, roster)
        self._bodies, self._meant, self._doubts = found.bodies, found.meant, found.doubts
        self._nodes = {id(body): self._name(body) for body in self._bodies}

    def bearer(self, name: str, key: str | None) -> NamedNode:
        """Return the node of the body that a printed name, read as the department ``key``, stands for."""
        return self._nodes[id(self._meant[squash(name), key])]

    def key_apart(self, name: str, key: str | None) -> str | None:
        """Return the department a name was read as, empty for none, where its body is of another."""
        return None if self._meant[squash(name), key].key == key else (key or "")

    def department(self, name: str, key: str | None) -> str | None:
        """Return the department of the body that a printed name stands for."""
        return self._meant[squash(name), key].key

    def issuers(self) -> Iterator[NamedNode]:
        """Yield the bodies that issued the plan."""
        for name in self._issuers():
            yield self.bearer(*self._named(name))

    def committee(self) -> NamedNode:
        """Return the committee whose members the plan lists."""
        return self.bearer(*self._named(COMMITTEE))

    def write(self) -> None:
        """Write the plan's place, every organisation, and what was not settled, into the stated graph."""
        sheet, name = self._sheet, self._plan.jurisdiction
        if self.place is not None and name is not None:
            sheet.state(sheet.plan, "spt:jurisdiction", self.place)
            self._state(describe_place(self.place, name, self._vicinity.ancestors, self._base))
        for body in self._bodies:
            self._state(describe(self._nodes[id(body)], body, self.place, self._base))
        for order, doubt in enumerate(self._doubts, 1):
            self._state(self._doubtful(doubt, order))

    def _state(self, statements: Iterator[tuple[NamedNode, str, Object]]) -> None:
        for subject, predicate, value in statements:
            self._sheet.state(subject, predicate, value)

    def _doubtful(self, doubt: Doubt, order: int) -> Iterator[tuple[NamedNode, str, Object]]:
        """Yield that a name may be any of several bodies."""
        subject = self._sheet.name("ambiguity", str(order))
        yield subject, "rdf:type", node("spt:Ambiguity")
        yield subject, "spt:agentText", text(doubt.body.name)
        yield subject, "spt:about", self._nodes[id(doubt.body)]
        yield subject, "spt:order", integer(order)
        yield subject, "dcterms:isPartOf", self._sheet.plan
        for candidate in doubt.candidates:
            if id(candidate) in self._nodes:
                yield subject, "spt:candidate", self._nodes[id(candidate)]

    def _mentions(self) -> Iterator[Mention]:
        """Yield every name of the plan, in the document's order, with what it stands beside."""
        for at, assignments in enumerate(self._assignments()):
            for fact in assignments:
                beside = None if fact.clause is None else (at, fact.clause)
                yield Mention(fact.agent, fact.agent_key, _is_collective(fact), beside)
        for member in self._plan.members:
            yield Mention(member.name, member.agent_key, beside="members")
        for name in self._issuers():
            yield Mention(*self._named(name))
        if self._plan.members:
            yield Mention(*self._named(COMMITTEE), printed=False)

    def _assignments(self) -> Iterator[Sequence[Assignment]]:
        """Yield the assignments of each task and passage."""
        yield from (task.assignments for task in self._plan.tasks)
        yield from (passage.assignments for passage in self._plan.elsewhere)

    def _issuers(self) -> Iterator[str]:
        yield from (name for name in (self._plan.document.issuer or "").split("、") if name.strip())

    def _named(self, name: str) -> Name:
        """Return a name with the department that the plan's own mentions of it have, else the lexicon's."""
        name = squash(name)
        if name not in self._keys:
            self._keys[name] = load_lexicon().department_key(name, self._plan.jurisdiction)
        return name, self._keys[name]

    def _name(self, body: Body) -> NamedNode:
        home = self._home
        if self.place is not None and body.seat.place is not None and not body.seat.own:
            home = f"{place_iri(body.seat.place, self._base)}/org"
        return NamedNode(self._sheet.names.new(f"{home}/{segment(body.name)}"))


def describe(
    subject: NamedNode, body: Body, place: NamedNode | None, base: str
) -> Iterator[tuple[NamedNode, str, Object]]:
    """Yield what is known of a body: its names, its type, where it sits and where it is competent."""
    yield subject, "rdf:type", node("spt:Group" if body.group else "org:Organization")
    called = body.name
    yield subject, "skos:prefLabel", text(called, "zh")
    for name in dict.fromkeys(name for name, _ in body.names):
        if name != called:
            yield subject, "skos:altLabel", text(name, "zh")
    if body.key is not None:
        yield subject, "spt:departmentType", NamedNode(PREFIXES["dep"] + segment(body.key))
    vertical = not body.group and body.key in department_types().vertical
    if place is not None and vertical:
        yield subject, "spt:competentIn", place
    if place is not None and body.seat.own and (not vertical or body.said):
        yield subject, "spt:jurisdiction", place
    if body.seat.place is not None and not body.seat.own:
        seat = NamedNode(place_iri(body.seat.place, base))
        yield subject, "spt:jurisdiction", seat
        yield seat, "rdf:type", node("spt:Place")
        yield seat, "skos:prefLabel", text(body.seat.place, "zh")
    if body.seat.level is not None:
        yield subject, "spt:unitLevel", text(body.seat.level)


def describe_place(
    place: NamedNode, name: str, containing: Sequence[str], base: str
) -> Iterator[tuple[NamedNode, str, Object]]:
    """Yield a place's name and what it lies in, up to the first place that the ontology knows."""
    yield place, "rdf:type", node("spt:Place")
    yield place, "skos:prefLabel", text(name, "zh")
    division = division_of(name)
    if division:
        if division.within:
            yield place, "spt:within", NamedNode(DIVISIONS + division.within)
        return
    for above in containing:
        known = division_of(above)
        around = NamedNode(DIVISIONS + known.code if known else place_iri(above, base))
        yield place, "spt:within", around
        if known:
            return
        yield around, "rdf:type", node("spt:Place")
        yield around, "skos:prefLabel", text(above, "zh")
        place = around


def departments_meant(plan: Plan, roster: Roster | None) -> Callable[[Assignment | Member], str | None]:
    """Return the function that gives the department of the body an assignment or member names."""
    organisations = Organisations(Sheet("urn:x-none"), plan, BASE, roster)

    def meant(named: Assignment | Member) -> str | None:
        name = named.agent if isinstance(named, Assignment) else named.name
        return organisations.department(name, named.agent_key)

    return meant


def _is_collective(fact: Assignment) -> bool:
    quantifier: Quantifier | None = fact.quantifier
    return quantifier in _COLLECTIVE
