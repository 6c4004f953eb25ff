"""The front door: what is no readable document gets one clear line, and nothing else ever comes out."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from sptgraph.errors import (
    BrokenDocument,
    NoText,
    ReadError,
    SptgraphError,
    TooLarge,
    UnsupportedFormat,
)
from sptgraph.reading import read
from tests.reading.convert import to_docx, to_html, to_pdf
from tests.reading.make import pack

TEXT = "云溪县安全生产治本攻坚行动方案\n一、主要任务\n1.开展培训。2024年底前完成。（县应急管理局牵头，各乡镇负责）"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = {
    "txt": TEXT.encode("gb18030"),
    "docx": to_docx(TEXT),
    "html": to_html(TEXT),
    "pdf": to_pdf(TEXT),
}


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize("kind", GOOD)
def test_the_format_is_told_by_content(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "方案.doc"
    path.write_bytes(GOOD[kind])
    document = read(path)
    assert document.format == kind
    assert document.name == "方案.doc"
    assert document.sha256 == sha256(GOOD[kind]).hexdigest()
    assert read(str(path)) == document


@pytest.mark.parametrize("kind", GOOD)
def test_the_same_bytes_give_the_same_document(kind: str) -> None:
    assert read(GOOD[kind], name="x") == read(bytes(GOOD[kind]), name="x")


@pytest.mark.parametrize("kind", GOOD)
def test_every_block_is_a_stretch_of_the_text_in_order(kind: str) -> None:
    document = read(GOOD[kind])
    position = 0
    for block in document.blocks:
        assert position <= block.span.start < block.span.end
        piece = document.text[block.span.start : block.span.end]
        assert piece == piece.strip()
        assert not set(piece) & set("\r\n")
        position = block.span.end
    assert position <= len(document.text)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", BrokenDocument, "空文件"),
        (stream("WordDocument"), UnsupportedFormat, "另存为.*docx"),
        (stream("EncryptedPackage"), BrokenDocument, "密码"),
        (stream("Workbook"), UnsupportedFormat, "另存为 xlsx"),
        (stream("PowerPoint Document"), UnsupportedFormat, "演示文稿"),
        (OLE, UnsupportedFormat, "另存为"),
        (pack({"OFD.xml": b"<x/>", "Doc_0/Document.xml": b"<x/>"}), UnsupportedFormat, "OFD.*PDF"),
        (pack({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), NoText, "没有填写"),
        (pack({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), UnsupportedFormat, "pptx"),
        (pack({"mimetype": b"application/vnd.oasis.opendocument.text"}), UnsupportedFormat, "odt"),
        (pack({"方案.docx": b"x"}), UnsupportedFormat, "解压"),
        (pack({}), UnsupportedFormat, "解压"),
        (b"{\\rtf1\\ansi plan}", UnsupportedFormat, "RTF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", UnsupportedFormat, "mht"),
        (b"<?xml version='1.0'?><w:wordDocument/>", UnsupportedFormat, "XML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), UnsupportedFormat, "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(50), UnsupportedFormat, "JPEG"),
        (b"Rar!\x1a\x07\x01\x00", UnsupportedFormat, "rar"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", UnsupportedFormat, "7z"),
        (bytes(range(256)) * 8, BrokenDocument, "编码"),
        (b"\x7fELF" + bytes(200), BrokenDocument, "编码"),
        (b"<html><body><script>load()</script></body></html>", NoText, "浏览器"),
    ],
)
def test_what_is_not_read_says_how_to_mend_it(data: bytes, error: type[SptgraphError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read(data, name="来文")
    for language in ("zh", "en"):
        line = caught.value.message(language)
        assert "来文" in line
        assert "\n" not in line


def test_a_path_that_leads_to_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="找不到文件"):
        read(tmp_path / "没有.docx")
    with pytest.raises(ReadError, match="文件夹"):
        read(tmp_path)
    with pytest.raises(ReadError, match="网址"):
        read("https://example.invalid/plan.docx")
    with pytest.raises(ReadError, match="无法读取"):
        read("a\x00b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadError, match="权限"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="不是普通文件"):
        read(tmp_path / "pipe")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(TooLarge, match=r"200 MB.*50 MB"):
        read(path)
    with pytest.raises(TooLarge, match="10 MB"):
        read(bytes(10_000_001), max_bytes=10_000_000)


def test_messages_speak_english_when_asked() -> None:
    with pytest.raises(BrokenDocument) as caught:
        read(b"", name="plan.docx")
    assert caught.value.message("en") == "“plan.docx” is empty"
