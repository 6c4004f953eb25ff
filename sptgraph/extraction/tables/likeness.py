"""Telling a task table from a plan in prose that holds one."""

import re
from typing import Final

from sptgraph.extraction.folding import fold
from sptgraph.extraction.paragraphs import marker_of
from sptgraph.extraction.tables.shape import shape_of
from sptgraph.model import Document

_SENTENCE: Final = re.compile(r"[，。；]")
_ITEM: Final = 25


def is_task_table(document: Document) -> bool:
    """Whether a document is nothing but task tables: always a sheet, a page of Word where little else is.

    A paper that numbers its duties in prose is a plan in prose, whatever tables it ends in.
    """
    if document.format in ("xlsx", "csv"):
        return True
    if document.format not in ("docx", "html"):
        return False
    tables = [grid for grid in document.grids if shape_of(grid)]
    if not tables:
        return False
    inside = sum(len(c.text) for grid in tables for row in grid for c in row.cells if not c.merged)
    lines = [
        document.text[block.span.start : block.span.end] for block in document.blocks if block.kind != "cell"
    ]
    prose = [line for line in lines if _SENTENCE.search(line)]
    items = [line for line in prose if len(line) >= _ITEM and marker_of(fold(line).text)]
    return len(items) < 2 and 2 * sum(map(len, prose)) < inside
