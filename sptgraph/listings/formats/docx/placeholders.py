"""Places in a letterhead that wait for something, such as ``{{ 标题 }}``: found, checked, filled.

Word splits what one types over several runs; a placeholder is found all the same. It is filled once, and what
is put there is never looked at again: a list's text is no template.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from sptgraph.errors import ListingError
from sptgraph.listings.formats.docx.markup import elements, run, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PLACES: Final = {
    "title": "title",
    "标题": "title",
    "kind": "kind",
    "清单名称": "kind",
    "notes": "notes",
    "说明": "notes",
    "tables": "tables",
    "清单": "tables",
    "pictures": "pictures",
    "图": "pictures",
    "date": "date",
    "日期": "date",
    "issued": "issued",
    "印发日期": "issued",
}
"""From what stands between the braces to what is put there."""

_PLACE: Final = re.compile(r"\{\{(.*?)\}\}|\{%.*?%\}", re.DOTALL)
_BREAKS: Final = (w("br"), w("tab"), w("cr"))
_SKIPPED: Final = (w("txbxContent"), w("del"), w("moveFrom"))


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder: what it waits for, its paragraph, and the pieces of text it is written in.

    ``pieces`` are text elements, each with where the placeholder begins and ends in it.
    """

    key: str
    paragraph: "Element"
    pieces: tuple[tuple["Element", int, int], ...]
    part: Any


def places(part: Any, root: "Element", name: str) -> list[Place]:
    """Return the placeholders in a part, in order; raises ListingError for one that is not known."""
    return [found for paragraph in root.iter(w("p")) for found in _in_paragraph(paragraph, part, name)]


def _in_paragraph(paragraph: "Element", part: Any, name: str) -> Iterator[Place]:
    texts = list(_texts(paragraph))
    whole = "".join(text for _, text in texts)
    if "{" not in whole:
        return
    for found in _PLACE.finditer(whole):
        at, pieces = 0, []
        for element, text in texts:
            start, end = max(found.start() - at, 0), min(found.end() - at, len(text))
            if element is not None and start < end:
                pieces.append((element, start, end))
            at += len(text)
        yield Place(_key(found, name), paragraph, tuple(pieces), part)


def _texts(element: "Element") -> "Iterator[tuple[Element | None, str]]":
    """Give the text of a paragraph piece by piece, without that of text boxes anchored in it."""
    for child in element:
        if child.tag == w("t"):
            yield child, child.text or ""
        elif child.tag in _BREAKS:
            yield None, "\n"
        elif child.tag not in _SKIPPED:
            yield from _texts(child)


def _key(found: re.Match[str], name: str) -> str:
    said = (found[1] or "").strip()
    key = PLACES.get(said) or PLACES.get(said.lower())
    if key:
        return key
    shown = " ".join(found.group().split())[:60]
    near = get_close_matches(said.lower(), PLACES, n=1, cutoff=0.0)[:1] if said else []
    nearest = f"{{{{ {near[0]} }}}}" if near else ""
    raise ListingError(
        f"公文纸“{name}”里不认识的占位符“{shown}”{f'，最接近的是 {nearest}' if near else ''}；"
        f"可用：{'、'.join(PLACES)}",
        f"the letterhead “{name}” has an unknown placeholder “{shown}”"
        f"{f'; the nearest is {nearest}' if near else ''}; there are {', '.join(PLACES)}",
    )


def fill(place: Place, text: str) -> None:
    """Put text in the place of a placeholder, set as its first sign is."""
    first, start, _ = place.pieces[0]
    parent = first.getparent()
    clear(place)
    if parent is None:
        return
    head, tail = (first.text or "")[:start], (first.text or "")[start:]
    (made,) = elements(run(text))
    at = parent.index(first)
    pieces = [child for child in made if child.tag != w("rPr")]
    if tail:
        pieces.append(_text(first, tail))
    first.text = head
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parent[at + 1 : at + 1] = pieces


def clear(place: Place) -> None:
    """Take a placeholder out of its paragraph."""
    for element, start, end in place.pieces:
        element.text = (element.text or "")[:start] + (element.text or "")[end:]


def _text(like: "Element", text: str) -> "Element":
    made = like.makeelement(w("t"))
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def is_bare(paragraph: "Element") -> bool:
    """Return whether a paragraph shows nothing."""
    shows = (w("t"), w("drawing"), w("pict"), w("object"), w("sym"), w("fldChar"))
    return not any(each.tag != w("t") or (each.text or "").strip() for each in paragraph.iter(*shows))
