"""Where the shipped ontology, shapes and queries are read from."""

from importlib.resources import files
from pathlib import Path
from typing import Literal

Kind = Literal["ontology", "shapes", "queries"]


def folder(kind: Kind) -> Path:
    """Return the folder ``kind``: inside the package in a wheel, beside it in a checkout.

    >>> folder("ontology").name
    'ontology'
    """
    package = Path(str(files("sptgraph")))
    shipped = package / kind
    return shipped if shipped.is_dir() else package.parent / kind
