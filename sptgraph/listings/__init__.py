"""Lists (清单) made from plans, each line with its clause: papers for people, data for programs."""

from sptgraph.listings.combining import combined
from sptgraph.listings.listing import Listing
from sptgraph.listings.making import KINDS, kinds_of, listing
from sptgraph.listings.office import ALL

__all__ = ["ALL", "KINDS", "Listing", "combined", "kinds_of", "listing"]
