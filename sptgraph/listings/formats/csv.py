"""Lists as csv: all tables in one, so that a program needs but one header; no cell can run as a formula."""

import csv
import io
from typing import TYPE_CHECKING

from sptgraph.language import Bilingual
from sptgraph.output import clean, guard

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_TABLE = Bilingual("表", "Table")


def write(listing: "Listing") -> bytes:
    """Return the list in UTF-8 with byte order mark, the table's name first in every row.

    Its columns are those of all tables; cells that would start a formula get an apostrophe in front, as OWASP
    advises.
    """
    language = listing.language
    heads = dict.fromkeys(column.title.text(language) for table in listing.tables for column in table.columns)
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([_TABLE.text(language), *heads])
    for table in listing.tables:
        titles = [column.title.text(language) for column in table.columns]
        for cells in table.cells(language):
            said = dict(zip(titles, (guard(clean(cell.text)) for cell in cells), strict=True))
            rows.writerow([guard(clean(table.name)), *(said.get(head, "") for head in heads)])
    return text.getvalue().encode("utf-8-sig")
