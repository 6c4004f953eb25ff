"""How wide the columns of a page's tables are, and what stands before a cell on a phone, as CSS rules."""

from collections.abc import Sequence
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.definition import Column

CHUNK: Final = 100
"""How many rows of a long table a browser lays out together, when they come into sight."""

_NARROW: Final = 8
_SERIAL, _DATE = 3.0, 5.4  # what a number with the words under it takes, and a date


def rules(anchor: str, columns: Sequence[Column], language: Language) -> str:
    """Return the rules for one table: a page's policy allows no style but that of its one sheet.

    >>> from sptgraph.listings.definition import definition
    >>> print(rules("t0", definition("unresolved").columns[:1], "zh").splitlines()[0])
    #t0 tr{grid-template-columns:minmax(3rem,5fr)}
    """
    numbered = list(enumerate(columns, 1))
    narrow = ",".join(f"#{anchor} td:nth-child({at})" for at, each in numbered if each.width <= _NARROW)
    heads = "".join(
        f'#{anchor} td:nth-child({at})::before{{content:"{_quoted(each.title.text(language))}"}}'
        for at, each in numbered
    )
    tracks = f"#{anchor} tr{{{{grid-template-columns:{{}}}}}}"
    return "\n".join(
        (
            tracks.format(_widths(columns, 0)),
            f"@media screen and (min-width:72rem){{{tracks.format(_widths(columns, _DATE))}}}",
            f"@media print,(min-width:50.01rem){{{narrow}{{text-align:center}}}}" if narrow else "",
            f"@media screen and (max-width:50rem){{{heads}}}",
        )
    )


def _widths(columns: Sequence[Column], least: float) -> str:
    """Return the tracks of a grid, of which wide ones may become as narrow as ``least`` (rem)."""
    return " ".join(
        f"minmax({_SERIAL if each.width <= _NARROW else least:g}rem,{max(each.width, 1)}fr)"
        for each in columns
    )


def _quoted(text: str) -> str:
    """Return text as the inside of a CSS string; nothing in it can end the string or the sheet."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char == " ") else f"\\{ord(char):x} " for char in text
    ).rstrip()
