"""Files made to do harm, or cut off on the way, are refused in one line; memory and time stay bounded."""

import io
import tracemalloc
import zipfile
import zlib
from base64 import a85encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sptgraph.errors import ReadError, SptgraphError, TooLarge
from sptgraph.reading import read
from tests.effort import examples
from tests.reading.convert import to_docx, to_html, to_pdf
from tests.reading.make import body, docx, paragraph, run
from tests.reading.pdfwriter import Page, join, write

TEXT = "云溪县行动方案\n一、主要任务\n（一）培训行动\n1.开展培训。2024年底前完成。（县应急管理局牵头，各乡镇负责）"
GOOD = {
    "txt": TEXT.encode(),
    "docx": to_docx(TEXT),
    "html": to_html(TEXT),
    "pdf": to_pdf(TEXT),
    "pdf-embedded": to_pdf(TEXT, embedded=True),
}


def refused(data: bytes) -> str:
    with pytest.raises(SptgraphError) as caught:
        read(data, name="来文")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def bomb(member: str, size: int) -> bytes:
    """Return a docx one part of which unpacks to ``size`` zeros."""
    buffer = io.BytesIO(docx(body(paragraph(run("正文")))))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(member, "w") as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return buffer.getvalue()


@pytest.mark.parametrize("member", ["word/styles.xml", "word/numbering.xml"])
def test_a_zip_bomb_is_not_unpacked(member: str) -> None:
    data = bomb(member, 120_000_000)
    tracemalloc.start()
    try:
        assert "异常庞大" in refused(data)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_a_member_larger_than_it_claims_is_refused() -> None:
    data = bytearray(bomb("word/styles.xml", 80_000_000))
    size = (80_000_000).to_bytes(4, "little")
    assert data.count(size) >= 1
    assert refused(bytes(data.replace(size, (1_000).to_bytes(4, "little"))))


def test_a_zip_of_too_many_members_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", body(paragraph(run("正文"))))
        for number in range(6_000):
            archive.writestr(f"word/media/{number}", b"")
    assert "异常庞大" in refused(buffer.getvalue())


def test_a_part_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TooLarge, match="内部标记"):
        read(docx(body("<w:p/>" * 1_000_001), compression=zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY a "正文">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a0 "lollollol">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + '<!ENTITY a "&a9;">]>',
    ],
)
def test_entities_of_xml_are_refused_and_not_fetched(declaration: str) -> None:
    main = body(paragraph("<w:r><w:t>&a;</w:t></w:r>" if "ENTITY" in declaration else run("正文")))
    assert refused(docx(declaration + main))


def test_entities_of_a_web_page_are_not_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>县应急局&a;牵头</p></html>'
    assert read(page.encode()).text.replace(" ", "") in {"县应急局&a;牵头", "]>\n县应急局&a;牵头"}


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000
    refused(docx(body(deep + paragraph(run("正文")) + "</w:sdtContent></w:sdt>" * 5_000)))
    refused(docx(body("<w:ins>" * 240 + paragraph(run("正文")) * 2 + "</w:ins>" * 241)))
    assert "嵌套" in refused(b"<html>" + b"<div>" * 100_000 + "县应急局".encode())


@pytest.mark.parametrize("kind", ["docx", "pdf", "pdf-embedded"])
def test_a_file_cut_off_anywhere_is_refused(kind: str) -> None:
    data = GOOD[kind]
    for tenth in range(1, 10):
        assert refused(data[: len(data) * tenth // 10])
    assert refused(data[:-30])


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(GOOD["docx"])
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + place] |= 1
            start += 4
    assert "密码" in refused(bytes(data))


def test_a_protected_pdf_is_refused() -> None:
    unknown = "<< /Filter /Standard /V 1 /R 2 /O (" + "o" * 32 + ") /U (" + "u" * 32 + ") /P -4 >>"
    data = to_pdf(TEXT).replace(b"/Root 1 0 R", f"/Root 1 0 R /ID [<00> <00>] /Encrypt {unknown}".encode())
    assert "密码" in refused(data)


def pdf_of(content: bytes, filters: str, extra: str = "") -> bytes:
    """Return a PDF of one page whose content is already packed."""
    head = f"<< /Length {len(content)} /Filter {filters} {extra} >>\nstream\n".encode()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return join([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, head + content + b"\nendstream"])


ZEROS = zlib.compress(bytes(70_000_000), 9)


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (ZEROS, "/FlateDecode"),
        (ZEROS, "/#46lateDecode"),
        (ZEROS, "[/FlateDecode]"),
        (a85encode(ZEROS, adobe=True)[2:], "[/ASCII85Decode /FlateDecode]"),
        (ZEROS.hex().encode() + b">", "[/AHx /Fl]"),
        (zlib.compress(ZEROS), "[/FlateDecode /FlateDecode]"),
        (bytes(300_000), "/LZWDecode"),
        (bytes(300_000), "/RunLengthDecode"),
        (ZEROS, "9 0 R"),
    ],
)
def test_a_pdf_bomb_is_not_unpacked(content: bytes, filters: str) -> None:
    assert "异常庞大" in refused(pdf_of(content, filters))


def test_a_pdf_may_be_packed_in_any_honest_way() -> None:
    plain = b"BT ET " * 50
    for content, filters in (
        (zlib.compress(plain), "/FlateDecode"),
        (a85encode(zlib.compress(plain), adobe=True)[2:], "[/ASCII85Decode /FlateDecode]"),
        (plain.hex().encode() + b">", "/ASCIIHexDecode"),
        (ZEROS, "/FlateDecode /Subtype /Image"),
    ):
        assert "没有文字" in refused(pdf_of(content, filters))


@pytest.mark.parametrize("embedded", [False, True])
def test_a_pdf_with_a_damaged_page_is_refused(embedded: bool) -> None:
    data = bytearray(to_pdf(TEXT, embedded=embedded))
    start = data.rfind(b"stream\n", 0, data.rfind(b"endstream")) + len(b"stream\n")
    data[start + 12 : start + 16] = b"\xff\xff\xff\xff"
    assert "损坏" in refused(bytes(data))


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for kind, data in GOOD.items():
        for place in range(0, len(data), max(1, len(data) // 40)):
            harmless(data[:place] + b"#" + data[place + 1 :])
        assert capfd.readouterr() == ("", ""), kind


def test_a_pdf_of_thousands_of_pages_is_refused() -> None:
    with pytest.raises(TooLarge, match="1001 页"):
        read(write([Page()] * 1_001))


def test_a_pdf_whose_pages_go_round_in_circles_ends() -> None:
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    assert refused(join([b"<< /Type /Catalog /Pages 2 0 R >>", loop]))


def test_a_pdf_with_too_much_text_is_refused() -> None:
    for embedded in (False, True):
        with pytest.raises(TooLarge, match="200 字"):
            read(to_pdf(TEXT * 9, embedded=embedded), max_characters=200)


def harmless(data: bytes) -> None:
    try:
        document = read(data)
    except ReadError:
        return
    assert document.text.strip()
    assert document.text.encode("utf-8")
    assert read(data) == document


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_else(data: bytes) -> None:
    harmless(data)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
)
def test_random_bytes_behind_a_signature_raise_nothing_else(signature: bytes, data: bytes) -> None:
    harmless(signature + data)


@pytest.mark.parametrize("kind", GOOD)
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_files_raise_nothing_else(kind: str, data: st.DataObject) -> None:
    mutated = bytearray(GOOD[kind])
    places = st.integers(0, len(mutated) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        mutated[place] = value
    start, length = data.draw(st.tuples(places, st.integers(0, 60)))
    if data.draw(st.booleans()):
        del mutated[start : start + length]
    harmless(bytes(mutated))


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_mutated_xml_raises_nothing_else(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD["docx"])) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    changes = st.tuples(st.integers(0, len(parts[name]) - 1), st.sampled_from(b'0129<>"/ =:w&;\x00\xff'))
    for place, value in data.draw(st.lists(changes, min_size=1, max_size=6)):
        parts[name][place] = value
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, bytes(content))
    harmless(buffer.getvalue())
