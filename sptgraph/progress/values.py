"""What stands in the cells of a table that was filled in: days, clauses, the names of plans."""

import re
import unicodedata
from datetime import date
from typing import Final

from sptgraph.grid import Cell

_DAY: Final = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_MONTH: Final = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_PAGE: Final = re.compile(r"[，,]\s*(?:第\s*\d+\s*页|p\.\s*\d+)$")
_NUMBER: Final = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百\d]+[）)]|\d+[.、．])\s*"
)
_MADE_FROM: Final = re.compile(r"^\s*(?:依据：|Made from:\s*)(.*)$", re.IGNORECASE)
_EMPTY: Final = frozenset({"", "—", "-", "－", "/", "无"})


def said(cell: Cell | None) -> str:
    """Return the text of a cell; empty where it only says that there is nothing."""
    text = cell.text.strip() if cell else ""
    return "" if text in _EMPTY else text


def day(cell: Cell) -> date | None:
    """Return the day that a cell holds, as a date or in words, whatever the hour; None where it holds none.

    >>> day(Cell(1, 1, "2025年6月30日", "2025年6月30日", "A1", (1, 1)))
    datetime.date(2025, 6, 30)
    """
    if isinstance(cell.value, date):
        return None if _MONTH.fullmatch(cell.text.strip()) else cell.value
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", cell.text.strip()))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def clause(text: str) -> str:
    """Return a clause without its page and without white space.

    >>> clause("三（五）10，第3页"), clause("三（五）10, p. 3")
    ('三（五）10', '三（五）10')
    """
    return squashed(_PAGE.sub("", text.strip()))


def made_from(line: str) -> str | None:
    """Return what a note says that a list was made from; None where it says something else.

    >>> made_from("依据：甲方案，甲安委〔2024〕6号"), made_from("范围：年份 2025")
    ('甲方案，甲安委〔2024〕6号', None)
    """
    found = _MADE_FROM.match(line)
    return squashed(found[1]) if found else None


def without_number(heading: str) -> str:
    """Return a heading without the number in front.

    >>> without_number("三、县应急局"), without_number("县应急局")
    ('县应急局', '县应急局')
    """
    return _NUMBER.sub("", heading.strip())


def squashed(text: str) -> str:
    """Return a text without white space, brackets and letters in one form."""
    return "".join(text.split()).replace("(", "（").replace(")", "）").casefold()
