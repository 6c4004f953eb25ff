"""The version of the package, and with it of the ontology that ships in it."""

from typing import Final

VERSION: Final = "0.3.0"
