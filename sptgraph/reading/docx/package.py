"""The parts of a docx that hold text or say how it is numbered, safely parsed."""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from sptgraph.errors import BrokenDocument, TooLarge
from sptgraph.reading.archive import Archive
from sptgraph.reading.assembly import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument)/")
_MOST_TAGS = 1_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    """The parsed parts of a docx; one that the file lacks is None. ``chunks`` are files it embeds by id."""

    body: "Element"
    styles: "Element | None"
    numbering: "Element | None"
    footnotes: "Element | None"
    endnotes: "Element | None"
    chunks: dict[str, bytes]


def open_parts(origin: Origin) -> Parts:
    """Return the parts of the docx.

    Raises `BrokenDocument` where the package or its XML is damaged, protected or made to do harm.
    """
    with Archive(origin) as archive:
        names = {name.lower(): name for name in archive.names}
        main = _main_part(archive, names, origin)
        relations = relations_of(archive, names, main, origin)

        def part(kind: str) -> "Element | None":
            target = next((target for k, target in relations.values() if k == kind), None)
            found = names.get((target or join(dirname(main), f"{kind}.xml")).lower())
            return parse(archive.read(found), origin) if found else None

        chunks = {
            key: archive.read(names[target.lower()])
            for key, (kind, target) in relations.items()
            if kind == "aFChunk" and target.lower() in names
        }
        body = parse(archive.read(main), origin).find(f"{W}body")
        if body is None:
            raise _malformed(origin)
        return Parts(body, part("styles"), part("numbering"), part("footnotes"), part("endnotes"), chunks)


def parse(data: bytes, origin: Origin) -> "Element":
    """Parse one XML part: no entities, no network, no more tags than a document has.

    Raises `BrokenDocument` where the XML is malformed, too deep or declares entities.
    """
    from lxml import etree

    if data.count(b"<") > _MOST_TAGS:
        raise TooLarge(
            f"“{origin.name}”的内部标记超过 {_MOST_TAGS} 个；请拆分文件",
            f"“{origin.name}” holds more than {_MOST_TAGS} tags; split the file",
        )
    data = _STRICT.sub(lambda match: b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/", data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(origin) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenDocument(
            f"“{origin.name}”含有不允许的实体声明，疑似恶意文件，未读取",
            f"“{origin.name}” declares XML entities, which no such file may; it may be hostile and was not "
            "read",
        )
    return root


def _main_part(archive: Archive, names: dict[str, str], origin: Origin) -> str:
    for kind, target in relations_of(archive, names, "", origin).values():
        if kind == "officeDocument" and target.lower() in names:
            return names[target.lower()]
    if "word/document.xml" not in names:
        raise _malformed(origin)
    return names["word/document.xml"]


def relations_of(
    archive: Archive, names: dict[str, str], part: str, origin: Origin
) -> dict[str, tuple[str, str]]:
    """Return what ``part`` (the package itself if empty) refers to inside the file: id → kind, target."""
    path = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels").lower()
    if path not in names:
        return {}
    found = {}
    for relation in parse(archive.read(names[path]), origin).iter(_RELATION):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            kind = relation.get("Type", "").rpartition("/")[2]
            absolute = target.lstrip("/") if target.startswith("/") else join(dirname(part), target)
            found[relation.get("Id", "")] = (kind, normpath(absolute))
    return found


def _malformed(origin: Origin) -> BrokenDocument:
    return BrokenDocument(
        f"“{origin.name}”的内部结构已损坏；请重新下载，或在 WPS 或 Word 中打开并重新保存",
        f"the inner structure of “{origin.name}” is damaged; download it again, or open it in WPS or Word "
        "and save it again",
    )
