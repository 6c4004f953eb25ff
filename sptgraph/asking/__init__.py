"""Asking: the query catalogue, and who answers for what."""

from sptgraph.asking.answer import Answer, Row
from sptgraph.asking.catalogue import Catalogue
from sptgraph.asking.query import Query
from sptgraph.asking.running import ask, ask_query

__all__ = ["Answer", "Catalogue", "Query", "Row", "ask", "ask_query"]
