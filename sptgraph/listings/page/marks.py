"""What the lines of a list can be filtered by: bodies and their roles, sectors, years, status."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.phrasing import one_line, phrase
from sptgraph.listings.table import Table
from sptgraph.model import Assignment, Deadline
from sptgraph.wording import ROLE, word

_AREA: Final = Bilingual("属地", "territorial")
_ROLES: Final = ("lead", "responsible", "support")
_DATES: Final = ("year", "due", "final")

Pair = tuple[str | None, str | None]
"""A body and the role that it has in a line; either may be unknown."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one line can be found by.

    ``years`` are stretches of years, the first None where it is open; ``always`` says that the line is
    something to do in any year, as `selection.falls_in` has it for what bears no date.
    """

    who: tuple[Pair, ...] = ()
    sectors: tuple[str, ...] = ()
    years: tuple[tuple[int | None, int], ...] = ()
    always: bool = False
    status: tuple[str, ...] = ()


def marks(table: Table, language: Language) -> Iterator[Marks]:
    """Yield what each row of a table can be found by, from the fields that rows of all kinds share."""
    for row in table.rows:
        years = tuple(_years(row))
        yield Marks(
            who=tuple(dict.fromkeys(_who(row, table, language))),
            sectors=_names((getattr(row, "sector", None), getattr(row, "sectors", None)), language),
            years=years,
            always=not years and hasattr(row, "deadlines"),
            status=_names(getattr(row, "status", None), language),
        )


def _who(row: Any, table: Table, language: Language) -> Iterator[Pair]:
    """Yield the bodies of a row with their roles: its own body's, else of those that it says answer."""
    roles = _names(getattr(row, "role", None), language) or (None,)
    own = _names(getattr(row, "body", None), language)
    if not own and table.part == "index":
        own = _names(getattr(row, "name", None), language)
    if own:
        yield from ((body, role) for body in own for role in roles)
        return
    fields = (*((name, word(ROLE, name, language)) for name in _ROLES), ("territorial", _AREA.text(language)))
    found = [(b, role) for field, role in fields for b in _names(getattr(row, field, None), language)]
    yield from found or ((None, role) for role in roles if role)


def _names(value: object, language: Language) -> tuple[str, ...]:
    """Return the names that a field holds: one or several texts or bearers."""
    if not value:
        return ()
    if isinstance(value, Assignment):
        return (one_line(value.agent),)
    if isinstance(value, tuple | list):
        return tuple(dict.fromkeys(name for each in value for name in _names(each, language)))
    said = value if isinstance(value, str) else phrase(value, language)
    return (one_line(str(said)),) if said else ()


def _years(row: Any) -> Iterable[tuple[int | None, int]]:
    """Yield the stretches of years that a row speaks of; the first is None for what is due within a time."""
    deadlines: Sequence[Deadline] = getattr(row, "deadlines", None) or ()
    for deadline in deadlines:
        if isinstance(deadline, Deadline):
            start = deadline.start.year if deadline.start else deadline.due.year
            yield (None if deadline.kind == "within" and not deadline.start else start), deadline.due.year
    if deadlines:
        return
    for name in _DATES:
        value = getattr(row, name, None)
        if isinstance(value, date):
            yield value.year, value.year
            return
        if isinstance(value, int) or (isinstance(value, str) and value.isdecimal() and len(value) == 4):
            yield int(value), int(value)
            return
