"""RDF text from outside → quads: bounded, nothing fetched, one clear line where it is broken."""

from typing import Final

import pyoxigraph as ox

from sptgraph.encoding.serialise import FORMATS, GraphFormat
from sptgraph.errors import GraphError
from sptgraph.reasons import parser_reason
from sptgraph.vocabulary import BASE

MAX_BYTES: Final = 50_000_000
_NAMES: Final = {"turtle": "Turtle", "trig": "TriG", "nquads": "N-Quads", "jsonld": "JSON-LD"}


def parse(
    data: bytes | str,
    format: GraphFormat,  # noqa: A002
    *,
    base: str = BASE,
    max_bytes: int = MAX_BYTES,
) -> tuple[ox.Quad, ...]:
    """Return the quads that UTF-8 ``data`` says in ``format``; the triples of Turtle are in no named graph.

    Raises GraphError where it is broken, longer than ``max_bytes``, or names a JSON-LD context that
    would have to be fetched.

    >>> len(parse("<a> <b> 1 .", "turtle"))
    1
    """
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise GraphError(
            f"图数据有 {size} 字节，超过上限 {max_bytes} 字节；请分批读入",
            f"the RDF is {size} bytes long, more than the limit of {max_bytes}; read it in parts",
        )
    try:
        return tuple(ox.parse(data, FORMATS[format], base_iri=base))
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        if "LoadDocumentCallback" in reason:
            raise GraphError(
                "JSON-LD 引用了网上的 @context，本软件不联网；请把上下文写进文件",
                "the JSON-LD names a remote @context and nothing is fetched; write the context into the file",
            ) from None
        name, (zh, en) = _NAMES[format], parser_reason(error)
        raise GraphError(f"这份 {name} 读不通：{zh}", f"this {name} cannot be parsed: {en}") from None
