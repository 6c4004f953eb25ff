"""Asking: the query catalogue, and who answers for what."""

from sptgraph.asking.analyses import Analysis
from sptgraph.asking.answer import Answer, Row
from sptgraph.asking.catalogue import Catalogue
from sptgraph.asking.chain import Chain, Link
from sptgraph.asking.chain.who import Answerers, who
from sptgraph.asking.network import network
from sptgraph.asking.proof import Article, Proof, Quotation, RosterRow
from sptgraph.asking.proof.explaining import explain
from sptgraph.asking.query import Query
from sptgraph.asking.running import ask, ask_query

__all__ = [
    "Analysis",
    "Answer",
    "Answerers",
    "Article",
    "Catalogue",
    "Chain",
    "Link",
    "Proof",
    "Query",
    "Quotation",
    "RosterRow",
    "Row",
    "ask",
    "ask_query",
    "explain",
    "network",
    "who",
]
