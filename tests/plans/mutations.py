"""Noise that real copies of a plan carry: scans read by machine, pages pasted together, habits of typing.

Each mutation takes a plan's text and a seed and returns the text with that noise; the same seed gives
the same text. The gold annotation of the plan stays true (agents, roles, dates, counts, numbers and
headings), only quotes no longer stand in the text letter by letter. What a mutation may change is what
`essence` forgets, and a test holds it to that.
"""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

Mutation = Callable[[str, int], str]

_HAN: Final = r"[\u4e00-\u9fff]"
_BETWEEN_HAN: Final = re.compile(f"(?<={_HAN})(?={_HAN})")
_BESIDE_DIGIT: Final = re.compile(rf"(?<={_HAN})(?=[\d０-９])|(?<=[\d０-９])(?={_HAN})")
_OWNER: Final = re.compile(r"牵头|负责|配合|协助|参与|责任单位|组织实施")
_HEADING: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十\d]+[)）]|[\d０-９]+\s*[.．、])"
)
_NUMBER: Final = "0123456789０１２３４５６７８９.．%％"
_NO_LINE_BEGINS: Final = "，,。；;、：:！？”》" + ")）〕］]】"
_PUNCTUATION: Final = re.compile(r"[，,。；;、：:]")
_PAGE_NUMBER: Final = re.compile(r"\s*\n[-－—]\s?\d+\s?[-－—]\n\s*")
_OPENING: Final = "（(〔［[【"
_CLOSING: Final = "）)〕］]】"
_OTHER_BRACKETS: Final = ("〔〕", "［］", "[]", "【】", "()")
_WIDTHS: Final = {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "％": "%"}
_SWAPPED: Final = _WIDTHS | {half: full for full, half in _WIDTHS.items()}
_FULL_DIGITS: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def essence(text: str) -> str:
    """Return what noise must not touch: the text without white space, page numbers and widths.

    Brackets count as one kind, and so do ： and 、.
    """
    bare = re.sub(r"\s+", "", _PAGE_NUMBER.sub("", text))
    for full, half in _WIDTHS.items():
        bare = bare.replace(full, half)
    bare = re.sub(f"[{re.escape(_OPENING)}]", "(", re.sub(f"[{re.escape(_CLOSING)}]", ")", bare))
    return bare.translate({wide: narrow for narrow, wide in _FULL_DIGITS.items()}).replace("、", ":")


def break_names(text: str, seed: int) -> str:
    """Break the line inside owner phrases, between two characters of a name or a word."""
    return _insert(text, seed, "\n", _within_owner_phrases(text), one_in=12)


def break_pages(text: str, seed: int) -> str:
    """Break the page in the middle of sentences and of owner phrases, with a page number between."""
    random = Random(seed)
    style = random.choice(("－ {} －", "- {} -", "—{}—"))
    pieces: list[str] = []
    last, page_ends = 0, random.randrange(100, 400)
    for position in _within_body(text):
        if position >= page_ends and not _HEADING.match(text, position):
            pieces += [text[last:position], "\n", style.format(len(pieces) // 4 + 2), "\n"]
            last, page_ends = position, position + random.randrange(250, 500)
    return "".join((*pieces, text[last:]))


def space_words(text: str, seed: int) -> str:
    """Put blanks inside words and beside digits."""
    beside_digits = {
        match.start() + start for start, line in _body(text) for match in _BESIDE_DIGIT.finditer(line)
    }
    return _insert(text, seed, " ", sorted({*_within_body(text), *beside_digits}), one_in=25)


def swap_widths(text: str, seed: int) -> str:
    """Write every third punctuation mark in the other width: ， for , and ( for （."""
    random = Random(seed)
    return "".join(_SWAPPED[c] if c in _SWAPPED and random.random() < 1 / 3 else c for c in text)


def swap_digits(text: str, seed: int) -> str:
    """Write half of the numbers below the first section in full-width digits; headings keep theirs."""
    random = Random(seed)
    pieces = list(text)
    for start, line in _body(text):
        for match in re.finditer(r"\d+(?:\.\d+)?", line):
            if random.random() < 1 / 2:
                pieces[start + match.start() : start + match.end()] = match[0].translate(_FULL_DIGITS)
    return "".join(pieces)


def swap_brackets(text: str, seed: int) -> str:
    """Put owner phrases in brackets of another style; brackets within them keep theirs."""
    random = Random(seed)
    pieces = list(text)
    for start, end in _owner_brackets(text):
        opening, closing = _OTHER_BRACKETS[random.randrange(len(_OTHER_BRACKETS))]
        pieces[start], pieces[end - 1] = opening, closing
    return "".join(pieces)


def misread_commas(text: str, seed: int) -> str:
    """Read one 、 between two names of an owner phrase as ：, as scanners do."""
    random = Random(seed)
    pieces = list(text)
    for start, end in _owner_brackets(text):
        marks = [p for p in _at_top_level(text, start, end) if _joins_names(text, p)]
        if marks:
            pieces[marks[random.randrange(len(marks))]] = "："
    return "".join(pieces)


def wrap_lines(text: str, seed: int) -> str:
    """Break all lines at one width, as text copied from a page is."""
    width = 32 + seed % 9
    return "\n".join(piece for line in text.split("\n") for piece in _wrapped(line, width))


# In the order in which they are laid over each other: marks first, line ends last.
MUTATIONS: Final[dict[str, Mutation]] = {
    "misread commas": misread_commas,
    "swap brackets": swap_brackets,
    "swap digits": swap_digits,
    "swap widths": swap_widths,
    "space words": space_words,
    "wrap lines": wrap_lines,
    "break names": break_names,
    "break pages": break_pages,
}


def mutate(text: str, seed: int) -> str:
    """Return the text with two or three kinds of noise at once."""
    random = Random(seed)
    chosen = random.sample(sorted(MUTATIONS), k=random.choice((2, 3)))
    for name, mutation in MUTATIONS.items():
        if name in chosen:
            text = mutation(text, seed)
    return text


def _body(text: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches below the first section that are running text, with their starts.

    The heading that opens a line, up to its 。 or the line's end, is left out, and so are lines without
    punctuation: signatures and dates.
    """
    first = re.search(r"^\s*一\s*、", text, re.MULTILINE)
    for match in re.finditer(r"[^\n]+", text[first.start() :] if first else ""):
        start, line = (first.start() if first else 0) + match.start(), match[0]
        if not _PUNCTUATION.search(line):
            continue
        if not _HEADING.match(line):
            yield start, line
        elif stop := re.search(r"。", line):
            yield start + stop.end(), line[stop.end() :]


def _owner_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost brackets of the running text that hold an owner phrase."""
    for start, line in _body(text):
        depth, opened = 0, 0
        for offset, character in enumerate(line):
            if character in _OPENING:
                opened = offset if not depth else opened
                depth += 1
            elif character in _CLOSING and depth:
                depth -= 1
                if not depth and _OWNER.search(line, opened, offset):
                    yield start + opened, start + offset + 1


def _at_top_level(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the positions within a bracket that no inner bracket holds."""
    depth = 0
    for position in range(start, end):
        depth += (text[position] in _OPENING) - (text[position] in _CLOSING)
        if depth == 1:
            yield position


def _joins_names(text: str, position: int) -> bool:
    """Tell whether a 、 stands between two names, not after a role word."""
    return text[position] == "、" and not _OWNER.search(text[max(0, position - 4) : position])


def _within_owner_phrases(text: str) -> list[int]:
    return [
        match.start() + start
        for start, end in _owner_brackets(text)
        for match in _BETWEEN_HAN.finditer(text[start:end])
    ]


def _within_body(text: str) -> list[int]:
    return [match.start() + start for start, line in _body(text) for match in _BETWEEN_HAN.finditer(line)]


def _chosen(text: str, seed: int, positions: list[int], one_in: int) -> list[int]:
    """Return some of the positions, one in so many, none of which would begin a line like a heading."""
    safe = [position for position in positions if not _HEADING.match(text, position)]
    return sorted(Random(seed).sample(safe, k=min(len(safe), 1 + len(safe) // one_in)))


def _insert(text: str, seed: int, noise: str, positions: list[int], one_in: int) -> str:
    pieces, last = [], 0
    for position in _chosen(text, seed, positions, one_in):
        pieces += [text[last:position], noise]
        last = position
    return "".join((*pieces, text[last:]))


def _wrapped(line: str, width: int) -> Iterator[str]:
    while len(line) > width:
        cut = next((p for p in range(width, width // 2, -1) if _may_begin_line(line, p)), width)
        yield line[:cut]
        line = line[cut:]
    yield line


def _may_begin_line(text: str, position: int) -> bool:
    """Tell whether typesetting could begin a line here: not with a closing mark nor inside a number."""
    before, after = text[position - 1], text[position]
    in_number = before in _NUMBER and after in _NUMBER
    return after not in _NO_LINE_BEGINS and not in_number and not _HEADING.match(text, position)
