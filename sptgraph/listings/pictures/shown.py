"""Which pictures belong to which kind of list."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from sptgraph.listings.material import Material
from sptgraph.listings.pictures.chain import chain
from sptgraph.listings.pictures.gantt import gantt
from sptgraph.listings.pictures.load import load
from sptgraph.listings.pictures.matrix import matrix
from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.sectormap import sector_map

Painter = Callable[[Material], Iterable[Picture]]

PICTURES: Final[Mapping[str, tuple[Painter, ...]]] = MappingProxyType(
    {
        "tasks": (matrix,),
        "departments": (load,),
        "sectors": (sector_map, chain),
        "deadlines": (gantt,),
        "year": (gantt,),
        "board": (chain,),
    }
)
"""The kinds of list that have pictures, each with what paints them: none where there is nothing to show."""


def pictures(kind: str, material: Material) -> tuple[Picture, ...]:
    """Return the pictures of a kind of list, of those plans and narrowed as the list is."""
    return tuple(picture for paint in PICTURES.get(kind, ()) for picture in paint(material))
