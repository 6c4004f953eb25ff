"""Lists as workbooks: sheets ready to be filtered, filled in and printed, and read back later."""

import io
from typing import TYPE_CHECKING, Final

from sptgraph.listings.formats.xlsx.looks import looks
from sptgraph.listings.formats.xlsx.origin import origin
from sptgraph.listings.formats.xlsx.pages import pages
from sptgraph.listings.formats.xlsx.sheet import Sheet
from sptgraph.output import properties, sheet_name

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

FILLED_IN: Final = True
"""Its tables have the columns that offices fill in."""


def write(listing: "Listing") -> bytes:
    """Return the workbook; text is written as text, so that no cell can run.

    Each table is a sheet; of several lists together, each list is one. The workbook's own properties tell
    which plans it was made from, so that what is filled in can be read back.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": listing.title[:255], **properties(listing.issued)})
        for name, value in origin(listing):
            book.set_custom_property(name, value, "text")
        taken: set[str] = set()
        found = [(sheet_name(page.name, taken), page) for page in pages(listing)]
        places = {table: (name, row) for name, page in found for table, row in page.places()}
        formats = looks(book)
        for name, page in found:
            Sheet(book.add_worksheet(name), formats, listing.language, page).write(places)
    return buffer.getvalue()
