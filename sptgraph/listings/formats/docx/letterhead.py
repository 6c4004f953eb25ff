"""An office's own letterhead (公文纸), opened with care: it comes from outside as any document does."""

import re
import zipfile
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sptgraph.errors import ListingError, ReadError
from sptgraph.reading.archive import Archive
from sptgraph.reading.assembly import Origin
from sptgraph.reading.docx.package import parse
from sptgraph.reading.limits import Limits
from sptgraph.reading.loading import load
from sptgraph.reading.sniffing import sniff

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES: Final = "[Content_Types].xml"
_XML: Final = (".xml", ".rels", ".vml")
_MACRO: Final = re.compile(r"vba|macro|activex", re.IGNORECASE)
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMMANDS: Final = re.compile(
    r"\s*(?:(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD)\b"
    r"|INCLUDEPICTURE(?=\s+[\"“]?\s*(?:\\\\|//|[a-z][\w+.-]+:)))",
    re.IGNORECASE,
)
"""Fields that run a program or read a file; a picture counts where it is fetched from a net."""
_LINK: Final = "hyperlink"
_CHUNK: Final = "aFChunk"
_TEMPLATE_LINK: Final = "attachedTemplate"


def open_letterhead(source: str | PathLike[str] | bytes) -> tuple[Any, str]:
    """Return a letterhead as python-docx's package, and the name by which messages call it.

    Raises ListingError for what is no docx, damaged, too large or made to do harm: macros, entities, and
    whatever Word would fetch from outside when it opens it. A link to a template on somebody's disk is left
    out, ordinary hyperlinks stay.
    """
    limits = Limits()
    try:
        if isinstance(source, bytes):
            data, name = load(source, "letterhead.docx", limits)
        else:
            data, name = load(Path(source), None, limits)
        origin = Origin(data, name, limits)
        if sniff(origin) != "docx":
            raise _refused(
                origin.name, "不是 docx，不能用作公文纸；请另存为 docx", "is no docx; save it as docx"
            )
        members = _checked(origin)
    except ReadError as error:
        raise ListingError(*error.sentence) from error
    return _opened(members, origin.name), origin.name


def _refused(name: str, zh: str, en: str) -> ListingError:
    return ListingError(f"公文纸“{name}”{zh}", f"the letterhead “{name}” {en}")


def _checked(origin: Origin) -> dict[str, bytes]:
    """Return the members of the file, all of which are harmless."""
    with Archive(origin) as archive:
        members = {name: archive.read(name) for name in archive.names if not name.endswith("/")}
    if _MACRO.search(" ".join(members)) or b"macroEnabled" in members.get(_TYPES, b""):
        raise _refused(
            origin.name,
            "含有宏或控件，不能使用；请在 Word 或 WPS 中另存为不含宏的 docx",
            "holds macros or controls; save it in Word or WPS as a docx without them",
        )
    for name, data in members.items():
        if not name.lower().endswith(_XML):
            continue
        if _STRICT in data[:4000]:
            raise _refused(
                origin.name,
                "是“严格 Open XML”格式；请在 Word 中另存为普通的“Word 文档（*.docx）”",
                "is in the Strict Open XML format; save it in Word as an ordinary Word Document (*.docx)",
            )
        root = parse(data, origin)
        if name.endswith(".rels"):
            members[name] = _inside(root, origin)
        else:
            _no_commands(root, origin)
    members[_TYPES] = members.get(_TYPES, b"").replace(_TEMPLATE, _DOCUMENT)
    return members


def _inside(relations: "Element", origin: Origin) -> bytes:
    """Return the relationships of a part without a template on somebody's disk; refuse what is fetched."""
    from lxml import etree

    for relation in list(relations):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if kind == _CHUNK:
            raise _refused(
                origin.name,
                f"夹带了别的格式的内容（{target[:60]}），不能使用；请在 Word 或 WPS 中重新保存",
                f"carries a part in another format ({target[:60]}); save it again in Word or WPS",
            )
        if relation.get("TargetMode") != "External":
            continue
        local = re.match(r"(?i)(?:file:///)?[a-z]:|(?:file:///)?/[^/]|[^/\\:]+$", target)
        if kind == _TEMPLATE_LINK and local:
            relations.remove(relation)
        elif kind != _LINK:
            raise _refused(
                origin.name,
                f"引用了文件以外的内容（{kind}：{target[:60]}），打开时会被读取，不能使用；"
                "请在 Word 中断开链接后重新保存",
                f"refers to something outside ({kind}: {target[:60]}) that would be fetched on opening; "
                "break the link in Word and save it again",
            )
    return bytes(etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True))


def _no_commands(root: "Element", origin: Origin) -> None:
    """Refuse fields that run a program or pull in a file, whole or split over runs."""
    simple = [field.get(f"{_W}instr", "") for field in root.iter(f"{_W}fldSimple")]
    written = "".join(
        "\n" if each.tag == f"{_W}fldChar" else each.text or ""
        for each in root.iter(f"{_W}instrText", f"{_W}fldChar")
    )
    for instruction in [*simple, *written.split("\n")]:
        if found := _COMMANDS.match(instruction):
            command = found.group().strip()
            raise _refused(
                origin.name,
                f"含有会读取外部内容的域（{command}），不能使用；请删除后重新保存",
                f"holds a field that pulls in something from outside ({command}); remove it and save again",
            )


def _opened(members: dict[str, bytes], name: str) -> Any:
    from docx.opc.exceptions import OpcError
    from docx.package import Package
    from docx.parts.document import DocumentPart
    from lxml import etree

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    try:
        package = Package.open(packed)
        document = package.main_document_part
        whole = isinstance(document, DocumentPart) and document.element.body is not None
    except (OpcError, LookupError, ValueError, TypeError, AttributeError, etree.LxmlError) as error:
        raise _damaged(name) from error
    if not whole:
        raise _damaged(name)
    _drop_template(document)
    return package


def _damaged(name: str) -> ListingError:
    return _refused(
        name,
        "的内部结构已损坏；请在 Word 或 WPS 中打开并重新保存",
        "is damaged inside; open it in Word or WPS and save it again",
    )


def _drop_template(document: Any) -> None:
    """Take out the settings' mention of a template whose link was left out."""
    settings = document.settings.element
    for mention in settings.findall(f"{_W}attachedTemplate"):
        settings.remove(mention)
