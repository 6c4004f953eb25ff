"""Chinese numerals on an already matched stretch of text."""

from functools import cache

_DIGITS = dict(zip("〇零一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))


@cache
def chinese_number(printed: str) -> int | None:
    """Read a numeral of Chinese characters, of digits, or of both; None if it is none.

    >>> chinese_number("十二"), chinese_number("二〇二四"), chinese_number("两"), chinese_number("百分")
    (12, 2024, 2, None)
    """
    if printed.isdecimal():
        return int(printed)
    if not printed:
        return None
    if all(character in _DIGITS for character in printed):
        return int("".join(str(_DIGITS[character]) for character in printed))
    import cn2an

    try:
        return int(cn2an.cn2an(printed, "smart"))
    except ValueError:
        return None


def to_chinese(number: int) -> str:
    """Write a number below 100 as headings do.

    >>> to_chinese(7), to_chinese(10), to_chinese(12), to_chinese(30)
    ('七', '十', '十二', '三十')
    """
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")
