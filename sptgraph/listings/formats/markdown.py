"""Lists as Markdown tables."""

import re
from typing import TYPE_CHECKING, Final

from sptgraph.listings.templating import Templates, shipped
from sptgraph.output import clean

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

OPTIONS: Final = frozenset({"templates"})

_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~&#!$]")


def write(listing: "Listing", *, templates: Templates | None = None) -> bytes:
    """Return the list as UTF-8 Markdown."""
    return markdown(listing, templates).encode("utf-8")


def markdown(listing: "Listing", templates: Templates | None = None) -> str:
    """Return the list as Markdown: a heading and a table for each of its tables.

    Templates are given texts that are escaped already, so that none of them can do it wrong.
    """
    content = {
        "language": listing.language,
        "title": escape(listing.title),
        "notes": [escape(note) for note in listing.notes],
        "tables": [
            {
                "name": escape(table.name),
                "kind": table.kind,
                "part": table.part,
                "notes": [escape(note) for note in table.notes],
                "columns": [column.key for column in table.columns],
                "heads": [escape(column.title.text(listing.language)) for column in table.columns],
                "rows": [[escape(cell.text) for cell in row] for row in table.cells(listing.language)],
            }
            for table in listing.tables
        ],
    }
    return (templates or shipped()).render("list.md.j2", content)


def escape(text: str) -> str:
    r"""Return ``text`` so that Markdown shows it as it is, on one line.

    >>> print(escape("a|b <i>" + chr(10) + "c"))
    a\|b \<i\><br>c
    """
    return _SIGNS.sub(r"\\\g<0>", clean(text)).replace("\n", "<br>")
