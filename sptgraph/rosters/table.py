"""Rows of a sheet → what they say: the columns that are filled tell what a row is."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar, cast

from sptgraph.errors import RosterError
from sptgraph.rosters import names
from sptgraph.rosters.columns import COLUMNS
from sptgraph.rosters.gathering import Gathering, Statement
from sptgraph.rosters.roster import COMMITTEE, Belonging, Duty, RowOf

if TYPE_CHECKING:
    from sptgraph.model import MemberClass, Role

T = TypeVar("T")
_LONGEST: Final = 400
_MOST_NAMES: Final = 500
_SEPARATORS: Final = re.compile(r"[、，,；;|\n]+")
_SPOKEN: Final = {"complete": "是、否", "class": "监管、行业、其他", "role": "牵头、负责、配合"}


def take_row(gathering: Gathering, file: str, number: int, cells: Mapping[str, str]) -> None:
    """Put what a row says into ``gathering``; raises `RosterError` naming file, row and column."""
    _Row(gathering, RowOf(file, number), cells).take()


class _Row:
    def __init__(self, gathering: Gathering, row: RowOf, cells: Mapping[str, str]) -> None:
        self._gathering, self._row, self._cells = gathering, row, cells

    def take(self) -> None:
        for column, value in self._cells.items():
            if len(value) > (_LONGEST if column not in {"members", "aliases"} else 20 * _LONGEST):
                self._wrong(column, f"超过 {_LONGEST} 字", f"longer than {_LONGEST} characters")
            if any(not (c.isprintable() or c.isspace()) for c in value):
                self._wrong(column, "有看不见的控制字符", "it holds control characters")
        about_place = self._about_place()
        unit = self._cells.get("unit") or self._cells.get(
            "group" if self._cells.get("members") else "unit", ""
        )
        if unit:
            self._about_unit(" ".join(unit.split()) if unit.isascii() else "".join(unit.split()))
        elif not about_place or any(
            self._cells.get(name) for name in ("aliases", "department", "sector", "group", "members")
        ):
            self._wrong("unit", "没有写单位", "the unit is missing")

    def _about_place(self) -> bool:
        place, within = self._cells.get("place"), self._cells.get("within")
        if place:
            self._gathering.place(place, self._row)
        for above in _names_in(within or ""):
            self._gathering.within(above, self._row)
        flag = self._meant("complete", names.flag)
        if flag is not None:
            self._gathering.complete(flag, self._row)
        return bool(within) or flag is not None

    def _about_unit(self, unit: str) -> None:
        place = self._cells.get("place")
        department = self._meant("department", lambda text: names.department(text, place))
        aliases = self._list("aliases")
        seat = self._cells.get("seat") or None
        self._gathering.unit(Statement(self._row, unit, aliases, department, seat))
        kind = cast("MemberClass | None", self._meant("class", names.member_class))
        members = self._list("members")
        for member in members:
            self._gathering.belonging(Belonging(unit, member, self._row, kind))
        group = self._cells.get("group")
        if (group and group != unit) or (kind and not members):
            self._gathering.belonging(Belonging(group or COMMITTEE, unit, self._row, kind))
        self._duty(unit)

    def _duty(self, unit: str) -> None:
        sectors = self._list("sector")
        if not sectors:
            for column in ("facet", "part", "role"):
                if self._cells.get(column):
                    self._wrong("sector", "没有写行业领域", "the sector is missing")
            return
        role = cast("Role", self._meant("role", names.role) or "lead")
        facets = self._list("facet")
        for text in sectors:
            sector = self._known("sector", text, names.sector(text))
            meant = [self._known("facet", each, names.facet(each)) for each in facets]
            for facet in meant or [names.primary_facet(sector)]:
                part = self._cells.get("part") or None
                self._gathering.duty(Duty(sector, facet, unit, role, self._row, part))

    def _list(self, column: str) -> tuple[str, ...]:
        found = _names_in(self._cells.get(column, ""))
        if len(found) > _MOST_NAMES:
            self._wrong(column, f"超过 {_MOST_NAMES} 个", f"more than {_MOST_NAMES}")
        return found

    def _meant(self, column: str, reading: Callable[[str], T | None]) -> T | None:
        text = self._cells.get(column, "")
        return self._known(column, text, reading(text)) if text else None

    def _known(self, column: str, text: str, meant: T | None) -> T:
        if meant is None:
            hint = _SPOKEN.get(column)
            zh = f"不认识“{text}”" + (f"，应为 {hint} 之一" if hint else "")
            self._wrong(column, zh, f"“{text}” is not known")
        return meant

    def _wrong(self, column: str, zh: str, en: str) -> NoReturn:
        titles = COLUMNS[column]
        english = next(title for title in titles if title.isascii())
        raise RosterError(
            f"{self._row.file} 第{self._row.row}行“{titles[0]}”列：{zh}",
            f"{self._row.file}, row {self._row.row}, column {english}: {en}",
        )


def _names_in(cell: str) -> tuple[str, ...]:
    parts = ("".join(part.split()) for part in _SEPARATORS.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def filled(columns: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    """Return the cells of a row by column."""
    return {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
