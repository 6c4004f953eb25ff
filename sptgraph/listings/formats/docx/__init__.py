"""Lists as Word documents: official paper as GB/T 9704-2012 has it, or an office's own letterhead."""

from os import PathLike
from typing import TYPE_CHECKING, Any, Final

from sptgraph.listings.formats.docx.contents import Contents
from sptgraph.listings.formats.docx.filling import fill_letterhead
from sptgraph.listings.formats.docx.images import Images
from sptgraph.listings.formats.docx.letterhead import open_letterhead
from sptgraph.listings.formats.docx.package import blank, dress, packed
from sptgraph.listings.formats.docx.paper import sheet_of
from sptgraph.listings.formats.docx.sections import governing, insert
from sptgraph.listings.formats.docx.splicing import Splices

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

OPTIONS: Final = frozenset({"letterhead"})
"""The options of the format: ``letterhead`` is a docx of the office's own, a path or bytes."""

FILLED_IN: Final = True
"""Its tables have the columns that offices fill in."""


def write(listing: "Listing", *, letterhead: str | PathLike[str] | bytes | None = None) -> bytes:
    """Return the document, on a ``letterhead`` where one is given.

    Its placeholders are filled: ``{{ 标题 }}``, ``{{ 清单 }}`` and the others of `PLACES`. Raises
    ListingError for a letterhead that is no docx, could do harm, or waits for what is not known.
    """
    if letterhead is None:
        package = blank()
        _fill_blank(package.main_document_part, listing)
    else:
        package, name = open_letterhead(letterhead)
        fill_letterhead(package, name, listing)
    dress(package, listing)
    return packed(package)


def _fill_blank(document: Any, listing: "Listing") -> None:
    body = document.element.body
    sheet = sheet_of(governing(body, 0), strict=False)
    contents = Contents(listing, sheet, Images(document, listing.language).draw)
    splices = Splices(document)
    insert(body, 0, contents.blocks(contents.title() + contents.notes()), splices)
    splices.settle()
