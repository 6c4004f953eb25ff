"""Printed lines become paragraphs again; what the printer added to each page is gone."""

import pytest

from sptgraph.errors import NoText
from sptgraph.model import Document
from sptgraph.reading import read
from tests.reading.pdfwriter import Page, write

LEFT, SIZE, PITCH, TOP = 80.0, 16.0, 28.0, 740.0
FULL = "县安委会统筹推进全县治本攻坚工作，各乡镇人民政府结合实际"  # 28 characters, a full line


@pytest.fixture(params=[False, True], ids=["foreign font", "own font"])
def embedded(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def sheet(*rows: str, indent: str = "　", size: float = SIZE, top: float = TOP) -> Page:
    """Return a page of ``rows``; each leading ideographic space moves a row by one character."""
    page = Page()
    for place, row in enumerate(rows):
        bare = row.lstrip(indent)
        page.text(LEFT + (len(row) - len(bare)) * size, top - place * PITCH, bare, size)
    return page


def lines(*pages: Page, embedded: bool) -> list[str]:
    return document(*pages, embedded=embedded).text.split("\n")


def body(number: int) -> Page:
    """Return a page of one paragraph that differs from page to page."""
    told = FULL[number:] + FULL[:number]
    return sheet("　　" + told[2:], told, told[:9] + "。")


def told(number: int) -> str:
    """Return the paragraph of `body`."""
    told = FULL[number:] + FULL[:number]
    return told[2:] + told + told[:9] + "。"


def document(*pages: Page, embedded: bool) -> Document:
    return read(write(list(pages), embedded=embedded))


def test_the_ruler_is_right() -> None:
    assert len(FULL) == 28


def test_a_name_broken_across_lines_and_pages_is_whole(embedded: bool) -> None:
    got = document(
        sheet("　　" + FULL[2:] + "由县", "应急管理局牵头。", "　　" + FULL[4:] + "县应急"),
        sheet("管理局负责。", "　　下一段。"),
        embedded=embedded,
    )
    assert got.text.split("\n") == [
        FULL[2:] + "由县应急管理局牵头。",
        FULL[4:] + "县应急管理局负责。",
        "下一段。",
    ]
    assert [block.span.page for block in got.blocks] == [1, 1, 2]
    assert [block.span.paragraph for block in got.blocks] == [1, 2, 3]


def test_characters_alone_and_lines_alike_are_all_read(embedded: bool) -> None:
    page = Page()
    for place, row in enumerate(["县", "县", "县应急局", "县应急局", "县应急局"]):
        page.text(LEFT, TOP - place * PITCH, row)
    assert lines(page, embedded=embedded) == ["县", "县", "县应急局", "县应急局", "县应急局"]


def test_a_line_that_left_room_ended_a_paragraph(embedded: bool) -> None:
    assert lines(
        sheet(
            "　　" + FULL[2:], FULL[:20] + "。", "　　" + FULL[:12], "　　一、" + FULL[5:], FULL[:8] + "。"
        ),
        embedded=embedded,
    ) == [FULL[2:] + FULL[:20] + "。", FULL[:12], "一、" + FULL[5:] + FULL[:8] + "。"]


def test_a_word_that_did_not_fit_does_not_end_a_paragraph(embedded: bool) -> None:
    assert lines(
        sheet(
            "　　" + FULL[2:],
            FULL[:25] + "到",
            "2024年底前完成。",
            "　　" + FULL[2:26] + "县",
            "局、",
            "　　完。",
        ),
        embedded=embedded,
    ) == [FULL[2:] + FULL[:25] + "到2024年底前完成。", FULL[2:26] + "县局、", "完。"]


def test_numbers_that_stand_out_to_the_left(embedded: bool) -> None:
    assert lines(
        sheet(
            "（一）" + FULL[3:],
            "　　　" + FULL[3:],
            "　　　" + FULL[:9] + "。",
            "（二）" + FULL[3:27] + "。",
            "（三）" + FULL[3:],
            "　　　" + FULL[:5] + "。",
        ),
        embedded=embedded,
    ) == [
        "（一）" + FULL[3:] + FULL[3:] + FULL[:9] + "。",
        "（二）" + FULL[3:27] + "。",
        "（三）" + FULL[3:] + FULL[:5] + "。",
    ]


def test_text_without_indents_is_parted_by_numbers_after_a_full_stop(embedded: bool) -> None:
    ended = FULL[:27] + "。"
    assert lines(
        sheet(FULL, ended, "1.开展培训" + FULL[:22], FULL[:10] + "2.5倍" + FULL[:14], "米。", "2.检查。"),
        embedded=embedded,
    ) == [FULL + ended, "1.开展培训" + FULL[:22] + FULL[:10] + "2.5倍" + FULL[:14] + "米。", "2.检查。"]


def test_a_title_set_larger_is_no_part_of_the_text(embedded: bool) -> None:
    page = Page()
    page.text(100, 780, "云溪县安全生产行动方案的通知全文", 22)
    for place, row in enumerate([FULL, FULL, FULL[:5] + "。"]):
        page.text(LEFT, TOP - 40 - place * PITCH, row)
    assert lines(page, embedded=embedded) == [
        "云溪县安全生产行动方案的通知全文",
        FULL + FULL + FULL[:5] + "。",
    ]


@pytest.mark.parametrize(
    "style", ["－ {} －", "- {} -", "—{}—", "第{}页", "第 {} 页 共 9 页", "{}/9", "{}", "· {} ·"]
)
def test_page_numbers_are_dropped(style: str, embedded: bool) -> None:
    pages = []
    for number in range(1, 4):
        page = body(number)
        page.text(280, 50, style.format(number), 14)
        pages.append(page)
    assert lines(*pages, embedded=embedded) == [told(number) for number in (1, 2, 3)]


def test_a_number_that_counts_no_pages_is_text(embedded: bool) -> None:
    first = sheet("　　" + FULL[2:], FULL[:5] + "。", "　　2024")
    second = sheet("　　" + FULL[2:], FULL[:5] + "。", "　　98")
    assert lines(first, second, embedded=embedded)[1::2] == ["2024", "98"]


def test_lines_that_pages_share_within_their_text_are_no_heads(embedded: bool) -> None:
    pages = [sheet("附表", f"任务清单之{name}", "　　" + FULL[2:], FULL[:5] + "。") for name in "甲乙丙"]
    text = [["附表", f"任务清单之{name}", FULL[2:] + FULL[:5] + "。"] for name in "甲乙丙"]
    assert lines(*pages, embedded=embedded) == [line for page in text for line in page]


@pytest.mark.parametrize(
    ("heads", "foot"),
    [
        (["云溪县文件汇编"] * 4, None),
        (["左页眉", "右页眉"] * 2, "内部资料"),
        (["云溪县文件汇编 第1期", "云溪县文件汇编 第2期"] * 2, None),
        ([None, "云溪县文件汇编", "云溪县文件汇编", "云溪县文件汇编"], None),
        (["云溪县文件汇编", "云溪县文件汇编", "第二章", "云溪县文件汇编"], None),
        (["页眉文字在此"], None),
        (["页眉文字在此", "另一侧的页眉"], "页脚文字在此"),
    ],
)
def test_running_heads_and_feet_are_dropped(
    heads: list[str | None], foot: str | None, embedded: bool
) -> None:
    pages = []
    for number, head in enumerate(heads):
        page = body(number)
        if head:
            page.text(LEFT + (0 if number % 2 else 200), 800, head, 10.5)
        if foot:
            page.text(LEFT, 40, foot, 9)
        pages.append(page)
    expected = [told(number) for number in range(len(heads))]
    assert lines(*pages, embedded=embedded) == expected


def test_a_table_of_contents_is_dropped(embedded: bool) -> None:
    contents = sheet(
        "目　录", "一、总体要求…………………………1", "二、主要任务……………………3", "三、保障措施......................9"
    )
    assert lines(contents, sheet("一、总体要求", "　　完成。"), embedded=embedded) == [
        "一、总体要求",
        "完成。",
    ]


def test_look_alikes_and_odd_spaces_become_plain(embedded: bool) -> None:
    page = Page()
    page.text(LEFT, TOP, "⽅案由⻋管所⼈员负责，㈠号不变，Ａ１不变")
    page.text(LEFT, TOP - PITCH, "县 应 急 管 理 局")
    page.text(LEFT, TOP - 2 * PITCH, "Work safety 2024 plan")
    assert lines(page, embedded=embedded) == [
        "方案由车管所人员负责，㈠号不变，Ａ１不变",
        "县应急管理局",
        "Work safety 2024 plan",
    ]


def test_characters_printed_twice_for_boldness_are_read_once(embedded: bool) -> None:
    page = Page()
    page.text(LEFT, TOP, "县应应急局")
    page.text(LEFT + 0.4, TOP, "县应应急局")
    assert lines(page, embedded=embedded) == ["县应应急局"]


def test_columns_of_a_line_keep_a_space_between(embedded: bool) -> None:
    page = Page()
    page.text(LEFT, TOP, "云安发〔2024〕6号")
    page.text(400, TOP, "签发人：李云")
    assert lines(page, embedded=embedded) == ["云安发〔2024〕6号 签发人：李云"]


def test_watermarks_are_dropped_and_turned_pages_read(embedded: bool) -> None:
    upright = sheet("县应急局牵头，各乡镇负责。")
    upright.text(300, 300, "内部资料", 40, turned=True)
    landscape = Page(rotate=90)
    landscape.text(100, 100, "横排页面的第一行文字。", turned=True)
    landscape.text(128, 100, "横排页面的第二行文字。", turned=True)
    assert lines(upright, landscape, embedded=embedded) == [
        "县应急局牵头，各乡镇负责。",
        "横排页面的第一行文字。",
        "横排页面的第二行文字。",
    ]


def test_footnotes_follow_the_text_and_their_marks_are_no_part_of_it(embedded: bool) -> None:
    first = sheet("　　" + FULL[2:], FULL[:26] + "县应")
    first.text(LEFT + 448, TOP + 5, "1", 9)
    first.text(LEFT, 120, "1 指纳入名录的企业。", 9)
    got = document(first, sheet("急局负责。"), embedded=embedded)
    assert got.text.split("\n") == [FULL[2:] + FULL[:26] + "县应急局负责。", "指纳入名录的企业。"]
    assert [block.kind for block in got.blocks] == ["paragraph", "footnote"]


COLUMNS = [80.0, 130.0, 300.0, 420.0]


def ruled(rows: list[list[str]], top: float = 700) -> Page:
    page = Page()
    edges = [top - 60 * number for number in range(len(rows) + 1)]
    page.grid(COLUMNS, edges)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            for place, line in enumerate(text.split("\n")):
                page.text(COLUMNS[column] + 5, edges[number] - 16 - 15 * place, line, 12)
    return page


def test_ruled_tables_become_cells_once(embedded: bool) -> None:
    page = ruled(
        [["序号", "任务", "单位"], ["1", "开展安全生产培训和考核，提\n升能力", "县应急局\n县教育局"]]
    )
    page.text(LEFT, 740, "任务清单如下：")
    page.text(LEFT, 500, "以上任务长期坚持。")
    got = document(page, embedded=embedded)
    cells = [(got.text[b.span.start : b.span.end], b.kind, b.span.cell, b.span.paragraph) for b in got.blocks]
    assert cells == [
        ("任务清单如下：", "paragraph", None, 1),
        ("序号", "cell", "1.1.1", None),
        ("任务", "cell", "1.1.2", None),
        ("单位", "cell", "1.1.3", None),
        ("1", "cell", "1.2.1", None),
        ("开展安全生产培训和考核，提升能力", "cell", "1.2.2", None),
        ("县应急局", "cell", "1.2.3", None),
        ("县教育局", "cell", "1.2.3", None),
        ("以上任务长期坚持。", "paragraph", None, 2),
    ]


def test_a_table_that_runs_over_a_page_goes_on(embedded: bool) -> None:
    head = ["序号", "任务", "单位"]
    first = ruled([head, ["1", "培训", "县应急局"], ["2", "推动各单位落实主体责任，加", "县公安局"]], top=300)
    second = ruled([head, ["", "强人员教育", ""], ["3", "考核", "县交通局"]])
    got = document(first, second, embedded=embedded)
    assert [(got.text[b.span.start : b.span.end], b.span.cell) for b in got.blocks][6:] == [
        ("2", "1.3.1"),
        ("推动各单位落实主体责任，加强人员教育", "1.3.2"),
        ("县公安局", "1.3.3"),
        ("3", "1.4.1"),
        ("考核", "1.4.2"),
        ("县交通局", "1.4.3"),
    ]


def test_a_frame_around_the_page_is_no_table(embedded: bool) -> None:
    page = sheet("一、总体要求", "　　完成。")
    page.grid([60, 540], [60, 800])
    assert {block.kind for block in document(page, embedded=embedded).blocks} == {"paragraph"}


def test_a_scan_says_what_to_do() -> None:
    scan = Page()
    scan.picture()
    scan.text(280, 50, "- 1 -", 10)
    with pytest.raises(NoText, match=r"扫描件.*OCR.*docx"):
        read(write([scan, scan]))


def test_scanned_pages_among_others_are_listed(embedded: bool) -> None:
    scan = Page()
    scan.picture()
    got = document(sheet("一、总体要求", FULL), scan, sheet(FULL), scan, embedded=embedded)
    assert got.hints == (("pages_without_text", "2,4"),)


def test_fonts_that_do_not_say_what_they_show() -> None:
    with pytest.raises(NoText, match=r"乱码.*OCR"):
        read(write([sheet(FULL, FULL)], embedded=True, readable=False))


def test_an_empty_page_holds_no_text() -> None:
    with pytest.raises(NoText):
        read(write([Page()]))
