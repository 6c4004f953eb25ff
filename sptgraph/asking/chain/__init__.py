"""The chain of responsibility (责任链): who answers for a sector, a task or a department, tier by tier."""

from sptgraph.asking.chain.links import Chain, Link

__all__ = ["Chain", "Link"]
