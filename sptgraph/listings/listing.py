"""A finished list: rows for programs, files for people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings.definition import Column
from sptgraph.listings.table import Table
from sptgraph.model import Plan

if TYPE_CHECKING:
    from sptgraph.listings.pictures import Picture


@dataclass(frozen=True)
class Listing:
    """A list (清单) of one or several plans; `save` writes it, printing or showing it in a notebook shows it.

    ``notes`` say what it was made from and what it was narrowed to; ``issued``, when its plans were issued.
    ``papers`` are the plans that it was made from, by the name that its rows give them (empty where there is
    but one). ``draw`` paints its pictures, which are not painted before they are asked for. ``parts`` are the
    lists that it holds where it was combined from several; ``on`` is the day that it speaks of.
    """

    kind: str
    title: str
    language: Language
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    issued: tuple[date, ...] = ()
    draw: "Callable[[], tuple[Picture, ...]]" = field(default=tuple, repr=False, compare=False)
    parts: "tuple[Listing, ...]" = field(default=(), repr=False)
    papers: tuple[tuple[str, Plan], ...] = field(default=(), repr=False, compare=False)
    on: date | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the list itself, without overview and unresolved words."""
        return next((table.columns for table in self.tables if table.part == "main"), ())

    @property
    def rows(self) -> tuple[Any, ...]:
        """The typed rows of the list itself; their fields hold facts and dates."""
        return tuple(row for table in self.tables if table.part == "main" for row in table.rows)

    @property
    def pictures(self) -> "tuple[Picture, ...]":
        """The pictures (图) that go with the list."""
        return self.draw()

    def render(self, format: str, **options: object) -> bytes:  # noqa: A002
        """Return the list as a file's bytes; ``options`` are those of its ``format``."""
        from sptgraph.listings.formats import writer

        return writer(format, options)(self)

    def save(
        self,
        path: str | PathLike[str],
        format: str | None = None,  # noqa: A002
        **options: object,
    ) -> tuple[Path, ...]:
        """Write the list and return the files written; nothing is left half-written.

        The format is that of the file name's ending. A path without one is a folder, new or not, and one that
        ends in .zip holds a folder: there stands what `files` gives. ``options`` are those of the format,
        such as ``letterhead`` of docx. Raises ListingError where that cannot be done.
        """
        from sptgraph.listings.saving import save

        return save(self, Path(path), format, options)

    def files(self, format: str | None = None, **options: object) -> Iterator[tuple[str, bytes]]:  # noqa: A002
        """Yield the files that the list becomes in a folder, each as its name there and its bytes.

        One file for each table, xlsx unless ``format`` says otherwise; of several lists, one for each of them
        in that format or in those that offices use.
        """
        from sptgraph.listings.office import files

        return files(self, format, options)

    def to_frame(self) -> Any:
        """Return the list itself as a pandas table, dates as dates; raises ListingError without pandas."""
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise ListingError(
                "转成表格需要 pandas：pip install pandas", "a data frame needs pandas: pip install pandas"
            ) from error
        heads = [column.title.text(self.language) for column in self.columns]
        main = [table for table in self.tables if table.part == "main"]
        rows = [[cell.value for cell in row] for table in main for row in table.cells(self.language)]
        return pandas.DataFrame(rows, columns=heads)

    def as_data(self) -> Mapping[str, Any]:
        """Return the list as data for json."""
        from sptgraph.listings.formats.json import as_data

        return as_data(self)

    def __str__(self) -> str:
        from sptgraph.listings.formats.markdown import markdown

        return markdown(self)

    def _repr_html_(self) -> str:
        from sptgraph.listings.formats.html import fragment

        return fragment(self)
