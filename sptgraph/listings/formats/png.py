"""A list's pictures as pixels."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sptgraph.listings.pictures.drawing import headed
from sptgraph.listings.pictures.one import all_pictures, only_picture
from sptgraph.listings.pictures.raster import rasterise

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing


def write(listing: "Listing") -> bytes:
    """Return the list's picture; raises ListingError where it has none, or several, or fonts are wanting."""
    return rasterise(headed(only_picture(listing, "png")))


def apart(listing: "Listing") -> Iterable[tuple[str, bytes]]:
    """Return every picture with its title, for a folder; raises ListingError as `write` does."""
    return ((picture.title, rasterise(headed(picture))) for picture in all_pictures(listing, "png"))
