"""What the lines of all kinds share: names, the marks behind them, and the words when a line is wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sptgraph.corrections.escaping import pieces, unescape
from sptgraph.errors import CorrectionError
from sptgraph.wording import Words, choices, meaning

Fields = Mapping[str, Words]
"""The fields that a mark may set, each with its words."""

_LAST_WORD: Final = re.compile(r"(.*\S)\s+(\S+)", re.DOTALL)


def expected(line: str, zh: str, en: str) -> CorrectionError:
    """Return the error that says what should stand where ``line`` stands."""
    shown = line if len(line) <= 60 else f"{line[:59]}…"
    return CorrectionError(f"“{shown}”看不懂，应为{zh}", f"“{shown}” is not understood, expected {en}")


def read_marks(tokens: Iterable[str], fields: Fields, line: str) -> dict[str, Any]:
    """Return which field each mark sets; ``-`` sets the fields that no mark names to None."""
    found: dict[str, Any] = {}
    for written in tokens:
        if written == "-":
            found = {**dict.fromkeys(fields), **found}
            continue
        known = [(field, key) for field, words in fields.items() if (key := meaning(words, written))]
        if not known:
            zh, en = choices(fields.values(), "zh"), choices(fields.values(), "en")
            raise expected(line, f"“{written}”处写 {zh} 之一", f"one of {en} in place of “{written}”")
        found.update(known[:1])
    return found


def name_and_marks(line: str, fields: Fields) -> tuple[str, dict[str, Any]]:
    """Split a unit's name from the marks behind it.

    >>> from sptgraph.wording import ROLE
    >>> name_and_marks("县应急局 牵头", {"role": ROLE})
    ('县应急局', {'role': 'lead'})
    """
    name, *marks = pieces(line)
    barred = bool(marks)
    while not barred and (found := _LAST_WORD.fullmatch(name)) and _is_mark(found[2], fields):
        name, marks = found[1], [found[2], *marks]
    glued = next(
        (word for word in fields.get("role", {}).values() if name.endswith(word) and name != word), None
    )
    if glued and not marks:
        name, marks = name.removesuffix(glued), [glued]
    if not name:
        raise expected(line, "单位名称", "the name of a unit")
    return unescape(name), read_marks(marks, fields, line)


def _is_mark(written: str, fields: Fields) -> bool:
    return written == "-" or any(meaning(words, written) for words in fields.values())
