"""Lists as one web page that needs nothing else: no script, no font or picture from outside."""

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.listings.page import content, tables_alone
from sptgraph.listings.templating import Templates, shipped

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

OPTIONS: Final = frozenset({"templates"})

_LINE_ENDS: Final = re.compile(r"\r\n?")
_POLICY: Final = '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">'
_ACTIVE: Final = re.compile(r"<(?:style|script|link|img|iframe|object|embed|svg|body)\b", re.IGNORECASE)


def write(listing: "Listing", *, templates: Templates | None = None) -> bytes:
    """Return the page; its content-security policy allows its own style sheet and script and nothing more.

    Raises `ListingError` where ``templates`` make a page without that policy.
    """
    made, parts = templates or shipped(), content(listing)
    style = _within("style", f"{made.source('listing.css')}\n{parts.pop('rules')}")
    script = _within("script", made.source("listing.js"))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = made.render("page.html.j2", {**parts, "style": style, "script": script, "policy": policy})
    _guarded(page, policy)
    return page.encode("utf-8")


def fragment(listing: "Listing") -> str:
    """Return the tables alone, to be shown in a notebook; there is no script in them."""
    return shipped().render("tables.html.j2", tables_alone(listing))


def _within(element: str, text: str) -> str:
    """Return a style sheet or script as a browser sees it inside its element; it may not end that element."""
    if f"</{element}" in text.lower():
        raise ListingError(
            f"样式或脚本里不能有 </{element}", f"a style sheet or script must not hold </{element}"
        )
    return _LINE_ENDS.sub("\n", text)


def _guarded(page: str, policy: str) -> None:
    """Refuse a page that could load or run something before its policy holds."""
    meta = _POLICY.replace("{{ policy }}", policy.replace("'", "&#39;"))
    first, at = _ACTIVE.search(page), page.find(meta)
    if at < 0 or (first and first.start() < at):
        raise ListingError(
            f"模板 page.html.j2：<head> 开头要有 {_POLICY}",
            f"template page.html.j2: its <head> must begin with {_POLICY}",
        )


def _digest(text: str) -> str:
    """Return the name by which a content-security policy knows a style sheet or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
