"""Plans of a few names, and the organisations in their graphs by what they are called."""

from collections.abc import Iterable

from hypothesis import strategies as st

from sptgraph.encoding import decode, encode
from sptgraph.encoding.iris import plan_iri
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Assignment, DocumentData, Level, Member, Passage, Plan, Quantifier, Span
from sptgraph.rosters import Roster
from sptgraph.vocabulary import term
from tests.sample import sample_source

BASE = "https://w3id.org/sptgraph/"
HERE = Span(0, 1)
Printed = str | tuple[str, str | None] | tuple[str, str | None, Quantifier]


def owner(printed: Printed, clause: Span | None) -> Assignment:
    name, *more = (printed,) if isinstance(printed, str) else printed
    key = more[0] if more else load_lexicon().department_key(name, bare=True)
    quantifier = more[1] if len(more) > 1 else None
    return Assignment(name, "lead", "inline", name, HERE, key, clause, quantifier=quantifier)  # type: ignore[arg-type]


def plan_of(
    *clauses: Iterable[Printed],
    place: str | None = "云溪县",
    level: Level | None = "county",
    members: Iterable[str] = (),
    issuer: str | None = None,
) -> Plan:
    """Return a plan with one owner clause for each group of names; names of one group stand side by side."""
    owners = [owner(name, Span(at, at + 1)) for at, names in enumerate(clauses, 1) for name in names]
    key = load_lexicon().department_key
    return Plan(
        source=sample_source(),
        document=DocumentData(title="方案", issuer=issuer, jurisdiction=place, level=level),
        elsewhere=(Passage("一", assignments=tuple(owners)),),
        members=tuple(Member(name, "industry", HERE, key(name)) for name in members),
    )


def apart(*names: Printed) -> list[list[Printed]]:
    """Return each name in a clause of its own, so that nothing says that they are two."""
    return [[name] for name in names]


class Graph:
    """The organisations of an encoded plan, by what they are called."""

    def __init__(self, plan: Plan, roster: Roster | None = None) -> None:
        self.quads = encode(plan, BASE, roster)
        self.plan = plan_iri(plan, BASE)
        assert decode(self.quads) == plan

    def values(self, subject: str, name: str) -> set[str]:
        return {
            q.object.value
            for q in self.quads
            if q.subject.value == subject and q.predicate.value == term(name)
        }

    def bearers(self) -> list[set[str]]:
        """Return the names printed for each bearer, those of one bearer together."""
        printed: dict[str, set[str]] = {}
        for quad in self.quads:
            if quad.predicate.value == term("spt:bearer"):
                printed.setdefault(quad.object.value, set()).update(
                    self.values(quad.subject.value, "spt:agentText")
                )
        return sorted(printed.values(), key=sorted)

    def node(self, name: str) -> str:
        """Return the only organisation of that preferred name."""
        found = {
            q.subject.value
            for q in self.quads
            if q.predicate.value == term("skos:prefLabel")
            and q.object.value == name
            and "/org/" in q.subject.value
        }
        assert len(found) == 1, found
        return found.pop()

    def doubts(self) -> dict[str, set[str]]:
        """Return the names that were left in doubt, with the names of the bodies they may mean."""
        nodes = [
            q.subject.value
            for q in self.quads
            if q.predicate.value == term("rdf:type") and q.object.value == term("spt:Ambiguity")
        ]
        return {
            self.values(node, "spt:agentText").pop(): {
                label
                for each in self.values(node, "spt:candidate")
                for label in self.values(each, "skos:prefLabel")
            }
            for node in nodes
        }


NAMES = st.sampled_from(
    ["县教体局", "教体局", "教育局", "县公安局", "公安", "公安机关", "市公安局", "县公安局治安大队", "各乡镇", "镇政府",
     "消防救援大队", "县消防救援支队", "农业农村局", "畜牧局", "某某中心", "县某某中心", "高新区", "高新区管委会"]
)  # fmt: skip
CLAUSES = st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=6)
