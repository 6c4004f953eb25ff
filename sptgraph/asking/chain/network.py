"""A chain as a graph of typed edges: 行业 and 属地 as parallel lines from the enterprise up."""

from typing import TYPE_CHECKING, Any

from sptgraph.asking.chain.links import Chain, Link
from sptgraph.asking.labels import label

if TYPE_CHECKING:
    import networkx

_OVER_FIRMS = {"supervises", "manages-trade", "manages-business", "leads"}


def chain_graph(chain: Chain) -> "networkx.MultiDiGraph[str]":
    """Return the chain as a multigraph; nodes have ``kind`` and ``label``, edges a ``type``, as has each key.

    A link is an edge from its agent (or from a node of kind ``gap``, where nobody answers) to the subject,
    or to the enterprises where it watches over them. Beside these: ``reports-to`` up the tiers, and
    ``coordinates`` from the committee and its office down to those who report to them.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(
        subject=chain.subject, kind=chain.kind, jurisdiction=chain.jurisdiction or ""
    )
    subject = f"{chain.kind}:{chain.key}"
    graph.add_node(subject, kind=chain.kind, label=label(chain.kind, chain.key, "zh"))
    firms = [link.agent for link in chain.links if link.tier == "enterprise" and link.agent]
    for number, link in enumerate(chain.links, 1):
        node = link.agent or f"gap:{number}"
        graph.add_node(node, **_node(link))
        watched = firms if link.relation in _OVER_FIRMS and link.agent and chain.kind != "department" else []
        relation = "supervises" if link.relation == "leads" else link.relation
        for firm in watched:
            graph.add_edge(
                node, firm, f"{relation}/{link.facet or ''}/{link.part or ''}", **_edge(link, relation)
            )
        if not watched or link.relation == "leads":
            own = "bears" if link.relation == "coordinates" else link.relation
            graph.add_edge(
                node,
                subject,
                f"{own}/{link.role or ''}/{link.facet or ''}/{link.part or ''}",
                **_edge(link, own),
            )
    _upwards(graph, chain)
    return graph


def _upwards(graph: "networkx.MultiDiGraph[str]", chain: Chain) -> None:
    relation = {link.agent: link.relation for link in chain.links if link.relation == "coordinates"}
    firms = {link.agent for link in chain.links if link.tier == "enterprise"}
    for link in chain.links:
        agent = link.agent
        if agent is None:
            continue
        # The law sets departments over a firm; it reports to none, though its people do inside it.
        inside = link.tier == "enterprise"
        parents = [each for each in link.parents if each != agent and (not inside or each in firms)]
        for parent in parents:
            graph.add_edge(agent, parent, "reports-to", type="reports-to")
            if relation.get(parent):
                graph.add_edge(parent, agent, "coordinates", type="coordinates")


def _node(link: Link) -> dict[str, Any]:
    if link.agent is None:
        return {
            "kind": "gap",
            "label": link.basis,
            "tier": link.tier,
            "candidates": "、".join(link.candidates),
            "reason": link.reason or "",
        }
    return {
        "kind": "agent",
        "label": link.agent,
        "tier": link.tier,
        "department": link.department or "",
        "presumed": link.presumed,
    }


def _edge(link: Link, relation: str) -> dict[str, Any]:
    return {
        "type": relation,
        "role": link.role or "",
        "facet": link.facet or "",
        "part": link.part or "",
        "basis": link.basis,
        "tier": link.tier,
        "generic": link.generic,
        "disputed": link.disputed,
    }
