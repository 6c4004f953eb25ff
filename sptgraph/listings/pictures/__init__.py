"""Pictures (图) of what a list says: each a vector drawing whose text stays text."""

from sptgraph.listings.pictures.picture import Picture
from sptgraph.listings.pictures.raster import rasterise
from sptgraph.listings.pictures.shown import pictures

__all__ = ["Picture", "pictures", "rasterise"]
