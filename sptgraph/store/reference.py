"""The reference graph: what the shipped ontology says about departments, sectors, tiers and norms."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from sptgraph.errors import OntologyError
from sptgraph.resources import folder
from sptgraph.version import VERSION
from sptgraph.vocabulary import BASE


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data: the name of its graph, the text of its files as one, and a digest of that."""

    graph: str
    turtle: bytes
    digest: str

    @property
    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples, parsed anew; raises OntologyError where a file is broken."""
        try:
            yield from (quad.triple for quad in ox.parse(self.turtle, ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise _broken(error) from None

    def load_into(self, database: ox.Store) -> None:
        """Put the data in place of what the graph holds, in bulk: fast, and not one transaction."""
        graph = ox.NamedNode(self.graph)
        database.remove_graph(graph)
        try:
            database.bulk_load(self.turtle, ox.RdfFormat.TURTLE, to_graph=graph)
        except SyntaxError as error:
            raise _broken(error) from None


@cache
def load_reference() -> Reference:
    """Return the reference data of the shipped ontology, its files read once per process."""
    turtle = b"\n".join(file.read_bytes() for file in sorted(folder("ontology").glob("*.ttl")))
    return Reference(f"{BASE}reference/{VERSION}", turtle, hashlib.sha256(turtle).hexdigest())


def _broken(error: SyntaxError) -> OntologyError:
    reason = " ".join(str(error).split())
    return OntologyError(
        f"ontology 里有文件读不通：{reason}", f"a file of ontology/ cannot be parsed: {reason}"
    )
