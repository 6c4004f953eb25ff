"""Graphs that carry no text, and how a person's own copy of the document is joined with them."""

from sptgraph.attaching.attachment import Attachment, Share
from sptgraph.attaching.joining import attach
from sptgraph.attaching.stripping import without_text

__all__ = ["Attachment", "Share", "attach", "without_text"]
