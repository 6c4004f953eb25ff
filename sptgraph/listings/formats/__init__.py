"""One module for each kind of file that a list can be."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.listings.filling import to_fill_in
from sptgraph.listings.templating import Templates

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


TEMPLATES: Final = "templates"
"""The option of every format: a folder of a user's own templates and table definitions."""


def writer(ending: str, options: Mapping[str, object] = MappingProxyType({})) -> "Callable[[Listing], bytes]":
    """Return what makes a file with that ending from a list; raises ListingError if nothing does.

    ``options`` are those that the format's module names in its ``OPTIONS``; None is as good as not given, any
    other is refused. ``templates``, a folder of a user's own, is an option of every format: it may choose the
    columns, and be templates for those that have some.

    >>> writer("csv", {"letterhead": "公文纸.docx"})
    Traceback (most recent call last):
    sptgraph.errors.ListingError: csv 格式没有选项“letterhead”；可用：templates
    """
    format_module, known = _module(ending), options_of(ending)
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in known:
            raise _unknown_option(ending.lower().removeprefix("."), name, known)
    own = Templates(str(given.pop(TEMPLATES))) if TEMPLATES in given else None
    if own and TEMPLATES in _options(format_module):
        given[TEMPLATES] = own
    write: Callable[..., bytes] = partial(format_module.write, **given) if given else format_module.write
    filled = getattr(format_module, "FILLED_IN", False)
    if not filled and own is None:
        return write

    def written(listing: "Listing") -> bytes:
        form = to_fill_in(listing) if filled else listing
        return write(own.laid_out(form) if own else form)

    return written


def options_of(ending: str) -> frozenset[str]:
    """Return the options that a format knows; raises ListingError if there is no such format."""
    return _options(_module(ending)) | {TEMPLATES}


def _options(module: ModuleType) -> frozenset[str]:
    options: frozenset[str] = getattr(module, "OPTIONS", frozenset())
    return options


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
        f"{ending} 格式没有选项“{name}”；可用：{'、'.join(names)}",
        f"the format {ending} has no option “{name}”; there are {', '.join(names)}",
    )
