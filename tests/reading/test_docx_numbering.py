"""Automatic numbers come back as Word prints them."""

import pytest

from sptgraph.reading import read
from sptgraph.reading.docx.counting import count
from tests.reading.make import abstract, body, docx, level, listing, numbered, paragraph, run

PLAN = abstract(
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>'),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)


def lines(*blocks: str, numbering: str = "", styles: str = "") -> list[str]:
    document = read(docx(body(*blocks), numbering=numbering, styles=styles))
    assert document.text == "\n".join(document.text[b.span.start : b.span.end] for b in document.blocks)
    return document.text.split("\n")


@pytest.mark.parametrize(
    ("number_format", "printed"),
    [
        ("decimal", "1 2 10 11 20 21 100 105"),
        ("decimalZero", "01 02 10 11 20 21 100 105"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一〇〇 一〇五"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百零五"),
        ("taiwaneseCounting", "一 二 十 十一 二十 二十一 一〇〇 一〇五"),
        ("taiwaneseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百零五"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 百 百五"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇〇 一〇五"),
        ("ideographTraditional", "甲 乙 癸 11 20 21 100 105"),
        ("ideographZodiac", "子 丑 酉 戌 20 21 100 105"),
        ("chineseLegalSimplified", "壹 贰 拾 拾壹 贰拾 贰拾壹 壹佰 壹佰零伍"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １００ １０５"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ ㉑ 100 105"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 100 105"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ ⒛ 21 100 105"),
        ("upperRoman", "I II X XI XX XXI C CV"),
        ("lowerRoman", "i ii x xi xx xxi c cv"),
        ("upperLetter", "A B J K T U VVVV AAAAA"),
        ("lowerLetter", "a b j k t u vvvv aaaaa"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 100th 105th"),
        ("cardinalText", "1 2 10 11 20 21 100 105"),
    ],
)
def test_counting(number_format: str, printed: str) -> None:
    assert [count(n, number_format) for n in (1, 2, 10, 11, 20, 21, 100, 105)] == printed.split()


def test_levels_count_within_each_other() -> None:
    got = lines(
        numbered("总体要求"),
        numbered("指导思想。", level=1),
        numbered("主要目标。", level=1),
        numbered("主要任务"),
        numbered("教育培训行动", level=1),
        numbered("组织培训。", level=2),
        numbered("开展考核。", level=2),
        numbered("消防行动", level=1),
        numbered("检查消防。", level=2),
        numbered("打通通道。", level=3),
        numbering=PLAN + listing(1),
    )
    assert got == [
        "一、总体要求",
        "（一）指导思想。",
        "（二）主要目标。",
        "二、主要任务",
        "（一）教育培训行动",
        "1. 组织培训。",
        "2. 开展考核。",
        "（二）消防行动",
        "1. 检查消防。",
        "（1）打通通道。",
    ]


def test_a_level_that_never_restarts_counts_through() -> None:
    through = abstract(
        level(0, "chineseCounting", "（%1）"),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
    )
    got = lines(
        numbered("甲"),
        numbered("子", level=1),
        numbered("丑", level=1),
        numbered("乙"),
        numbered("寅", level=1),
        numbering=through + listing(1),
    )
    assert got == ["（一）甲", "1.子", "2.丑", "（二）乙", "3.寅"]


def test_a_level_may_restart_only_after_a_certain_higher_one() -> None:
    far = abstract(
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2"),
        level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>'),
    )
    got = lines(
        numbered("a", level=0),
        numbered("b", level=1),
        numbered("c", level=2),
        numbered("b", level=1),
        numbered("c", level=2),
        numbered("a", level=0),
        numbered("c", level=2),
        numbering=far + listing(1),
    )
    assert got == ["1 a", "1 b", "1 c", "2 b", "2 c", "2 a", "1 c"]


def test_lists_of_one_abstract_list_go_on_counting_unless_they_override_the_start() -> None:
    def override(start: int) -> str:
        return f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'

    got = lines(
        numbered("a", 1),
        numbered("b", 1),
        numbered("c", 2),
        numbered("d", 3),
        numbered("e", 3),
        numbered("f", 4),
        numbered("g", 1),
        numbering=abstract(level(0, "decimal", "%1、"))
        + listing(1)
        + listing(2)
        + listing(3, overrides=override(1))
        + listing(4, overrides=override(8)),
    )
    assert got == ["1、a", "2、b", "3、c", "1、d", "2、e", "8、f", "9、g"]


def test_an_override_may_replace_a_whole_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "ideographTraditional", "%1、")}</w:lvlOverride>'
    got = lines(
        numbered("a", 1),
        numbered("b", 2),
        numbering=abstract(level(0, "decimal", "%1."), key=0)
        + abstract(level(0, "decimal", "%1."), key=1)
        + listing(1, 0)
        + listing(2, 1, own),
    )
    assert got == ["1. a", "甲、b"]


def test_legal_levels_print_all_numbers_decimal() -> None:
    legal = abstract(
        level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "%1.%2", "<w:isLgl/>")
    )
    got = lines(numbered("总则"), numbered("目的", level=1), numbering=legal + listing(1))
    assert got == ["第一章 总则", "1.1 目的"]


def test_a_level_used_without_the_one_above_shows_where_that_would_start() -> None:
    deep = abstract(level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2"))
    got = lines(numbered("a", level=1), numbered("b"), numbering=deep + listing(1))
    assert got == ["3.1 a", "3. b"]


def test_numbers_come_from_styles_and_levels_from_their_links() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H2"/><w:pPr><w:numPr><w:numId w:val="0"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    linked = abstract(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    )
    got = lines(
        paragraph(run("总则"), '<w:pStyle w:val="H1"/>'),
        paragraph(run("目的"), '<w:pStyle w:val="H2"/>'),
        paragraph(run("不编号"), '<w:pStyle w:val="H3"/>'),
        paragraph(run("也不编号"), '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph(run("附则"), '<w:pStyle w:val="H1"/>'),
        numbering=linked + listing(1),
        styles=styles,
    )
    assert got == ["一、总则", "（一）目的", "不编号", "也不编号", "二、附则"]


def test_numbers_come_through_a_numbering_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    numbering = (
        abstract(level(0, "chineseCounting", "第%1条"), key=1, extra='<w:styleLink w:val="L"/>')
        + abstract(key=2, extra='<w:numStyleLink w:val="L"/>')
        + listing(5, 1)
        + listing(6, 2)
    )
    got = lines(numbered("为了", 6), numbered("本办法", 5), numbering=numbering, styles=styles)
    assert got == ["第一条 为了", "第二条 本办法"]


def test_empty_paragraphs_count_and_deleted_ones_do_not() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
        f'<w:del w:id="2" w:author="x">{run("删去", deleted=True)}</w:del></w:p>'
    )
    got = lines(
        numbered("甲"),
        gone,
        numbered(""),
        numbered("丙"),
        numbering=abstract(level(0, "decimal", "%1、")) + listing(1),
    )
    assert got == ["1、甲", "3、丙"]


def test_bullets_are_no_numbers_and_unknown_lists_are_none() -> None:
    bullets = abstract(level(0, "bullet", "\uf0b7"))
    got = lines(numbered("甲"), numbered("乙", 77), numbered("丙", "x"), numbering=bullets + listing(1))
    assert got == ["甲", "乙", "丙"]


@pytest.mark.parametrize("wrong", ["-1", "9", "99999999999999", "x", ""])
def test_a_level_out_of_range_is_not_numbered(wrong: str) -> None:
    properties = f'<w:numPr><w:ilvl w:val="{wrong}"/><w:numId w:val="1"/></w:numPr>'
    got = lines(
        paragraph(run("甲"), properties), numbering=abstract(level(0, "decimal", "%1、")) + listing(1)
    )
    assert got in (["甲"], ["1、甲"])


def test_styles_and_links_that_go_round_in_circles_end() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(extra='<w:numStyleLink w:val="L"/>') + listing(1)
    got = lines(
        paragraph(run("甲"), '<w:pStyle w:val="A"/>'), numbered("乙"), numbering=numbering, styles=styles
    )
    assert got == ["甲", "乙"]
