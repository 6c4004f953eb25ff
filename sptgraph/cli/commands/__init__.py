"""The commands, in the order of the work."""

from sptgraph.cli.commands import ask, check, read, who

ALL = (read.register, check.register, ask.register, who.register)
"""Each adds its command to the application, in the language it is given."""
