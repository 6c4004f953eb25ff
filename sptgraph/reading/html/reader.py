"""html → `Document`: the plan on a government web page, without the page."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from sptgraph.errors import NoText
from sptgraph.model import Document
from sptgraph.reading.assembly import Origin, Piece, assemble, unfold_layout
from sptgraph.reading.grids.layout import with_grids
from sptgraph.reading.html.content import Content, find_content, prose_of
from sptgraph.reading.html.hints import page_hints, page_title
from sptgraph.reading.html.lines import WebLine, page_lines, page_tables
from sptgraph.reading.html.tree import parse_page

_LITTLE = 100


def read_html(origin: Origin) -> Document:
    """Return the document that a web page shows; what the page says about it goes to ``hints``.

    Raises `NoText` if the page shows none, `BrokenDocument` if it cannot be parsed.
    """
    root = parse_page(origin.data, origin)
    lines, layouts = page_tables(root) if root is not None else ([], {})
    if root is not None and sum(map(prose_of, lines)) < _LITTLE:
        # A page that shows next to nothing until a script runs holds its text in hidden elements.
        revealed, unhidden = page_tables(root, hidden=True)
        if sum(map(prose_of, revealed)) > 10 * _LITTLE:
            lines, layouts = revealed, unhidden
    if root is None or not lines:
        raise NoText(
            f"“{origin.name}”这个网页里没有文字，正文可能由脚本或框架载入；"
            "请在浏览器中打开，复制正文另存为 docx 或 txt",
            f"the web page “{origin.name}” holds no text; a script or frame may load it: open it in a "
            "browser and save its text as docx or txt",
        )
    content = find_content(root, lines)
    kept = set(content.kept)
    outside = [line for place, line in enumerate(lines) if place not in kept]
    chosen = _with_title(page_title(root), content)
    numbers: dict[int, int] = {}
    document = assemble(_pieces(chosen, numbers), origin, "html", page_hints(root, outside))
    return with_grids(document, {number: layouts[raw] for raw, number in numbers.items()})


def read_fragment(data: bytes, origin: Origin) -> Iterator[Piece]:
    """Yield all lines of a piece of web text that stands in another document."""
    root = parse_page(data, origin)
    if root is not None:
        yield from _pieces(page_lines(root), {})


def _with_title(title: str | None, content: Content) -> list[WebLine]:
    """Put the page's heading before the document where that does not begin with it."""
    chosen = content.chosen
    beginning = _squeeze("".join(line.text for line in chosen[:8]))
    if title and content.kept and _squeeze(title) not in beginning:
        for line in reversed(content.lines[: content.kept[0]]):
            if _squeeze(line.text) == _squeeze(title):
                return [replace(line, cell=None), *chosen]
    return chosen


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _pieces(lines: list[WebLine], numbers: dict[int, int]) -> Iterator[Piece]:
    """Yield the pieces of the lines; ``numbers`` is filled with the document's number of each table."""
    for raw, group in groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        pieces = []
        for line in group:
            if line.cell is None:
                pieces.append(Piece(line.text))
                continue
            table = numbers.setdefault(line.cell[0], len(numbers) + 1)
            pieces.append(Piece(line.text, "cell", cell=f"{table}.{line.cell[1]}.{line.cell[2]}"))
        yield from pieces if raw is None else unfold_layout(pieces, numbers[raw])
