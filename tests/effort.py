"""How hard the tests try: enough for every change by default, all there is where the environment says so.

``SPTGRAPH_EVERY_MUTANT=1`` spoils every plan in every way, asks the reference engine everywhere and draws four
times as many random examples; run it after a change to an engine, a parser or the encoding.
"""

import os

EVERY = bool(os.environ.get("SPTGRAPH_EVERY_MUTANT"))


def examples(number: int) -> int:
    """Return how many random examples to try of ``number`` wanted."""
    return number if EVERY else max(8, number // 4)
