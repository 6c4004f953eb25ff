"""Lists as json: facts as objects, with their spans, for other programs."""

import json
from typing import TYPE_CHECKING, Any

from sptgraph.listings.rows import as_data as row_data

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing


def write(listing: "Listing") -> bytes:
    """Return the list as UTF-8 json."""
    return (json.dumps(as_data(listing), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def as_data(listing: "Listing") -> dict[str, Any]:
    """Return the list as what json can hold; ``cells`` are the words that other formats show."""
    return {
        "kind": listing.kind,
        "title": listing.title,
        "language": listing.language,
        "notes": list(listing.notes),
        "tables": [
            {
                "name": table.name,
                "kind": table.kind,
                "part": table.part,
                "notes": list(table.notes),
                "columns": [
                    {"key": column.key, "title": column.title.text(listing.language)}
                    for column in table.columns
                ],
                "rows": [
                    {**row_data(row), "cells": [cell.text for cell in cells]}
                    for row, cells in zip(table.rows, table.cells(listing.language), strict=True)
                ],
            }
            for table in listing.tables
        ],
    }
