"""Pictures as PNG, with the fonts of the machine."""

import re
import struct
from functools import cache
from math import sqrt
from typing import Final

from sptgraph.errors import ListingError
from sptgraph.listings.pictures.fonts import FAMILIES, HOSTS

_MOST_PIXELS: Final = 40_000_000
_SIZE: Final = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
_PROBES: Final = ("安", "监")
_PROBE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">'
    '<text x="2" y="26" font-size="24" font-family="{family}">{char}</text></svg>'
)


def rasterise(svg: str, *, scale: float = 2.0) -> bytes:
    """Return a drawing as a PNG on white, ``scale`` pixels to each of its units; the same bytes each time.

    A very large drawing comes out smaller than ``scale`` asks. Raises ListingError, which says what to
    install, where the machine has no font with Chinese characters: boxes are not drawn in their place.
    """
    import resvg_py

    size = _SIZE.search(svg)
    if size:
        scale = min(scale, sqrt(_MOST_PIXELS / max(1.0, float(size[1]) * float(size[2]))))
    family = chinese_family()
    if family is None:
        raise ListingError(
            "这台电脑没有中文字体，图里的字会变成方框：请安装思源黑体（Noto Sans CJK，"
            "Linux 上 apt install fonts-noto-cjk），或改存为 svg",
            "this machine has no font with Chinese characters, so the picture's text would be boxes: install "
            "Noto Sans CJK (on Linux apt install fonts-noto-cjk), or save as svg",
        )
    return resvg_py.svg_to_bytes(
        svg_string=svg, background="#ffffff", zoom=scale, font_family=family, sans_serif_family=family
    )


@cache
def chinese_family() -> str | None:
    """Return a font family that draws Chinese characters on this machine, by itself or by others' help.

    What draws two different characters alike draws boxes or nothing.
    """
    for family in (*FAMILIES, *HOSTS):
        drawn = {_probe(family, char) for char in _PROBES}
        if len(drawn) == len(_PROBES):
            return family
    return None


def _probe(family: str, char: str) -> bytes:
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=_PROBE.format(family=family, char=char))


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, as its header says.

    >>> size_of(rasterise('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>', scale=2))
    (60, 40)
    """
    width, height = struct.unpack(">II", png[16:24])
    return width, height
