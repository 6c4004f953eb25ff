"""A roster's file read: csv, xlsx or Turtle, told by what is in it."""

from os import PathLike
from pathlib import Path
from typing import Final

from sptgraph.corrections.table import tables
from sptgraph.errors import RosterError
from sptgraph.rosters.columns import columns_in, is_header
from sptgraph.rosters.gathering import Gathering
from sptgraph.rosters.roster import Roster
from sptgraph.rosters.table import filled, take_row
from sptgraph.rosters.turtle import is_turtle, read_turtle

_HEADER_WITHIN: Final = 10


def read_roster(path: str | PathLike[str], *, place: str | None = None) -> Roster:
    """Read a roster, alias table or duty list of one place: xlsx, csv (UTF-8, UTF-16, GB18030) or Turtle.

    A table has a header among its first rows; the filled columns say what a row is: 单位, 别名, 部门 a unit
    and its names; 类别, 所属组 or 成员 a membership; 行业领域, 监管方面, 部分, 角色 a duty; 地区, 上级地区,
    名录完整 the place. Of a workbook all sheets with such a header count. ``place`` is the place where the
    file names none. Raises `RosterError` that names file and row where a cell is not understood, or rows
    contradict each other.
    """
    path = Path(path)
    if is_turtle(path):
        return read_turtle(path, place)
    gathering = Gathering()
    found = False
    for sheet, rows in enumerate(tables(path, RosterError), 1):
        name = path.name if sheet == 1 else f"{path.name}#{sheet}"
        for at, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
            columns = columns_in(cells)
            if is_header(columns):
                found = True
                for number, row in rows[at + 1 :]:
                    values = filled(columns, row)
                    if any(values.values()):
                        take_row(gathering, name, number, values)
                break
    if not found:
        raise RosterError(
            f"{path.name}：没有表头，前 {_HEADER_WITHIN} 行里要有一行写明单位和别名、部门、类别、行业领域等",
            f"{path.name}: no header: one of the first {_HEADER_WITHIN} rows must name unit and aliases, "
            "department, class, sector or the like",
        )
    return gathering.roster(path.name, place)
