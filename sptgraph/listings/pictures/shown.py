"""Which pictures belong to which kind of list."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sptgraph.listings.material import Material
from sptgraph.listings.pictures.picture import Picture

Painter = Callable[[Material], Picture | None]

PICTURES: Final[Mapping[str, tuple[Painter, ...]]] = MappingProxyType({})
"""The kinds of list that have pictures, each with what paints them; None where there is nothing to show."""


def pictures(kind: str, material: Material) -> tuple[Picture, ...]:
    """Return the pictures of a kind of list, of those plans and narrowed as the list is."""
    painted = (paint(material) for paint in PICTURES.get(kind, ()))
    return tuple(picture for picture in painted if picture)
