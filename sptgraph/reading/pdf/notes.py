"""Footnotes of a page: the small print at its foot that begins with a mark."""

import re
from dataclasses import replace

from sptgraph.reading.pdf.furniture import PageLines
from sptgraph.reading.pdf.lines import TextLine
from sptgraph.reading.pdf.reflow import text_of

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
        bodies.append(replace(page, lines=page.lines[:cut]))
        for line in page.lines[cut:]:
            if _MARK.match(line.text) or not notes:
                notes.append([])
            notes[-1].append(line)
    return bodies, notes


def note_text(lines: list[TextLine]) -> str:
    """Return what a note says, without its mark."""
    return _MARK.sub("", text_of(lines))


def _is_small(line: TextLine, em: float) -> bool:
    return 0 < line.em < 0.87 * em
