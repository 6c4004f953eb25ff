"""`Plan` ↔ graph: loss-free both ways, the same plan always the same bytes."""

from sptgraph.encoding.decode import decode
from sptgraph.encoding.parse import parse
from sptgraph.encoding.quads import encode
from sptgraph.encoding.serialise import GraphFormat, serialise

__all__ = ["GraphFormat", "decode", "encode", "parse", "serialise"]
