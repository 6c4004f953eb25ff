"""The tables of a file, whatever its format, as grids of cells."""

from sptgraph.reading.grids.reader import read_grids

__all__ = ["read_grids"]
