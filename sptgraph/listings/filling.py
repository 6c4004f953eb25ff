"""Lists as forms: with the columns that offices fill in (填报), also where nothing was filled in yet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sptgraph.listings.table import Table

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing


def to_fill_in(listing: "Listing") -> "Listing":
    """Return the list with the columns that are there to be filled in.

    >>> from sptgraph.facade import read_plan
    >>> from sptgraph.facade.shipped import demo_plan
    >>> from sptgraph.listings import listing
    >>> made = listing("tasks", [read_plan(demo_plan())])
    >>> [column.title.zh for column in to_fill_in(made).columns if column not in made.columns]
    ['进展情况', '填报日期', '进展说明']
    """
    return replace(
        listing,
        tables=_forms(listing.tables),
        parts=tuple(replace(part, tables=_forms(part.tables)) for part in listing.parts),
    )


def _forms(tables: Sequence[Table]) -> tuple[Table, ...]:
    return tuple(replace(table, columns=table.form, form=()) if table.form else table for table in tables)
