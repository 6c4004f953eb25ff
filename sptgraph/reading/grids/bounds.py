"""How large a table may be, and what is said of one that is larger."""

from typing import Final

from sptgraph.errors import TooLarge

MOST_ROWS: Final = 100_000
MOST_CELLS: Final = 2_000_000


def check_rows(count: int, name: str) -> None:
    """Raise `TooLarge` where a table has more rows than are read."""
    if count > MOST_ROWS:
        raise TooLarge(
            f"“{name}”超过 {MOST_ROWS} 行；请只留任务表，删去其余行或拆成几个文件",
            f"“{name}” has more than {MOST_ROWS} rows; keep the task table alone or split the file",
        )


def check_cells(count: int, name: str) -> None:
    """Raise `TooLarge` where a table has, or its merged cells cover, more cells than are read."""
    if count > MOST_CELLS:
        raise TooLarge(
            f"“{name}”超过 {MOST_CELLS} 个单元格（含合并单元格覆盖的）；请删去多余的行列或拆成几个文件",
            f"“{name}” has more than {MOST_CELLS} cells, those under merged ones counted; remove superfluous "
            "rows and columns or split the file",
        )
