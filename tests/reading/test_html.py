"""The plan on a government page is kept whole; the page around it is not."""

import pytest

from sptgraph.errors import BrokenDocument, TooLarge
from sptgraph.model import Document
from sptgraph.reading import read

PLAN = [
    "云溪县安全生产治本攻坚三年行动实施方案",
    "为把安全生产的老大难问题解决在源头，结合我县实际，制定本方案，请认真组织实施。",
    "一、总体要求",
    "指导思想",
    "坚持人民至上、生命至上，把防范化解重大安全风险摆在首要位置，护航高质量发展。",
    "二、主要任务",
    "1.开展培训。每年至少组织一次集中培训，2024年底前完成。（县应急管理局牵头，各乡镇负责）",
    "2.排查隐患。每季度开展一次排查，发现重大隐患的立即停产停业整顿，直至验收合格。",
    "云溪县安全生产委员会",
    "2024年2月20日",
]
TEXT = "\n".join(PLAN)


def page(inside: str, head: str = "") -> Document:
    return read(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{inside}</body></html>".encode()
    )


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def hints(inside: str, head: str = "") -> dict[str, str]:
    return dict(page(inside, head).hints)


@pytest.mark.parametrize(
    "inside",
    [
        paragraphs(PLAN),
        "<br>".join(PLAN),
        "".join(f"<div>{line}</div>" for line in PLAN),
        "".join(f"<div><span>{line[:4]}</span><font><b>{line[4:]}</b></font></div>" for line in PLAN),
        f"<div><div><div>{paragraphs(PLAN)}</div></div></div>",
        f"<div>{paragraphs(PLAN[:5])}</div><div>{paragraphs(PLAN[5:])}</div>",
        f"<div>{paragraphs(PLAN[:1])}</div><div>{paragraphs(PLAN[1:8])}</div><div>{paragraphs(PLAN[8:])}</div>",
        f"<div><div>{paragraphs(PLAN[:8])}</div>{paragraphs(PLAN[8:])}</div>",
        f"<table><tr><td>{paragraphs(PLAN)}</td></tr></table>",
        f"<table><tr><td><ul><li><a>新闻</a></li></ul></td><td>{paragraphs(PLAN)}</td></tr></table>",
        f"<pre>{TEXT}</pre>",
        f"<div style='white-space: pre-wrap'>{TEXT}</div>",
        f"<article><header><h1>{PLAN[0]}</h1></header><section>{paragraphs(PLAN[1:])}</section></article>",
        "".join(f"<p>&emsp;&emsp;{line}&nbsp;" for line in PLAN),
        "".join(f"<p>　　{line[:9]}\n      {line[9:]}</p>" for line in PLAN),
    ],
)
def test_the_plan_is_kept_whole_in_any_dress(inside: str) -> None:
    assert page(inside).text == TEXT
    assert {block.kind for block in page(inside).blocks} == {"paragraph"}


FURNITURE = [
    "<nav>首页 政务公开</nav>",
    "<div class='nav'><a>首页</a><a>政务公开</a></div>",
    "<div>您当前所在位置：<a>首页</a> > <a>政策文件</a></div>",
    "<div>首页 > 政务公开 > 政策文件</div>",
    "<div>发布日期：2024-02-26 11:33 来源：县安委会 浏览次数：12</div>",
    "<ul><li>• 2024-02-26 11:33</li><li>• 来源: 县安委会</li><li>• 【字体: 大 中 小】</li></ul>",
    "<div>分享到：<a>微信</a> <a>微博</a></div>",
    "<div>【打印本页】【关闭窗口】</div>",
    "<div>相关附件：<ul><li><a>方案全文下载链接.docx</a></li></ul></div>",
    "<div><h3>关联稿件</h3><ul><li><a>县安委会召开全体会议，部署一季度工作</a></li></ul></div>",
    "<div>扫一扫在手机打开当前页</div>",
    "<div>您访问的链接即将离开“云溪县人民政府”门户网站，是否继续？</div>",
    "<div>上一篇：<a>关于做好春节期间安全工作的通知</a></div><div>下一篇：没有了</div>",
    "<div class='footer'>主办：云溪县人民政府办公室 地址：云溪县人民路一号 电话：0000-0000000</div>",
    "<p>版权所有：云溪县人民政府 某ICP备00000000号 网站标识码0000000000</p>",
    "<div style='display: none'>县隐藏局牵头，每月检查一次，2099年底前全部完成。</div>",
    "<div hidden>县隐藏局牵头，每月检查一次，2099年底前全部完成。</div>",
    "<script>var s = '县脚本局牵头，2099年底前完成。'</script><style>p { color: red }</style>",
    "<noscript>请开启浏览器的脚本功能，以便浏览本网站的全部内容。</noscript>",
    "<select><option>国务院部门网站</option><option>各省政府网站</option></select>",
    "<div class='side'><ul>" + "<li><a>全县安全生产工作会议召开，部署重点任务</a></li>" * 12 + "</ul></div>",
    (
        "<table><tr><td>索引号：</td><td>0000/2024-1</td><td>发布机构：</td><td>县安委会</td></tr>"
        "<tr><td>成文日期：</td><td>2024-02-20</td><td>有效性：</td><td>有效</td></tr></table>"
    ),
]


@pytest.mark.parametrize("furniture", FURNITURE)
@pytest.mark.parametrize("wrapped", [False, True])
def test_furniture_before_and_behind_the_plan_is_dropped(furniture: str, wrapped: bool) -> None:
    content = f"<div class='TRS_Editor'>{paragraphs(PLAN)}</div>"
    inside = (
        f"<div class=main>{furniture}{content}{furniture}</div>"
        if wrapped
        else furniture + content + furniture
    )
    assert page(inside).text == TEXT


def test_all_furniture_at_once() -> None:
    content = f"<div><div>{paragraphs(PLAN[:6])}</div></div><div>{'<br>'.join(PLAN[6:])}</div>"
    assert page("".join(FURNITURE) + f"<form><div>{content}</div></form>" + "".join(FURNITURE)).text == TEXT


def test_a_title_outside_of_the_content_is_put_before_it_once() -> None:
    bar = "<div>发布日期：2024-02-26 浏览次数：12</div>"
    outside = f"<div><h1>{PLAN[0]}</h1>{bar}</div><div id=zoom>{paragraphs(PLAN[1:])}</div>"
    assert page(outside).text == TEXT
    twice = f"<div><h1>{PLAN[0]}</h1>{bar}</div><div id=zoom>{paragraphs(PLAN)}</div>"
    assert page(f"<ul><li><a>x</a></li></ul>{twice}").text == TEXT


def test_links_inside_the_plan_are_kept_and_lists_of_links_are_not() -> None:
    linked = [*PLAN[:-2], "<a>附件：1.任务清单.xlsx</a>", *PLAN[-2:]]
    inside = f"<div>{paragraphs(linked)}<p>相关阅读：</p><p><a>一图读懂三年行动方案的要点</a></p></div>"
    assert page(inside).text.split("\n") == [*PLAN[:-2], "附件：1.任务清单.xlsx", *PLAN[-2:]]


def test_tables_become_cells() -> None:
    table = (
        "<table border=1><caption>任务清单</caption><tr><th>序号<th>任务<th colspan=2>单位</tr>"
        "<tr><td rowspan=2>1</td><td>培训<table><tr><td>内甲</td><td>内乙</td></tr></table></td>"
        "<td>县应急局<br>县教育局</td><td>长期</td></tr><tr><td>考核</td><td>县公安局</td><td>2024年</td></tr></table>"
    )
    document = page(f"<div>{paragraphs(PLAN)}</div>{table}")
    cells = [
        (document.text[block.span.start : block.span.end], block.span.cell)
        for block in document.blocks
        if block.kind == "cell"
    ]
    assert (
        cells
        == [
            ("任务清单", None),
            ("序号", "1.1.1"),
            ("任务", "1.1.2"),
            ("单位", "1.1.3"),
            ("1", "1.2.1"),
            ("培训", "1.2.2"),
            ("内甲", "2.1.1"),
            ("内乙", "2.1.2"),
            ("县应急局", "1.2.3"),
            ("县教育局", "1.2.3"),
            ("长期", "1.2.4"),
            ("考核", "1.3.2"),
            ("县公安局", "1.3.3"),
            ("2024年", "1.3.4"),
        ][1:]
    )


def test_ordered_lists_show_their_numbers() -> None:
    items = "<ol start=3><li>开展培训。</li><li value=9>排查隐患。</li><li>10.已有编号。</li></ol>"
    bare = "<ol style='list-style: none'><li>不编号。</li></ol>"
    assert page(items + bare).text.split("\n") == [
        "3.开展培训。",
        "9.排查隐患。",
        "10.已有编号。",
        "不编号。",
    ]


def test_pages_saved_by_office_suites() -> None:
    office = (
        "<div title=header><p>云溪县文件汇编</p></div><div class=WordSection1><p class=MsoNormal>"
        "<![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt'>&nbsp; </span></span>"
        "<![endif]><span lang=EN-US><o:p></o:p></span><st1:place>总体</st1:place>要求</p>"
        "<p><ins>（一）县应急局</ins><del>旧局</del>牵头，各乡镇负责。<span style='mso-hide:all'>隐藏</span></p></div>"
    )
    assert page(office).text.split("\n") == ["一、 总体要求", "（一）县应急局牵头，各乡镇负责。"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("gb2312", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("", "gb18030"),
        ("no-such", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_say(declared: str, encoding: str) -> None:
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>" if declared else ""
    assert (
        read(f"<html><head>{meta}</head><body>{paragraphs(PLAN)}</body></html>".encode(encoding)).text == TEXT
    )


def test_a_few_bad_bytes_do_not_spoil_a_page() -> None:
    data = f"<html><meta charset=gb2312>{paragraphs(PLAN * 9)}</html>".encode("gb18030")
    assert "县应急管理局牵头" in read(data.replace("指导".encode("gb18030"), b"\xff\xff", 1)).text
    with pytest.raises(BrokenDocument):
        read(b"<html><meta charset=gb2312><p>" + bytes(range(128, 256)) * 9)


def test_hints_come_from_labels_beside_the_plan() -> None:
    bar = "<div>发布日期：2024-02-26 11:33信息来源：县安委会浏览次数：1</div>"
    assert hints(f"<h1>{PLAN[0]}</h1>{bar}<div>{paragraphs(PLAN)}</div>") == {
        "title": PLAN[0],
        "issued": "2024-02-26",
        "publisher": "县安委会",
    }


def test_hints_prefer_the_data_sheet_to_the_info_bar() -> None:
    sheet = (
        "<table><tr><td>索 引 号：</td><td>1</td><td>文 号：</td><td>云安委〔2024〕3号</td></tr>"
        "<tr><td>发文机关</td><td>云溪县安全生产委员会</td><td>成文日期</td><td>2024年02月20日</td></tr></table>"
    )
    bar = "<div>发布时间：2024-03-01 来源：云溪县人民政府网</div>"
    assert hints(
        sheet + bar + f"<div>{paragraphs(PLAN)}</div>", f"<title>{PLAN[0]}_云溪县人民政府</title>"
    ) == {
        "title": PLAN[0],
        "issued": "2024-02-20",
        "publisher": "云溪县安全生产委员会",
        "number": "云安委〔2024〕3号",
    }


def test_hints_from_the_page_head_and_from_a_bare_date() -> None:
    head = (
        f"<meta name=ArticleTitle content='{PLAN[0]}'><meta name=PubDate content='2024-02-26 10:00:00'>"
        "<meta name=ContentSource content='县安委办'>"
    )
    expected = {"title": PLAN[0], "issued": "2024-02-26", "publisher": "县安委办"}
    assert hints(f"<div>{paragraphs(PLAN)}</div>", head) == expected
    bare = "<ul><li>• 2024-02-26 11:33</li></ul>"
    assert hints(bare + f"<div>{paragraphs(PLAN)}</div>") == {"issued": "2024-02-26"}


def test_dates_of_the_plan_itself_are_no_hints() -> None:
    assert hints(f"<div>{paragraphs(PLAN)}</div>") == {}
    assert hints(f"<div>发布日期：2024-13-45</div><div>{paragraphs(PLAN)}</div>") == {}


def test_a_page_that_hides_all_its_text_until_a_script_runs() -> None:
    lines = [line * 9 for line in PLAN]
    assert page(f"<div>加载中</div><div style='display:none'>{paragraphs(lines)}</div>").text == "\n".join(
        lines
    )


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(TooLarge, match="网页标记"):
        read(b"<html>" + b"<b>" * 500_001)


@pytest.mark.parametrize(
    ("window", "title"),
    [
        (f"{PLAN[0]}_云溪县人民政府", PLAN[0]),
        (f"{PLAN[0]} - 政策文件 - 云溪县政府网", PLAN[0]),
        (
            "云溪县行动实施方案（2024-2026年）-政策文件-云溪县人民政府门户网站",
            "云溪县行动实施方案（2024-2026年）",
        ),
        ("云溪县人民政府门户网站", None),
        ("通知", None),
    ],
)
def test_the_window_title_without_the_site(window: str, title: str | None) -> None:
    assert hints(paragraphs(PLAN), f"<title>{window}</title>").get("title") == title


def test_a_heading_in_an_ordered_list_has_the_number_of_an_action() -> None:
    page = "<ol><li value='3'><h2>开展整治行动</h2></li><li><h2>开展培训行动</h2></li></ol><ol><li><p>加强检查。</p></li></ol>"
    text = read(f"<html><meta charset='utf-8'><body>{page}</body></html>".encode(), name="plan.html").text
    assert text.split("\n") == ["（三）开展整治行动", "（四）开展培训行动", "1.加强检查。"]
