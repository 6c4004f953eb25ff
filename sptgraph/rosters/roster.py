"""What a roster says: the units of a place, their names and groups, and the place's own duty list."""

from dataclasses import dataclass, replace
from typing import Final

from sptgraph.model import MemberClass, Role

COMMITTEE: Final = "安全生产委员会"
"""The group that a unit with a member class, and no group named, belongs to."""


@dataclass(frozen=True, slots=True, order=True)
class RowOf:
    """Where a statement of a roster stands: the file's name, and the row's number in it, from 1."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the place by its official name, and the further names it goes by.

    ``department`` is the key of its type, ``seat`` the place it sits in where that is not the roster's own.
    A ``group`` stands for its members.
    """

    name: str
    rows: tuple[RowOf, ...]
    aliases: tuple[str, ...] = ()
    department: str | None = None
    seat: str | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class Belonging:
    """That a unit is a member of a group or committee, perhaps in a class of members."""

    group: str
    member: str
    row: RowOf
    member_class: MemberClass | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of the place's duty list: which unit bears which facet of which sector, by their keys."""

    sector: str
    facet: str
    unit: str
    role: Role
    row: RowOf
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """All that is known of the units of one place.

    ``within`` names the places it lies in, the nearest first; ``complete`` says that a unit not listed is
    not there. ``rows`` holds every row that counted.
    """

    place: str
    within: tuple[str, ...] = ()
    complete: bool = False
    units: tuple[Unit, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    duties: tuple[Duty, ...] = ()
    rows: tuple[RowOf, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """The names of the files that it was read from."""
        return frozenset(map(_file, self.rows))

    def without(self, files: frozenset[str]) -> "Roster":
        """Return what remains when the rows of some files are taken out.

        A unit that other files list too stays with all its names.
        """
        units = (replace(unit, rows=_kept(unit.rows, files)) for unit in self.units)
        return replace(
            self,
            units=tuple(unit for unit in units if unit.rows),
            belongings=tuple(each for each in self.belongings if _file(each.row) not in files),
            duties=tuple(duty for duty in self.duties if _file(duty.row) not in files),
            rows=_kept(self.rows, files),
        )


def _kept(rows: tuple[RowOf, ...], files: frozenset[str]) -> tuple[RowOf, ...]:
    return tuple(row for row in rows if _file(row) not in files)


def _file(row: RowOf) -> str:
    """Return the name of the file, without the number of the sheet."""
    return row.file.partition("#")[0]
