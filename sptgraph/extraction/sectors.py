"""Which sectors (行业领域) a text names: the longest word wins, units' and documents' names do not count."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from sptgraph.extraction.agents import Piece
from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.extraction.stretches import Stretches

_TITLE = re.compile(r"《[^《》\n]{2,80}》")


def find_sectors(text: str, lexicon: Lexicon, taken: Sequence[Piece] = ()) -> list[tuple[str, int, int]]:
    """Return the sectors a text names as (key, start, end), each at its first mention.

    A generic sector counts only where nothing narrower is named.

    >>> text = "强化危险化学品和城镇燃气安全监管"
    >>> [key for key, _, _ in find_sectors(text, load_lexicon())]
    ['hazardous-chemicals', 'city-gas']
    """
    closed = Stretches([*(m.span() for m in _TITLE.finditer(text)), *((p.start, p.end) for p in taken)])
    found: dict[str, tuple[str, int, int]] = {}
    automaton = _automaton() if lexicon is load_lexicon() else _build(lexicon)
    for end, (length, key) in automaton.iter_long(text):
        start = end - length + 1
        if key and start not in closed:
            found.setdefault(key, (key, start, end + 1))
    narrow = [entry for key, entry in found.items() if not lexicon.sectors[key].generic]
    return sorted(narrow or found.values(), key=lambda entry: entry[1])


@cache
def _automaton() -> Any:
    return _build(load_lexicon())


def _build(lexicon: Lexicon) -> Any:
    """Sector words and, without a key, the units' names and other words (机械化) that may hide them."""
    import ahocorasick

    words: dict[str, str | None] = dict.fromkeys(lexicon.words.get("no-sector", ()))
    for department in lexicon.departments.values():
        words.update(dict.fromkeys((name for name in department.names if len(name) > 2), None))
    for sector in lexicon.sectors.values():
        for name in (sector.label_zh, *sector.aliases):
            words[name.replace("(", "（").replace(")", "）")] = sector.key
    automaton = ahocorasick.Automaton()
    for word, key in words.items():
        automaton.add_word(word, (len(word), key))
    automaton.make_automaton()
    return automaton
