"""One module for each kind of file that a list can be."""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {"xlsx": "xlsx", "html": "html", "htm": "html", "md": "markdown", "csv": "csv", "json": "json"}
)
"""From a file name's ending to the module of this package that writes such files."""


def writer(ending: str) -> "Callable[[Listing], bytes]":
    """Return what makes a file with that ending from a list; raises ListingError if nothing does."""
    module = FORMATS.get(ending.lower().removeprefix("."))
    if module is None:
        zh, en = (
            f"写不成“{ending}”，可用：{'、'.join(FORMATS)}",
            f"no format “{ending}”; there are {', '.join(FORMATS)}",
        )
        raise ListingError(zh, en)
    write: Callable[[Listing], bytes] = import_module(f"sptgraph.listings.formats.{module}").write
    return write
