"""The links found in the plans of a place, those of one body put together, in tier order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sptgraph.asking.chain.finding import ROLES, Found
from sptgraph.asking.chain.links import Link
from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof
from sptgraph.asking.tiers import Tiers
from sptgraph.language import Bilingual


def joined(found: Iterable[Found], tiers: Tiers) -> tuple[Link, ...]:
    """Put the links of one body in one tier, role, facet and part together; give each its parents."""
    merged: dict[tuple[str | None, ...], list[Found]] = {}
    for each in found:
        key = (each.tier, each.body, each.role, each.facet, each.part, each.basis if not each.body else None)
        merged.setdefault(key, []).append(each)
    groups = sorted(
        merged.values(),
        key=lambda same: (
            tiers.by_key[same[0].tier].rank,
            same[0].within,
            ROLES.index(same[0].role or "lead"),
        ),
    )
    return _with_parents([_link(same, tiers) for same in groups], tiers)


def _link(same: Sequence[Found], tiers: Tiers) -> Link:
    """Return one link for the same body, tier, role, facet and part; its proof holds all that it does."""
    first = min(same, key=lambda each: (each.basis != "stated", each.presumed))
    proofs = {each.proof.iri or each.proof: each.proof for each in same}
    shown = {other.iri for proof in proofs.values() for other in proof.alternatives}
    proofs = {
        key: proof for key, proof in proofs.items() if len(proofs) == 1 or proof.iri not in shown
    } or proofs
    return Link(
        tier=first.tier,
        tier_label=tiers.by_key[first.tier].label,
        agent=first.agent,
        role=first.role,
        facet=first.facet,
        basis=first.basis,
        proof=_proof(first, tuple(proofs.values())),
        department=first.department,
        agent_en=first.agent_en,
        candidates=tuple(dict.fromkeys(name for each in same for name in each.candidates)),
        part=first.part,
        reason=first.reason,
        relation=first.relation,
        generic=all(each.generic for each in same),
        presumed=all(each.presumed for each in same),
        disputed=any(each.disputed for each in same),
        others=tuple(dict.fromkeys(name for each in same for name in each.others)),
        sectors=tuple(dict.fromkeys(key for each in same for key in each.sectors)),
        facts=tuple(each.proof.iri for each in same if each.proof.iri),
    )


def _proof(first: Found, proofs: tuple[Proof, ...]) -> Proof:
    if len(proofs) == 1:
        return proofs[0]
    role = label("role", first.role, "zh") if first.role else ""
    summary = Bilingual(
        f"{first.agent or ''} {role} {len(proofs)} 处".strip(),
        f"{first.agent or 'nobody'}: {first.role or 'missing'} in {len(proofs)} places",
    )
    return Proof(summary, proofs)


def _with_parents(links: list[Link], tiers: Tiers) -> tuple[Link, ...]:
    agents: dict[str, dict[str, None]] = {}
    for link in links:
        if link.agent:
            agents.setdefault(link.tier, {})[link.agent] = None
    return tuple(
        replace(link, parents=_superior(link, following) or _above(link, tiers, agents))
        for link, following in zip(links, (*links[1:], None), strict=False)
    )


def _superior(link: Link, following: Link | None) -> tuple[str, ...]:
    """Return who stands next above inside the enterprise: the principal over the deputies, then the firm."""
    inside = following is not None and link.tier == following.tier == "enterprise" and following.generic
    return (following.agent,) if inside and following and following.agent and link.generic else ()


def _above(link: Link, tiers: Tiers, agents: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(agent for upper in tiers.above(link.tier, agents) for agent in agents[upper])
