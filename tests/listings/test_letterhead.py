"""A list on the office's own letterhead: its placeholders are filled, everything else stays as it was."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from sptgraph.listings import Listing, listing
from tests.listings.letterheads import BOX, HIGH, LEFT, WIDE, letterhead, opened, repacked, texts
from tests.listings.reading_back import READERS
from tests.sample import sample_plan


@pytest.fixture(scope="module")
def made() -> Listing:
    return listing("tasks", [sample_plan()], on=date(2025, 7, 1))


@pytest.fixture(scope="module")
def short(made: Listing) -> Listing:
    """A list with a narrow table only, which needs no turned paper."""
    return replace(made, tables=made.tables[-1:], draw=tuple)


class TestPlaces:
    def test_places_are_filled_and_the_rest_stays(self, short: Listing) -> None:
        paper = letterhead("关于印发《{{标题}}》的通知", "{{ notes }}", "{{ 清单 }}", "特此通知。{{ date }}")
        document = opened(short, paper)
        before, first, heading, last = texts(document)
        assert before == f"关于印发《{short.title}》的通知"
        assert first == short.notes[0]
        assert heading == "一、未能识读"
        assert last == "特此通知。2025年7月1日"
        section = document.sections[0]
        assert len(document.sections) == 1
        assert (section.page_width, section.left_margin) == (WIDE, LEFT)
        assert section.header.paragraphs[0].text == "云溪县安全生产委员会办公室"
        order = [child.tag for child in document.element.body if child.tag in {qn("w:p"), qn("w:tbl")}]
        assert order.index(qn("w:tbl")) == 3

    @pytest.mark.parametrize("zh", ["标题", "清单名称", "日期", "印发日期", "说明"])
    def test_each_place_has_a_name_in_both_languages(self, short: Listing, zh: str) -> None:
        from sptgraph.listings.formats.docx.placeholders import PLACES

        en = next(name for name, key in PLACES.items() if key == PLACES[zh])
        assert en.isascii()
        filled = [texts(opened(short, letterhead(f"甲{{{{ {name} }}}}乙"))) for name in (zh, en)]
        assert filled[0] == filled[1]
        assert "{" not in "".join(filled[0])
        assert filled[0][0].startswith("甲")

    def test_a_place_split_over_runs_is_found_and_looks_as_it_began(self, short: Listing) -> None:
        def split(document: Any) -> None:
            paragraph = document.add_paragraph("（")
            for piece in ("{", "{ 标", "题", " }", "} {{ki", "nd}}"):
                paragraph.add_run(piece).bold = piece == "{"
            paragraph.add_run("）")

        document = opened(short, letterhead(change=split))
        (line,) = [paragraph for paragraph in document.paragraphs if "（" in paragraph.text][:1]
        assert line.text == f"（{short.title} 任务分工表）"
        assert next(run for run in line.runs if short.title in run.text).bold

    def test_places_in_header_footer_cell_and_text_box_are_filled(self, short: Listing) -> None:
        def change(document: Any) -> None:
            section = document.sections[0]
            section.header.add_paragraph("{{ kind }}")
            section.footer.paragraphs[0].text = "{{ 日期 }}"
            document.add_table(1, 2).cell(0, 1).text = "{{ issued }}"
            document.add_paragraph()._p.append(docx.oxml.parser.parse_xml(BOX.format("{{ 清单名称 }}")))

        document = opened(short, letterhead(change=change))
        section = document.sections[0]
        assert section.header.paragraphs[1].text == "任务分工表"
        assert section.footer.paragraphs[0].text == "2025年7月1日"
        assert document.tables[0].cell(0, 1).text == "2024年3月18日"
        (box,) = document.element.body.iter(qn("w:txbxContent"))
        assert "".join(text.text or "" for text in box.iter(qn("w:t"))) == "任务分工表"

    def test_tables_can_stand_in_a_cell(self, short: Listing) -> None:
        def change(document: Any) -> None:
            document.add_table(1, 1).cell(0, 0).text = "{{ tables }}"

        (frame,) = opened(short, letterhead(change=change)).tables
        (inner,) = frame.cell(0, 0).tables
        assert inner.cell(1, 1).text == "有关股室负责"
        assert frame.cell(0, 0)._tc[-1].tag == qn("w:p")

    def test_each_note_has_a_paragraph_set_as_the_place_was(self, short: Listing) -> None:
        def change(document: Any) -> None:
            document.add_paragraph("{{ notes }}", style="List Bullet")

        noted = replace(short, notes=("甲", "乙", "丙"))
        document = opened(noted, letterhead(change=change))
        bullets = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
        assert bullets == ["甲", "乙", "丙"]

    def test_without_a_place_the_tables_come_at_the_end(self, short: Listing) -> None:
        first, title, *notes, heading = texts(opened(short, letterhead("红头文件")))
        assert (first, heading) == ("红头文件", "一、未能识读")
        assert "".join(title.split()) == "".join(short.title.split())
        assert notes == list(short.notes)
        document = opened(short, letterhead("红头文件"))
        assert [document.element.body[at].tag for at in (-2, -1)] == [qn("w:tbl"), qn("w:sectPr")]
        assert texts(opened(short, letterhead("{{ kind }}")))[1:] == [*short.notes, "一、未能识读"]

    def test_a_day_that_is_not_known_is_left_to_be_written(self, short: Listing) -> None:
        undated = replace(short, on=None, issued=())
        assert texts(opened(undated, letterhead("{{ date }}{{ issued }}")))[0] == "　　　　年　　月　　日" * 2

    @pytest.mark.parametrize("text", ["{{ tables }}", "{{ nobody }}", "{% for x in y %}", "{{ 标题 }}"])
    def test_what_a_list_says_is_never_a_place(self, short: Listing, text: str) -> None:
        said = replace(short, title=text, notes=(text,))
        document = opened(said, letterhead("{{ title }}与{{ title }}", "{{ notes }}"))
        assert texts(document)[:2] == [f"{text}与{text}", text]
        assert len(document.tables) == 1

    def test_the_facts_are_all_there(self, made: Listing, tmp_path: Path) -> None:
        paper = tmp_path / "公文纸.docx"
        paper.write_bytes(letterhead("{{ title }}", "{{ tables }}", "此致"))
        (path,) = made.save(tmp_path / "a.docx", letterhead=paper)
        (plain,) = made.save(tmp_path / "b.docx")
        ours, theirs = READERS["docx"](path), READERS["docx"](plain)
        assert [(t.name, t.rows) for t in ours] == [(t.name, t.rows) for t in theirs]

    def test_pictures_have_a_place_of_their_own(self, made: Listing) -> None:
        assert made.pictures
        document = opened(made, letterhead("{{ 图 }}", "后文", "{{ 清单 }}"))
        body = document.element.body
        drawn = [n for n, child in enumerate(body) if next(child.iter(qn("w:drawing")), None) is not None]
        text = next(n for n, child in enumerate(body) if "后文" in "".join(child.itertext()))
        assert len(drawn) == len(made.pictures)
        assert max(drawn) < text

    def test_a_letterhead_may_call_the_namespaces_as_it_likes(self, short: Listing) -> None:
        def other(data: bytes) -> bytes:
            return (
                data.replace(b"<w:", b"<v1:")
                .replace(b"</w:", b"</v1:")
                .replace(b"xmlns:w=", b"xmlns:v1=")
                .replace(b" w:", b" v1:")
                .replace(b"xmlns:v1=", b'xmlns:w="urn:other" xmlns:v1=', 1)
            )

        paper = repacked(letterhead("前文{{ kind }}", "{{ tables }}"), "word/document.xml", other)
        document = opened(short, paper)
        assert texts(document)[0] == "前文任务分工表"
        assert document.tables[0].cell(1, 1).text == "有关股室负责"


class TestPaper:
    def test_only_what_cannot_be_read_otherwise_turns_the_paper(self, made: Listing) -> None:
        document = opened(made, letterhead("前文", "{{ tables }}", "后文"))
        sections = [(s.orientation, s.page_width, s.left_margin) for s in document.sections]
        assert sections[0] == (WD_ORIENT.PORTRAIT, WIDE, LEFT)
        assert sections[1][:2] == (WD_ORIENT.LANDSCAPE, HIGH)
        assert sections[-1] == (WD_ORIENT.PORTRAIT, WIDE, LEFT)
        heads = {section.header.paragraphs[0].text for section in document.sections}
        assert heads == {"云溪县安全生产委员会办公室"}

    def test_a_first_page_stays_the_only_one(self, made: Listing) -> None:
        def change(document: Any) -> None:
            document.sections[0].different_first_page_header_footer = True

        document = opened(made, letterhead("前文", "{{ tables }}", "后文", change=change))
        first = [section.different_first_page_header_footer for section in document.sections]
        assert first == [True] + [False] * (len(first) - 1)

    def test_no_page_is_left_empty(self, made: Listing) -> None:
        document = opened(made, letterhead("{{ tables }}"))
        groups: list[list[str]] = [[]]
        for child in document.element.body:
            groups[-1].append("".join(child.itertext()))
            if child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                groups.append([])
        assert all(any(texts) for texts in groups)

    def test_the_same_bytes_come_each_time(self, made: Listing) -> None:
        paper = letterhead("{{ title }}", "{{ tables }}")
        assert made.render("docx", letterhead=paper) == made.render("docx", letterhead=paper)
