"""JSON from outside, looked at entry by entry: an error says which entry is wrong."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, get_args

from sptgraph.errors import GraphError

T = TypeVar("T")


class Entry:
    """A JSON value and the path to it.

    >>> Entry({"tasks": [{"no": "1"}]}).each("tasks", lambda task: task.at("no").text())
    ('1',)
    """

    def __init__(self, value: object, path: str = "") -> None:
        self._value, self._path = value, path

    def itself(self) -> "Entry":
        """Return the entry: for `maybe`, where an object is looked into later."""
        return self

    def at(self, key: str) -> "Entry":
        """Return the entry ``key`` of an object; one that is not there is like null."""
        if not isinstance(self._value, dict):
            raise self._wrong()
        return Entry(self._value.get(key), f"{self._path}/{key}")

    def each(self, key: str, read: Callable[["Entry"], T]) -> tuple[T, ...]:
        """Return what ``read`` makes of every item of the list ``key``; one that is not there is empty."""
        found = self.maybe(key, Entry.items)
        return tuple(read(item) for item in found or ())

    def maybe(self, key: str, read: Callable[["Entry"], T]) -> T | None:
        """Return what ``read`` makes of the entry ``key``, or None where it is null or not there."""
        if not isinstance(self._value, dict):
            raise self._wrong()
        return None if self._value.get(key) is None else read(self.at(key))

    def items(self) -> list["Entry"]:
        """Return the entries of a list."""
        if not isinstance(self._value, list):
            raise self._wrong()
        return [Entry(item, f"{self._path}/{number}") for number, item in enumerate(self._value)]

    def text(self) -> str:
        """Return a string."""
        if not isinstance(self._value, str):
            raise self._wrong()
        return self._value

    def whole(self) -> int:
        """Return a whole number."""
        if not isinstance(self._value, int) or isinstance(self._value, bool):
            raise self._wrong()
        return self._value

    def number(self) -> float:
        """Return a number."""
        if not isinstance(self._value, int | float) or isinstance(self._value, bool):
            raise self._wrong()
        try:
            return float(self._value)
        except OverflowError:
            raise self._wrong() from None

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self._value, bool):
            raise self._wrong()
        return self._value

    def day(self) -> date:
        """Return an ISO date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self._wrong() from None

    def pair(self) -> tuple[int, int]:
        """Return a list of two whole numbers."""
        numbers = [item.whole() for item in self.items()]
        if len(numbers) != 2:
            raise self._wrong()
        return numbers[0], numbers[1]

    def choice(self, choices: Any) -> Any:
        """Return a string that is a member of a ``Literal[...]`` type."""
        if self._value not in get_args(choices):
            raise self._wrong()
        return self._value

    def _wrong(self) -> GraphError:
        where = self._path or "/"
        return GraphError(f"JSON 的 {where} 缺失或写法不对", f"{where} of the JSON is missing or malformed")
