"""The skeleton of a plan: which lines are headings, which items are tasks, what is left out."""

import pytest

from sptgraph.extraction.folding import fold
from sptgraph.extraction.headings import run_in_title
from sptgraph.extraction.numerals import chinese_number, to_chinese
from sptgraph.extraction.outline import Outline, outline
from sptgraph.extraction.paragraphs import marker_of, paragraphs
from sptgraph.model import Block, Document, Span


def document(text: str) -> Document:
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line.rstrip("\n")), None, number)))
        start += len(line)
    return Document(text, tuple(blocks), "plan.txt", "txt", "0" * 64)


def read(text: str) -> Outline:
    return outline(paragraphs(document(text)))


def tasks(text: str) -> list[tuple[str, str]]:
    return [(task.action, task.no) for task in read(text).tasks]


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("一、总体要求", 1, 1),
        ("十二、附则", 1, 12),
        ("第三部分 任务", 1, 3),
        ("（十）深化整治", 2, 10),
        ("(二)提升能力", 2, 2),
        ("〔三〕提升能力", 2, 3),
        ("12.开展检查", 3, 12),
        ("１、开展检查", 3, 1),
        ("4，开展检查", 3, 4),
        ("1.2024年底前完成", 3, 1),
        ("（3）细化清单", 4, 3),
        ("②细化清单", 4, 2),
    ],
)
def test_numbers_of_every_level(text: str, level: int, number: int) -> None:
    marker = marker_of(fold(text).text)
    assert marker is not None
    assert (marker.level, marker.number) == (level, number)


@pytest.mark.parametrize(
    "text", ["2024年底前", "3.5万元用于培训", "一是加强领导", "（高危行业）", "100人以上"]
)
def test_what_is_no_number(text: str) -> None:
    assert marker_of(fold(text).text) is None


@pytest.mark.parametrize("number", [1, 9, 10, 11, 19, 20, 35, 99])
def test_chinese_numerals_read_back(number: int) -> None:
    assert chinese_number(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("强化源头管控。严格准入。", "强化源头管控"),
        ("深入开展“查风险、除隐患”行动。聚焦重点。", "深入开展“查风险、除隐患”行动"),
        ("压实责任，强化落实。各镇要行动。", "压实责任，强化落实"),
        ("会同县委党校集中开展重点行业培训，推动全员覆盖到位。有关部门参加。", ""),
        ("三年内轮训一遍。县应急局组织。", ""),
        ("强化源头管控。", ""),
    ],
)
def test_run_in_headings(text: str, title: str) -> None:
    assert text[: run_in_title(text)] == title


HEAD = "云溪县安全生产行动方案\n一、总体要求\n加强安全生产工作。\n"


def test_arabic_items_under_actions_are_the_tasks() -> None:
    text = (
        HEAD
        + "二、主要任务\n（一）开展整治行动。\n1.整治一。做好。\n2.整治二。做好。\n（二）开展培训行动。\n3.培训。做好。\n"
    )
    assert tasks(text) == [("（一）", "1"), ("（一）", "2"), ("（二）", "3")]


def test_chinese_items_alone_are_the_tasks_of_their_section() -> None:
    text = (
        HEAD
        + "二、开展整治\n（一）整治一。做好。\n（二）整治二。做好。\n三、强化保障措施\n（一）加强领导。做好。\n"
    )
    assert tasks(text) == [("二", "（一）"), ("二", "（二）")]


def test_sub_items_with_owners_of_their_own_are_the_tasks() -> None:
    text = (
        HEAD
        + "二、主要任务\n（一）开展整治行动。\n1.分类整治。\n（1）学校。排查。（县教育局负责）\n（2）医院。排查。（县卫健委负责）\n2.严格执法。查处。（县公安局负责）\n"
    )
    assert tasks(text) == [("（一）", "1（1）"), ("（一）", "1（2）"), ("（一）", "2")]


def test_items_of_arrangements_are_no_tasks() -> None:
    text = (
        HEAD
        + "二、任务分工\n1.行业部门。要细化措施。\n2.其他部门。要支持。\n三、重点任务\n（一）行动。\n1.整治。做好。\n"
    )
    assert tasks(text) == [("（一）", "1")]


def test_numbers_may_restart_and_skip() -> None:
    text = HEAD + "二、主要任务\n（一）甲行动。\n1.甲。做。\n3.丙。做。\n（二）乙行动。\n1.乙。做。\n"
    assert tasks(text) == [("（一）", "1"), ("（一）", "3"), ("（二）", "1")]


def test_items_that_run_on_in_one_paragraph_are_divided_where_their_numbers_run_on() -> None:
    text = (
        HEAD + "二、主要任务\n（一）甲行动。1.整治矿山。做好。2.整治燃气。做到3.5万户。3.整治消防。做好。\n"
    )
    assert tasks(text) == [("（一）", "1"), ("（一）", "2"), ("（一）", "3")]


def test_broken_lines_and_pages_are_joined() -> None:
    text = (
        HEAD
        + "二、主要任务\n（一）甲行动。\n1.整治。由县应急管\n\n－ 3 －\n\n理局组织，做好工作。（县公安\n局负责）\n2.培训。做好。\n"
    )
    (first, second) = read(text).tasks
    assert "县应急管理局组织" in first.text.text
    assert first.text.text.endswith("（县公安局负责）")
    assert second.no == "2"


def test_a_task_may_run_over_several_paragraphs() -> None:
    text = HEAD + "二、主要任务\n（一）甲行动。\n1.整治。做好。\n还要宣传。\n2.培训。做好。\n"
    assert read(text).tasks[0].text.text == "整治。做好。\n还要宣传。"


def test_text_under_an_action_before_its_first_task_stands_elsewhere() -> None:
    text = HEAD + "二、主要任务\n（一）甲行动。\n总体上要稳步推进。\n1.整治。做好。\n"
    assert [(p.where, p.text.text) for p in read(text).passages if p.where == "二（一）"] == [
        ("二（一）", "总体上要稳步推进。")
    ]


def test_signature_copy_lines_and_page_furniture_are_left_out() -> None:
    text = HEAD + "二、主要任务\n（一）甲行动。\n1.整治。做好。\n三、保障措施\n（一）加强领导。做好。\n"
    text += "云溪县安全生产委员会\n2024年3月1日\n抄送：市安委办。\n相关附件\n扫一扫在手机打开当前页\n"
    found = read(text)
    assert [p.where for p in found.passages] == ["一", "三（一）"]
    assert [p.text.text for p in found.left_out][-4:-2] == ["2024年3月1日", "抄送：市安委办。"]


def test_a_table_in_the_annex_that_repeats_the_tasks_is_left_out() -> None:
    text = (
        HEAD
        + "二、主要任务\n（一）甲行动。\n1.整治。做好。\n附件：重点任务分工表\n序号 任务 牵头单位 时限\n1 整治 县应急局 2024年底前\n"
    )
    assert "附件" not in [p.where for p in read(text).passages]


def test_an_annex_of_prose_is_read() -> None:
    text = (
        HEAD
        + "二、主要任务\n（一）甲行动。\n1.整治。做好。\n附件\n行动责任说明\n县安委会负责统筹推进，各镇要抓好落实。\n"
    )
    assert next(p.text.text for p in read(text).passages if p.where == "附件").endswith("各镇要抓好落实。")


def test_a_footnote_joins_no_passage() -> None:
    text = HEAD + "二、主要任务\n（一）甲行动。\n1.整治。做好。\n县应急局负责解释。\n"
    source = document(text)
    *body, note = source.blocks
    blocks = (*body, Block(note.span, "footnote"))
    found = outline(paragraphs(Document(text, blocks, "plan.docx", "docx", "0" * 64)))
    assert found.tasks[0].text.text == "整治。做好。"
    assert [p.text.text for p in found.left_out] == ["县应急局负责解释。"]
