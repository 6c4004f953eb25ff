"""What a Word document of a long table costs, beside filling it as python-docx's manual says.

Usage: ``python benchmarks/listings.py [ROWS ...]`` from the project's root (default: 100 1000). The other way
makes a table of the same columns and rows and fills ``row.cells``; it sets no widths, fonts, heads or
whole rows. CPU time, best of three; the list itself is made before.
"""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parents[1]))

from sptgraph.listings import Listing, listing
from tests.sample import sample_plan

ROUNDS = 3


def by_hand(made: Listing) -> bytes:
    """Fill a table cell by cell, row by row."""
    document, buffer = docx.Document(), io.BytesIO()
    for table in made.tables:
        document.add_heading(table.name)
        drawn = document.add_table(1, len(table.columns))
        for cell, column in zip(drawn.rows[0].cells, table.columns, strict=True):
            cell.text = column.title.text(made.language)
        for row in table.cells(made.language):
            for target, cell in zip(drawn.add_row().cells, row, strict=True):
                target.text = cell.text
    document.save(buffer)
    return buffer.getvalue()


def cost(run: Callable[[Listing], bytes], made: Listing) -> float:
    """Return the least CPU time in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run(made)
        times.append(time.process_time() - start)
    return min(times) * 1000


def long_list(rows: int) -> Listing:
    """Return a task table of so many rows, without pictures."""
    made = listing("tasks", [sample_plan()])
    first, *others = made.tables
    many = (first.rows * (rows // len(first.rows) + 1))[:rows]
    return replace(made, tables=(replace(first, rows=many), *others), draw=tuple)


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 1000]
    print(f"{'rows':>6}{'docx ms':>10}{'row.cells ms':>14}{'times':>7}")
    for rows in sizes:
        made = long_list(rows)
        ours, theirs = cost(lambda each: each.render("docx"), made), cost(by_hand, made)
        print(f"{rows:>6}{ours:>10.0f}{theirs:>14.0f}{theirs / ours:>7.1f}")


if __name__ == "__main__":
    main()
