"""A list's pictures as vector drawings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sptgraph.listings.pictures.one import all_pictures, only_picture

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write(listing: "Listing") -> bytes:
    """Return the list's picture; raises ListingError where it has none, or several."""
    return _file(only_picture(listing, "svg").svg)


def apart(listing: "Listing") -> Iterable[tuple[str, bytes]]:
    """Return every picture with its title, for a folder; raises ListingError where there is none."""
    return ((picture.title, _file(picture.svg)) for picture in all_pictures(listing, "svg"))


def _file(svg: str) -> bytes:
    return (_DECLARATION + svg + "\n").encode()
