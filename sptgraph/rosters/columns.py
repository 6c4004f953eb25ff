"""The columns of a roster, each by the Chinese and English headers in use."""

from collections.abc import Mapping, Sequence
from typing import Final

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "place": ("地区", "行政区", "行政区划", "地方", "place", "jurisdiction"),
    "within": ("上级地区", "上级", "within", "parent place", "parent"),
    "complete": ("名录完整", "名册完整", "是否完整", "complete"),
    "unit": ("单位", "单位名称", "机构", "机构名称", "名称", "unit", "organisation", "name", "name_zh"),
    "aliases": ("别名", "简称", "别称", "又称", "aliases", "alias"),
    "department": ("部门", "部门类型", "department", "department type"),
    "seat": ("驻地", "seat"),
    "class": ("类别", "成员类别", "class", "member class"),
    "group": ("所属组", "所属", "组", "group", "member of"),
    "members": ("成员", "成员单位", "members"),
    "sector": ("行业领域", "行业", "领域", "sector"),
    "facet": ("监管方面", "方面", "facet"),
    "part": ("部分", "环节", "part"),
    "role": ("角色", "职责", "role"),
}  # fmt: skip
"""The columns that count; others are passed over."""

_TITLES: Final = {title: name for name, titles in COLUMNS.items() for title in titles}


def columns_in(cells: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; of two with one name the first counts.

    A table without a column for units, but with one for departments, means its units by that.

    >>> columns_in(["单位", "别名", "备注"]), columns_in(["Sector", "Department"])
    ({'unit': 0, 'aliases': 1}, {'sector': 0, 'unit': 1})
    """
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        title = " ".join(cell.split()).casefold()
        name = _TITLES.get(title) or _TITLES.get(title.replace(" ", ""))
        if name:
            found.setdefault(name, at)
    if "unit" not in found and "department" in found and not {"aliases", "group"} & found.keys():
        found["unit"] = found.pop("department")
    return found


def is_header(columns: Mapping[str, int]) -> bool:
    """Tell whether a row with these columns is the header of a roster."""
    return ("unit" in columns and len(columns) > 1) or {"group", "members"} <= columns.keys()
