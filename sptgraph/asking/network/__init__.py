"""Plans as networkx graphs of typed edges, written as GraphML, and what can be read off them."""

from sptgraph.asking.network.graphml import graphml
from sptgraph.asking.network.plans import network

__all__ = ["graphml", "network"]
