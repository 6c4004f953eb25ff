"""Names of things in the graph: readable, the same at every reading, safe in every RDF syntax.

A name is built from what the document prints (number, title, order), never drawn at random, so that
the same plan always gets the same names and a person can tell from a name what it stands for.
"""

import hashlib
import re
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from sptgraph.model import Plan
from sptgraph.vocabulary import BASE

_LONGEST_IDENTIFIER: Final = 120
_SEPARATORS: Final = re.compile(r"[\s〔〕［］\[\]【】《》“”—·]+")
# What RFC 3987 allows in a path segment beyond ASCII, less what looks like nothing on screen.
_UNSAFE: Final = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@\u2e80-\u2fdf\u2ff0-\u2fff\u3001-\ud7ff\uf900-\ufaff\uff01-\uffef"
    r"\U00020000-\U0002fffd-]"
)


def segment(text: str) -> str:
    """Return ``text`` as one path segment; different texts give different segments.

    Han characters and full-width brackets stay readable, everything else unsafe is percent-encoded.

    >>> segment("（一）"), segment("a/b c"), segment("..")
    ('（一）', 'a%2Fb%20c', '%2E%2E')
    """
    if not text.strip("."):
        return text.replace(".", "%2E")
    return _UNSAFE.sub(lambda match: quote(match.group(), safe="", errors="surrogatepass"), text)


def text_of(part: str) -> str:
    """Return the text that `segment` was given.

    >>> text_of(segment("100%（一）"))
    '100%（一）'
    """
    return unquote(part)


def squash(name: str) -> str:
    """Return a printed name without the white space that lines and pages broke into it."""
    return re.sub(r"\s+", "", name)


class Names:
    """Hands out names that are unique among those it handed out: a second ``1`` becomes ``1~2``.

    >>> names = Names()
    >>> names.new("p/task/1"), names.new("p/task/1")
    ('p/task/1', 'p/task/1~2')
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def new(self, name: str) -> str:
        """Return ``name``, or ``name~2``, ``name~3`` … where it is taken."""
        candidate = name
        while candidate in self._taken:
            self._taken[name] += 1
            candidate = f"{name}~{self._taken[name]}"
        self._taken[candidate] = 1
        return candidate


class PlanGraphs(NamedTuple):
    """The names of one plan's graphs, in the order in which they are written."""

    stated: str
    corrections: str
    derived: str
    source: str

    @classmethod
    def of(cls, plan_iri: str) -> "PlanGraphs":
        """Return the graph names of the plan with that IRI.

        >>> PlanGraphs.of("https://example.org/plan/1").stated
        'https://example.org/plan/1/stated'
        """
        return cls(*(f"{plan_iri}/{name}" for name in cls._fields))


def plan_identifier(plan: Plan) -> str:
    """Return the readable identifier of a plan: issuer and 文号, else jurisdiction, title and period.

    Two files of one plan share it: it is the plan's, not the file's. A plan that prints none of these
    is named after its text.
    """
    data = plan.document
    if data.number:
        parts = [data.issuer, data.number]
    else:
        years = f"{data.period[0]}-{data.period[1]}" if data.period else None
        parts = [data.jurisdiction, data.title, years] if data.title or data.jurisdiction else []
    printed = "-".join(part for part in parts if part)
    readable = re.sub(r"-{2,}", "-", _SEPARATORS.sub("-", printed)).strip("-")
    if not readable:
        return f"text-{segment(plan.source.text_sha256[:16])}"
    if len(readable) > _LONGEST_IDENTIFIER:
        digest = hashlib.sha256(printed.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        readable = f"{readable[:_LONGEST_IDENTIFIER]}-{digest}"
    return segment(readable)


def plan_iri(plan: Plan, base: str = BASE) -> str:
    """Return the IRI of a plan under ``base``, which ends in a slash."""
    return f"{base}plan/{plan_identifier(plan)}"
