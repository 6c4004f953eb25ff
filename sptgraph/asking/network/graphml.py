"""A graph as GraphML: plain attributes, the same graph always the same text."""

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graphml(graph: "networkx.MultiDiGraph[str]") -> str:
    """Return a graph as GraphML; nodes and edges in the order of their names, nothing that is not text.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> _ = graph.add_edge("县住建局", "城镇燃气", "leads", type="leads", facet=None)
    >>> "县住建局" in graphml(graph)
    True
    """
    import networkx

    ordered: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    ordered.graph.update(_plain(graph.graph))
    for node in sorted(graph):
        ordered.add_node(_clean(node), **_plain(graph.nodes[node]))
    for source, target, key in sorted(graph.edges(keys=True)):
        ordered.add_edge(
            _clean(source), _clean(target), _clean(key), **_plain(graph.edges[source, target, key])
        )
    written = io.BytesIO()
    networkx.write_graphml(ordered, written)
    return written.getvalue().decode("utf-8").rstrip("\n") + "\n"


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes as GraphML takes them; what is not known is left out."""
    return {
        name: value if isinstance(value, bool | int | float) else _clean(str(value))
        for name, value in sorted(data.items())
        if value is not None
    }


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
