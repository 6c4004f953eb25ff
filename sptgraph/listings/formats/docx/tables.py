"""Tables of a list as tables of a document, each written as one piece of markup."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sptgraph.language import Language
from sptgraph.listings.formats.docx.layout import PADDING, Layout, Sheaf, said
from sptgraph.listings.formats.docx.looks import LABEL, LINK, MISSING, TABLE, cell_style
from sptgraph.listings.formats.docx.markup import attribute, paragraph, run
from sptgraph.listings.table import Cell, Table

_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
    for side, size in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)
_MARGINS: Final = "".join(
    f'<w:{side} w:w="{wide}" w:type="dxa"/>'
    for side, wide in (("top", 20), ("left", PADDING), ("bottom", 20), ("right", PADDING))
)
_SHADE: Final = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_WHOLE: Final = "<w:trPr><w:cantSplit/></w:trPr>"
_KEEP: Final = "<w:keepNext/>"
_COLON: Final[Mapping[Language, str]] = {"zh": "：", "en": ": "}


def table_markup(
    each: Sheaf, look: Layout, anchors: Mapping[str, str], description: str, language: Language
) -> str:
    """Return the table: its head comes again on each page, and no row is torn that fits on one.

    ``anchors`` are the bookmarks of tables by their names; ``description`` is for those who cannot see it.
    """
    table = each.table
    grid = "".join(f'<w:gridCol w:w="{edge}"/>' for edge in look.edges)
    link = _link_column(table)
    targets = table.links or [None] * len(each.cells)
    rows = [
        _row(cells, each.heads, look, (link, anchors.get(target or "")), _COLON[language])
        for cells, target in zip(each.cells, targets, strict=True)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(look.edges)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(table.name)}/><w:tblDescription w:val={attribute(description)}/>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(each.heads, look)}{''.join(rows)}</w:tbl>"
    )


def _head(heads: Sequence[str], look: Layout) -> str:
    style = cell_style("Head", look.size)
    cells = (
        _cell(edge, paragraph(style, run(heads[at])))
        for at, edge in zip(look.beside, look.edges, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(
    cells: Sequence[Cell], heads: Sequence[str], look: Layout, link: tuple[int, str | None], colon: str
) -> str:
    """Return a row, and below it in a cell across the table what has no column beside the others."""
    texts = [cell.text for cell in cells]
    below = [at for at in look.below if said(texts[at])]
    beside, under = look.heights(texts)
    most = look.paper.height * 4 // 5
    keep = _KEEP if below and beside + under < most else ""
    first = look.beside[0]
    written = (
        _cell(
            edge,
            paragraph(_style(cells[at], look), _content(cells[at], link[1] if at == link[0] else None), keep),
            ('<w:vMerge w:val="restart"/>' if below and at == first else "")
            + (_SHADE if cells[at].missing else ""),
        )
        for at, edge in zip(look.beside, look.edges, strict=True)
    )
    row = f"<w:tr>{_WHOLE if beside < most else ''}{''.join(written)}</w:tr>"
    if not below:
        return row
    style = cell_style("Cell", look.size)
    label = f'<w:rStyle w:val="{LABEL}"/>'
    lines = "".join(paragraph(style, run(heads[at] + colon, label) + run(texts[at])) for at in below)
    across = f'<w:gridSpan w:val="{len(look.beside) - 1}"/>'
    left = _cell(look.edges[0], paragraph(style, ""), "<w:vMerge/>")
    right = _cell(sum(look.edges[1:]), lines, across)
    return f"{row}<w:tr>{_WHOLE if under < most else ''}{left}{right}</w:tr>"


def _cell(edge: int, content: str, properties: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{edge}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _style(cell: Cell, look: Layout) -> str:
    short = isinstance(cell.value, int | date) or cell.missing or not said(cell.text)
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
