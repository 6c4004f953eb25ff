"""Lists as Markdown tables."""

import re
from typing import TYPE_CHECKING, Final

from sptgraph.output import clean

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~&#!$]")


def write(listing: "Listing") -> bytes:
    """Return the list as UTF-8 Markdown."""
    return markdown(listing).encode("utf-8")


def markdown(listing: "Listing") -> str:
    """Return the list as Markdown: a heading and a table for each of its tables."""
    parts = [f"# {escape(listing.title)}", *(f"{escape(note)}" for note in listing.notes)]
    for table in listing.tables:
        parts += [f"## {escape(table.name)}", *(escape(note) for note in table.notes)]
        heads = [column.title.text(listing.language) for column in table.columns]
        rows = [[cell.text for cell in row] for row in table.cells(listing.language)]
        lines = [_row(heads), _row(["---"] * len(heads), raw=True), *map(_row, rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _row(cells: list[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(escape, cells))} |"


def escape(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is, on one line.

    >>> print(escape("a|b <i>" + chr(10) + "c"))
    a\|b \<i\><br>c
    """
    return _SIGNS.sub(r"\\\g<0>", clean(text)).replace("\n", "<br>")
