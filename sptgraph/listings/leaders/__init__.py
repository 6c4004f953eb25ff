"""Leaders' duty lists: what plans and the law put on leaders, and the tasks of the bodies that they lead."""

from sptgraph.listings.leaders.making import leader_tables

__all__ = ["leader_tables"]
