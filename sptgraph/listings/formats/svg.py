"""A list's pictures as vector drawings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sptgraph.listings.pictures.drawing import headed
from sptgraph.listings.pictures.one import all_pictures, only_picture
from sptgraph.listings.pictures.picture import Picture

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(listing: "Listing") -> bytes:
    """Return the list's picture; raises ListingError where it has none, or several."""
    return _file(only_picture(listing, "svg"))


def apart(listing: "Listing") -> Iterable[tuple[str, bytes]]:
    """Return every picture with its title, for a folder; raises ListingError where there is none."""
    return ((picture.title, _file(picture)) for picture in all_pictures(listing, "svg"))


def _file(picture: Picture) -> bytes:
    return f"{_DECLARATION}{headed(picture)}\n".encode()
