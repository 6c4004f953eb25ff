"""What a list's page costs in a real browser: opening, filtering, searching and sorting thousands of lines.

Usage: ``python benchmarks/page.py [LINES]...`` from the project's root (default: 1000 and 10000). Needs
Chromium. The lines are those of the demo plan's task table, again and again, each with its details. Wall
time; ``paint`` is from the keystroke or choice, the script's own wait of 120 ms left out, until the next
frame stands.
"""

import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import demo_plan
from sptgraph.listings import Listing
from tests.browser import Browser

ACTIONS = {
    "filter": "const s = document.querySelector('select[name=body]'); s.value = '3';"
    " s.dispatchEvent(new Event('change', {bubbles: true}));",
    "reset": "document.querySelector('button[type=reset]').click();",
    "keystroke": "SEARCH('消')",
    "second": "SEARCH('消防')",
    "sort": "document.querySelectorAll('th button')[2].click();",
    "open all": "document.getElementById('open').click();",
}
SEARCH = (
    "const i = document.querySelector('input[type=search]'); i.value = '%s';"
    " const wait = window.setTimeout; window.setTimeout = (f) => f();"
    " i.dispatchEvent(new Event('input', {bubbles: true})); window.setTimeout = wait;"
)


def main(sizes: list[int]) -> None:
    """Print the figures for lists of so many lines."""
    columns = ("write s", "MB", "open", *ACTIONS)
    print(f"{'lines':>7}" + "".join(f"{name:>11}" for name in columns) + "   (ms in the browser)")
    with PlanStore() as store:
        store.add(demo_plan())
        for size in sizes:
            measure(lengthened(store.listing("tasks"), size), size)


def lengthened(listing: Listing, size: int) -> Listing:
    """Return a list with so many lines in its first table."""
    first, *_ = listing.tables
    details = list(islice(cycle(first.details()), size))
    rows = tuple(replace(row, serial=n) for n, row in enumerate(islice(cycle(first.rows), size), 1))
    return replace(listing, tables=(replace(first, rows=rows, details=partial(list, details)),), draw=tuple)


def measure(listing: Listing, size: int) -> None:
    """Print the figures of one page."""
    begun = time.perf_counter()
    page = listing.render("html")
    written = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        path = Path(folder) / "page.html"
        path.write_bytes(page)
        browser.width(1366)
        opened = browser.open(path) * 1000
        times = [browser.js(timed(action)) for action in ACTIONS.values()]
        assert not browser.problems, browser.problems
    figures = "".join(f"{each:11.0f}" for each in (opened, *times))
    print(f"{size:7}{written:11.1f}{len(page) / 1e6:11.1f}{figures}")


def timed(action: str) -> str:
    """Return a script that does something and tells after how many milliseconds the next frame stood."""
    if action.startswith("SEARCH"):
        action = SEARCH % action[8:-2]
    return (
        "new Promise((done) => requestAnimationFrame(() => { const begun = performance.now();"
        f" (() => {{ {action} }})(); document.body.offsetHeight;"
        " const stands = () => done(performance.now() - begun);"
        " setTimeout(() => requestAnimationFrame(() => setTimeout(stands))) }))"
    )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000, 10000])
