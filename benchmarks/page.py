"""What a list's page costs in a real browser: opening, filtering, searching and sorting thousands of lines.

Usage: ``python benchmarks/page.py [LINES]...`` from the project's root (default: 1000 and 10000). Needs
Chromium. The lines are those of the demo plan's task table, again and again, each with its details. ``write``
is our CPU time; the rest is CPU time of the page's own thread: for opening, and from a keystroke or choice
(the script's wait of 120 ms left out) until the next frame stands.
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
    print(f"{'lines':>7}" + "".join(f"{name:>11}" for name in columns) + "   (ms)")
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
    begun = time.process_time()
    page = listing.render("html")
    written = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        path = Path(folder) / "page.html"
        path.write_bytes(page)
        browser.width(1366)
        browser.do("Performance.enable")
        browser.open(path)
        opened = busy(browser)
        browser.js("new Promise((done) => setTimeout(done, 3000))")  # as long as a reader looks first
        times = [cost(browser, action) for action in ACTIONS.values()]
        assert not browser.problems, browser.problems
    figures = "".join(f"{each:11.0f}" for each in (opened, *times))
    print(f"{size:7}{written:11.1f}{len(page) / 1e6:11.1f}{figures}")


def cost(browser: Browser, action: str) -> float:
    """Return how many milliseconds of work the page has with something until the next frame stands."""
    if action.startswith("SEARCH"):
        action = SEARCH % action[8:-2]
    begun = busy(browser)
    browser.js(
        f"new Promise((done) => {{ (() => {{ {action} }})();"
        " setTimeout(() => requestAnimationFrame(() => setTimeout(done))); })"
    )
    return busy(browser) - begun


def busy(browser: Browser) -> float:
    """Return for how many milliseconds the page's own thread has worked."""
    metrics = browser.do("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "ThreadTime") * 1000


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1000, 10000])
