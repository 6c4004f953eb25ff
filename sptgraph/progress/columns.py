"""The columns in which offices report progress, and those that tell what a row is about."""

from collections.abc import Iterable, Mapping
from typing import Final

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "status": ("进展情况", "进展状态", "进展", "工作进展", "办理进展", "完成情况", "progress", "status"),
    "reported": ("填报日期", "填报时间", "报告日期", "报送日期", "reported on", "date of report"),
    "note": ("进展说明", "情况说明", "进展备注", "note on progress", "note"),
    "clause": ("出处", "条款", "原文出处", "clause"),
    "task": ("任务", "task"),
    "plan": ("方案", "plan"),
    "table": ("表", "table"),
    "role": ("职责", "role"),
}  # fmt: skip
"""The columns that count, each by the Chinese and English headers in use; others are passed over."""

_TITLES: Final = {
    title: (name, rank) for name, titles in COLUMNS.items() for rank, title in enumerate(titles)
}


def columns_in(cells: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return where each column stands; of two for one thing the one that lists have counts, else the first.

    >>> columns_in([(1, "出处"), (2, "工作进展"), (3, "进展 情况"), (4, "备注")])
    {'clause': 1, 'status': 3}
    """
    found: dict[str, tuple[int, int]] = {}
    for at, text in cells:
        title = " ".join(text.split()).casefold()
        meant = _TITLES.get(title) or _TITLES.get(title.replace(" ", ""))
        if meant and (meant[0] not in found or meant[1] < found[meant[0]][0]):
            found[meant[0]] = (meant[1], at)
    return {name: at for name, (_, at) in found.items()}


def is_header(columns: Mapping[str, int]) -> bool:
    """Tell whether a row with these columns is the header of a table that was filled in."""
    return {"clause", "status"} <= columns.keys()
