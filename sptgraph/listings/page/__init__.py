"""The page (网页) of a list: what it shows, what it can be filtered by, how its tables are laid out."""

from sptgraph.listings.page.content import content, tables_alone

__all__ = ["content", "tables_alone"]
