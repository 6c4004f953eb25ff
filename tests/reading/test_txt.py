"""Plain text in any of the encodings Chinese files come in."""

import codecs

import pytest

from sptgraph.errors import BrokenDocument, TooLarge
from sptgraph.reading import read

PLAN = "一、总体要求\r\n\r\n　　（一）县应急管理局牵头，2024年底前完成100%。\n2．每季度检查1次；&emsp;各乡（镇）负责。\r"
TRADITIONAL = "一、總體要求\n（一）縣應急管理局牽頭，各鄉鎮負責，2024年底前完成。\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"],
)
def test_the_text_is_the_decoded_file(encoding: str) -> None:
    document = read(PLAN.encode(encoding), name="方案.txt")
    assert document.text == PLAN
    assert document.format == "txt"
    assert document.name == "方案.txt"


def test_utf_16_with_either_byte_order_mark() -> None:
    assert read(codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be")).text == PLAN
    assert read(codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le")).text == PLAN


def test_traditional_text_in_big5() -> None:
    assert read(TRADITIONAL.encode("big5")).text == TRADITIONAL


def test_other_languages_are_read_too() -> None:
    novel = "Le café était fermé ; la forêt, déjà, sentait l’été. " * 20
    assert read(novel.encode("cp1252")).text == novel


@pytest.mark.parametrize("text", ["牵头。", "县应急局", "2024年底前", "各乡镇"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_short_texts(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_blocks_are_the_lines_that_are_not_blank() -> None:
    document = read(PLAN.encode())
    shown = [document.text[block.span.start : block.span.end] for block in document.blocks]
    assert shown == [
        "一、总体要求",
        "（一）县应急管理局牵头，2024年底前完成100%。",
        "2．每季度检查1次；&emsp;各乡（镇）负责。",
    ]
    assert [block.span.paragraph for block in document.blocks] == [1, 2, 3]
    assert {block.kind for block in document.blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ((PLAN * 3).encode()[:-90] + b"\xff" + PLAN.encode(), "UTF-8"),
        (PLAN.encode()[:-3], "UTF-8"),
        (PLAN.encode("gb18030") + b"\xff\xff", "GB18030"),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le")[:-1], "UTF-16"),
    ],
)
def test_damaged_text_says_where(data: bytes, place: str) -> None:
    with pytest.raises(BrokenDocument, match=rf"{place}.*第 \d+ 个字节"):
        read(data)


@pytest.mark.parametrize("blank", [" \r\n\t", "　　\n", codecs.BOM_UTF8.decode()])
def test_white_space_is_no_document(blank: str) -> None:
    with pytest.raises(BrokenDocument, match="空白"):
        read(blank.encode())


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(TooLarge, match="100 字"):
        read(("县" * 101).encode(), max_characters=100)
    assert len(read(("县" * 100).encode(), max_characters=100).text) == 100
