"""Rosters, alias tables and duty lists of a place, as a user gives them: file → `Roster`."""

from sptgraph.rosters.loading import read_roster
from sptgraph.rosters.roster import Belonging, Duty, Roster, RowOf, Unit

__all__ = ["Belonging", "Duty", "Roster", "RowOf", "Unit", "read_roster"]
