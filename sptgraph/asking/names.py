"""What people call things, and the nearest name where they mistype one."""

import re
from collections.abc import Iterable

from sptgraph.errors import ParameterError

_ALIKE = 0.6
_BEHIND = 0.05
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


def nearest(name: str, choices: Iterable[str], others: Iterable[str] = (), limit: int = 3) -> list[str]:
    """Return up to ``limit`` of the ``choices`` and ``others`` that resemble ``name``, the nearest first.

    What begins alike counts as nearer. The ``others`` (aliases) stand behind ``choices`` about as near.

    >>> nearest("task-owner", ["plans", "task-owners", "targets"])[0]
    'task-owners'
    >>> nearest("城镇燃器", ["城镇燃气", "矿山"], ["燃气器具"])[0]
    '城镇燃气'
    """
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.fuzz import WRatio

    first = set(choices)
    found = []
    for choice in first.union(others):
        # The second measure finds a name in the middle of what was written; the first weighs its beginning.
        likeness = max(JaroWinkler.similarity(name, choice), 0.009 * WRatio(name, choice))
        if likeness >= _ALIKE:
            found.append((-likeness + (0 if choice in first else _BEHIND), choice))
    return [choice for _, choice in sorted(found)[:limit]]


def no_such(
    zh: str, en: str, name: str, choices: Iterable[str], others: Iterable[str] = ()
) -> ParameterError:
    """Return the error that says ``zh`` and ``en``, and which ``choices`` and ``others`` are nearest."""
    near = nearest(shown(name), choices, others)
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
