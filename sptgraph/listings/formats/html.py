"""Lists as one web page that needs nothing else: no script, no font or picture from outside."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from sptgraph.output import clean

if TYPE_CHECKING:
    import jinja2

    from sptgraph.listings.listing import Listing


def write(listing: "Listing") -> bytes:
    """Return the page; its content-security policy allows its own style sheet and nothing more."""
    style = _source("listing.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template("page.html.j2")
    return page.render(**_content(listing), style=style, digest=digest).encode("utf-8")


def fragment(listing: "Listing") -> str:
    """Return the tables alone, to be shown in a notebook."""
    return _environment().get_template("tables.html.j2").render(**_content(listing))


def _content(listing: "Listing") -> dict[str, Any]:
    anchors = {table.name: f"t{number}" for number, table in enumerate(listing.tables)}
    tables = [
        {
            "anchor": anchors[table.name],
            "name": clean(table.name),
            "notes": [clean(note) for note in table.notes],
            "columns": [
                {"title": column.title.text(listing.language), "key": column.key} for column in table.columns
            ],
            "rows": [
                {
                    "cells": [{"text": clean(cell.text), "missing": cell.missing} for cell in cells],
                    "link": anchors.get(link or ""),
                }
                for cells, link in zip(
                    table.cells(listing.language), table.links or [None] * len(table.rows), strict=True
                )
            ],
        }
        for table in listing.tables
    ]
    return {
        "title": clean(listing.title),
        "notes": [clean(note) for note in listing.notes],
        "language": listing.language,
        "tables": tables,
    }


@cache
def _environment() -> "jinja2.Environment":
    """Return templates that escape everything, fail on what is not given and reach only their data."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=jinja2.PackageLoader("sptgraph.listings"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    environment = _environment()
    loader = environment.loader
    return loader.get_source(environment, name)[0] if loader else ""
