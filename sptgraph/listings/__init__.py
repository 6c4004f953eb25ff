"""Lists (清单) made from plans, each line with its clause, as xlsx, html, md, csv and json."""

from sptgraph.listings.combining import combined
from sptgraph.listings.listing import Listing
from sptgraph.listings.making import KINDS, listing

__all__ = ["KINDS", "Listing", "combined", "listing"]
