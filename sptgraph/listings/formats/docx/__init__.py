"""Lists as Word documents: official paper as GB/T 9704-2012 has it, or an office's own letterhead."""

from typing import TYPE_CHECKING, Final

from sptgraph.listings.formats.docx.contents import Contents
from sptgraph.listings.formats.docx.images import Images
from sptgraph.listings.formats.docx.package import blank, dress, packed
from sptgraph.listings.formats.docx.paper import sheet_of
from sptgraph.listings.formats.docx.sections import governing, insert

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

OPTIONS: Final[frozenset[str]] = frozenset()


def write(listing: "Listing") -> bytes:
    """Return the document."""
    package = blank()
    dress(package, listing)
    document = package.main_document_part
    body = document.element.body
    contents = Contents(
        listing, sheet_of(governing(body, 0), strict=False), Images(document, listing.language).draw
    )
    insert(body, 0, contents.blocks(contents.title() + contents.notes()))
    return packed(package)
