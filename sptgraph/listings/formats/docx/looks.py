"""What contents look like: the styles and fonts that GB/T 9704-2012 asks for, put into a document."""

from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sptgraph.listings.formats.docx.markup import elements, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TITLE: Final = "SptgraphTitle"
NOTE: Final = "SptgraphNote"
HEADINGS: Final = ("SptgraphHeading1", "SptgraphHeading2")
BOARD: Final = "SptgraphHeadingBoard"
REMARK: Final = "SptgraphRemark"
PICTURE: Final = "SptgraphPicture"
BREAK: Final = "SptgraphBreak"
TABLE: Final = "SptgraphTable"
MISSING: Final = "SptgraphMissing"
LINK: Final = "SptgraphLink"
LABEL: Final = "SptgraphLabel"

SMALL, LARGE = 21, 24
"""The sizes of tables' text, 五号 and 小四, in half points."""

LINES: Final = {13: 190, 15: 220, 18: 260, SMALL: 300, LARGE: 340}
"""From a table's size of text to the height of its lines, in twentieths of a point; boards go below 五号."""

_CELL: Final = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{id}"/><w:qFormat/>'
    '<w:pPr>{keep}<w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" '
    'w:cs="Times New Roman"/><w:b w:val="0"/><w:i w:val="0"/><w:color w:val="auto"/><w:kern w:val="0"/>'
    '<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    "</w:style>"
)
_CELLS: Final = {
    "Cell": ("", "left", "仿宋"),
    "Centre": ("", "center", "仿宋"),
    "Head": ("<w:keepNext/>", "center", "黑体"),
}


def cell_style(kind: str, size: int) -> str:
    """Return the style of a table's text: ``kind`` is Cell, Centre or Head."""
    return f"Sptgraph{kind}{size}"


def add_styles(styles: "Element") -> None:
    """Add our styles to a document's (``w:styles``), in the place of those that it may hold from us."""
    cells = [
        _CELL.format(id=cell_style(kind, size), keep=keep, line=line, align=align, font=font, size=size)
        for size, line in LINES.items()
        for kind, (keep, align, font) in _CELLS.items()
    ]
    ours = elements(_read("styles.xml") + "".join(cells))
    names = {style.get(w("styleId")) for style in ours}
    for style in styles.findall(w("style")):
        if style.get(w("styleId")) in names:
            styles.remove(style)
    styles.extend(ours)


def add_fonts(fonts: "Element") -> None:
    """Add our fonts, with the names of others to take for them, to a document's table (``w:fonts``)."""
    known = {font.get(w("name")) for font in fonts}
    fonts.extend(font for font in elements(_read("fonts.xml")) if font.get(w("name")) not in known)


def _read(name: str) -> str:
    return part(name).decode("utf-8")


def part(name: str) -> bytes:
    """Return one of the parts that documents are made from."""
    return (files("sptgraph.listings.formats.docx") / "parts" / name).read_bytes()
