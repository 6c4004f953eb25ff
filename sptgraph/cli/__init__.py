"""The command line: one thin command per verb."""

from sptgraph.cli.entry import main

__all__ = ["main"]
