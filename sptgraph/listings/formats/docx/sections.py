"""Contents put into a document, on paper that lies as they need it."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sptgraph.listings.formats.docx.looks import BREAK
from sptgraph.listings.formats.docx.markup import elements, paragraph, w
from sptgraph.listings.formats.docx.paper import spread, turn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sptgraph.listings.formats.docx.splicing import Splices


_Kind = tuple[bool, bool]
_PLAIN: Final[_Kind] = (False, False)


@dataclass(frozen=True, slots=True)
class Block:
    """Some contents (markup), and whether they want the paper turned, or its margins small."""

    xml: str
    turned: bool = False
    poster: bool = False


def governing(body: "Element", at: int) -> "Element":
    """Return the section (``w:sectPr``) that the ``at``-th child of a body stands in."""
    for child in list(body)[at:]:
        section = child if child.tag == w("sectPr") else child.find(f"{w('pPr')}/{w('sectPr')}")
        if section is not None:
            return section
    section = body.makeelement(w("sectPr"))
    body.append(section)
    return section


def insert(body: "Element", at: int, blocks: Sequence[Block], splices: "Splices") -> None:
    """Put blocks before the ``at``-th child of a body, and part its section where the paper turns.

    The section's first part keeps what only a first page has; the others go on counting its pages.
    """
    section = governing(body, at)
    opened, continued = _neighbours(body, at, section)
    groups = [
        (kind, "".join(block.xml for block in group))
        for kind, group in groupby(blocks, key=lambda block: (block.turned, block.poster))
    ]
    papers = {
        _PLAIN: deepcopy(section),
        (True, False): turn(section),
        (False, True): spread(section),
        (True, True): turn(spread(section)),
    }
    pieces: list[str | _Kind] = []
    if opened and groups[0][0] != _PLAIN:
        pieces.append(_PLAIN)
    for number, (kind, content) in enumerate(groups, 1):
        pieces.append(content)
        if number < len(groups) or (continued and kind != _PLAIN):
            pieces.append(kind)
    made: list[Element] = []
    parted = False
    for piece in pieces:
        if isinstance(piece, str):
            made.append(splices.hold(piece))
        else:
            made.append(_break(papers[piece], first=not parted))
            parted = True
    if not continued and groups[-1][0] != _PLAIN:
        section = _replaced(section, papers[groups[-1][0]])
    if parted:
        _go_on(section)
    body[at:at] = made


def _neighbours(body: "Element", at: int, section: "Element") -> tuple[bool, bool]:
    """Say whether the section holds something before and after the ``at``-th child of a body."""
    children = list(body)
    opened = at > 0 and children[at - 1].find(f"{w('pPr')}/{w('sectPr')}") is None
    here = children[at]
    ends_here = here is section or section in here.iterdescendants(w("sectPr"))
    return opened, not ends_here or next(here.iter(w("t"), w("drawing"), w("pict")), None) is not None


def _replaced(section: "Element", other: "Element") -> "Element":
    other, parent = deepcopy(other), section.getparent()
    if parent is not None:
        parent.replace(section, other)
    return other


def _break(section: "Element", *, first: bool) -> "Element":
    """Return a paragraph without height that ends a section."""
    (holder,) = elements(paragraph(BREAK, ""))
    ended = deepcopy(section)
    if not first:
        _go_on(ended)
    holder[0].append(ended)
    return holder


def _go_on(section: "Element") -> None:
    """Make a section the continuation of the one before: a new page, counted on, no first page of its own."""
    for name in ("titlePg", "type"):
        for found in section.findall(w(name)):
            section.remove(found)
    numbers = section.find(w("pgNumType"))
    if numbers is not None:
        numbers.attrib.pop(w("start"), "")
