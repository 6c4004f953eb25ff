"""SPARQL as a row of tokens: enough to see what a query does with its variables and where its groups open.

Oxigraph parses and checks the query itself; but its parser hands back no tree, and a check by regular
expression over the whole text would trip over strings, IRIs and comments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\r\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                  |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]*)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\-]))*)
      | (?P<word>@?[A-Za-z_][\w-]*)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: its kind, text, and offset in the query."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals, or an empty string where the token is no word."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group graph pattern: where its inside begins, and the ``$names`` written directly in it.

    ``selected`` are those that only the SELECT over it writes.
    """

    start: int
    supplied: frozenset[str]
    selected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Structure:
    """What a query does with its variables.

    ``words`` are the keywords used; ``supplied`` and ``found`` the variables written ``$name`` and
    ``?name``; ``assigned`` those given a value by ``AS`` or ``VALUES``; ``after_groups`` the ``$names`` that
    stand behind ``HAVING``, which no group can bind. Each maps to the offset of its first use.
    """

    words: dict[str, int]
    supplied: dict[str, int]
    found: dict[str, int]
    assigned: dict[str, int]
    after_groups: dict[str, int]
    groups: tuple[Group, ...]


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without white space and comments.

    >>> [token.text for token in tokens("SELECT ?x { ?x a 'a # b' } # end")]
    ['SELECT', '?x', '{', '?x', 'a', "'a # b'", '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in {None, "space"}:
            yield Token(match.lastgroup or "mark", match.group(), match.start())


def structure(text: str) -> Structure:
    """Return what the query does with its variables, and its groups in the order in which they open."""
    reader = _Reader()
    for token in tokens(text):
        reader.read(token)
    return Structure(
        reader.words,
        reader.supplied,
        reader.found,
        reader.assigned,
        reader.after_groups,
        tuple(
            Group(brace.start, frozenset(brace.supplied), frozenset(brace.selected - brace.supplied))
            for brace in reader.opened
            if brace.is_pattern
        ),
    )


@dataclass(slots=True)
class _Brace:
    """An opened brace while its inside is read."""

    start: int
    is_pattern: bool
    selected: set[str]
    supplied: set[str] = field(default_factory=set)


class _Reader:
    """Reads tokens one by one, remembering which brace each stands in."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.supplied: dict[str, int] = {}
        self.found: dict[str, int] = {}
        self.assigned: dict[str, int] = {}
        self.after_groups: dict[str, int] = {}
        self.opened: list[_Brace] = []
        self._open: list[_Brace] = []
        self._before = ""
        self._in_values = False
        self._in_having = False
        self._in_select = False
        self._selected: set[str] = set()

    def read(self, token: Token) -> None:
        if token.keyword:
            self._word(token)
        elif token.kind == "variable":
            self._variable(token)
        elif token.text == "{":
            brace = _Brace(token.start + 1, not self._in_values, self._selected)
            self.opened.append(brace)
            self._open.append(brace)
            self._selected = set()
            self._in_values = self._in_having = self._in_select = False
        elif token.text == "}" and self._open:
            self._open.pop()
            self._in_having = False
        self._before = token.keyword or token.text

    def _word(self, token: Token) -> None:
        self.words.setdefault(token.keyword, token.start)
        if token.keyword == "SELECT":
            self._in_select = True
            if self._before == "{" and self._open:
                self._open[-1].is_pattern = False
        elif token.keyword == "VALUES":
            self._in_values = True
        elif token.keyword in {"HAVING", "ORDER"}:
            self._in_having = token.keyword == "HAVING"

    def _variable(self, token: Token) -> None:
        name = token.text[1:]
        (self.supplied if token.text[0] == "$" else self.found).setdefault(name, token.start)
        if self._before == "AS" or self._in_values:
            self.assigned.setdefault(name, token.start)
        elif token.text[0] == "$" and self._in_having:
            self.after_groups.setdefault(name, token.start)
        elif token.text[0] == "$" and self._in_select:
            self._selected.add(name)
        elif token.text[0] == "$" and self._open:
            self._open[-1].supplied.add(name)
