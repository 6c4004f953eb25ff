"""What a list puts on paper: title and notes, then tables and pictures, each under a heading."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.definition import definition
from sptgraph.listings.formats.docx.layout import Layout, Sheaf, layout, one_page, sheaf
from sptgraph.listings.formats.docx.looks import BOARD, HEADINGS, NOTE, REMARK, TITLE
from sptgraph.listings.formats.docx.markup import paragraph, run
from sptgraph.listings.formats.docx.sections import Block
from sptgraph.listings.formats.docx.tables import table_markup
from sptgraph.listings.table import Table
from sptgraph.output import width
from sptgraph.reading.docx.counting import in_words

if TYPE_CHECKING:
    from sptgraph.listings.formats.docx.paper import Sheet
    from sptgraph.listings.listing import Listing
    from sptgraph.listings.pictures import Picture

Draw = Callable[["Picture", "Sheet"], Block]
"""Returns a picture as it stands on some paper."""

_TITLE_LINE: Final = 40
_BOARD_TOP: Final = 1000
_REMARK: Final = 460
_SIZE: Final = Bilingual("{} 行，{} 列", "{} rows, {} columns")


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something under a heading of its own; a list among several is a heading alone."""

    depth: int
    name: str
    thing: "Table | Picture | None" = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A list to be set on a sheet; ``draw`` sets its pictures. Bookmarks are numbered from ``first``."""

    listing: "Listing"
    sheet: "Sheet"
    draw: Draw
    first: int = 1

    def title(self) -> str:
        """Return the markup of the title; a long one is broken before its years or the kind of list."""
        title, kind = self.listing.title, definition(self.listing.kind).title.text(self.listing.language)
        name = title.removesuffix(f" {kind}")
        if name != title and width(title) > _TITLE_LINE:
            head, bracket, _ = name.rpartition("（")
            at = (
                len(head) if bracket and name.endswith("）") and width(head) > _TITLE_LINE // 2 else len(name)
            )
            title = f"{title[:at]}\n{title[at:].strip()}"
        return paragraph(TITLE, run(title))

    def notes(self) -> str:
        """Return the markup of the notes: what the list was made from, and what it was narrowed to."""
        return "".join(paragraph(NOTE, run(note)) for note in self.listing.notes)

    def blocks(self, front: str = "", *, pictures: bool = True) -> list[Block]:
        """Return the tables, and the pictures too, behind ``front``; what could not be read comes last.

        Boards have their pages to themselves: nothing stands before one on its page.
        """
        entries = list(_entries(self.listing, pictures=pictures))
        language = self.listing.language
        sheaves = {id(e.thing): sheaf(e.thing, language) for e in entries if isinstance(e.thing, Table)}
        looks = _layouts(list(sheaves.values()), self.sheet)
        anchors = {
            each.table.name: (number, f"sptgraph{number}")
            for number, each in enumerate(sheaves.values(), self.first)
        }
        made: list[Block] = []
        for heading, entry in zip(_headings(entries, language), entries, strict=True):
            if entry.thing is None:
                front += paragraph(heading.style, heading.text)
                continue
            if isinstance(entry.thing, Table):
                each = sheaves[id(entry.thing)]
                block = self._table(each, looks, anchors, heading)
            else:
                drawn = self.draw(entry.thing, self.sheet)
                block = Block(paragraph(heading.style, heading.text) + drawn.xml, drawn.turned)
            if block.poster:
                made.append(block)
                continue
            made.append(replace(block, xml=front + block.xml))
            front = ""
        return [*made, Block(front)] if front else made

    def pictures(self) -> list[Block]:
        """Return the pictures alone, each under its title."""
        drawn = ((picture, self.draw(picture, self.sheet)) for picture in self.listing.pictures)
        return [Block(paragraph(REMARK, run(p.title)) + block.xml, block.turned) for p, block in drawn]

    def _table(
        self,
        each: Sheaf,
        looks: Mapping[tuple[str, ...], Layout],
        anchors: Mapping[str, tuple[int, str]],
        heading: "_Heading",
    ) -> Block:
        table, language = each.table, self.listing.language
        if heading.style == BOARD:
            look = one_page(each, self.sheet.poster or self.sheet, _BOARD_TOP + _REMARK * len(table.notes))
        else:
            look = looks[_keys(table)]
        number, anchor = anchors[table.name]
        marked = (
            f'<w:bookmarkStart w:id="{number}" w:name="{anchor}"/>{heading.text}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        notes = "".join(paragraph(REMARK, run(note)) for note in table.notes)
        size = _SIZE.text(language).format(len(table.rows), len(table.columns))
        names = {name: anchor for name, (_, anchor) in anchors.items()}
        return Block(
            paragraph(heading.style, marked) + notes + table_markup(each, look, names, size, language),
            look.turned,
            poster=heading.style == BOARD and self.sheet.poster is not None,
        )


@dataclass(frozen=True, slots=True)
class _Heading:
    style: str
    text: str


def _entries(listing: "Listing", *, pictures: bool) -> Iterator[_Entry]:
    """Give what a list holds in the order in which it is set."""
    held = [table for part in listing.parts for table in part.tables]
    parts = listing.parts if held == list(listing.tables) and len(listing.parts) > 1 else (listing,)
    depth = int(len(parts) > 1)
    for part in parts:
        if depth:
            yield _Entry(0, definition(part.kind).title.text(part.language))
        yield from (_Entry(depth, table.name, table) for table in part.tables if table.part != "rest")
        if pictures:
            yield from (_Entry(depth, picture.title, picture) for picture in part.pictures)
    yield from (_Entry(0, table.name, table) for table in listing.tables if table.part == "rest")


def _headings(entries: Sequence[_Entry], language: Language) -> Iterator[_Heading]:
    """Number the entries: 一、 and （一）, in English 1. and 1.1; number and name are two runs."""
    above = below = 0
    for entry in entries:
        if isinstance(entry.thing, Table) and _is_board(entry.thing):
            kind = definition(entry.thing.kind).title.text(language)
            yield _Heading(BOARD, run(f"{kind}　") + run(entry.name))
            continue
        if entry.depth:
            below += 1
            number = f"（{in_words(below)}）" if language == "zh" else f"{above}.{below} "
        else:
            above, below = above + 1, 0
            number = f"{in_words(above)}、" if language == "zh" else f"{above}. "
        yield _Heading(HEADINGS[entry.depth], run(number) + run(entry.name))


def _layouts(sheaves: Sequence[Sheaf], sheet: "Sheet") -> dict[tuple[str, ...], Layout]:
    """Return how tables are set; those of the same columns are set alike."""
    alike: dict[tuple[str, ...], list[Sheaf]] = {}
    for each in (each for each in sheaves if not _is_board(each.table)):
        alike.setdefault(_keys(each.table), []).append(each)
    return {keys: layout(group, sheet) for keys, group in alike.items()}


def _is_board(table: Table) -> bool:
    """Return whether a table is to be hung up: a page of its own."""
    return table.kind == "board" and table.part == "main"


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.key for column in table.columns)
