"""The answer to a question: typed rows that print, iterate, and turn into JSON, html or a data frame."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from sptgraph.asking.header import Column
from sptgraph.asking.kinds import LIST_MARK
from sptgraph.asking.labels import label
from sptgraph.asking.values import Value
from sptgraph.errors import QueryError
from sptgraph.language import Bilingual, Language, preferred_language


class Row(dict[str, Value]):
    """One row: a dictionary by column whose values can be read as attributes too.

    >>> Row(task="1", agent="县住建局").agent
    '县住建局'
    """

    __slots__ = ()

    def __getattr__(self, name: str) -> Value:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class Answer:
    """What a query found.

    ``plan_titles`` maps the plans' IRIs to their titles, which stand in their place where people read.
    """

    query: str
    summary: Bilingual
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    plan_titles: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_json(self) -> dict[str, Any]:
        """Return ``{"query", "columns", "rows"}`` for `json.dumps`: dates ISO, nothing found null."""
        return {
            "query": self.query,
            "columns": [column.name for column in self.columns],
            "rows": [{name: _plain(value) for name, value in row.items()} for row in self.rows],
        }

    def to_frame(self) -> Any:
        """Return a pandas data frame; raises `QueryError` where pandas is not installed."""
        try:
            pandas = importlib.import_module("pandas")
        except ImportError as error:
            raise QueryError(
                "to_frame 需要 pandas：pip install pandas", "to_frame needs pandas: pip install pandas"
            ) from error
        return pandas.DataFrame(list(self.rows), columns=[column.name for column in self.columns])

    def table(self, language: Language | None = None) -> list[list[str]]:
        """Return headings and rows as texts for people, in ``language`` (default: as ``SPTGRAPH_LANG`` says).

        Keys read as words, plans as titles; a column in which nothing was found is left out.
        """
        language = language or preferred_language()
        columns = [
            column
            for column in self.columns
            if not self.rows or any(row[column.name] is not None for row in self.rows)
        ]
        return [
            [column.label.text(language) for column in columns],
            *([self._cell(column, row[column.name], language) for column in columns] for row in self.rows),
        ]

    def __str__(self) -> str:
        from rich.cells import cell_len

        table = self.table()
        widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
        return "\n".join(
            "  ".join(
                cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in table
        )

    def _repr_html_(self) -> str:
        head, *body = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in line)
            for tag, line in zip(["th", *["td"] * len(self.rows)], self.table(), strict=True)
        )
        caption = escape(self.summary.text(preferred_language()))
        rows = "".join(f"<tr>{line}</tr>" for line in body)
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _cell(self, column: Column, value: Value, language: Language) -> str:
        if value is None:
            return ""
        if column.kind == "plan":
            text = self.plan_titles.get(str(value), str(value))
        elif isinstance(value, bool):
            text = Bilingual("是" if value else "否", "yes" if value else "no").text(language)
        elif isinstance(value, list):
            text = LIST_MARK.join(value)
        else:
            text = label(column.kind, str(_plain(value)), language)
        return " ".join(text.split())


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value
