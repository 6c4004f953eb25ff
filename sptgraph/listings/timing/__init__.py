"""What has to be done when: days, quarters and years, and the lists that go by them."""

from sptgraph.listings.timing.deadlines import deadline_tables
from sptgraph.listings.timing.years import year_tables

__all__ = ["deadline_tables", "year_tables"]
