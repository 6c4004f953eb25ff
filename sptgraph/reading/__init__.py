"""File → `Document`: any supported format becomes text in which every character has an address."""

from sptgraph.reading.reader import read

__all__ = ["read"]
