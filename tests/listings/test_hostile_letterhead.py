"""A letterhead that is damaged, could do harm or waits for what is not known is refused in one line."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sptgraph.errors import ListingError
from sptgraph.listings import Listing, listing
from tests.listings.letterheads import letterhead, opened, repacked, texts
from tests.sample import sample_plan


@pytest.fixture(scope="module")
def short() -> Listing:
    made = listing("tasks", [sample_plan()])
    return replace(made, tables=made.tables[-1:], draw=tuple)


def external(kind: str, target: str) -> Callable[[bytes], bytes]:
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return lambda data: data.replace(b"</Relationships>", relation.encode())


RELS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
EMPTY_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'


def with_template(target: str) -> bytes:
    added = repacked(letterhead("{{ tables }}"), SETTINGS, lambda _: EMPTY_RELS.encode())
    return repacked(added, SETTINGS, external("attachedTemplate", target))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut off": (lambda: letterhead("x")[:900], "损坏"),
    "no zip": (lambda: b"plain text that is no letterhead", "不是 docx"),
    "empty": (lambda: b"", "空文件"),
    "old word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "doc"),
    "macros": (lambda: repacked(letterhead("x"), "word/vbaProject.bin", lambda _: b"x"), "宏"),
    "docm": (
        lambda: repacked(
            letterhead("x"),
            "[Content_Types].xml",
            lambda data: data.replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"vnd.ms-word.document.macroEnabled.main",
            ),
        ),
        "宏",
    ),
    "bomb": (lambda: repacked(letterhead("x"), "word/a.xml", lambda _: b" " * 6_000_000), "庞大"),
    "picture from outside": (
        lambda: repacked(letterhead("x"), RELS, external("image", "http://e.org/a.png")),
        "e.org",
    ),
    "template from outside": (lambda: with_template("http://e.org/a.dotm"), "attachedTemplate"),
    "template on a share": (lambda: with_template("\\\\e.org\\a.dotm"), "attachedTemplate"),
    "entities": (
        lambda: repacked(letterhead("x"), "word/document.xml", lambda data: DTD + data.split(b"?>", 1)[1]),
        "实体",
    ),
    "broken xml": (lambda: repacked(letterhead("x"), "word/document.xml", lambda data: data[:-20]), "损坏"),
    "a command": (
        lambda: repacked(
            letterhead("x"),
            "word/document.xml",
            lambda data: data.replace(
                b"<w:t>x</w:t>", b'<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\x "y"</w:instrText>'
            ),
        ),
        "DDEAUTO",
    ),
    "strict": (
        lambda: repacked(
            letterhead("x"),
            "word/document.xml",
            lambda data: data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        ),
        "严格",
    ),
}


FETCHED = (
    'INCLUDEPICTURE "http://e.org/a.png" \\\\d',
    "includepicture \\\\\\\\e.org\\\\a.png",
    "LINK Excel.Sheet.8 a.xlsx",
    "DATABASE \\\\c x",
    "RD a.docx",
)


def with_field(instruction: str) -> bytes:
    return repacked(
        letterhead("x"),
        "word/document.xml",
        lambda data: data.replace(b"<w:t>x</w:t>", f"<w:instrText>{instruction}</w:instrText>".encode()),
    )


class TestRefused:
    @pytest.mark.parametrize("instruction", FETCHED)
    def test_a_field_that_fetches_something_is_refused(self, short: Listing, instruction: str) -> None:
        with pytest.raises(ListingError, match=instruction.split(maxsplit=1)[0]):
            short.render("docx", letterhead=with_field(instruction))

    @pytest.mark.parametrize("field", ["PAGE", r'INCLUDEPICTURE "C:\\a\\logo.png" \\* MERGEFORMAT', "LINKED"])
    def test_other_fields_stay(self, short: Listing, field: str) -> None:
        assert short.render("docx", letterhead=with_field(field))

    def test_a_part_in_another_format_is_refused(self, short: Listing) -> None:
        chunk = lambda data: data.replace(  # noqa: E731
            b"</Relationships>",
            b'<Relationship Id="c" Type="http://x/aFChunk" Target="a.mht"/></Relationships>',
        )
        with pytest.raises(ListingError, match=r"a\.mht"):
            short.render("docx", letterhead=repacked(letterhead("x"), RELS, chunk))

    @pytest.mark.parametrize("case", HOSTILE)
    def test_what_could_do_harm_is_refused_in_one_line(self, short: Listing, case: str) -> None:
        make, said = HOSTILE[case]
        with pytest.raises(ListingError) as caught:
            short.render("docx", letterhead=make())
        assert said in caught.value.message("zh")
        assert caught.value.message("en").isascii() or "“" in caught.value.message("en")
        assert "\n" not in str(caught.value)

    def test_a_template_on_somebodys_disk_is_left_out(self, short: Listing) -> None:
        data = short.render("docx", letterhead=with_template("file:///C:\\Users\\a\\公文.dotx"))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not any(b"attachedTemplate" in archive.read(name) for name in archive.namelist())

    def test_a_word_template_serves_as_letterhead(self, short: Listing) -> None:
        paper = repacked(
            letterhead("{{ kind }}"),
            "[Content_Types].xml",
            lambda data: data.replace(b"document.main", b"template.main"),
        )
        assert texts(opened(short, paper))[0] == "任务分工表"

    def test_links_to_follow_stay(self, short: Listing) -> None:
        paper = repacked(letterhead("x"), RELS, external("hyperlink", "http://e.org/"))
        assert any(rel.is_external for rel in opened(short, paper).part.rels.values())

    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("{{ titel }}", "title"),
            ("{{ 标提 }}", "标题"),
            ("{{ 清单表 }}", "清单"),
            ("{{ TABELS }}", "tables"),
        ],
    )
    def test_an_unknown_place_is_named_with_the_nearest(self, short: Listing, text: str, near: str) -> None:
        with pytest.raises(ListingError) as caught:
            short.render("docx", letterhead=letterhead(f"甲{text}乙"))
        for message in (caught.value.message("zh"), caught.value.message("en")):
            assert text in message
            assert f"{{{{ {near} }}}}" in message

    @pytest.mark.parametrize(
        "text", ["{% for row in rows %}", "{{ }}", "{{ title|upper }}", "{{ x.__class__ }}"]
    )
    def test_a_letterhead_holds_no_program(self, short: Listing, text: str) -> None:
        with pytest.raises(ListingError, match="不认识的占位符"):
            short.render("docx", letterhead=letterhead(text))

    def test_tables_have_one_place_in_the_text(self, short: Listing) -> None:
        def head(document: Any) -> None:
            document.sections[0].header.add_paragraph("{{ tables }}")

        with pytest.raises(ListingError, match="只能放在正文中"):
            short.render("docx", letterhead=letterhead(change=head))
        with pytest.raises(ListingError, match="出现了两次"):
            short.render("docx", letterhead=letterhead("{{ tables }}", "{{ 清单 }}"))

    def test_a_missing_file_is_told_and_nothing_written(self, short: Listing, tmp_path: Path) -> None:
        with pytest.raises(ListingError, match="找不到文件"):
            short.save(tmp_path / "a.docx", letterhead=tmp_path / "nowhere.docx")
        assert list(tmp_path.iterdir()) == []

    def test_other_formats_know_no_letterhead(self, short: Listing) -> None:
        with pytest.raises(ListingError, match="letterhead"):
            short.render("md", letterhead="a.docx")
