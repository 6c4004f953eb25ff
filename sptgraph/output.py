"""Files written whole or not at all, and cells and names that are safe whatever text they are made from."""

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, MutableSet
from contextlib import contextmanager
from datetime import date, datetime
from math import ceil
from os import PathLike
from pathlib import Path
from typing import Final

from sptgraph.errors import SptgraphError
from sptgraph.reasons import system_reason

LONGEST_CELL: Final = 32_000
"""Characters that fit in one cell of a workbook, with room to say that it was cut."""

UNDATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 (workbooks know no zones)
"""The time that a workbook bears whose content has no date."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN: Final = r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_FORMULA: Final = re.compile(rf"'*(?:[\t\r\n]|{_UNSEEN}[=+\-@＝＋－＠])")
_NOT_IN_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_FILE_NAME: Final = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class _Widths(dict[str, int]):
    """The widths of characters, each found once: lists measure every cell several times."""

    def __missing__(self, char: str) -> int:
        self[char] = found = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return found


_WIDTHS: Final = _Widths()


@contextmanager
def replacing(path: str | PathLike[str], error: type[SptgraphError] = SptgraphError) -> Iterator[Path]:
    """Give a temporary path beside ``path``, and put it in the place of ``path`` once the block has run.

    If the block raises, ``path`` is left as it was. An operating system's refusal is raised as ``error``.
    """
    target = Path(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".sptgraph-", dir=target.parent) as folder:
            draft = Path(folder) / "draft"
            yield draft
            draft.replace(target)
    except OSError as problem:
        zh, en = system_reason(problem)
        raise error(f"“{target}”写不进去：{zh}", f"“{target}” cannot be written: {en}") from problem


def clean(text: str, longest: int = LONGEST_CELL) -> str:
    r"""Return ``text`` without control characters, line ends as ``\n``, cut with … where it is too long.

    ``longest`` counts as workbooks do, where a rare character is two.

    >>> clean("甲\r\n乙\x00")
    '甲\n乙'
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if _fitting(text, longest) == text else _fitting(text, longest - 1) + "…"


def _fitting(text: str, longest: int) -> str:
    """Return the beginning of a text that takes no more than so many units of UTF-16."""
    if len(text) * 2 <= longest:
        return text
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore")


def guard(text: str) -> str:
    """Return ``text`` with an apostrophe in front where a spreadsheet would take it for a formula.

    The remedy that OWASP gives against formulas smuggled into csv files; `unguard` takes it off again. What
    cannot be seen before the sign does not hide it.

    >>> guard("=1+1"), guard("县应急局")
    ("'=1+1", '县应急局')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given.

    >>> unguard("'=1+1"), unguard("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def properties(days: Iterable[date | None] = ()) -> dict[str, datetime]:
    """Return a workbook's properties: it bears the latest of ``days``, so that two runs give the same bytes.

    The years before 1900, which Excel does not know, are passed over.

    >>> properties([date(2024, 3, 18), None]), properties()
    ({'created': datetime.datetime(2024, 3, 18, 0, 0)}, {'created': datetime.datetime(2000, 1, 1, 0, 0)})
    """
    latest = max((day for day in days if day and day.year >= 1900), default=UNDATED)
    return {"created": datetime(latest.year, latest.month, latest.day)}  # noqa: DTZ001


def sheet_name(title: str, taken: MutableSet[str]) -> str:
    """Return a legal worksheet name for ``title`` that is not in ``taken``, and take it.

    >>> sheet_name("[县/市]应急局", set())
    '县市应急局'
    """
    name = _NOT_IN_SHEET_NAME.sub("", clean(title).replace("\n", " ").replace("\t", " "))
    name = name.strip("' ")
    return _unique(f"_{name}" if name.casefold() in {"", "history"} else name, taken, 31)


def file_name(title: str, taken: MutableSet[str]) -> str:
    """Return a file name (without ending) for ``title``, legal everywhere and not in ``taken``, and take it.

    >>> file_name("省科技厅/工信厅", set())
    '省科技厅-工信厅'
    """
    name = _NOT_IN_FILE_NAME.sub("-", unicodedata.normalize("NFC", clean(title))).strip("-. ")
    return _unique(f"_{name}" if _DEVICE.match(name) or not name else name, taken, 60)


def width(text: str) -> int:
    """Return how many Latin letters wide a line is; a Han character is two.

    >>> width("县A")
    3
    """
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def row_height(cells: Iterable[tuple[str, float]], line: float = 15) -> float:
    """Return the height of a row in points, from its cells' texts and the widths that they wrap at.

    Only Excel finds heights by itself. ``line`` is the height of one line; a row can be 409 points at most.

    >>> row_height([("县应急局", 20), ("甲乙丙丁戊己庚辛", 10)])
    34.0
    """
    lines = max((sum(_wraps(part, at) for part in text.split("\n")) for text, at in cells), default=1)
    return min(line * lines + 4.0, 409.0)


def _wraps(text: str, at: float) -> int:
    """Return how many lines a text takes; wide characters and punctuation leave the end of a line empty."""
    return max(1, ceil(width(text) / max(at - 1.5, 2)))


def _unique(name: str, taken: MutableSet[str], longest: int) -> str:
    candidate, count = _fitting(name, longest).rstrip("' ."), 1
    while not candidate or candidate.casefold() in taken:
        count += 1
        candidate = f"{_fitting(name, longest - 4).rstrip()}~{count}"
    taken.add(candidate.casefold())
    return candidate
