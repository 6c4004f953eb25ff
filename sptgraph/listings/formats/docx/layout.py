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
_SAFE: Final = 0.85
_NARROWER: Final = 0.75
_ROOM: Final[Mapping[Fill, str]] = {"status": "_" * 7, "date": "2026-12-31", "text": "_" * 12}
_BESIDE: Final = frozenset(
    {"serial", "plan", "name", "role", "action", "task", "final", "clause", "status", "reported"}
)


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A table with what stands in its cells; ``texts`` are those of the head, then row by row."""

    table: Table
    heads: tuple[str, ...]
    cells: list[list[Cell]]
    texts: list[list[str]]


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
    cells = table.cells(language)
    texts = [[clean(cell.text) for cell in row] for row in cells]
    return Sheaf(table, heads, cells, [list(heads), *texts])


def layout(sheaves: Sequence[Sheaf], sheet: Sheet) -> Layout:
    """Return how tables of the same columns are set on a sheet, all alike.

    Their text is 小四 where that leaves the columns as wide as they would like, else 五号; the paper is
    turned where that does not come near it either. What only few rows say at length goes below them.
    """
    columns = sheaves[0].table.columns
    texts = [line for each in sheaves for line in (each.texts[0], *_roomy(columns, each.texts[1:]))]
    beside, below = _split(columns, texts, sheet.turned or sheet.plain)
    kept = [[row[at] for at in beside] for row in texts]
    likes = sum(wanted(kept, [columns[at].width for at in beside]))
    floor = max(sum(least(kept, tight=True)), _READABLE * len(beside)) if sheet.strict else likes * _NARROWER
    turned = sheet.turned is not None and _room(sheet.plain, SMALL, len(beside)) < floor
    paper = sheet.turned if turned and sheet.turned else sheet.plain
    size = LARGE if _room(paper, LARGE, len(beside)) >= likes else SMALL
    return _laid(kept, beside, below, size, paper, turned=turned)


def _roomy(columns: Sequence[Column], rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """Give rows with something in each cell that is there to be filled in: an office has to write in it."""
    for row in rows:
        pairs = zip((column.fill for column in columns), row, strict=True)
        yield [_ROOM[fill] if fill and not text else text for fill, text in pairs]


def one_page(each: Sheaf, sheet: Sheet, taken: int) -> Layout:
    """Return how a table goes on one page, of which ``taken`` is taken: its text as large as may be.

    It stands on the paper, as it lies or turned, that it fills less.
    """
    papers = [(False, sheet.plain), *([(True, sheet.turned)] if sheet.turned else [])]

    def laid(size: int, paper: Paper, *, turned: bool) -> tuple[float, Layout]:
        beside, below = _split(each.table.columns, each.texts, paper, dense=True)
        kept = [[row[at] for at in beside] for row in each.texts]
        look = _laid(kept, beside, below, size, paper, turned=turned)
        return sum(sum(look.heights(row)) for row in each.texts) / ((paper.height - taken) * _SAFE), look

    full, look = min((laid(SMALL, paper, turned=turned) for turned, paper in papers), key=lambda it: it[0])
    sizes = sorted(LINES)
    if full <= 1:
        larger, wide = laid(LARGE, look.paper, turned=look.turned)
        return wide if larger <= 1 else look
    for size in reversed(sizes[: sizes.index(SMALL)]):
        full, look = laid(size, look.paper, turned=look.turned)
        if full <= 1:
            break
    return look


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


def _split(
    columns: Sequence[Column], texts: list[list[str]], paper: Paper, *, dense: bool = False
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the columns that stand beside each other on some paper, and the others.

    ``dense`` puts whatever few rows say below them.
    """
    below = sorted(_below(columns, texts, paper, dense=dense))
    return tuple(at for at in range(len(columns)) if at not in below), tuple(below)


def _below(columns: Sequence[Column], texts: list[list[str]], paper: Paper, *, dense: bool) -> Iterator[int]:
    """Give the columns for which there is no place beside the others: long and rare, then what may lack."""
    rows, candidates = texts[1:], []
    left = set(range(len(columns)))
    for at, column in enumerate(columns):
        if column.unsaid == "required" or column.key in _BESIDE or column.fill:
            continue
        filled = [row[at] for row in rows if said(row[at])]
        longest = max((width(text) for text in filled), default=0)
        rare = len(filled) < _FEW * len(rows)
        if rare and ((longest > _LONG and len(left) > _READABLE) or (dense and filled)):
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
