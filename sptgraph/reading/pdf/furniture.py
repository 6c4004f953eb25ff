"""What a printer adds to every page: page numbers, running heads and feet, a table of contents' leaders."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from sptgraph.reading.pdf.lines import TextLine

_DASH = r"[-－—–―‐一─~·•]"
_NUMBER = re.compile(
    rf"^(?:{_DASH}+\s*(\d{{1,4}})\s*{_DASH}+|第\s*(\d{{1,4}})\s*页(?:\s*[，,/／|]?\s*[（(]?共\s*\d{{1,4}}\s*页[)）]?)?"
    r"|(?:Page|page|P\.?)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?|(\d{1,4})\s*[/／]\s*\d{1,4}|(\d{1,4}))$"
)
_LEADER = re.compile(r"(?:[.．…·・]\s*){4,}\d{1,4}$")
_EDGE = 3


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page from the top down, and the heights at which its tables begin and end."""

    number: int
    lines: list[TextLine]
    tables: tuple[float, ...] = ()


def strip_furniture(pages: list[PageLines]) -> list[PageLines]:
    """Return ``pages`` without page numbers, running heads and feet, and the lines of a contents page."""
    heads = _repeated(pages) | _small_heads(pages)
    bare = _bare_numbers(pages)
    stripped = []
    for page in pages:
        edge = _edge(page)
        kept = [
            line
            for line in page.lines
            if not (id(line) in heads or (id(line) in edge and _is_page_number(line, bare)))
        ]
        stripped.append(replace(page, lines=kept))
    stripped = _without_leftovers(stripped, pages)
    if sum(_has_leader(line) for page in stripped for line in page.lines) < 3:
        return stripped
    return [replace(page, lines=[line for line in page.lines if not _of_contents(line)]) for page in stripped]


def _edge(page: PageLines) -> set[int]:
    return {id(line) for line in (*page.lines[:_EDGE], *page.lines[-_EDGE:])}


def _is_page_number(line: TextLine, bare: set[int]) -> bool:
    match = _NUMBER.match(line.text)
    return match is not None and (match[5] is None or id(line) in bare)


def _bare_numbers(pages: list[PageLines]) -> set[int]:
    """Return the lines that are a bare number counting the pages; one alone may be a page's only clue."""
    found: dict[int, list[int]] = defaultdict(list)
    for page in pages:
        for line in (*page.lines[:1], *page.lines[-1:]):
            match = _NUMBER.match(line.text)
            if match and match[5]:
                found[page.number - int(match[5])].append(id(line))
    alone = len(pages) == 1
    return {line for away, lines in found.items() if len(lines) > 1 or (alone and not away) for line in lines}


def _repeated(pages: list[PageLines]) -> set[int]:
    """Return lines with the same text at the same height on most pages, or on most odd or even ones."""
    places: dict[tuple[str, int], dict[int, TextLine]] = defaultdict(dict)
    for page in pages:
        edge = _edge(page)
        for line in page.lines:
            if id(line) in edge:
                places[_key(line)][page.number] = line
    found: set[int] = set()
    for lines in places.values():
        sides = {number % 2 for number in lines}
        alike = sum(page.number % 2 in sides for page in pages)
        if len(lines) > 1 and 2 * len(lines) > alike:
            found.update(map(id, lines.values()))
    return {line for page in pages for line in _set_apart(page, found)}


def _set_apart(page: PageLines, repeated: set[int]) -> set[int]:
    """Return those ``repeated`` lines of a page that stand off from its text or are set in another size."""
    text = [line for line in page.lines if id(line) not in repeated]
    again = [line for line in page.lines if id(line) in repeated]
    heights = [line.y for line in text] + list(page.tables)
    if not heights or not again:
        return set()
    gaps = [before.y - after.y for before, after in pairwise(text)]
    far = 1.25 * (median(gaps) if gaps else 1.5 * page.lines[0].height)
    em = median(line.em for line in text) if text else 0
    apart = {id(line) for line in again if em and abs(line.em - em) > 0.1 * em}
    apart |= _beyond(max(heights), [(line.y, id(line)) for line in again], far)
    apart |= _beyond(-min(heights), [(-line.y, id(line)) for line in again], far)
    return apart


def _beyond(edge: float, lines: list[tuple[float, int]], far: float) -> set[int]:
    """Return the lines outside of ``edge``, from the first that is ``far`` from the one before it."""
    outside = sorted(line for line in lines if line[0] > edge)
    for place, (height, _) in enumerate(outside):
        if height - edge > far:
            return {key for _, key in outside[place:]}
        edge = height
    return set()


def _small_heads(pages: list[PageLines]) -> set[int]:
    """Return the first and last lines set small and well apart from the text, as heads of short files are."""
    found: set[int] = set()
    for page in pages:
        for line, neighbour in ((page.lines[:1], page.lines[1:2]), (page.lines[-1:], page.lines[-2:-1])):
            if line and neighbour and 0 < line[0].em < 0.75 * neighbour[0].em:
                apart = abs(line[0].y - neighbour[0].y) > 2 * neighbour[0].em
                if apart and not re.match(r"[\d①-⑳*\[［〔(（]", line[0].text):
                    found.add(id(line[0]))
    return found


def _key(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", "".join(line.text.split())), round(line.y / 2)


def _without_leftovers(stripped: list[PageLines], pages: list[PageLines]) -> list[PageLines]:
    """Drop a head that changes with the chapter: it stands where the heads stand, beyond all body text."""
    kept = {id(line) for page in stripped for line in page.lines}
    removed = [line for page in pages for line in page.lines if id(line) not in kept]
    heights = Counter(round(line.y) for line in removed)
    common = {height for height, times in heights.items() if times > 1}
    if not common:
        return stripped
    body = [line.y for page in stripped for line in page.lines if round(line.y) not in common]
    if not body:
        return stripped
    top, foot = max(body), min(body)
    outside = {height for height in common if height > top or height < foot}
    return [
        replace(page, lines=[line for line in page.lines if round(line.y) not in outside])
        for page in stripped
    ]


def _has_leader(line: TextLine) -> bool:
    return _LEADER.search(line.text[-40:]) is not None


def _of_contents(line: TextLine) -> bool:
    return _has_leader(line) or "".join(line.text.split()) in {"目录", "目次"}
