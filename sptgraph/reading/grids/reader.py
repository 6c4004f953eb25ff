"""The front door for tables: one xlsx, csv, docx or html becomes its sheets or tables as grids."""

from pathlib import Path

from sptgraph.grid import Grid
from sptgraph.reading.limits import MAX_BYTES, MAX_CHARACTERS


def read_grids(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    max_bytes: int = MAX_BYTES,
    max_characters: int = MAX_CHARACTERS,
) -> tuple[Grid, ...]:
    r"""Return the tables of a file: the sheets of an xlsx, the one of a csv, those of a docx or a web page.

    The parameters and errors are those of `sptgraph.reading.read`. A file without tables gives none; a sheet
    that is empty counts as one without rows. Each cell knows its text, its value (str, int, float, date) and
    its address; merged cells fill every place they cover.

    >>> grid, = read_grids("序号,任务,责任单位\n1,换管道,县住建局".encode("gb18030"))
    >>> [(cell.address, cell.text) for cell in grid.row(2).cells]
    [('A2', '1'), ('B2', '换管道'), ('C2', '县住建局')]
    """
    from sptgraph.reading.reader import read

    return read(source, name=name, max_bytes=max_bytes, max_characters=max_characters).grids
