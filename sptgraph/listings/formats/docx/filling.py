"""A letterhead filled with a list: its own page setup, headers and footers stay as they are."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sptgraph.errors import ListingError
from sptgraph.language import Language
from sptgraph.listings.definition import definition
from sptgraph.listings.formats.docx.contents import Contents
from sptgraph.listings.formats.docx.images import Images
from sptgraph.listings.formats.docx.markup import elements, w
from sptgraph.listings.formats.docx.paper import Paper, Sheet, sheet_of
from sptgraph.listings.formats.docx.placeholders import PLACES, Place, clear, fill, is_bare, places
from sptgraph.listings.formats.docx.sections import Block, governing, insert
from sptgraph.listings.formats.docx.splicing import Splices

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sptgraph.listings.listing import Listing

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BLANK_DAY: Final[dict[Language, str]] = {"zh": "　　　　年　　月　　日", "en": "____________"}
_BLOCKS: Final = ("tables", "pictures")


def fill_letterhead(package: Any, name: str, listing: "Listing") -> None:
    """Fill a letterhead, called ``name`` in messages.

    Tables without a place of their own come at the end, and the notes without one before the tables; the
    title as well where the letterhead waits for nothing. Raises ListingError for a placeholder that is not
    known, and for tables or pictures that are to stand where they cannot.
    """
    document = package.main_document_part
    found = [place for part, root in _parts(package) for place in places(part, root, name)]
    blocks = _block_places(found, document, name)
    words = _words(listing)
    for place in reversed(found):
        if place.key in _BLOCKS:
            clear(place)
        elif place.key == "notes":
            _fill_notes(place, listing.notes)
        else:
            fill(place, words[place.key])
    _keep_changed(found)
    body, splices = document.element.body, Splices(document)
    images = Images(document, listing.language, _first_number(package, body))
    at = blocks.get("tables", body)
    contents = Contents(listing, _sheet_at(at, body), images.draw, _first_bookmark(body))
    front = "" if found else contents.title()
    front += "" if any(place.key == "notes" for place in found) else contents.notes()
    _put(at, body, contents.blocks(front, pictures="pictures" not in blocks), splices)
    if "pictures" in blocks:
        at = blocks["pictures"]
        _put(at, body, Contents(listing, _sheet_at(at, body), images.draw).pictures(), splices)
    splices.settle()


def _parts(package: Any) -> list[tuple[Any, "Element"]]:
    """Return the parts that hold text, each with its root: the document, headers, footers and notes."""
    from docx.opc.constants import CONTENT_TYPE as KIND
    from docx.oxml.parser import parse_xml

    parsed = (KIND.WML_DOCUMENT_MAIN, KIND.WML_HEADER, KIND.WML_FOOTER)
    loose = (KIND.WML_FOOTNOTES, KIND.WML_ENDNOTES)
    parts = list(package.iter_parts())
    held = [(part, part.element) for part in parts if part.content_type in parsed]
    return held + [(part, parse_xml(part.blob)) for part in parts if part.content_type in loose]


def _keep_changed(found: Sequence[Place]) -> None:
    """Write back the notes, which python-docx keeps as bytes."""
    from docx.opc.oxml import serialize_part_xml

    for place in found:
        if not hasattr(place.part, "element"):
            root = place.paragraph.getroottree().getroot()
            place.part._blob = serialize_part_xml(root)  # noqa: SLF001


def _words(listing: "Listing") -> dict[str, str]:
    language = listing.language
    return {
        "title": listing.title,
        "kind": definition(listing.kind).title.text(language),
        "date": _day(listing.on, language),
        "issued": _day(max(listing.issued, default=None), language),
    }


def _day(day: date | None, language: Language) -> str:
    """Return a day as letters write it; room to write it by hand where there is none."""
    if day is None:
        return _BLANK_DAY[language]
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _block_places(found: Sequence[Place], document: Any, name: str) -> dict[str, "Element"]:
    """Return the paragraphs that wait for tables and pictures: one each, in the text itself."""
    blocks: dict[str, Element] = {}
    for place in found:
        if place.key not in _BLOCKS:
            continue
        shown = next(said for said, key in PLACES.items() if key == place.key and not said.isascii())
        boxed = next(place.paragraph.iterancestors(w("txbxContent")), None) is not None
        if place.part is not document or boxed:
            raise ListingError(
                f"公文纸“{name}”里的占位符“{{{{ {shown} }}}}”只能放在正文中，"
                "不能放在页眉、页脚、脚注或文本框里",
                f"the placeholder “{{{{ {place.key} }}}}” of the letterhead “{name}” can stand in the text "
                "only, not in a header, footer, note or text box",
            )
        if place.key in blocks:
            raise ListingError(
                f"公文纸“{name}”里的占位符“{{{{ {shown} }}}}”出现了两次，只能出现一次",
                f"the placeholder “{{{{ {place.key} }}}}” stands twice in the letterhead “{name}”; "
                "it can stand there once",
            )
        blocks[place.key] = place.paragraph
    return blocks


def _fill_notes(place: Place, notes: Sequence[str]) -> None:
    """Give each note a paragraph of its own, set as the one that waited for them."""
    paragraph, parent = place.paragraph, place.paragraph.getparent()
    like = deepcopy(paragraph)
    whole = "".join((text.text or "") for text in paragraph.iter(w("t"))).strip()
    inside = "".join((text.text or "")[start:end] for text, start, end in place.pieces)
    if parent is None or whole != inside or paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        fill(place, "\n".join(notes))
        return
    fill(place, notes[0] if notes else "")
    at = parent.index(paragraph)
    for offset, note in enumerate(notes[1:], 1):
        other = deepcopy(like)
        _set_text(other, note)
        parent.insert(at + offset, other)


def _set_text(paragraph: "Element", text: str) -> None:
    first, *others = paragraph.iter(w("t"))
    for other in others:
        other.text = ""
    first.text = text


def _sheet_at(at: "Element", body: "Element") -> Sheet:
    """Return the paper where something is put: that of the section, or a cell of it."""
    if at is body:
        return sheet_of(governing(body, _end(body)), strict=True)
    top = at
    while top.getparent() is not body:
        top = top.getparent()  # type: ignore[assignment]
    sheet = sheet_of(governing(body, body.index(top)), strict=True)
    if top is at:
        return sheet
    width = next(
        (
            int(size.get(w("w"), "0"))
            for cell in at.iterancestors(w("tc"))
            for size in cell.iterfind(f"{w('tcPr')}/{w('tcW')}")
            if size.get(w("type"), "dxa") == "dxa" and size.get(w("w"), "").isdigit()
        ),
        0,
    )
    return Sheet(
        Paper(width - 240 if width > 480 else sheet.plain.width, sheet.plain.height), None, strict=True
    )


def _end(body: "Element") -> int:
    """Return the place behind everything that a body holds."""
    return len(body) - (len(body) > 0 and body[-1].tag == w("sectPr"))


def _put(at: "Element", body: "Element", blocks: Sequence[Block], splices: Splices) -> None:
    """Put blocks in the place of a bare paragraph, behind one that says something, or at the end."""
    if not blocks:
        return
    if at is body:
        insert(body, _end(body), blocks, splices)
        return
    parent = at.getparent()
    bare = is_bare(at)
    if parent is body:
        ends = at.find(f"{w('pPr')}/{w('sectPr')}") is not None
        index = body.index(at) + (not bare and not ends)
        if bare and not ends:
            body.remove(at)
        insert(body, index, blocks, splices)
    elif parent is not None:
        index = parent.index(at) + (not bare)
        made = [splices.hold(block.xml) for block in blocks]
        made += elements("<w:p/>") if index == len(parent) else []
        parent[index:index] = made


def _first_bookmark(body: "Element") -> int:
    ids = (mark.get(w("id"), "") for mark in body.iter(w("bookmarkStart")))
    return max((int(number) for number in ids if number.isdigit()), default=0) + 1


def _first_number(package: Any, body: "Element") -> int:
    """Return a number beyond those of the drawings and pictures that the package has."""
    drawn = (each.get("id", "") for each in body.iter("{*}docPr", "{*}cNvPr"))
    named = (str(part.partname).rpartition("sptgraph")[2].partition(".")[0] for part in package.iter_parts())
    return max((int(number) for number in (*drawn, *named) if number.isdigit()), default=0) + 1
