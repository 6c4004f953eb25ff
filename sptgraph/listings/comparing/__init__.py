"""The comparison (对照表) of a plan with its superior plan, or with that of another place."""

from sptgraph.listings.comparing.rows import ComparedRow, OutcomeRow
from sptgraph.listings.comparing.tables import compare_tables

__all__ = ["ComparedRow", "OutcomeRow", "compare_tables"]
