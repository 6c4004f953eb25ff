"""The commands, in the order of the work."""

from sptgraph.cli.commands import ask, attach, check, compare, demo, listing, read, who

ALL = (
    read.register,
    check.register,
    ask.register,
    who.register,
    listing.register,
    compare.register,
    attach.register,
    demo.register,
)
"""Each adds its command to the application, in the language it is given."""
