"""How tables are set: which columns stand beside each other, how wide, in what size, on which paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.definition import Column, Fill
from sptgraph.listings.formats.docx.fitting import fit, height, least, wanted
from sptgraph.listings.formats.docx.looks import LARGE, LINES, SMALL
from sptgraph.listings.formats.docx.paper import Paper, Sheet
from sptgraph.listings.phrasing import OPTIONAL
from sptgraph.listings.table import Cell, Table
from sptgraph.output import clean, width

PADDING: Final = 60
"""The margin at either side of a cell, in twentieths of a point."""

_SPACE: Final = 40
_READABLE: Final = 8
_CROWDED: Final = 0.75
_LONG: Final = 160
_FEW: Final = 0.6
_ROOM: Final[Mapping[Fill, str]] = {"status": "_" * 7, "date": "2026-12-31", "text": "_" * 12}
_BESIDE: Final = frozenset({"serial", "plan", "name", "task", "clause", "status"})


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A table with the texts of its head and cells."""

    table: Table
    heads: tuple[str, ...]
    cells: list[list[Cell]]

    @property
    def texts(self) -> list[list[str]]:
        """The texts of head and cells, row by row; where one is to be filled in, what leaves room for it."""
        fills = [column.fill for column in self.table.columns]
        rows = ([clean(cell.text) for cell in row] for row in self.cells)
        return [
            list(self.heads),
            *(
                [_ROOM[fill] if fill and (fill == "status" or not text) else text for fill, text in each]
                for each in (list(zip(fills, row, strict=True)) for row in rows)
            ),
        ]


@dataclass(frozen=True, slots=True)
class Layout:
    """How tables of the same columns are set.

    ``beside`` are the columns that stand beside each other, ``below`` those whose cells stand in a line of
    their own under the row; ``size`` of the text is in half points, ``widths`` are in Latin letters and
    ``edges`` the same in twentieths of a point, margins of cells included; ``turned`` says how the ``paper``
    lies.
    """

    beside: tuple[int, ...]
    below: tuple[int, ...]
    size: int
    widths: tuple[int, ...]
    edges: tuple[int, ...]
    turned: bool
    paper: Paper

    def heights(self, row: Sequence[str]) -> tuple[int, int]:
        """Return how high a row is, and what stands below it, in twentieths of a point."""
        line = LINES[self.size]
        across = (sum(self.edges) - 2 * PADDING) // (self.size * 5)
        under = sum(height([row[at]], [across]) * line + _SPACE for at in self.below if said(row[at]))
        return height([row[at] for at in self.beside], self.widths) * line + _SPACE, under


def said(text: str) -> bool:
    """Return whether a cell says something."""
    return text not in {"", OPTIONAL}


def sheaf(table: Table, language: Language) -> Sheaf:
    """Return a table with what stands in its cells."""
    heads = tuple(clean(column.title.text(language)) for column in table.columns)
    return Sheaf(table, heads, table.cells(language))


def layout(sheaves: Sequence[Sheaf], sheet: Sheet) -> Layout:
    """Return how tables of the same columns are set on a sheet, all alike.

    Their text is 小四 where that leaves the columns as wide as they would like, else 五号; the paper is
    turned where 五号 does not fit either. What only few rows say at length goes below them.
    """
    texts = [row for each in sheaves for row in each.texts]
    columns = sheaves[0].table.columns
    below = tuple(sorted(_below(columns, texts, sheet.turned or sheet.plain)))
    beside = tuple(at for at in range(len(columns)) if at not in below)
    kept = [[row[at] for at in beside] for row in texts]
    likes = sum(wanted(kept, [columns[at].width for at in beside]))
    floor = max(sum(least(kept, tight=True)), _READABLE * len(beside)) if sheet.strict else likes
    turned = sheet.turned is not None and _room(sheet.plain, SMALL, len(beside)) < floor
    paper = sheet.turned if turned and sheet.turned else sheet.plain
    size = LARGE if _room(paper, LARGE, len(beside)) >= likes else SMALL
    return _laid(kept, beside, below, size, paper, turned=turned)


def one_page(each: Sheaf, paper: Paper, room: int) -> Layout:
    """Return how a table fills one page, of which ``room`` is left for it: its text as large as may be."""
    every = tuple(range(len(each.heads)))
    sizes = sorted(LINES, reverse=True)
    looks = (_laid(each.texts, every, (), size, paper, turned=False) for size in sizes)
    fitting = (look for look in looks if sum(look.heights(row)[0] for row in each.texts) <= room)
    return next(fitting, _laid(each.texts, every, (), SMALL, paper, turned=False))


def _laid(
    kept: list[list[str]],
    beside: tuple[int, ...],
    below: tuple[int, ...],
    size: int,
    paper: Paper,
    *,
    turned: bool,
) -> Layout:
    widths = fit(kept, _room(paper, size, len(beside)))
    edges = [max(each * size * 5 + 2 * PADDING, 1) for each in widths]
    edges[edges.index(max(edges))] += paper.width - sum(edges)
    return Layout(beside, below, size, tuple(widths), tuple(edges), turned, paper)


def _room(paper: Paper, size: int, columns: int) -> int:
    """Return how many Latin letters of a size go into a line over some columns."""
    return max((paper.width - columns * 2 * PADDING) // (size * 5), columns)


def _below(columns: Sequence[Column], texts: list[list[str]], paper: Paper) -> Iterator[int]:
    """Give the columns for which there is no place beside the others: long and rare, then what may lack."""
    rows, candidates = texts[1:], []
    left = set(range(len(columns)))
    for at, column in enumerate(columns):
        if column.unsaid == "required" or column.key in _BESIDE or column.fill:
            continue
        filled = [row[at] for row in rows if said(row[at])]
        longest = max((width(text) for text in filled), default=0)
        if len(left) > _READABLE and longest > _LONG and len(filled) < _FEW * len(rows):
            left.discard(at)
            yield at
        else:
            candidates.append((not column.optional, -longest, at))
    floors = least(texts, tight=True)
    for _, _, at in sorted(candidates):
        if sum(floors[each] for each in left) <= _CROWDED * _room(paper, SMALL, len(left)):
            break
        left.discard(at)
        yield at
