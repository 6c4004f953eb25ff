"""What people call things, and the nearest name where they mistype one."""

import re
from collections.abc import Iterable

from sptgraph.errors import ParameterError

_OPEN, _CLOSE = "（", "）"
_FOLD = str.maketrans("()[]［］〔〕【】０１２３４５６７８９／", "（）（）（）（）（）0123456789/")
_DOTS = re.compile(r"[\s.．、。,，]+")


def number(text: str) -> str:
    """Return a provision's number in one form: full-width brackets, ASCII digits, no dot, no white space.

    >>> number("(三)"), number(" １７．")
    ('（三）', '17')
    """
    return _DOTS.sub("", text.translate(_FOLD))


def number_forms(text: str) -> tuple[str, ...]:
    """Return what a person may have meant by a number, the most literal first.

    >>> number_forms("(3)"), number_forms("三")
    (('（3）', '3'), ('三', '（三）'))
    """
    plain = number(text)
    if plain.startswith(_OPEN) and plain.endswith(_CLOSE):
        return plain, plain[1:-1]
    return plain, f"{_OPEN}{plain}{_CLOSE}"


def nearest(name: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to ``limit`` of the ``choices`` that resemble ``name``, the nearest first.

    >>> nearest("task-owner", ["plans", "task-owners", "targets"])[0]
    'task-owners'
    """
    from rapidfuzz import fuzz, process

    found = process.extract(name, sorted(set(choices)), scorer=fuzz.WRatio, limit=limit, score_cutoff=45)
    return [choice for choice, _, _ in found]


def no_such(zh: str, en: str, name: str, choices: Iterable[str]) -> ParameterError:
    """Return the error that says ``zh`` and ``en``, and which of the ``choices`` are nearest to ``name``."""
    near = nearest(shown(name), choices)
    return ParameterError(
        f"{zh}；最接近的是 {'、'.join(near)}" if near else zh,
        f"{en}; the nearest: {', '.join(near)}" if near else en,
    )


def shown(value: object, limit: int = 60) -> str:
    r"""Return a value a user supplied so that it fits in a message: one line, not endless, printable.

    >>> shown("a\nb")
    'a b'
    """
    text = " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())
    text = "".join(character if character.isprintable() else "?" for character in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
