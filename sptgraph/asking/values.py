"""What a query found, as plain Python values."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import pyoxigraph as ox

from sptgraph.asking.kinds import LIST_MARK
from sptgraph.vocabulary import key_of

Value = str | int | float | bool | date | list[str] | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def _text(term: Term) -> Value:
    return str(term) if isinstance(term, ox.Triple) or term is None else term.value


def _key(term: Term) -> Value:
    return key_of(term.value) if isinstance(term, ox.NamedNode) else _text(term)


def _number(term: Term) -> Value:
    text = str(_text(term))
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _date(term: Term) -> Value:
    text = str(_text(term))
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def _boolean(term: Term) -> Value:
    return _text(term) in {"true", "1"}


def _basis(term: Term) -> Value:
    """Return stated and undetermined as they are; whatever follows by a rule or a norm is derived."""
    text = str(_key(term))
    return text if text in {"stated", "undetermined"} else "derived"


def _list(term: Term) -> Value:
    return sorted({item for item in str(_text(term)).split(LIST_MARK) if item}) or None


_READERS: Final[Mapping[str, Callable[[Term], Value]]] = {
    "integer": _number,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
    "department": _key,
    "sector": _key,
    "facet": _key,
    "role": _key,
    "key": _key,
    "basis": _basis,
    "list": _list,
}


def reader(kind: str) -> Callable[[Term], Value]:
    """Return the function that turns a term of a column of that kind into a Python value.

    Nothing found, and an empty text, are None. A term that is not of the column's kind (a user's graph may
    hold anything) comes out as its text.

    >>> reader("number")(ox.Literal("50.0", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    50
    >>> reader("department")(ox.NamedNode("https://w3id.org/sptgraph/department/finance"))
    'finance'
    """
    read = _READERS.get(kind, _text)

    def value(term: Term) -> Value:
        return None if term is None or (isinstance(term, ox.Literal) and not term.value) else read(term)

    return value
