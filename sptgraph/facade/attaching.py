"""Which plan a document belongs to, and the two joined."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sptgraph.attaching import Attachment, attach
from sptgraph.attaching.joining import resemblance
from sptgraph.errors import StoreError, UnsupportedFormat
from sptgraph.facade.kinds import kind_of
from sptgraph.facade.reading import naming, refuse_graph
from sptgraph.model import Plan
from sptgraph.store import Store


def joined(
    plans: Mapping[str, Plan],
    document: str | Path,
    *,
    max_bytes: int = 50_000_000,
    max_characters: int = 5_000_000,
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


def plans_of(sources: Iterable[Path], *, max_bytes: int = 50_000_000) -> dict[str, Plan]:
    """Return the plans that graph files and folders of stores hold, by IRI; nothing is derived.

    Raises `GraphError`, `ReadError` or `StoreError`, and `UnsupportedFormat` for a source of another kind.
    """
    from sptgraph.reading.limits import Limits
    from sptgraph.reading.loading import load

    found: dict[str, Plan] = {}
    for source in sources:
        kind = kind_of(source)
        if kind.name == "store":
            with Store(source, read_only=True) as store:
                found |= {record.iri: store.plan(record.iri) for record in store.plans() if record.sha256}
        elif kind.format is not None:
            data, name = load(source, None, Limits(max_bytes))
            with naming(name), Store() as store:
                records = store.load(data, kind.format)
                found |= {record.iri: store.plan(record.iri) for record in records if record.sha256}
        else:
            raise UnsupportedFormat(
                f"“{source}”不是图也不是库文件夹；attach 要把文件和一份图对上",
                f"“{source}” is neither a graph nor a store; attach joins a document with a graph",
            )
    return found
