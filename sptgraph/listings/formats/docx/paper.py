"""The paper that tables stand on: how much room there is, upright and turned."""

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sptgraph.listings.formats.docx.markup import w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_A4: Final = (11906, 16838)
_MARGIN: Final = 1440
_LEAST_EDGE: Final = 284
_POSTER_EDGE: Final = 850
_SIDES: Final = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Paper:
    """The area for text, in twentieths of a point."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper as it lies, and turned by a quarter where that may be.

    ``strict`` paper is somebody's own: it is turned only for what cannot be read otherwise. ``poster`` is the
    same paper with small margins, for what is hung up.
    """

    plain: Paper
    turned: Paper | None = None
    strict: bool = False
    poster: "Sheet | None" = None


def sheet_of(section: "Element", *, strict: bool) -> Sheet:
    """Return the sheet that a section (``w:sectPr``) describes."""
    plain, turned = _paper(section), _paper(turn(section))
    poster = None if strict else sheet_of(spread(section), strict=True)
    return Sheet(plain, turned if turned.width > plain.width else None, strict, poster)


def spread(section: "Element") -> "Element":
    """Return a section on the same paper with small margins."""
    wider = deepcopy(section)
    edge = _child(wider, "pgMar")
    for side in _SIDES:
        edge.set(w(side), str(_POSTER_EDGE))
    for name in ("header", "footer"):
        edge.set(w(name), str(_LEAST_EDGE))
    return wider


def _paper(section: "Element") -> Paper:
    size, margins = _size(section), _margins(section)
    width = size[0] - margins["left"] - margins["right"] - _number(section, "pgMar", "gutter", 0)
    columns = max(1, _number(section, "cols", "num", 1))
    gaps = (columns - 1) * _number(section, "cols", "space", 720)
    return Paper(
        max((width - gaps) // columns, _MARGIN),
        max(size[1] - margins["top"] - margins["bottom"], _MARGIN),
    )


def turn(section: "Element") -> "Element":
    """Return a section on the same paper turned by a quarter, its margins turned with it."""
    turned = deepcopy(section)
    (broad, high), margins = _size(section), _margins(section)
    size = _child(turned, "pgSz")
    size.set(w("w"), str(high))
    size.set(w("h"), str(broad))
    if high > broad:
        size.set(w("orient"), "landscape")
    else:
        size.attrib.pop(w("orient"), "")
    edge = _child(turned, "pgMar")
    sides = dict(zip(_SIDES, (margins[side] for side in ("left", "top", "right", "bottom")), strict=True))
    for side, value in sides.items():
        edge.set(w(side), str(value))
    for name, side in (("header", "top"), ("footer", "bottom")):
        inside = margins[side] - _number(section, "pgMar", name, margins[side] // 2)
        edge.set(w(name), str(max(sides[side] - inside, _LEAST_EDGE)))
    edge.set(w("gutter"), str(_number(section, "pgMar", "gutter", 0)))
    return turned


def _child(section: "Element", name: str) -> "Element":
    """Return a part of a section, made in its place where there is none."""
    found = section.find(w(name))
    if found is None:
        found = section.makeelement(w(name))
        before = {w(each) for each in ("headerReference", "footerReference", "type", "pgSz")}
        section.insert(sum(1 for each in section if each.tag in before), found)
    return found


def _size(section: "Element") -> tuple[int, int]:
    return _number(section, "pgSz", "w", _A4[0]), _number(section, "pgSz", "h", _A4[1])


def _margins(section: "Element") -> dict[str, int]:
    return {side: abs(_number(section, "pgMar", side, _MARGIN)) for side in _SIDES}


def _number(section: "Element", name: str, key: str, default: int) -> int:
    found = section.find(w(name))
    text = found.get(w(key)) if found is not None else None
    try:
        return round(float(text)) if text else default
    except ValueError:
        return default
