"""What is shown to a person at a terminal: progress on long work, tables that fit the screen."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sptgraph.cli.helptext import width
from sptgraph.cli.output import put
from sptgraph.cli.speech import Speech

_LONG_WORK = 300_000
"""Bytes of input from which on reading is worth a progress bar."""


def busy(say: Speech, paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths; show how far we are where someone is watching and the work is long."""
    if not sys.stderr.isatty() or (len(paths) < 3 and sum(map(_size, paths)) < _LONG_WORK):
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, say("正在读", "reading"), console=Console(stderr=True), transient=True)


def watched(say: Speech, papers: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield papers as they are made; show which where someone is watching."""
    if not sys.stderr.isatty():
        yield from papers
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(say("正在出清单", "making lists")) as status:
        for name, data in papers:
            status.update(say(f"已出 {name}", f"made {name}"))
            yield name, data


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table to standard output: fitted to the screen at a terminal, aligned by spaces elsewhere."""
    if sys.stdout.isatty():
        _show_fitted(headings, rows)
    else:
        put(table_text(headings, rows))


def table_text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table whose columns are aligned by spaces.

    >>> print(table_text(["任务", "agent"], [["1", "县住建局"]]), end="")
    任务  agent
    1     县住建局
    """
    table = [headings, *rows]
    widths = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
    return "\n".join(lines) + "\n"


def _show_fitted(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")  # nothing of an answer is cut off
    for row in rows:
        table.add_row(*map(Text, row))
    # Without colours: what is captured is written as plain bytes, also to consoles that know no escape codes.
    console = Console(color_system=None)
    with console.capture() as captured:
        console.print(table)
    put(captured.get())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
