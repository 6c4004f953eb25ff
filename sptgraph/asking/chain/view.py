"""One plan as a chain sees it: its duties, mentions, leads, gaps and general duties, in its order."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.proof.proving import Prover, strength
from sptgraph.asking.scope import Scope
from sptgraph.asking.subjects import is_generic
from sptgraph.asking.tiers import Tiers
from sptgraph.extraction.lexicon import load_lexicon

_SEPARATE: Final = ("spt:SectorLead", "spt:SectorDuty", "spt:RecurringDuty")


class View:
    """What one plan and its rules say about who answers for what."""

    def __init__(self, scope: Scope, tiers: Tiers) -> None:
        self.scope, self.tiers = scope, tiers
        self.facts: Final = Facts(scope)
        self.prover: Final = Prover(self.facts)

    @cached_property
    def duties(self) -> list[Node]:
        """Who bears what in tasks and passages, stated and derived, in the order of the plan."""
        borne = (
            node
            for node in self.facts.nodes.values()
            if "spt:bearer" in node.values and "spt:role" in node.values and not node.is_a(*_SEPARATE)
        )
        found = [node for node in borne if self.facts.provision(node) is not None]
        return sorted(found, key=self.facts.position)

    @cached_property
    def mentions(self) -> list[Node]:
        """Where which sector is named; generic sectors too."""
        return sorted(self.facts.of("spt:SectorMention"), key=self.facts.position)

    @cached_property
    def leads(self) -> list[Node]:
        """Who leads which sector in which facet: primary facet first, nobody whom a stronger lead outdoes."""
        found = [node for node in self.facts.of("spt:SectorLead") if not node.true("spt:generic")]
        standing = [
            node for node in found if not any(w in self.facts.nodes for w in node.all("spt:weakerThan"))
        ]
        return sorted(standing, key=lambda n: (not self.is_primary(n), n.key("spt:facet") or "", strength(n)))

    @cached_property
    def gaps(self) -> list[Node]:
        """For which sector and facet a lead is wanted, and why there is none."""
        found = self.facts.of("spt:Gap")
        return sorted(found, key=lambda n: (not self.is_primary(n), n.one("spt:part") or "", n.iri))

    @cached_property
    def shares(self) -> list[Node]:
        """Who has a duty in a sector that is no lead: co-supervisors, managers of the trade."""
        return sorted(self.facts.of("spt:SectorDuty"), key=strength)

    @cached_property
    def overall(self) -> list[Node]:
        """Who answers for all sectors alike by law: enterprises, the area, comprehensive supervision."""
        found = list(self.facts.of("spt:EnterpriseDuty", "spt:TerritorialDuty"))
        found += [node for node in self.facts.of("spt:SectorLead") if node.true("spt:generic")]
        return sorted(found, key=self._bottom_up)

    @cached_property
    def business(self) -> list[Node]:
        """Who manages a line of business, and so its safety."""
        return sorted(self.facts.of("spt:BusinessDuty"), key=strength)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The leads that are in dispute."""
        return frozenset(lead for node in self.facts.of("spt:Dispute") for lead in node.all("spt:lead"))

    @cached_property
    def sectors_of(self) -> Mapping[str, frozenset[str]]:
        """The specific sectors that each task or passage names, by its IRI."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for node in self.mentions:
            sector, provision = node.key("spt:sector"), self.provision(node)
            if sector and provision and not is_generic(sector):
                named[provision].add(sector)
        return {provision: frozenset(sectors) for provision, sectors in named.items()}

    def provision(self, fact: Node) -> str | None:
        """Return the IRI of the task or passage of a fact."""
        found = self.facts.provision(fact)
        return found.iri if found else None

    def is_primary(self, node: Node) -> bool:
        """Tell whether a lead or gap is in its sector's primary facet."""
        sector = load_lexicon().sectors.get(node.key("spt:sector") or "")
        return sector is not None and sector.primary_facet == node.key("spt:facet")

    def department(self, bearer: str | None) -> str | None:
        """Return the key of a body's type of department."""
        return self.facts[bearer or ""].key("spt:departmentType")

    def is_group(self, bearer: str | None) -> bool:
        """Tell whether a bearer stands for many bodies."""
        return self.facts[bearer or ""].is_a("spt:Group")

    def fixed_tier(self, bearer: str | None, *, general: bool) -> str | None:
        """Return the tier that a body stands in whatever it does, or None where it depends."""
        return self.tiers.of_department(self.department(bearer), self.scope.plan.level, general=general)

    def body(self, iri: str) -> str:
        """Return what is the same for one body in several plans of a place, else its IRI."""
        kind = self._kind(iri)
        return kind if kind is not None and self._kinds[kind] == 1 else iri

    @cached_property
    def _kinds(self) -> Counter[str]:
        bodies = self.facts.of("org:Organization", "spt:PresumedBody")
        return Counter(kind for iri in {body.iri for body in bodies} if (kind := self._kind(iri)))

    def _kind(self, iri: str) -> str | None:
        """Return department and seat of a body as one text; None for a group and where neither is known."""
        node = self.facts[iri]
        department = node.key("spt:departmentType")
        seat = node.one("spt:jurisdiction") or node.one("spt:competentIn") or node.one("spt:unitLevel")
        return f"{department} {seat}" if department and seat and not node.is_a("spt:Group") else None

    def _bottom_up(self, node: Node) -> tuple[int, str]:
        bearer = self.facts[node.one("spt:bearer") or ""]
        if not node.is_a("spt:EnterpriseDuty"):
            return 3, node.iri
        if bearer.is_a("spt:PostClass"):
            return (1 if "principal" in bearer.iri.rpartition("/")[2] else 0), node.iri
        return 2, node.iri
