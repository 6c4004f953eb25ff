"""Where plans are kept and asked: named graphs in an embedded Oxigraph, in memory or in a folder."""

from sptgraph.store.folder import is_store
from sptgraph.store.plans import Store
from sptgraph.store.records import PlanRecord, Row, Solutions, Term

__all__ = ["PlanRecord", "Row", "Solutions", "Store", "Term", "is_store"]
