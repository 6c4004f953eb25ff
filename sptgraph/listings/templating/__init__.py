"""Templates of lists: those that come with the package, and those of a user's own that take their place."""

from sptgraph.listings.templating.templates import Templates, shipped

__all__ = ["Templates", "shipped"]
