"""The numbers of a workbook as a person sees them: dates by the parts their format shows, 60% as such."""

import re
from datetime import date, datetime
from typing import Final

from sptgraph.grid import CellValue

_CHINESE_DATES: Final = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
    30: "m-d-yy",
}
"""The dates that a Chinese Excel has built in and others lack, by their number."""

_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


def format_of(number: int, own: dict[int, str]) -> str:
    """Return the format of a number in the styles; ``own`` are those that the workbook defines."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return own.get(number) or _CHINESE_DATES.get(number) or BUILTIN_FORMATS.get(number, "General")


def shown(number: float, code: str, *, since_1904: bool = False) -> tuple[CellValue, str]:
    """Return the value of a numeric cell and the text that its number format ``code`` displays.

    A date without a day in its format is shown as a month: ``2026年12月``.

    >>> shown(46357, 'yyyy"年"m"月"')
    (datetime.date(2026, 12, 1), '2026年12月')
    >>> shown(0.6, "0%"), shown(2026.1, "0.00"), shown(3, "General")
    ((0.6, '60%'), (2026.1, '2026.10'), (3, '3'))
    """
    if (day := _day(number, code, since_1904=since_1904)) is not None:
        return day, _date_text(day, code)
    value: int | float = int(number) if number == int(number) and abs(number) < 1e15 else number
    if code.endswith("%"):
        return value, format(round(number * 100, 10), ".15g") + "%"
    if decimals := re.fullmatch(r"#?,?#*0\.(0+)_? ?", code):
        return value, f"{number:.{len(decimals[1])}f}"
    return value, format(value, ".15g")


def _day(number: float, code: str, *, since_1904: bool) -> date | None:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    if not is_date_format(code) or not 1 <= number < 2_958_466:
        return None
    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    found = from_excel(number, epoch)
    return found.date() if isinstance(found, datetime) else None


def _date_text(day: date, code: str) -> str:
    parts = _QUOTED.sub("", code.partition(";")[0]).lower()
    if "d" in parts or not {"y", "m"} & set(parts):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月" if "m" in parts else f"{day.year}年"
