"""What lists look like: their columns, read from ``tables/*.toml`` beside this module."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

from sptgraph.language import Bilingual

Unsaid = Literal["required", "optional"]
Fill = Literal["status", "date", "text"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the fields of a row that it shows, and how it is headed.

    ``width`` is the most it takes, in Latin letters. ``unsaid`` says what an empty cell means: something that
    the plan should say (unless one of the fields ``unless`` holds something), or something that it may leave
    out. An ``optional`` column is shown only where some row has something to put there. ``fill`` says that an
    office fills the column in, and with what: papers that can be filled in have it always.
    """

    keys: tuple[str, ...]
    title: Bilingual
    width: int
    unsaid: Unsaid | None = None
    unless: tuple[str, ...] = ()
    optional: bool = False
    fill: Fill | None = None

    @property
    def key(self) -> str:
        """The name by which programs know the column."""
        return self.keys[0]


@dataclass(frozen=True, slots=True)
class Definition:
    """A kind of list: its title, the names of its tables, and their columns."""

    title: Bilingual
    tables: Mapping[str, Bilingual]
    columns: tuple[Column, ...]
    index: tuple[Column, ...] = ()


@cache
def definition(kind: str) -> Definition:
    """Return the definition of a kind of list.

    >>> definition("tasks").title.zh
    '任务分工表'
    """
    data = toml_of(kind)
    tables = {name: Bilingual(**title) for name, title in data.get("tables", {}).items()}
    return Definition(
        Bilingual(**data["title"]),
        MappingProxyType(tables),
        tuple(_columns(data["columns"])),
        tuple(_columns(data.get("index", ()))),
    )


@cache
def department_keys(role: Literal["territorial", "area", "several"]) -> frozenset[str]:
    """Return the keys of the departments that play ``role`` in lists."""
    return frozenset(toml_of("bodies")[role])


def _columns(entries: Iterable[Mapping[str, Any]]) -> Iterable[Column]:
    for entry in entries:
        yield Column(
            keys=tuple(entry["keys"]),
            title=Bilingual(entry["zh"], entry["en"]),
            width=entry["width"],
            unsaid=entry.get("unsaid"),
            unless=tuple(entry.get("unless", ())),
            optional=entry.get("optional", False),
            fill=entry.get("fill"),
        )


def toml_of(name: str) -> dict[str, Any]:
    """Return what one of the files in ``tables`` holds."""
    return tomllib.loads((files("sptgraph.listings") / "tables" / f"{name}.toml").read_text(encoding="utf-8"))
