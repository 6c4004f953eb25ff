"""A list as a Word document is official paper: its page, its fonts, its tables, and nothing that needs repair."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from sptgraph.language import Language
from sptgraph.listings import Listing, combined, listing
from sptgraph.listings.formats.docx import images
from sptgraph.listings.pictures import Picture
from tests.listings.reading_back import READERS
from tests.sample import other_plan, sample_plan

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><text x="9" y="50">{}</text></svg>'
# The order of children that Word insists on, as far as we write them (ECMA-376, part 1, 17.3 to 17.6).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b i color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "style": "name qFormat uiPriority semiHidden pPr rPr tblPr",
    "font": "altName panose1 charset family pitch",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang "
    "decimalSymbol listSeparator",
}


@pytest.fixture(scope="module")
def tasks() -> Listing:
    return replace(listing("tasks", [sample_plan()]), draw=tuple)


def opened(made: Listing) -> Any:
    return docx.Document(io.BytesIO(made.render("docx")))


def members(made: Listing) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.render("docx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tables(document: Any) -> list[Any]:
    return list(document.element.body.iterchildren(qn("w:tbl")))


def long_list(rows: int) -> Listing:
    made = listing("tasks", [sample_plan()])
    first, *others = made.tables
    many = replace(first, rows=first.rows * (rows // len(first.rows)))
    return replace(made, tables=(many, *others), draw=tuple)


class TestPage:
    def test_the_page_is_that_of_official_papers(self, tasks: Listing) -> None:
        narrow = opened(replace(tasks, tables=tasks.tables[-1:]))
        (section,) = narrow.sections
        assert section.orientation == WD_ORIENT.PORTRAIT
        sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
        for size, wanted in zip(sizes, (Mm(210), Mm(297), Mm(37), Mm(28)), strict=True):
            assert size == pytest.approx(wanted, abs=Mm(0.1))
        width = section.page_width - section.left_margin - section.right_margin
        height = section.page_height - section.top_margin - section.bottom_margin
        assert (width, height) == (pytest.approx(Mm(156), abs=Mm(0.1)), pytest.approx(Mm(225), abs=Mm(0.1)))
        grid = section._sectPr.find(qn("w:docGrid"))
        line, char = (int(grid.get(qn(name))) for name in ("w:linePitch", "w:charSpace"))
        assert grid.get(qn("w:type")) == "linesAndChars"
        assert round(height / Twips(1)) // line == 22
        assert int(width / Pt(1) / (16 + char / 4096)) == 28

    def test_wide_tables_lie_and_narrow_ones_stand(self, tasks: Listing) -> None:
        sections = opened(tasks).sections
        assert [section.orientation for section in sections] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
        assert sections[0].page_width == sections[1].page_height

    def test_page_numbers_stand_between_dashes_odd_right_even_left(self, tasks: Listing) -> None:
        document = opened(tasks)
        section = document.sections[0]
        assert document.settings.odd_and_even_pages_header_footer
        for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
            (line,) = footer.paragraphs
            assert (line.text, line.alignment.name) == ("— 1 —", side)
            assert " PAGE " in "".join(each.text for each in line._p.iter(qn("w:instrText")))
            assert {run.font.size.pt for run in line.runs} == {14}

    def test_fonts_are_set_for_chinese_with_others_to_fall_back_on(self, tasks: Listing) -> None:
        found = members(tasks)
        styles = {
            style.style_id: style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia"))
            for style in opened(tasks).styles
            if style.style_id.startswith("Sptgraph")
            and style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") is not None
        }
        assert (styles["SptgraphTitle"], styles["SptgraphNote"]) == ("方正小标宋简体", "仿宋")
        assert (styles["SptgraphHeading1"], styles["SptgraphHeading2"]) == ("黑体", "楷体")
        fonts = docx.oxml.parser.parse_xml(found["word/fontTable.xml"])
        fallbacks = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in fonts}
        assert set(styles.values()) <= set(fallbacks)
        assert all(alt is not None and "," in alt.get(qn("w:val")) for alt in fallbacks.values())
        assert not any("font" in name.lower() and name != "word/fontTable.xml" for name in found)
        assert b'w:val="en-US" w:eastAsia="zh-CN"' in found["word/styles.xml"]

    def test_there_is_room_to_write_a_date_of_progress_in(self, tasks: Listing) -> None:
        (table, *_) = opened(tasks).tables
        heads = [cell.text for cell in table.rows[0].cells]
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid.iterchildren(qn("w:gridCol"))]
        assert widths[heads.index("填报日期")] >= widths[heads.index("最后期限")] * 3 // 4

    def test_a_day_is_not_torn_at_the_end_of_a_line(self, tasks: Listing) -> None:
        data = members(tasks)["word/document.xml"].decode()
        assert not re.search(r"\d{4}-\d\d-\d\d", data)
        cells = [cell.text for row in opened(tasks).tables[0].rows for cell in row.cells]
        assert any(re.search(r"\d{4}-\d\d-\d\d前", text) for text in cells)

    def test_text_has_the_sizes_of_the_standard(self, tasks: Listing) -> None:
        sizes = {style.style_id: style.font.size.pt for style in opened(tasks).styles if style.font.size}
        assert [sizes[f"Sptgraph{name}"] for name in ("Title", "Note", "Heading1", "Heading2")] == [
            22,
            16,
            16,
            16,
        ]
        used = {
            paragraph.get(qn("w:val"))
            for table in tables(opened(tasks))
            for paragraph in table.iter(qn("w:pStyle"))
        }
        assert {sizes[name] for name in used} <= {10.5, 12}


class TestTables:
    def test_heads_come_again_and_rows_stay_whole(self) -> None:
        document = opened(long_list(1_000))
        table = max(tables(document), key=len)
        head, *rows = table.iterchildren(qn("w:tr"))
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert len(rows) >= 996
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (head, *rows))
        assert not any(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)

    def test_a_row_longer_than_a_page_may_be_parted(self, tasks: Listing) -> None:
        table = tasks.tables[0]
        first, *others = table.rows
        long = replace(table, rows=(replace(first, task="长" * 3_000), *others))
        document = opened(replace(tasks, tables=(long, *tasks.tables[1:])))
        rows = list(tables(document)[0].iterchildren(qn("w:tr")))
        whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
        assert whole[:3] == [True, False, True]

    @pytest.mark.parametrize("kind", ["tasks", "departments"])
    def test_columns_fill_the_page_and_no_more(self, kind: str) -> None:
        document = opened(replace(listing(kind, [sample_plan()]), draw=tuple))
        rooms = {s.page_width.twips - s.left_margin.twips - s.right_margin.twips for s in document.sections}
        for table in tables(document):
            grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
            assert sum(grid) in rooms
            assert min(grid) > 300

    def test_the_overview_leads_to_the_tables(self) -> None:
        document = opened(listing("departments", [sample_plan()]))
        marks = {
            mark.get(qn("w:name")): "".join(text.text for text in list(mark.getparent().iter(qn("w:t")))[1:])
            for mark in document.element.body.iter(qn("w:bookmarkStart"))
        }
        links = [
            (link.get(qn("w:anchor")), "".join(text.text for text in link.iter(qn("w:t"))))
            for link in document.element.body.iter(qn("w:hyperlink"))
        ]
        assert len(links) == 11
        assert all(marks[anchor] == text for anchor, text in links)

    def test_what_is_unsaid_shows_without_colour(self, tasks: Listing) -> None:
        cells = [
            cell
            for table in tables(opened(tasks))
            for cell in table.iter(qn("w:tc"))
            if cell.find(f".//{qn('w:rStyle')}[@{qn('w:val')}='SptgraphMissing']") is not None
        ]
        assert ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in cells] == ["未明确", "未明确"]
        look = next(s for s in opened(tasks).styles if s.style_id == "SptgraphMissing")
        assert (look.font.bold, look.font.underline is not None) == (True, True)

    def test_what_few_rows_say_at_length_stands_below_them(self, tasks: Listing, tmp_path: Path) -> None:
        table = tasks.tables[0]
        long = tuple(replace(row, remarks=("备" * 200,) if row.serial == 2 else ()) for row in table.rows)
        made = replace(tasks, tables=(replace(table, rows=long), *tasks.tables[1:]))
        document = opened(made)
        heads = [c.text for c in docx.table.Table(tables(document)[0], document).rows[0].cells]
        assert "备注" not in heads
        (path,) = made.save(tmp_path / "a.docx")
        read = READERS["docx"](path)[0]
        assert [row["备注"] for row in read.rows] == ["", "备" * 200, "", "", "", ""]

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_several_lists_are_numbered_in_two_steps(self, language: Language) -> None:
        made = combined(
            [listing(kind, [sample_plan()], language=language) for kind in ("tasks", "departments")]
        )
        document = opened(replace(made, draw=tuple))
        heads = [(p.style.style_id[-1], p.text) for p in document.paragraphs if "Heading" in p.style.style_id]
        expected = {
            "zh": [("1", "一、任务分工表"), ("2", "（一）任务"), ("2", "（二）任务以外")],
            "en": [("1", "1. Task table"), ("2", "1.1 Tasks"), ("2", "1.2 Outside tasks")],
        }[language]
        assert heads[:3] == expected
        assert heads[-1] == {"zh": ("1", "三、未能识读"), "en": ("1", "3. Unresolved")}[language]


class TestBoards:
    def test_each_board_begins_a_page_with_small_margins(self) -> None:
        document = opened(replace(listing("board", [sample_plan()], sector="城镇燃气"), draw=tuple))
        (head,) = [p for p in document.paragraphs if p.style.style_id == "SptgraphHeadingBoard"]
        assert head.text.startswith("责任公示牌　")
        assert head.style.paragraph_format.page_break_before
        poster, last = document.sections
        assert {poster.left_margin, poster.top_margin, poster.right_margin} == {Twips(850)}
        assert last.left_margin > Twips(850)
        assert document.paragraphs[0].text == head.text


class TestPictures:
    @pytest.fixture
    def pictured(self, tasks: Listing) -> Listing:
        picture = Picture("gantt", "进度图", SVG.format("安全"), '一幅图，"引号"与<尖括号>')
        return replace(tasks, draw=lambda: (picture,))

    def test_a_picture_is_a_drawing_with_a_fallback_and_words(self, pictured: Listing) -> None:
        pytest.importorskip("resvg_py")
        from sptgraph.listings.pictures.raster import chinese_family

        if chinese_family() is None:
            pytest.skip("no font with Chinese characters on this machine")
        document = opened(pictured)
        related = document.part.related_parts
        (blip,) = document.element.body.iter(qn("a:blip"))
        (drawing,) = blip.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
        assert related[blip.get(qn("r:embed"))].blob.startswith(b"\x89PNG")
        assert related[drawing.get(qn("r:embed"))].blob.decode() == SVG.format("安全")
        (words,) = document.element.body.iter(qn("wp:docPr"))
        assert (words.get("title"), words.get("descr")) == ("进度图", '一幅图，"引号"与<尖括号>')
        (size,) = document.element.body.iter(qn("wp:extent"))
        assert int(size.get("cx")) == pytest.approx(3 * int(size.get("cy")), rel=0.01)

    def test_without_a_chinese_font_the_words_stand_instead(
        self, pictured: Listing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sptgraph.errors import ListingError

        def no_font(svg: str, **_: object) -> bytes:
            raise ListingError("请安装思源黑体", "install Noto Sans CJK")

        monkeypatch.setattr(images, "rasterise", no_font)
        said = [paragraph.text for paragraph in opened(pictured).paragraphs]
        assert '一幅图，"引号"与<尖括号>' in said
        assert "请安装思源黑体" in said
        assert not any(name.startswith("word/media") for name in members(pictured))


class TestFile:
    @pytest.mark.parametrize("kind", ["tasks", "departments"])
    def test_elements_stand_in_the_order_of_the_schema(self, kind: str) -> None:
        for name, data in members(listing(kind, [sample_plan(), other_plan()])).items():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            for element in docx.oxml.parser.parse_xml(data).iter("{*}*"):
                wanted = ORDER.get(element.tag.rpartition("}")[2], "").split()
                children = [child.tag.rpartition("}")[2] for child in element]
                if wanted:
                    assert set(children) <= set(wanted), (name, element.tag, children)
                    assert children == sorted(children, key=wanted.index), (name, element.tag, children)
                if element.tag == qn("w:tc"):
                    assert element[-1].tag == qn("w:p")

    def test_numbers_and_names_are_used_once(self) -> None:
        data = members(listing("departments", [sample_plan()]))["word/document.xml"].decode()
        for pattern in (r'<w:bookmarkStart w:id="(\d+)"', r'w:name="(sptgraph\d+)"', r'<wp:docPr id="(\d+)"'):
            found = re.findall(pattern, data)
            assert len(found) == len(set(found))
        styles = re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', data)
        known = members(listing("tasks", [sample_plan()]))["word/styles.xml"].decode()
        assert all(f'w:styleId="{style}"' in known for style in set(styles))

    def test_it_bears_its_plans_day_title_and_language(self, tasks: Listing) -> None:
        properties = opened(tasks).core_properties
        assert (properties.created.date(), properties.modified.date()) == (date(2024, 3, 18),) * 2
        assert (properties.title, properties.author, properties.language) == (
            tasks.title,
            "sptgraph",
            "zh-CN",
        )

    def test_nothing_in_it_comes_from_this_moment_or_from_outside(self, tasks: Listing) -> None:
        data = tasks.render("docx")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not any(b"External" in archive.read(name) for name in archive.namelist())
        assert data == tasks.render("docx")

    @pytest.mark.skipif(
        shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine"
    )
    def test_libreoffice_opens_it_and_repeats_the_head(self, tmp_path: Path) -> None:
        import pypdfium2

        (path,) = long_list(60).save(tmp_path / "a.docx")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
            pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
        held = [page for page in pages if "云溪县" in page or "县住建局" in page]
        assert len(held) > 3
        assert all("完成时限" in page for page in held[:4])
        assert [f"—{number}—" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
