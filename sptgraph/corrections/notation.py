r"""One line for each kind of fact, that a person can read, change and type: the notation of corrections.

=========== ============================================ ===========================================
kind        in English (the keys)                        in Chinese
=========== ============================================ ===========================================
assignment  ``县应急局 | lead | respective | some``      ``县应急局 | 牵头 | 分别 | 有关``
deadline    ``2024-05-01..2024-10-31 during start full`` ``2024-05-01至2024-10-31 期间 启动 全面``
recurrence  ``P1M 1 高危矿井 | 矿长``                    ``每月 1次 高危矿井 | 矿长``
target      ``98 % | at-least``                          ``98 % | 不低于``
member      ``县应急局 | supervisory``                   ``县应急局 | 监管``
action      the title                                    the title
task        the heading                                  the heading
document    ``issued=2024-04-08``                        ``印发日期=2024-04-08``
unresolved  the words                                    the words
=========== ============================================ ===========================================

Both languages are read everywhere, and so are plain ways to write the same: ``县应急局 牵头``,
``2024年12月31日前``, ``每月至少2次``, ``≥98%``. Marks that are not written keep their old value, but a date
alone in place of one that is ``within`` is ``by`` that day; a ``-`` among them takes the others away.
``#2`` at the end means the second of several equal facts. In free text ``\`` goes before ``\ | #``, and
``\u{a}`` stands for a control character.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from sptgraph.corrections import lines
from sptgraph.corrections.document import DocumentField, read_field, write_field
from sptgraph.corrections.escaping import escape, unescape
from sptgraph.corrections.lines import Parts
from sptgraph.corrections.marks import expected
from sptgraph.language import Language
from sptgraph.model import (
    Action,
    Assignment,
    Deadline,
    FactKind,
    Member,
    Recurrence,
    Target,
    Task,
    Unresolved,
)

Entry = Assignment | Deadline | Recurrence | Target | Member | Action | Task | DocumentField | Unresolved
"""What a line can stand for."""

_ORDINAL: Final = re.compile(r"\s#(\d{1,6})$")


class Line(NamedTuple):
    """A line taken apart: what it says, and which of several equal facts it means (from 1; None: unsaid)."""

    parts: Parts
    ordinal: int | None


def spell(entry: Entry, language: Language = "en") -> str:
    """Return the line of a fact; in English it is the canonical one.

    >>> from sptgraph.model import Span
    >>> spell(Target(98.0, "%", "不低于98%", Span(0, 6), "at-least"), "zh")
    '98 % | 不低于'
    """
    return _WRITERS[type(entry)](entry, language)


def parse(kind: FactKind, text: str) -> Line:
    """Take a line apart; raises CorrectionError that says what is expected.

    >>> parse("deadline", "2024-12-31 前").parts["due"]
    datetime.date(2024, 12, 31)
    """
    line, ordinal = without_ordinal(text)
    if not line:
        raise expected(text, "一个值", "a value")
    return Line(_READERS[kind](line), ordinal)


def without_ordinal(text: str) -> tuple[str, int | None]:
    """Take ``#2`` off the end of a line.

    >>> without_ordinal("2024-12-31 前 #2")
    ('2024-12-31 前', 2)
    """
    found = _ORDINAL.search(text)
    return (text[: found.start()] if found else text).strip(), int(found[1]) if found else None


_WRITERS: Final[Mapping[type, Callable[[Any, Language], str]]] = {
    Assignment: lines.write_assignment,
    Deadline: lines.write_deadline,
    Recurrence: lines.write_recurrence,
    Target: lines.write_target,
    Member: lines.write_member,
    DocumentField: write_field,
    Action: lambda action, _: escape(action.title),
    Task: lambda task, _: escape(task.heading or ""),
    Unresolved: lambda unresolved, _: escape(unresolved.text),
}

_READERS: Final[Mapping[FactKind, Callable[[str], Parts]]] = {
    "assignment": lines.read_assignment,
    "deadline": lines.read_deadline,
    "recurrence": lines.read_recurrence,
    "target": lines.read_target,
    "member": lines.read_member,
    "document": read_field,
    "action": lambda line: {"title": unescape(line)},
    "task": lambda line: {"heading": unescape(line)},
    "unresolved": lambda line: {"text": unescape(line)},
}
