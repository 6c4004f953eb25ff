"""The links of a chain as they are found in one plan, before those of one body are put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sptgraph.asking.chain.view import View
from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof
from sptgraph.asking.proof.nodes import Node
from sptgraph.language import Bilingual

LEAD_TIER: Final = "sector-lead"
ROLES: Final = ("lead", "responsible", "support")

_RELATIONS: Final = {
    "comprehensive": "supervises",
    "committee-office": "coordinates",
    "committee": "coordinates",
}
_OF_SHARES: Final = {
    "co-supervise": (LEAD_TIER, "supervises"),
    "industry-manager": ("trade-manager", "manages-trade"),
    "territorial": ("territorial", "bears"),
    "enterprise": ("enterprise", "bears"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A link found in one plan: a fact and who bears it, or (``body`` None) that nobody does."""

    tier: str
    body: str | None
    agent: str | None
    basis: str
    proof: Proof
    role: str | None = None
    facet: str | None = None
    part: str | None = None
    department: str | None = None
    agent_en: str | None = None
    relation: str = "bears"
    generic: bool = False
    presumed: bool = False
    disputed: bool = False
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    within: int = field(default=0, compare=False)


class Finder:
    """Turns the facts of one plan into links."""

    def __init__(self, view: View) -> None:
        self.view = view

    def duty(self, node: Node, role: str | None = None) -> Found:
        """Return the link of a duty in a task or passage; ``role`` decides the tier where it depends."""
        tier = self.fixed_tier(node) or self.view.tiers.of_role(role or _role(node))
        return self._found(tier, node, _role(node), relation=_RELATIONS.get(tier, "bears"))

    def fixed_tier(self, node: Node) -> str | None:
        """Return the tier in which who bears a duty stands whatever it does."""
        named = self.view.sectors_of.get(self.view.provision(node) or "")
        return self.view.fixed_tier(node.one("spt:bearer"), general=not named)

    def lead(self, node: Node) -> Found:
        """Return the link of a sector lead."""
        return self._found(LEAD_TIER, node, "lead", relation="leads")

    def share(self, node: Node) -> Found:
        """Return the link of a duty in a sector that is no lead."""
        tier, relation = _OF_SHARES.get(node.key("spt:normRole") or "", (LEAD_TIER, "supervises"))
        fixed = self.view.fixed_tier(node.one("spt:bearer"), general=False)
        return self._found(fixed or tier, node, "responsible", relation=relation)

    def overall(self, node: Node, within: int = 0) -> Found:
        """Return the link of a duty for all sectors alike."""
        fixed = self.view.fixed_tier(node.one("spt:bearer"), general=True)
        tier, relation = fixed or "territorial", "bears"
        if node.is_a("spt:EnterpriseDuty"):
            tier = "enterprise"
        elif node.is_a("spt:SectorLead"):
            tier, relation = fixed or LEAD_TIER, "supervises"
        elif node.is_a("spt:BusinessDuty"):
            tier, relation = "business", "manages-business"
        # Its facet says no more than its tier, and would part it from what the plan states of the same body.
        return replace(self._found(tier, node, _role(node), relation=relation, within=within), facet=None)

    def gap(self, node: Node) -> Found:
        """Return the link that a gap leaves undetermined."""
        names = [self.view.facts.agent(iri).zh for iri in node.all("spt:candidate")]
        return Found(
            LEAD_TIER,
            None,
            None,
            "undetermined",
            self.view.prover.prove(node.iri),
            role="lead",
            facet=node.key("spt:facet"),
            part=node.one("spt:part"),
            relation="leads",
            reason=node.one("spt:reason"),
            candidates=tuple(dict.fromkeys(names)),
        )

    def missing(self, tier: str, fact: Bilingual, naming: Sequence[Node], possible: Iterable[Node]) -> Found:
        """Return the link that nothing answers: why it should be there, and who might fill it."""
        proof = Proof(fact, tuple(self.view.prover.quotation(node) for node in naming))
        names = {self.view.body(node.one("spt:bearer") or ""): self._name(node) for node in possible}
        return Found(tier, None, None, "missing", proof, candidates=tuple(names.values()))

    def might_lead(self, node: Node) -> bool:
        """Tell whether who bears a task might lead: no group, nor a body that stands in another tier."""
        group = self.view.is_group(node.one("spt:bearer"))
        return node.one("spt:inTask") is not None and not group and not self.fixed_tier(node)

    def _found(self, tier: str, node: Node, role: str, *, relation: str, within: int = 0) -> Found:
        view, bearer = self.view, node.one("spt:bearer") or ""
        body = view.body(bearer)
        presumed = node.true("spt:presumed") or view.facts[bearer].is_a("spt:PresumedBody")
        return Found(
            tier=tier,
            body=body,
            agent=self._name(node),
            basis="stated" if node.one("spt:basis") == "stated" else "derived",
            proof=view.prover.prove(node.iri),
            role=role,
            facet=node.key("spt:facet"),
            part=node.one("spt:part"),
            department=view.department(bearer),
            agent_en=view.facts.agent(bearer).en,
            relation=relation,
            generic=node.true("spt:generic"),
            presumed=presumed,
            disputed=node.iri in view.disputed,
            others=tuple(dict.fromkeys(self._others(node, body))),
            within=within,
        )

    def _others(self, node: Node, body: str) -> Iterator[str]:
        for weak in self.view.prover.weaker([node.iri]):
            if self.view.body(weak.one("spt:bearer") or "") != body:
                yield self._name(weak)

    def _name(self, node: Node) -> str:
        return self.view.facts.agent(node.one("spt:bearer")).zh


def unled(kind: str, key: str, *, named: bool) -> Bilingual:
    """Return what is missing, in words: a sector's lead or a task's owner."""
    zh, en = (label(kind, key, language) for language in ("zh", "en"))
    if kind == "department":
        return Bilingual(f"没有查到“{zh}”在这里是哪个单位", f"which body is the {en} here is not known")
    if kind == "task":
        return Bilingual(f"{zh} 没有写明责任单位", f"{en} names no owner")
    if named:
        return Bilingual(f"原文没有写明谁牵头“{zh}”", f"the text does not say who leads “{en}”")
    return Bilingual(f"原文没有点到“{zh}”", f"the text does not name “{en}”")


def _role(node: Node) -> str:
    role = node.key("spt:role") or ""
    return role if role in ROLES else "responsible"
