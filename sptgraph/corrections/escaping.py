r"""Free text inside a line of the notation: ``\`` stands before what would be read as a sign."""

import re
import unicodedata
from typing import Final

_SIGNS: Final = frozenset("\\|#")
_INVISIBLE: Final = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]{1,5})\}|\\(.)", re.DOTALL)
_TOKEN: Final = re.compile(r"\\?.", re.DOTALL)


def escape(text: str) -> str:
    r"""Return ``text`` as one line in which nothing reads as a sign of the notation.

    >>> print(escape("甲|乙" + chr(10)))
    甲\|乙\u{a}
    """
    if text == "-":
        return r"\-"
    ends = {0, len(text) - 1}
    return "".join(_escaped(char, at_end=at in ends) for at, char in enumerate(text))


def _escaped(char: str, *, at_end: bool) -> str:
    if char in _SIGNS:
        return f"\\{char}"
    if unicodedata.category(char) in _INVISIBLE or (at_end and char.isspace()):
        return f"\\u{{{ord(char):x}}}"
    return char


def unescape(line: str) -> str:
    r"""Return the text that `escape` was given.

    >>> unescape(r"甲\|乙")
    '甲|乙'
    """
    return _ESCAPED.sub(lambda found: found[2] or chr(int(found[1], 16)), line)


def pieces(line: str) -> list[str]:
    r"""Split a line at the bars that are signs; empty pieces are left out, save the first.

    >>> pieces(r"县应急局 | 牵头 |")
    ['县应急局', '牵头']
    """
    found = [""]
    for sign in _TOKEN.findall(line):
        if sign == "|":
            found.append("")
        else:
            found[-1] += sign
    first, *others = (piece.strip() for piece in found)
    return [first, *(piece for piece in others if piece)]
