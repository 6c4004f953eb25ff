"""A sheet that pictures are drawn on: shapes, hatching and text as SVG 1.1.

Everything is said with presentation attributes: there is no style, script, link or pattern in it, so that it
can stand in any page whatever its security policy, and looks the same in browsers and office programs.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sptgraph.listings.pictures.fonts import FONT_FAMILY
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.text import measure, wrap
from sptgraph.output import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

WIDTH: Final = 760.0
"""How wide every picture is: 12 units of text are then 7 points on an A4 page."""

HEIGHT: Final = 1080.0
"""How high a picture gets before it is parted, so that each fits on an A4 page."""

MARGIN: Final = 12.0
TOP: Final = 4.0
"""Where drawings begin; what stands over them says what they are."""

INK: Final = "#1b1f23"
QUIET: Final = "#56606b"
GRID: Final = "#cfd6dd"
BAND: Final = "#eef2f6"
PAPER: Final = "#ffffff"
DARK: Final = "#17537f"
MIDDLE: Final = "#8fbbe0"
PALE: Final = "#e3eef8"
WARM: Final = "#f2c14e"
ALARM: Final = "#a3231b"

DASHED: Final = "5 3"
DOTTED: Final = "1.5 2.5"
LINE: Final = 1.32
"""Height of a line of text as a multiple of its size."""

_NAMESPACE: Final = "http://www.w3.org/2000/svg"


class Area(NamedTuple):
    """A rectangle: its upper left corner and its sides."""

    x: float
    y: float
    width: float
    height: float


class Sheet:
    """A drawing in the making; `picture` ends it.

    Coordinates run right and down from the upper left corner. Whatever text it is given is cleaned and
    escaped. ``data`` attributes carry keys for programs.
    """

    def __init__(self, name: str, width: float = WIDTH) -> None:
        from lxml import etree

        self.name, self.width = name, width
        self._element = etree.Element
        self._sub = etree.SubElement
        self._root = etree.Element(f"{{{_NAMESPACE}}}svg", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]
        self._into = self._root

    @contextmanager
    def group(self, tip: str = "", /, **data: object) -> Iterator[None]:
        """Gather what is drawn inside under ``data``; ``tip`` says in words what it is."""
        outer = self._into
        self._into = self._add("g", {}, data)
        if tip:
            self._add("title", {}, {}).text = _said(tip)
        try:
            yield
        finally:
            self._into = outer

    def rect(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        """Draw a rectangle; ``look`` are SVG's presentation attributes, ``_`` for ``-``."""
        self._add("rect", {"x": x, "y": y, "width": width, "height": height, **_default(look)}, {})

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: Any) -> None:
        """Draw a line."""
        self._add("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **({"stroke": INK} | look)}, {})

    def circle(self, x: float, y: float, r: float, **look: Any) -> None:
        """Draw a circle."""
        self._add("circle", {"cx": x, "cy": y, "r": r, **_default(look)}, {})

    def shape(self, points: Sequence[tuple[float, float]], **look: Any) -> None:
        """Draw a closed shape through some points."""
        said = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        self._add("polygon", {"points": said, **_default(look)}, {})

    def hatch(self, area: Area, gap: float = 5, *, cross: bool = False) -> None:
        """Hatch a rectangle with slanting lines, in both directions where ``cross``."""
        count = int((area.width + area.height) / gap) + 1
        strokes = [_stroke(area, step * gap) for step in range(1, count)]
        if cross:
            turn = 2 * area.x + area.width
            strokes += [(turn - a, b, turn - c, d) for a, b, c, d in strokes]
        path = "".join(f"M{_number(a)} {_number(b)}L{_number(c)} {_number(d)}" for a, b, c, d in strokes)
        if path:
            self._add("path", {"d": path, "stroke": QUIET, "stroke-width": 0.8, "fill": "none"}, {})

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float = 11,
        *,
        anchor: str = "start",
        turned: bool = False,
        **look: Any,
    ) -> None:
        """Write one line whose middle is at the height ``y``; ``turned``, it runs upwards from there."""
        base = {"x": x, "y": y + size * 0.36} if not turned else {"x": 0, "y": size * 0.36}
        place = {"transform": f"translate({_number(x)} {_number(y)}) rotate(-90)"} if turned else {}
        attributes = base | place | {"font-size": size, "fill": INK} | look
        if anchor != "start":
            attributes["text-anchor"] = anchor
        self._add("text", attributes, {}).text = _said(said)

    def lines(self, x: float, top: float, said: Sequence[str], size: float = 11, **look: Any) -> float:
        """Write some lines one below the other, and return the height at which they end."""
        for number, line in enumerate(said):
            self.text(x, top + (number + 0.5) * size * LINE, line, size, **look)
        return top + len(said) * size * LINE

    def legend(self, y: float, entries: Sequence[tuple[Any, str]], size: float = 10) -> float:
        """Explain the marks, in as many rows as they need; an entry is what draws a mark, and its meaning."""
        x = MARGIN
        for draw, meaning in entries:
            wide = 30 + measure(meaning, size)
            if x > MARGIN and x + wide > self.width - MARGIN:
                x, y = MARGIN, y + 18
            draw(self, x, y + 8)
            self.text(x + 26, y + 8, meaning, size, fill=QUIET)
            x += wide + 14
        return y + 20

    def texts(self) -> "list[_Element]":
        """Return what was drawn so far, to stand in another drawing."""
        return list(self._root)

    def picture(self, height: float, title: str, description: str) -> Picture:
        """End the drawing; its title and description are there for screen readers."""
        from lxml import etree

        ids = f"{self.name}-title", f"{self.name}-desc"
        for key, value in {
            "version": "1.1",
            "width": _number(self.width),
            "height": _number(height),
            "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
            "role": "img",
            "aria-labelledby": " ".join(ids),
            "font-family": FONT_FAMILY,
        }.items():
            self._root.set(key, value)
        for at, (tag, identifier, said) in enumerate(
            zip(("title", "desc"), ids, (title, description), strict=True)
        ):
            element = self._element(f"{{{_NAMESPACE}}}{tag}", {"id": identifier})
            element.text = _said(said)
            self._root.insert(at, element)
        svg = etree.tostring(self._root, encoding="unicode")
        return Picture(self.name, _said(title), svg, _said(description))

    def _add(self, tag: str, attributes: dict[str, Any], data: dict[str, object]) -> "_Element":
        said = {key.replace("_", "-"): _value(value) for key, value in attributes.items()}
        keys = {
            f"data-{key.replace('_', '-')}": _said(str(value))
            for key, value in data.items()
            if value is not None
        }
        return self._sub(self._into, f"{{{_NAMESPACE}}}{tag}", said | keys)


def headed(picture: Picture) -> str:
    """Return a drawing with its title written over it, for where nothing else says what it shows."""
    from lxml import etree

    root = etree.fromstring(picture.svg)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    sheet = Sheet(picture.name, width)
    lines = wrap(picture.title, 14, width - 2 * MARGIN, 4)
    rise = len(lines) * 14 * LINE + MARGIN
    sheet.lines(width / 2, MARGIN / 2 - rise, lines, 14, anchor="middle", font_weight="bold")
    root.extend(sheet.texts())
    root.set("height", _number(height + rise))
    root.set("viewBox", f"0 {_number(-rise)} {_number(width)} {_number(height + rise)}")
    return etree.tostring(root, encoding="unicode")


def _default(look: dict[str, Any]) -> dict[str, Any]:
    return {"fill": "none"} | look


def _said(text: str) -> str:
    return " ".join(clean(text).split())


def _value(value: Any) -> str:
    return _number(value) if isinstance(value, int | float) else str(value)


def _number(value: float) -> str:
    r"""Return a coordinate with one decimal place at most."""
    return f"{round(value, 1):g}" if abs(value) < 100_000 else f"{value:.0f}"


def _stroke(area: Area, at: float) -> tuple[float, float, float, float]:
    """Return the part of a rising line that lies in a rectangle; ``at`` is how far right it starts."""
    x, y, width, height = area
    left, low = (x, y + at) if at <= height else (x + at - height, y + height)
    right, high = (x + at, y) if at <= width else (x + width, y + at - width)
    return left, low, right, high
