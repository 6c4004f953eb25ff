"""Why: the proof of a fact, by its IRI or by what a question found."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias, Union

from sptgraph.asking.answer import Row
from sptgraph.asking.names import shown
from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.matching import facts_of
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.proof.proving import Prover, strength
from sptgraph.asking.proof.tree import Proof
from sptgraph.asking.scope import Plans, scopes
from sptgraph.errors import ParameterError
from sptgraph.language import Bilingual
from sptgraph.store import Store

if TYPE_CHECKING:
    from sptgraph.asking.chain.links import Link

Explainable: TypeAlias = Union[str, Row, Proof, "Link"]
"""What can be explained: a fact's IRI, a row of an answer, a link of a chain, a proof."""


def explain(store: Store, what: Explainable, plans: Plans = None) -> Proof:
    """Return why something holds: its proof with all ways to it, the best first.

    ``what`` is the IRI of a fact, or what a question gave: a row of an answer or a link of a chain. Raises
    `ParameterError` where none of the ``plans`` (default: all) says such a thing.
    """
    if isinstance(what, Proof):
        return what
    if not isinstance(what, str | Row):
        return what.proof
    if isinstance(what, Row) and plans is None and what.get("plan"):
        plans = str(what["plan"])
    for scope in scopes(store, plans):
        facts = Facts(scope)
        if found := _meant(facts, what):
            return _together(_proofs(found, Prover(facts)))
    text = shown(what if isinstance(what, str) else dict(what))
    raise ParameterError(
        f"方案里没有这样的事实：{text}；请给出事实的标识，或查询、责任链给出的一行",
        f"no plan holds such a fact: {text}; give a fact's IRI, or what a question or chain gave",
    )


def _meant(facts: Facts, what: str | Row) -> list[Node]:
    """Return the facts that an IRI or a row means in a plan; several where a row sums them up."""
    named = (
        [what] if isinstance(what, str) else [str(what[name]) for name in ("fact", "gap") if what.get(name)]
    )
    if named or isinstance(what, str):
        return [facts.nodes[iri] for iri in named if iri in facts.nodes]
    return facts_of(facts, what)


def _proofs(nodes: Iterable[Node], prover: Prover) -> list[Proof]:
    """Return the proofs of some facts, without those that another one tells as an alternative."""
    told: set[str | None] = set()
    proofs = []
    for node in sorted(nodes, key=strength):
        if node.iri not in told:
            proof = prover.prove(node.iri)
            proofs.append(proof)
            told |= {proof.iri, *(other.iri for other in proof.alternatives)}
    return proofs


def _together(proofs: list[Proof]) -> Proof:
    if len(proofs) == 1:
        return proofs[0]
    return Proof(Bilingual(f"共 {len(proofs)} 处", f"{len(proofs)} facts"), tuple(proofs))
