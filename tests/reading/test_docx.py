"""What stands in a Word file is read once, in order, as if all changes were accepted."""

import pytest

from sptgraph.errors import BrokenDocument, NoText
from sptgraph.model import Document
from sptgraph.reading import read
from tests.reading.make import body, cell, docx, field, paragraph, row, run, table

PAGE = "<w:r><w:lastRenderedPageBreak/></w:r>"


def document(*blocks: str, **parts: str) -> Document:
    return read(docx(body(*blocks), **parts), name="方案.docx")


def lines(*blocks: str, **parts: str) -> list[str]:
    return document(*blocks, **parts).text.split("\n")


def changed(tag: str, inside: str) -> str:
    return f'<w:{tag} w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z">{inside}</w:{tag}>'


def test_insertions_are_taken_and_deletions_left_out() -> None:
    assert lines(
        paragraph(
            run("县")
            + changed("del", run("旧局", deleted=True))
            + changed("ins", run("应急管理局"))
            + changed("moveFrom", run("移走"))
            + run("牵头")
        ),
        paragraph(changed("moveTo", run("移来"))),
    ) == ["县应急管理局牵头", "移来"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr>" + '<w:del w:id="9" w:author="x"/>' + "</w:rPr>"
    assert lines(paragraph(run("县应急"), mark), paragraph(run("管理局牵头")), paragraph(run("完"))) == [
        "县应急管理局牵头",
        "完",
    ]


def test_deleted_and_inserted_rows_and_cells() -> None:
    assert lines(
        table(
            row(cell("甲"), cell("乙")),
            row(cell("删"), cell("去"), properties='<w:del w:id="1" w:author="x"/>'),
            row(
                cell("丙"),
                cell("删去的格", properties='<w:cellDel w:id="1" w:author="x"/>'),
                cell("丁"),
                properties='<w:ins w:id="2" w:author="x"/>',
            ),
        )
    ) == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("depth", [1, 3])
def test_content_controls_at_every_level(depth: int) -> None:
    def control(inside: str) -> str:
        for _ in range(depth):
            inside = f"<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        return inside

    got = document(
        control(paragraph(run("块级"))),
        paragraph(run("行") + control(run("内")) + run("级")),
        table(control(row(cell("一"), control(cell(control(paragraph(run("二")))))))),
    )
    assert got.text.split("\n") == ["块级", "行内级", "一", "二"]
    assert [block.span.cell for block in got.blocks] == [None, None, "1.1.1", "1.1.2"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框内第一段'))}{paragraph(run('框内第二段'))}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    got = document(paragraph(run("正文") + both), paragraph(run("下文") + old))
    assert got.text.split("\n") == ["正文", "框内第一段", "框内第二段", "下文", "框内第一段", "框内第二段"]
    assert [block.kind for block in got.blocks] == ["paragraph", "textbox", "textbox"] * 2
    assert [block.span.paragraph for block in got.blocks] == [1, 1, 1, 2, 2, 2]


def test_notes_follow_the_body_once_each() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("<w:r><w:separator/></w:r>")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>" + run("脚注"))}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph(run("没有引用的脚注"))}</w:footnote>'
    )
    got = document(
        paragraph(run("甲") + reference + run("。") + reference),
        paragraph(run("乙") + end + changed("del", '<w:r><w:footnoteReference w:id="3"/></w:r>')),
        footnotes=footnotes,
        endnotes=f'<w:endnote w:id="2">{paragraph(run("尾注"))}</w:endnote>',
    )
    assert got.text.split("\n") == ["甲。", "乙", "脚注", "尾注"]
    assert [block.kind for block in got.blocks][2:] == ["footnote", "footnote"]


def test_merged_cells_are_read_once_at_their_first_column() -> None:
    got = document(
        table(
            row(cell("序号"), cell("任务", properties='<w:gridSpan w:val="2"/>'), cell("单位")),
            row(cell("1", properties='<w:vMerge w:val="restart"/>'), cell("甲"), cell("乙"), cell("丙")),
            row(cell("", properties="<w:vMerge/>"), cell("丁"), cell("戊"), cell("己")),
            row(cell("庚"), cell("辛"), properties='<w:gridBefore w:val="2"/>'),
        )
    )
    places = {got.text[b.span.start : b.span.end]: b.span.cell for b in got.blocks}
    assert places["任务"] == "1.1.2"
    assert places["单位"] == "1.1.4"
    assert places["1"] == "1.2.1"
    assert places["丁"] == "1.3.2"
    assert places["庚"] == "1.4.3"
    assert all(block.kind == "cell" and block.span.paragraph is None for block in got.blocks)


def test_nested_tables_have_numbers_of_their_own() -> None:
    inner = table(row(cell("内一"), cell("内二")))
    got = document(
        paragraph(run("前")),
        table(row(cell("外一"), cell("外二", inner, paragraph(run("外三"))))),
        table(row(cell("又一"), cell("又二"))),
        paragraph(run("后")),
    )
    assert [(got.text[b.span.start : b.span.end], b.span.cell) for b in got.blocks] == [
        ("前", None),
        ("外一", "1.1.1"),
        ("外二", "1.1.2"),
        ("内一", "2.1.1"),
        ("内二", "2.1.2"),
        ("外三", "1.1.2"),
        ("又一", "3.1.1"),
        ("又二", "3.1.2"),
        ("后", None),
    ]


def test_a_table_that_only_frames_the_page_holds_paragraphs() -> None:
    got = document(table(row(cell("一、总体要求", "（一）指导思想"))))
    assert [(block.kind, block.span.cell) for block in got.blocks] == [("paragraph", None)] * 2


def test_fields_print_their_result() -> None:
    nested = field("IF 1=1 " + "x", "") + field("HYPERLINK http://x", "县应急局")
    contents = field('TOC \\o "1-3"', "一、总体要求\t1")
    assert lines(paragraph(nested + run("牵头")), paragraph(contents), paragraph(run("正文"))) == [
        "县应急局牵头",
        "正文",
    ]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
    visible = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert lines(paragraph(visible + hidden + run("甲")), paragraph(run("乙"))) == ["甲", "乙"]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert lines(paragraph(begin + run("甲")), paragraph(run("乙"))) == ["甲", "乙"]


def test_signs_breaks_and_ruby() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yìng')}</w:rt><w:rubyBase>{run('应')}</w:rubyBase></w:ruby></w:r>"
    assert lines(
        paragraph(ruby + run("急") + "<w:r><w:tab/></w:r>" + run("局")),
        paragraph(run("2024") + "<w:r><w:noBreakHyphen/></w:r>" + run("2026")),
        paragraph(run("上") + "<w:r><w:br/></w:r>" + run("下")),
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是")),
        paragraph(run("藏", properties="<w:vanish/>") + run("显", properties='<w:vanish w:val="0"/>')),
        paragraph(run("零\u200b宽\xa0空　格⽅")),
    ) == ["应急\t局", "2024-2026", "上", "下", "☑是", "显", "零宽 空 格方"]


def test_headers_and_comments_are_left_out() -> None:
    assert lines(
        paragraph(run("正文") + '<w:r><w:commentReference w:id="1"/></w:r>'), header=paragraph(run("页眉"))
    ) == ["正文"]


def test_pages_are_known_where_word_left_them() -> None:
    got = document(
        paragraph(run("一")),
        paragraph(run("二前") + PAGE + run("二后")),
        paragraph(PAGE + run("三")),
        table(row(cell("四"), cell("五"))),
    )
    assert [block.span.page for block in got.blocks] == [1, 1, 3, 3, 3]
    assert [block.span.page for block in document(paragraph(run("一"))).blocks] == [None]


def test_a_strict_document_reads_alike() -> None:
    strict = body(paragraph(run("正文"))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(docx(strict)).text == "正文"


def test_web_text_pasted_as_a_whole_is_read() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="/c.html"/></Relationships>'
    )
    extra = {"word/_rels/document.xml.rels": relation.encode(), "c.html": "<p>粘贴<p>进来".encode()}
    assert (
        read(docx(body(paragraph(run("前")), '<w:altChunk r:id="c"/>'), extra=extra)).text == "前\n粘贴\n进来"
    )


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(NoText, match="OCR"):
        document(paragraph(""))


def test_a_document_without_body_is_broken() -> None:
    with pytest.raises(BrokenDocument):
        read(docx("<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"))
