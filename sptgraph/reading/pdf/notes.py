"""Footnotes of a page: the small print at its foot that begins with a mark."""

import re

from sptgraph.reading.pdf.furniture import PageLines
from sptgraph.reading.pdf.lines import TextLine

_MARK = re.compile(r"^(?:[①-⑳*]|[\[［〔(（]?\d{1,2}[\]］〕)）]?)(?![\d.．、年月])")


def part_notes(pages: list[PageLines], em: float) -> tuple[list[PageLines], list[list[TextLine]]]:
    """Return ``pages`` without their footnotes, and the lines of each note. ``em`` is the body's."""
    bodies: list[PageLines] = []
    notes: list[list[TextLine]] = []
    for page in pages:
        cut = len(page.lines)
        while cut and _is_small(page.lines[cut - 1], em):
            cut -= 1
        while cut < len(page.lines) and not _MARK.match(page.lines[cut].text):
            cut += 1
        bodies.append(PageLines(page.number, page.lines[:cut]))
        for line in page.lines[cut:]:
            if _MARK.match(line.text) or not notes:
                notes.append([])
            notes[-1].append(line)
    return bodies, notes


def _is_small(line: TextLine, em: float) -> bool:
    return 0 < line.em < 0.87 * em
