"""Tables of a list as tables of a document, each written as one piece of markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.formats.docx.fitting import fit, height, least, wanted
from sptgraph.listings.formats.docx.looks import LARGE, LINES, LINK, MISSING, SMALL, TABLE, cell_style
from sptgraph.listings.formats.docx.markup import attribute, paragraph, run
from sptgraph.listings.formats.docx.paper import Paper, Sheet
from sptgraph.listings.table import Cell, Table
from sptgraph.output import clean

_PADDING: Final = 60
_READABLE: Final = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """How tables of the same columns are set: size of text in half points, widths, and the paper's turn.

    ``widths`` are in Latin letters; ``edges`` the same in twentieths of a point, margins of cells included.
    """

    size: int
    widths: tuple[int, ...]
    edges: tuple[int, ...]
    turned: bool
    paper: Paper


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A table with the texts of its head and cells."""

    table: Table
    heads: tuple[str, ...]
    cells: list[list[Cell]]

    @property
    def texts(self) -> list[Sequence[str]]:
        """The texts of head and cells, row by row."""
        return [self.heads, *([clean(cell.text) for cell in row] for row in self.cells)]


def sheaf(table: Table, language: Language) -> Sheaf:
    """Return a table with what stands in its cells."""
    heads = tuple(clean(column.title.text(language)) for column in table.columns)
    return Sheaf(table, heads, table.cells(language))


def layout(sheaves: Sequence[Sheaf], sheet: Sheet) -> Layout:
    """Return how tables of the same columns are set on a sheet, all alike.

    Their text is 小四 where that leaves the columns as wide as they would like, else 五号; the paper is
    turned where 五号 does not fit either.
    """
    texts = [row for each in sheaves for row in each.texts]
    likes = sum(wanted(texts, [column.width for column in sheaves[0].table.columns]))
    count = len(texts[0])
    floor = max(sum(least(texts)), _READABLE * count) if sheet.strict else likes
    turned = sheet.turned is not None and room(sheet.plain, SMALL, count) < floor
    paper = sheet.turned if turned and sheet.turned else sheet.plain
    size = LARGE if room(paper, LARGE, count) >= likes else SMALL
    return laid(texts, paper, size, turned=turned)


def laid(texts: Sequence[Sequence[str]], paper: Paper, size: int, *, turned: bool) -> Layout:
    """Return how texts of a size are set on a paper."""
    widths = fit(texts, room(paper, size, len(texts[0])))
    edges = [each * size * 5 + 2 * _PADDING for each in widths]
    edges[edges.index(max(edges))] += paper.width - sum(edges)
    return Layout(size, tuple(widths), tuple(max(edge, 1) for edge in edges), turned, paper)


def room(paper: Paper, size: int, columns: int) -> int:
    """Return how many Latin letters of a size go into a line over some columns."""
    return max((paper.width - columns * 2 * _PADDING) // (size * 5), columns)


def rows_height(texts: Sequence[Sequence[str]], look: Layout) -> int:
    """Return how high rows are, in twentieths of a point."""
    return sum(height(row, look.widths) * LINES[look.size] + 40 for row in texts)


def table_markup(each: Sheaf, look: Layout, anchors: Mapping[str, str], description: str) -> str:
    """Return the table: its head comes again on each page, and no row is torn that fits on one.

    ``anchors`` are the bookmarks of tables by their names; ``description`` is for those who cannot see it.
    """
    table = each.table
    grid = "".join(f'<w:gridCol w:w="{edge}"/>' for edge in look.edges)
    link = _link_column(table)
    targets = table.links or [None] * len(each.cells)
    lines = [
        _row(cells, look, link, anchors.get(target or ""))
        for cells, target in zip(each.cells, targets, strict=True)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(look.edges)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_MARGINS}'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(table.name)}/><w:tblDescription w:val={attribute(description)}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{_head(each.heads, look)}{''.join(lines)}</w:tbl>"
    )


_BORDERS: Final = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side, size in (
            ("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4),
        )
    )
    + "</w:tblBorders>"
)  # fmt: skip
_MARGINS: Final = (
    f'<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="{_PADDING}" w:type="dxa"/>'
    f'<w:bottom w:w="20" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/></w:tblCellMar>'
)


def _head(heads: Sequence[str], look: Layout) -> str:
    style = cell_style("Head", look.size)
    cells = (_cell(edge, paragraph(style, run(head))) for head, edge in zip(heads, look.edges, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(cells: Sequence[Cell], look: Layout, link: int, anchor: str | None) -> str:
    texts = [cell.text for cell in cells]
    whole = rows_height([texts], look) < look.paper.height * 4 // 5
    written = (
        _cell(
            edge,
            paragraph(_style(cell, look), _content(cell, anchor if at == link else None)),
            _SHADE if cell.missing else "",
        )
        for at, (cell, edge) in enumerate(zip(cells, look.edges, strict=True))
    )
    return f"<w:tr>{'<w:trPr><w:cantSplit/></w:trPr>' if whole else ''}{''.join(written)}</w:tr>"


_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'


def _cell(edge: int, content: str, shade: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{edge}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _style(cell: Cell, look: Layout) -> str:
    short = isinstance(cell.value, int | date) or cell.missing or cell.text == "—"
    return cell_style("Centre" if short else "Cell", look.size)


def _content(cell: Cell, anchor: str | None) -> str:
    if not cell.text:
        return ""
    if cell.missing:
        return run(cell.text, f'<w:rStyle w:val="{MISSING}"/>')
    if anchor:
        linked = run(cell.text, f'<w:rStyle w:val="{LINK}"/>')
        return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{linked}</w:hyperlink>'
    return run(cell.text)


def _link_column(table: Table) -> int:
    """Return the column that leads to other tables: the name, else the first after the number."""
    keys = [column.key for column in table.columns]
    return keys.index("name") if "name" in keys else min(1, len(keys) - 1)
