"""Asking: the query catalogue, and who answers for what."""

from sptgraph.asking.answer import Answer, Row
from sptgraph.asking.catalogue import Catalogue
from sptgraph.asking.chain import Chain, Link
from sptgraph.asking.proof import Proof, Quotation
from sptgraph.asking.query import Query
from sptgraph.asking.running import ask, ask_query
from sptgraph.asking.who import who

__all__ = [
    "Answer",
    "Catalogue",
    "Chain",
    "Link",
    "Proof",
    "Query",
    "Quotation",
    "Row",
    "ask",
    "ask_query",
    "who",
]
