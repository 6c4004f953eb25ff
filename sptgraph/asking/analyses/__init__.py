"""Questions that are answered from the graph of a plan, not by one query: load, overlaps, single points."""

from sptgraph.asking.analyses.analysis import Analysis
from sptgraph.asking.analyses.registry import ANALYSES, analyse

__all__ = ["ANALYSES", "Analysis", "analyse"]
