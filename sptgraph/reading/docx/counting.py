"""Numbers as Word prints them: 一, 十二, 一百零三, 甲, 〇, ①, iv."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_CAPITALS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def in_words(
    number: int, digits: str = "零一二三四五六七八九", units: str = "十百千", myriad: str = "万"
) -> str:
    """Return ``number`` (0 to 99,999,999) in Chinese words.

    >>> [in_words(n) for n in (7, 10, 12, 20, 105, 110, 2024, 30_004)]
    ['七', '十', '十二', '二十', '一百零五', '一百一十', '二千零二十四', '三万零四']
    """
    if number == 0:
        return digits[0]
    words = ""
    for power, name in ((10_000, myriad), (1_000, units[2]), (100, units[1]), (10, units[0])):
        count, number = divmod(number, power)
        if count:
            words += in_words(count, digits, units, myriad) + name
        elif words and number and not words.endswith(digits[0]):
            words += digits[0]
    words += digits[number] if number else ""
    words = words.removesuffix(digits[0])
    return words.removeprefix(digits[1]) if words.startswith(digits[1] + units[0]) else words


def _digital(number: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _up_to_99(number: int) -> str:
    """Word counts in words up to 99 and spells digits from 100 on (chineseCounting)."""
    return in_words(number) if number < 100 else _digital(number)


def _japanese(number: int) -> str:
    words = in_words(number).replace("零", "")
    return words.replace("一百", "百").replace("一千", "千").replace("百一十", "百十")


def _roman(number: int) -> str:
    if number >= 4_000:
        return str(number)
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
    roman = ""
    for value, sign in zip(values, signs, strict=True):
        count, number = divmod(number, value)
        roman += sign * count
    return roman


def _letter(number: int) -> str:
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1) if times < 30 else str(number)


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _in_circle(number: int) -> str:
    if number <= 20:
        return chr(0x2460 + number - 1)
    if number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if number <= 50 else str(number)


def _row(first: int, count: int) -> Callable[[int], str]:
    """Return a counter over ``count`` signs that stand in a row in Unicode, decimal beyond."""
    return lambda number: chr(first + number - 1) if number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_COUNTERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "chineseCounting": _up_to_99,
    "chineseCountingThousand": in_words,
    "chineseLegalSimplified": lambda number: in_words(number, _CAPITALS, "拾佰仟"),
    "ideographLegalTraditional": lambda number: in_words(number, _CAPITALS_TRADITIONAL, "拾佰仟", "萬"),
    "taiwaneseCounting": _up_to_99,
    "taiwaneseCountingThousand": lambda number: in_words(number, myriad="萬"),
    "taiwaneseDigital": lambda number: _digital(number, "○一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digital,
    "japaneseLegal": lambda number: in_words(number, "零壱弐参四伍六七八九", "拾百千", "萬"),
    "ideographDigital": _digital,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "ideographEnclosedCircle": _row(0x3220, 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _in_circle,
    "decimalEnclosedCircleChinese": _in_circle,
    "decimalEnclosedFullstop": _row(0x2488, 20),
    "decimalEnclosedParen": _row(0x2474, 20),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": lambda number: f"{number}{_ordinal_ending(number)}",
    "none": lambda _: "",
    "bullet": lambda _: "",
}


def _ordinal_ending(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def count(number: int, number_format: str) -> str:
    """Return ``number`` in Word's ``number_format`` (``w:numFmt``); decimal where that is unknown.

    >>> [count(12, f) for f in ("chineseCounting", "upperRoman", "ideographDigital", "decimalEnclosedCircle")]
    ['十二', 'XII', '一二', '⑫']
    """
    if not 1 <= number <= 99_999_999:
        return "" if number_format in {"none", "bullet"} else str(number)
    return _COUNTERS.get(number_format, str)(number)
