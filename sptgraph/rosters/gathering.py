"""Statements of rows → one `Roster`: what several rows say of one unit is put together and must agree."""

from dataclasses import dataclass, field, replace
from typing import NoReturn

from sptgraph.errors import RosterError
from sptgraph.extraction.lexicon import fold
from sptgraph.rosters import names
from sptgraph.rosters.roster import Belonging, Duty, Roster, RowOf, Unit


@dataclass(frozen=True, slots=True)
class Statement:
    """What one row says of a unit; None and empty where it says nothing."""

    row: RowOf
    unit: str
    aliases: tuple[str, ...] = ()
    department: str | None = None
    seat: str | None = None


@dataclass(slots=True)
class _Known:
    name: str
    rows: list[RowOf] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    department: tuple[str, RowOf] | None = None
    seat: tuple[str, RowOf] | None = None


class Gathering:
    """Collects what rows say and refuses what contradicts; each refusal names both rows."""

    def __init__(self) -> None:
        self._place: tuple[str, RowOf] | None = None
        self._complete: tuple[bool, RowOf] | None = None
        self._within: dict[str, RowOf] = {}
        self._units: dict[str, _Known] = {}
        self._aliases: dict[str, tuple[str, RowOf]] = {}
        self._belongings: dict[tuple[str, str, str | None], Belonging] = {}
        self._duties: dict[tuple[str, str, str | None, str, str], Duty] = {}
        self._rows: dict[RowOf, None] = {}

    def place(self, place: str, row: RowOf) -> None:
        """Take the place that a row is about; all rows must be about one."""
        self._rows[row] = None
        if self._place and self._place[0] != place:
            clash(
                row,
                self._place[1],
                f"地区“{place}”与“{self._place[0]}”不同，一份名册只写一个地区",
                f"the place “{place}” is not “{self._place[0]}”; a roster is of one place",
            )
        self._place = self._place or (place, row)

    def within(self, place: str, row: RowOf) -> None:
        """Take a place that the roster's place lies in; the nearest comes first."""
        self._rows[row] = None
        self._within.setdefault(place, row)

    def complete(self, flag: bool, row: RowOf) -> None:
        """Take whether the roster lists all units."""
        self._rows[row] = None
        if self._complete and self._complete[0] != flag:
            clash(
                row,
                self._complete[1],
                "名录完整一处写是、一处写否",
                "the roster is called complete in one row and not in the other",
            )
        self._complete = self._complete or (flag, row)

    def unit(self, said: Statement) -> None:
        """Take what a row says of a unit."""
        self._rows[said.row] = None
        known = self._units.setdefault(fold(said.unit), _Known(said.unit))
        if said.row not in known.rows:
            known.rows.append(said.row)
        for alias in said.aliases:
            if fold(alias) != fold(said.unit):
                known.aliases.setdefault(fold(alias), alias)
                self._alias(alias, said)
        for attribute, value, zh, en in (
            ("department", said.department, "部门", "department"),
            ("seat", said.seat, "驻地", "seat"),
        ):
            before = getattr(known, attribute)
            if value is not None and before and before[0] != value:
                clash(
                    said.row,
                    before[1],
                    f"“{said.unit}”的{zh}一处是 {before[0]}，一处是 {value}",
                    f"the {en} of “{said.unit}” is {before[0]} in one row and {value} in the other",
                )
            if value is not None and not before:
                setattr(known, attribute, (value, said.row))

    def _alias(self, alias: str, said: Statement) -> None:
        owner, row = self._aliases.setdefault(fold(alias), (said.unit, said.row))
        if fold(owner) != fold(said.unit):
            clash(
                said.row,
                row,
                f"别名“{alias}”既给了“{owner}”又给了“{said.unit}”",
                f"the alias “{alias}” is given to “{owner}” and to “{said.unit}”",
            )

    def seen(self, row: RowOf) -> None:
        """Take a row as one that counted, whatever it says."""
        self._rows[row] = None

    def belonging(self, belonging: Belonging) -> None:
        """Take that a unit is a member of a group."""
        self._rows[belonging.row] = None
        key = fold(belonging.group), fold(belonging.member), belonging.member_class
        self._belongings.setdefault(key, belonging)

    def duty(self, duty: Duty) -> None:
        """Take a row of the duty list."""
        self._rows[duty.row] = None
        self._duties.setdefault((duty.sector, duty.facet, duty.part, fold(duty.unit), duty.role), duty)

    def roster(self, file: str, place: str | None = None) -> Roster:
        """Return the roster; ``place`` where rows name none. Raises `RosterError` where they contradict."""
        name = self._place[0] if self._place else place
        if name is None:
            raise RosterError(
                f"{file}：没有写明是哪个地区的名册；请加“地区”一列",
                f"{file}: it does not say which place it is of; add the column place",
            )
        if name in self._within:
            row = self._within[name]
            raise RosterError(
                f"{row.file} 第{row.row}行：“{name}”不能是自己的上级地区",
                f"{row.file}, row {row.row}: “{name}” cannot lie in itself",
            )
        self._units_named_as_aliases()
        for belonging in self._belongings.values():
            self._name(belonging.group, belonging.row)
            self._name(belonging.member, belonging.row)
        for duty in self._duties.values():
            self._name(duty.unit, duty.row)
        self._without_circles()
        groups = {fold(self.official(each.group)) for each in self._belongings.values()}
        units = [self._finished(known, name, key in groups) for key, known in self._units.items()]
        belongings = [
            replace(each, group=self.official(each.group), member=self.official(each.member))
            for each in self._belongings.values()
        ]
        duties = [replace(duty, unit=self.official(duty.unit)) for duty in self._duties.values()]
        return Roster(
            place=name,
            within=tuple(self._within),
            complete=bool(self._complete and self._complete[0]),
            units=tuple(sorted(units, key=lambda unit: (unit.rows, unit.name))),
            belongings=tuple(
                sorted(belongings, key=lambda b: (b.row, b.group, b.member, b.member_class or ""))
            ),
            duties=tuple(
                sorted(duties, key=lambda d: (d.row, d.sector, d.facet, d.part or "", d.unit, d.role))
            ),
            rows=tuple(sorted(self._rows)),
        )

    def official(self, name: str) -> str:
        """Return the official name of the unit that ``name`` is a name of."""
        owner = self._aliases.get(fold(name))
        known = self._units.get(fold(owner[0] if owner else name))
        return known.name if known else name

    def _name(self, name: str, row: RowOf) -> None:
        """List a unit that a row only mentions."""
        if fold(name) not in self._aliases:
            self._units.setdefault(fold(name), _Known(name, [row]))

    def _units_named_as_aliases(self) -> None:
        """Take a row that calls a unit by an alias as one about the unit; it must not describe another."""
        for alias, (owner, row) in self._aliases.items():
            other = self._units.get(alias)
            if other is None:
                continue
            unit = self._units[fold(owner)]
            apart = other.department and unit.department and other.department[0] != unit.department[0]
            if other.aliases or apart or other.seat:
                clash(
                    other.rows[0],
                    row,
                    f"“{other.name}”自成一个单位，又是“{owner}”的别名",
                    f"“{other.name}” is a unit of its own and an alias of “{owner}”",
                )
            unit.rows += [each for each in other.rows if each not in unit.rows]
            unit.department = unit.department or other.department
            del self._units[alias]

    def _without_circles(self) -> None:
        above: dict[str, list[tuple[str, RowOf]]] = {}
        for each in self._belongings.values():
            above.setdefault(self.official(each.member), []).append((self.official(each.group), each.row))
        done: set[str] = set()
        for start in above:
            self._climb(start, above, done)

    def _climb(self, start: str, above: dict[str, list[tuple[str, RowOf]]], done: set[str]) -> None:
        path: list[str] = []
        stack: list[tuple[str, RowOf | None, bool]] = [(start, None, False)]
        while stack:
            name, row, leaving = stack.pop()
            if leaving:
                path.pop()
                done.add(name)
                continue
            if name in path and row is not None:
                circle = " → ".join([*path[path.index(name) :], name])
                raise RosterError(
                    f"{row.file} 第{row.row}行：成员关系成了圈：{circle}",
                    f"{row.file}, row {row.row}: the memberships go in a circle: {circle}",
                )
            if name in done:
                continue
            path.append(name)
            stack.append((name, row, True))
            stack += [(group, at, False) for group, at in above.get(name, ())]

    def _finished(self, known: _Known, place: str, group: bool) -> Unit:
        key = known.department[0] if known.department else names.department(known.name, place)
        return Unit(
            name=known.name,
            rows=tuple(sorted(known.rows)),
            aliases=tuple(sorted(known.aliases.values())),
            department=key,
            seat=known.seat[0] if known.seat else None,
            group=names.is_group(key) or (group and key is None),
        )


def clash(row: RowOf, other: RowOf, zh: str, en: str) -> NoReturn:
    """Raise the error that two rows contradict each other."""
    first, second = sorted((row, other))
    if first.file == second.file:
        numbers = f"{first.row}、{second.row}" if first.row != second.row else f"{first.row}"
        both = f"{first.row} and {second.row}" if first.row != second.row else f"{first.row}"
        raise RosterError(f"{first.file} 第{numbers}行：{zh}", f"{first.file}, rows {both}: {en}")
    raise RosterError(
        f"{first.file} 第{first.row}行与 {second.file} 第{second.row}行：{zh}",
        f"{first.file}, row {first.row} and {second.file}, row {second.row}: {en}",
    )


def together(*rosters: Roster) -> Roster:
    """Return what several rosters of one place say together; raises `RosterError` where they contradict."""
    gathering = Gathering()
    for roster in rosters:
        origin = roster.rows[0] if roster.rows else RowOf("", 0)
        gathering.place(roster.place, origin)
        for place in roster.within:
            gathering.within(place, origin)
        if roster.complete:
            gathering.complete(True, origin)
        for unit in roster.units:
            for row in unit.rows:
                gathering.unit(Statement(row, unit.name, unit.aliases, unit.department, unit.seat))
        for belonging in roster.belongings:
            gathering.belonging(belonging)
        for duty in roster.duties:
            gathering.duty(duty)
        for row in roster.rows:
            gathering.seen(row)
    return gathering.roster(rosters[0].rows[0].file if rosters[0].rows else "", rosters[0].place)
