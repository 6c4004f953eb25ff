"""How wide the columns of a page's tables are, and what stands before a cell on a phone, as CSS rules."""

from collections.abc import Sequence
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.definition import Column

CHUNK: Final = 100
"""How many rows of a long table a browser lays out together, when they come into sight."""

_NARROW: Final = 8


def rules(anchor: str, columns: Sequence[Column], language: Language) -> str:
    """Return the rules for one table: a page's policy allows no style but that of its one sheet.

    >>> from sptgraph.listings.definition import definition
    >>> print(rules("t0", definition("unresolved").columns[:1], "zh").splitlines()[0])
    #t0 tr{grid-template-columns:minmax(0,5fr)}
    """
    widths = " ".join(f"minmax(0,{max(column.width, 1)}fr)" for column in columns)
    narrow = ",".join(
        f"#{anchor} td:nth-child({at})" for at, column in enumerate(columns, 1) if column.width <= _NARROW
    )
    heads = "".join(
        f'#{anchor} td:nth-child({at})::before{{content:"{_quoted(column.title.text(language))}"}}'
        for at, column in enumerate(columns, 1)
    )
    lines = [f"#{anchor} tr{{grid-template-columns:{widths}}}"]
    if narrow:
        lines.append(f"{narrow}{{text-align:center}}")
    lines.append(f"@media screen and (max-width:50rem){{{heads}}}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Return text as the inside of a CSS string; nothing in it can end the string or the sheet."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char == " ") else f"\\{ord(char):x} " for char in text
    ).rstrip()
