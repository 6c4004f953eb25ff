"""The JSON of ``sptgraph read --format json`` → `Plan`."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, cast, get_args

from sptgraph.errors import GraphError
from sptgraph.model import (
    Action,
    Assignment,
    Comparator,
    Correction,
    Deadline,
    DeadlineKind,
    Degree,
    Distribution,
    DocumentData,
    DocumentFormat,
    FactKind,
    Form,
    Level,
    Measure,
    Member,
    MemberClass,
    Milestone,
    OtherUse,
    Passage,
    Plan,
    Quantifier,
    Recurrence,
    Role,
    Section,
    SectorMention,
    Source,
    Span,
    StandingMark,
    Target,
    Task,
    Unresolved,
)

T = TypeVar("T")


def plan_from_json(data: Any) -> Plan:  # noqa: ANN401 - what json.loads gives
    """Return the plan that `plan_to_json` wrote, without text unless the JSON carries it.

    Raises GraphError where an entry is missing or malformed, naming it by its path.
    """
    return _plan(Entry(data, ""))


class Entry:
    """A JSON value and the path to it, so that an error can say where."""

    def __init__(self, value: object, path: str) -> None:
        self._value, self._path = value, path

    def _wrong(self) -> GraphError:
        where = self._path or "/"
        return GraphError(f"JSON 的 {where} 缺失或写法不对", f"{where} of the JSON is missing or malformed")

    def at(self, key: str) -> "Entry":
        """Return an entry of an object."""
        if not isinstance(self._value, dict):
            raise self._wrong()
        below = Entry(self._value.get(key), f"{self._path}/{key}")
        return below

    def each(self, key: str, read: Callable[["Entry"], T]) -> tuple[T, ...]:
        """Return what ``read`` makes of every item of a list; a list that is not there is empty."""
        found = self.at(key)
        if found._value is None:
            return ()
        if not isinstance(found._value, list):
            raise found._wrong()
        return tuple(read(Entry(item, f"{found._path}/{n}")) for n, item in enumerate(found._value))

    def maybe(self, key: str, read: Callable[["Entry"], T]) -> T | None:
        """Return what ``read`` makes of an entry, or None where it is null or not there."""
        found = self.at(key)
        return None if found._value is None else read(found)

    def text(self) -> str:
        """Return the value, which must be a string."""
        if not isinstance(self._value, str):
            raise self._wrong()
        return self._value

    def whole(self) -> int:
        """Return the value, which must be a whole number."""
        if not isinstance(self._value, int) or isinstance(self._value, bool):
            raise self._wrong()
        return self._value

    def number(self) -> float:
        """Return the value, which must be a number."""
        if not isinstance(self._value, int | float) or isinstance(self._value, bool):
            raise self._wrong()
        return float(self._value)

    def flag(self) -> bool:
        """Return the value, which must be true or false."""
        if not isinstance(self._value, bool):
            raise self._wrong()
        return self._value

    def day(self) -> date:
        """Return the value, which must be an ISO date."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self._wrong() from None

    def pair(self) -> tuple[int, int]:
        """Return the value, which must be a list of two whole numbers."""
        if not isinstance(self._value, list) or len(self._value) != 2:
            raise self._wrong()
        first, second = (Entry(item, self._path).whole() for item in self._value)
        return first, second

    def choice(self, choices: Any) -> Any:  # noqa: ANN401 - typing has no type for Literal[...]
        """Return the value, which must be a member of a ``Literal[...]`` type."""
        if self._value not in get_args(choices):
            raise self._wrong()
        return self._value

    def span(self) -> Span:
        """Return the value's ``span`` and ``place`` as one."""
        start, end = self.at("span").pair()
        place = self.maybe("place", lambda entry: entry)
        if place is None:
            return Span(start, end)
        page, paragraph = place.maybe("page", Entry.whole), place.maybe("paragraph", Entry.whole)
        return Span(start, end, page, paragraph, place.maybe("cell", Entry.text))
