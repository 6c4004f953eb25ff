"""Documents as packages (OPC): a blank one of our own, what ours adds to any, and its bytes."""

import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sptgraph.language import Language
from sptgraph.listings.formats.docx.looks import add_fonts, add_styles, part
from sptgraph.output import clean, properties

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_LOCALES: Final[dict[Language, str]] = {"zh": "zh-CN", "en": "en-US"}


def blank() -> Any:
    """Return a package whose document is empty: A4 with the margins, grid and page numbers of GB/T 9704."""
    from docx.opc.constants import CONTENT_TYPE as KIND
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
    from docx.opc.packuri import PackURI
    from docx.opc.part import PartFactory
    from docx.package import Package

    package = Package()

    def load(name: str, kind: str, relation: str, source: str) -> Any:
        return PartFactory(PackURI(f"/{name}"), kind, relation, part(source), package)

    document = load("word/document.xml", KIND.WML_DOCUMENT_MAIN, RELATION.OFFICE_DOCUMENT, "document.xml")
    package.load_rel(RELATION.OFFICE_DOCUMENT, document, "rId1")
    core = load("docProps/core.xml", KIND.OPC_CORE_PROPERTIES, RELATION.CORE_PROPERTIES, "core.xml")
    package.load_rel(RELATION.CORE_PROPERTIES, core, "rId2")
    parts = (
        ("styles.xml", KIND.WML_STYLES, RELATION.STYLES, "rIdStyles", "base-styles.xml"),
        ("settings.xml", KIND.WML_SETTINGS, RELATION.SETTINGS, "rIdSettings", "settings.xml"),
        ("fontTable.xml", KIND.WML_FONT_TABLE, RELATION.FONT_TABLE, "rIdFonts", "base-fonts.xml"),
        ("footer1.xml", KIND.WML_FOOTER, RELATION.FOOTER, "rIdOdd", "footer-odd.xml"),
        ("footer2.xml", KIND.WML_FOOTER, RELATION.FOOTER, "rIdEven", "footer-even.xml"),
    )
    for name, kind, relation, key, source in parts:
        document.load_rel(relation, load(f"word/{name}", kind, relation, source), key)
    return package


def dress(package: Any, listing: "Listing") -> None:
    """Give a package our styles and fonts, and the list's title, language and day as its properties."""
    from docx.opc.constants import CONTENT_TYPE as KIND
    from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
    from docx.opc.packuri import PackURI
    from docx.opc.part import PartFactory

    document = package.main_document_part

    def related(relation: str, kind: str, name: str, source: str) -> Any:
        for each in document.rels.values():
            if each.reltype == relation and not each.is_external:
                return each.target_part
        made = PartFactory(PackURI(f"/word/{name}"), kind, relation, part(source), package)
        document.relate_to(made, relation)
        return made

    add_styles(related(RELATION.STYLES, KIND.WML_STYLES, "styles.xml", "base-styles.xml").element)
    _add_fonts(related(RELATION.FONT_TABLE, KIND.WML_FONT_TABLE, "fontTable.xml", "base-fonts.xml"))
    if not any(each.reltype == RELATION.CORE_PROPERTIES for each in package.rels.values()):
        name = PackURI("/docProps/core.xml")
        core = PartFactory(
            name, KIND.OPC_CORE_PROPERTIES, RELATION.CORE_PROPERTIES, part("core.xml"), package
        )
        package.relate_to(core, RELATION.CORE_PROPERTIES)
    _describe(package.core_properties, listing.title, listing.language, listing.issued)


def _add_fonts(fonts: Any) -> None:
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    root = parse_xml(fonts.blob)
    add_fonts(root)
    fonts._blob = serialize_part_xml(root)  # noqa: SLF001 (python-docx has no font table)


def _describe(core: Any, title: str, language: Language, issued: Iterable[date]) -> None:
    core.title = clean(title).replace("\n", " ")[:255]
    core.language = _LOCALES[language]
    core.created = core.modified = properties(issued)["created"]


def packed(package: Any) -> bytes:
    """Return the package as a file: the same bytes for the same contents, whenever it is made."""
    loose, made = BytesIO(), BytesIO()
    package.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys(source.namelist()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return made.getvalue()
