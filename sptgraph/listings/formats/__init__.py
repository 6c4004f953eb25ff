"""One module for each kind of file that a list can be."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.listings.filling import to_fill_in

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "xlsx": "xlsx",
        "docx": "docx",
        "html": "html",
        "htm": "html",
        "md": "markdown",
        "csv": "csv",
        "json": "json",
        "ics": "ics",
        "svg": "svg",
        "png": "png",
    }
)
"""From a file name's ending to the module of this package that writes such files."""


def writer(ending: str, options: Mapping[str, object] = MappingProxyType({})) -> "Callable[[Listing], bytes]":
    """Return what makes a file with that ending from a list; raises ListingError if nothing does.

    ``options`` are those that the format's module names in its ``OPTIONS``; None is as good as not given, any
    other is refused.

    >>> writer("csv", {"letterhead": "公文纸.docx"})
    Traceback (most recent call last):
    sptgraph.errors.ListingError: csv 格式没有选项“letterhead”；它不接受任何选项
    """
    format_module = _module(ending)
    known = options_of(ending)
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in known:
            raise _unknown_option(ending.lower().removeprefix("."), name, known)
    write: Callable[..., bytes] = format_module.write
    if getattr(format_module, "FILLED_IN", False):
        return lambda listing: write(to_fill_in(listing), **given)
    return partial(write, **given) if given else write


def options_of(ending: str) -> frozenset[str]:
    """Return the options that a format knows; raises ListingError if there is no such format."""
    known: frozenset[str] = getattr(_module(ending), "OPTIONS", frozenset())
    return known


def parter(ending: str) -> "Callable[[Listing], Iterable[tuple[str, bytes]]] | None":
    """Return what makes the files of a folder, each with its title, where a format has its own way."""
    apart: Callable[[Listing], Iterable[tuple[str, bytes]]] | None
    apart = getattr(_module(ending), "apart", None)
    return apart


def holder(ending: str) -> "Callable[[Listing], bool]":
    """Return what tells whether a format has anything to write of a list: a calendar holds only dates."""
    holds: Callable[[Listing], bool] = getattr(_module(ending), "holds", _anything)
    return holds


def _anything(_: "Listing") -> bool:
    return True


def _module(ending: str) -> ModuleType:
    module = FORMATS.get(ending.lower().removeprefix("."))
    if module is None:
        zh, en = (
            f"写不成“{ending}”，可用：{'、'.join(FORMATS)}",
            f"no format “{ending}”; there are {', '.join(FORMATS)}",
        )
        raise ListingError(zh, en)
    return import_module(f"sptgraph.listings.formats.{module}")


def _unknown_option(ending: str, name: str, known: frozenset[str]) -> ListingError:
    names = sorted(known)
    return ListingError(
        f"{ending} 格式没有选项“{name}”；" + (f"可用：{'、'.join(names)}" if names else "它不接受任何选项"),
        f"the format {ending} has no option “{name}”; "
        + (f"there are {', '.join(names)}" if names else "it takes none"),
    )
