"""Several lists as one: what an office hands on together."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, Final

from sptgraph.errors import ListingError
from sptgraph.listings.definition import definition
from sptgraph.listings.listing import Listing

if TYPE_CHECKING:
    from sptgraph.listings.table import Table

COMBINED: Final = "combined"
"""The kind of a list that holds several."""


def combined(listings: Sequence[Listing]) -> Listing:
    """Return one list that holds the tables of several, in their order, each table with its own ``kind``.

    ``parts`` of what comes back are the lists as they stand in it, one for each given. No two tables of it
    have one name: a name that comes again gets the title of its list in front. What could not be read is told
    once, at the end; a note that not all lists share, under the title of its list. A single list stays as it
    is. Raises ListingError where there is none.

    >>> from sptgraph.facade import read_plan
    >>> from sptgraph.facade.shipped import demo_plan
    >>> from sptgraph.listings import listing
    >>> plan = read_plan(demo_plan())
    >>> both = combined([listing(kind, [plan]) for kind in ("tasks", "departments")])
    >>> [part.kind for part in both.parts], both.kind
    (['tasks', 'departments'], 'combined')
    """
    given = tuple(chain.from_iterable(each.parts or (each,) for each in listings))
    if not given:
        raise ListingError("没有清单可合并", "there is no list to combine")
    if len(given) == 1:
        return given[0]
    parts = _told_once(_apart(given))
    first = parts[0]
    return Listing(
        COMBINED,
        _title(parts),
        first.language,
        tuple(chain.from_iterable(part.tables for part in parts)),
        _notes(parts),
        tuple(dict.fromkeys(chain.from_iterable(part.issued for part in parts))),
        lambda: tuple(chain.from_iterable(part.pictures for part in parts)),
        parts,
        on=first.on,
    )


def _apart(listings: Sequence[Listing]) -> tuple[Listing, ...]:
    """Return the lists with tables that no two of them call the same, and links that follow."""
    taken: set[str] = set()
    parts = []
    for each in listings:
        title = definition(each.kind).title.text(each.language)
        names: dict[str, str] = {}
        for table in each.tables:
            own = table.part != "rest"
            names[table.name] = _free((table.name, f"{title}　{table.name}"), taken) if own else table.name
        tables = (
            replace(
                table,
                name=names[table.name],
                links=tuple(names.get(link or "", link) for link in table.links),
            )
            for table in each.tables
        )
        parts.append(replace(each, tables=tuple(tables)))
    return tuple(parts)


def _free(names: Sequence[str], taken: set[str]) -> str:
    """Return the first of some names that is free, else the last with a number; it is then taken."""
    numbered = (f"{names[-1]}（{number}）" for number in count(2))
    free = next(name for name in chain(names, numbered) if name not in taken)
    taken.add(free)
    return free


def _told_once(parts: Sequence[Listing]) -> tuple[Listing, ...]:
    """Return the lists with the tables of unresolved words behind the last of them, each once."""
    rest: list[Table] = []
    for part in parts:
        rest += (table for table in part.tables if table.part == "rest" and table not in rest)
    bare = [replace(part, tables=tuple(t for t in part.tables if t.part != "rest")) for part in parts]
    taken: set[str] = {table.name for part in bare for table in part.tables}
    named = (replace(table, name=_free((table.name,), taken)) for table in rest)
    return (*bare[:-1], replace(bare[-1], tables=(*bare[-1].tables, *named)))


def _title(parts: Sequence[Listing]) -> str:
    """Return the name of the plan where all lists are of one, and what the lists are."""
    language = parts[0].language
    subjects = {part.title.removesuffix(definition(part.kind).title.text(language)).strip() for part in parts}
    subject = subjects.pop() if len(subjects) == 1 else ""
    return f"{subject} {definition(COMBINED).title.text(language)}".strip()


def _notes(parts: Sequence[Listing]) -> tuple[str, ...]:
    shared = [note for note in parts[0].notes if all(note in part.notes for part in parts)]
    joint = "：" if parts[0].language == "zh" else ": "
    own = (
        f"{definition(part.kind).title.text(part.language)}{joint}{note}"
        for part in parts
        for note in part.notes
        if note not in shared
    )
    return tuple(dict.fromkeys((*shared, *own)))
