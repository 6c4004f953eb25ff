"""Why something holds: proofs as trees whose leaves are places in a text, dated articles, or roster rows."""

from sptgraph.asking.proof.leaves import Article, Leaf, Quotation, RosterRow
from sptgraph.asking.proof.tree import Proof

__all__ = ["Article", "Leaf", "Proof", "Quotation", "RosterRow"]
