"""Rosters, alias tables and duty lists of a place, as a user gives them: file → `Roster`."""

from sptgraph.rosters.gathering import together
from sptgraph.rosters.loading import read_roster
from sptgraph.rosters.roster import Belonging, Duty, Roster, RowOf, Unit
from sptgraph.rosters.turtle import roster_of

__all__ = ["Belonging", "Duty", "Roster", "RowOf", "Unit", "read_roster", "roster_of", "together"]
