"""Which format bytes are in, told by their content; a file's extension is not asked."""

import codecs
import re

from sptgraph.errors import BrokenDocument, SptgraphError, UnsupportedFormat
from sptgraph.model import DocumentFormat
from sptgraph.reading.archive import Archive
from sptgraph.reading.assembly import Origin

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_PACKED = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_WRITTEN = (
    (re.compile(rb"\{\\rtf"), ("RTF 文档（.rtf）", "an RTF file (.rtf)")),
    (re.compile(rb"(?i)MIME-Version:|From: ?<Saved by"), ("单个文件网页（.mht）", "a web archive (.mht)")),
    (
        re.compile(rb"(?s)<\?xml.*(?:<pkg:package|<w:wordDocument|<office:document\b)"),
        ("单一 XML 文档", "a flat XML document"),
    ),
)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|span|article|section|br|h[1-6]|font|center)"
    rb"[\s/>]",
    re.IGNORECASE,
)
_SAVE_AS = (
    "请用 WPS 或 Word 打开，选“文件—另存为”，保存类型选“Word 文档（*.docx）”或“PDF”",
    "open it in WPS or Word and choose File, Save As, Word Document (*.docx) or PDF",
)


def sniff(origin: Origin) -> DocumentFormat:
    """Return the format of the file.

    Raises `UnsupportedFormat` for a format that is recognised but not read, with the way to one that
    is, and `BrokenDocument` for an empty, cut-off or protected file.
    """
    data = origin.data
    if not data:
        raise BrokenDocument(f"“{origin.name}”是空文件", f"“{origin.name}” is empty")
    if b"%PDF-" in data[:1024] and (data.lstrip().startswith(b"%PDF-") or b"startxref" in data):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _of_zip(origin)
    if data.startswith(_OLE):
        raise _of_ole(origin)
    if refusal := _refusal(data, origin.name):
        raise refusal
    return "html" if _is_html(data) else "txt"


def _of_zip(origin: Origin) -> DocumentFormat:
    with Archive(origin) as archive:
        names = set(archive.names)
        mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    lower = {name.lower() for name in names}
    if "word/document.xml" in lower or any(re.fullmatch(r"word/document\d*\.xml", name) for name in lower):
        return "docx"
    if any(name.startswith("xl/") for name in lower):
        return "xlsx"
    if "ofd.xml" in lower:
        raise UnsupportedFormat(
            f"“{origin.name}”是 OFD 版式文件，暂不能直接读取；请用 WPS 或 OFD 阅读器打开，"
            "选“导出/另存为 PDF”，或向发文单位索取 docx",
            f"“{origin.name}” is an OFD file, which is not read; open it in WPS or an OFD reader and export "
            "it as PDF, or ask the issuer for the docx",
        )
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise _unsupported(origin.name, "OpenDocument（.odt）", "an OpenDocument file (.odt)")
    if any(name.startswith("ppt/") for name in lower):
        raise _unsupported(origin.name, "演示文稿（.pptx）", "a presentation (.pptx)")
    if "[content_types].xml" in lower and any(name.startswith("word/") for name in lower):
        raise BrokenDocument(
            f"“{origin.name}”缺少 docx 的正文部分；请在 WPS 或 Word 中打开并重新保存",
            f"“{origin.name}” lacks the main part of a docx; open it in WPS or Word and save it again",
        )
    raise _archive(origin.name, "zip")


def _of_ole(origin: Origin) -> SptgraphError:
    """Tell the old binary formats apart by the names of the streams inside."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in origin.data

    if holds("EncryptedPackage"):
        return BrokenDocument(
            f"“{origin.name}”有打开密码；请在 WPS 或 Word 中输入密码打开，去掉密码后另存为 docx",
            f"“{origin.name}” is protected by a password; open it in WPS or Word, remove the password and "
            "save it as docx",
        )
    if holds("Workbook") or holds("ETWorkbook"):
        return _table(origin.name)
    if holds("PowerPoint Document"):
        return _unsupported(origin.name, "演示文稿（.ppt、.dps）", "a presentation (.ppt, .dps)")
    return _unsupported(origin.name, "旧版文字文档（.doc、.wps）", "an old word-processor file (.doc, .wps)")


def _refusal(data: bytes, name: str) -> SptgraphError | None:
    image = next((label for signature, label in _IMAGES if data.startswith(signature)), _other_image(data))
    if image:
        return _image(name, image)
    packed = next((label for signature, label in _PACKED if data.startswith(signature)), None)
    if packed:
        return _archive(name, packed)
    head = data[:3000].lstrip()
    written = next((labels for pattern, labels in _WRITTEN if pattern.match(head)), None)
    return _unsupported(name, *written) if written else None


def _other_image(data: bytes) -> str | None:
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return "BMP"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    return "HEIC" if data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"} else None


def _is_html(data: bytes) -> bool:
    head = data[:20_000]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return head.startswith(b"<") and _TAG.search(head) is not None


def _unsupported(name: str, zh: str, en: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"“{name}”是{zh}，暂不能直接读取；{_SAVE_AS[0]}",
        f"“{name}” is {en}, which is not read; {_SAVE_AS[1]}",
    )


def _table(name: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"“{name}”是旧版电子表格（.xls、.et），暂不能直接读取；请用 WPS 或 Excel 打开，另存为 xlsx",
        f"“{name}” is an old spreadsheet (.xls, .et), which is not read; open it in WPS or Excel and save it "
        "as xlsx",
    )


def _image(name: str, label: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"“{name}”是图片（{label}）；请用文字识别（OCR）软件转成 docx，或向发文单位索取 docx",
        f"“{name}” is a picture ({label}); run text recognition (OCR) on it or ask the issuer for the docx",
    )


def _archive(name: str, label: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        f"“{name}”是压缩包（{label}）；请先解压，再给出其中的 docx、pdf、html 或 txt 文件",
        f"“{name}” is a packed archive ({label}); unpack it and give the docx, pdf, html or txt file inside",
    )
