"""What a query found, as plain Python values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from sptgraph.asking.kinds import LIST_MARK
from sptgraph.store import Term
from sptgraph.vocabulary import key_of

Value: TypeAlias = str | int | float | bool | date | list[str] | None
Reader: TypeAlias = Callable[[str], Value]


_EXACT: Final = 2**53  # beyond it a float no longer tells neighbouring integers apart


def _integer(text: str) -> Value:
    try:
        return int(text)
    except ValueError:
        return text


def _number(text: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number


def _date(text: str) -> Value:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def _boolean(text: str) -> Value:
    return text in {"true", "1"}


def _basis(text: str) -> Value:
    """Return stated and undetermined as they are; whatever follows by a rule or a norm is derived."""
    return text if text in {"stated", "undetermined"} else "derived"


def _list(text: str) -> Value:
    return sorted({item for item in text.split(LIST_MARK) if item}) or None


_READERS: Final[Mapping[str, Reader]] = {
    "integer": _integer,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
    "department": key_of,
    "sector": key_of,
    "facet": key_of,
    "role": key_of,
    "norm-role": key_of,
    "key": key_of,
    "status": key_of,
    "basis": _basis,
    "list": _list,
}


def reader(kind: str) -> Reader:
    """Return the function that turns the text of a term in a column of that kind into a Python value.

    A term that is not of the column's kind (a user's graph may hold anything) comes out as its text.

    >>> reader("number")("50.0"), reader("department")("https://w3id.org/sptgraph/department/finance")
    (50, 'finance')
    """
    return _READERS.get(kind, str)


def values(readers: Sequence[Reader], terms: Iterable[Term | None]) -> list[Value]:
    """Return the terms of one row as Python values; nothing found, and an empty text, are None."""
    return [
        read(text) if (text := getattr(term, "value", None)) else None
        for read, term in zip(readers, terms, strict=True)
    ]
