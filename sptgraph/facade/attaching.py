"""Which plan a document belongs to, and the two joined."""

from collections.abc import Mapping
from pathlib import Path

from sptgraph.attaching import Attachment, attach
from sptgraph.attaching.joining import resemblance
from sptgraph.errors import StoreError
from sptgraph.facade.kinds import kind_of
from sptgraph.facade.reading import refuse_graph
from sptgraph.model import Plan


def joined(
    plans: Mapping[str, Plan], document: str | Path, *, max_bytes: int, max_characters: int
) -> tuple[str, Attachment]:
    """Join a document with the one of ``plans`` (by IRI) that it resembles most; return that IRI too.

    Raises `ReadError` where the document cannot be read or resembles none, `StoreError` where there is no
    plan.
    """
    from sptgraph.reading import read

    if not plans:
        raise StoreError("库里没有方案可以对上", "the store holds no plan to join the document with")
    path = Path(document)
    refuse_graph(path, kind_of(path), max_bytes)
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    text = read(path, name=name, max_bytes=max_bytes, max_characters=max_characters)
    iri = max(plans, key=lambda each: resemblance(plans[each], text))
    return iri, attach(plans[iri], text)
