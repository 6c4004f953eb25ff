"""The statuses (进展状态) of the ontology, and the words that offices write for them."""

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, cast, get_args

import pyoxigraph as ox

from sptgraph.language import Language
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, key_of, term

Status = Literal["not-started", "behind", "in-progress", "done"]
"""How far a task has come."""

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
"""All statuses, the least advanced first."""

_MARKS: Final = "。.!！；;，, \t\n√✓✔☑🗹"


def status_key(text: str) -> Status | None:
    """Return the status that a word means, in either language or as a key; None where it means none.

    A tick beside the word says no more than the word; a tick alone says nothing.

    >>> status_key("正在推进"), status_key(" 已办结√"), status_key("Done"), status_key("快了")
    ('in-progress', 'done', 'done', None)
    """
    return _words().get(_folded(text))


def label(status: Status, language: Language) -> str:
    """Return what a status is called.

    >>> label("behind", "zh"), label("behind", "en")
    ('滞后', 'behind')
    """
    return _labels()[status, language]


def _folded(text: str) -> str:
    words = text.strip(_MARKS).casefold().split()
    return " ".join(words) if text.isascii() else "".join(words)


@cache
def _words() -> Mapping[str, Status]:
    found: dict[str, Status] = {status: status for status in STATUSES}
    for status, predicate, value in _said():
        if predicate in {term("skos:prefLabel"), term("skos:altLabel")}:
            found[_folded(value.value)] = status
    return found


@cache
def _labels() -> Mapping[tuple[Status, str | None], str]:
    return {
        (status, value.language): value.value
        for status, predicate, value in _said()
        if predicate == term("skos:prefLabel")
    }


@cache
def _said() -> tuple[tuple[Status, str, ox.Literal], ...]:
    """Return what the ontology says of each status in words."""
    quads = ox.parse(path=folder("ontology") / "statuses.ttl", format=ox.RdfFormat.TURTLE)
    return tuple(
        (cast("Status", key_of(quad.subject.value)), quad.predicate.value, quad.object)
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.subject.value.startswith(PREFIXES["status"])
    )
