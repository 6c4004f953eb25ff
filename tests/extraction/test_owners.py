"""Owner phrases in every dress, and owners in running text."""

import pytest

from sptgraph.extraction.folding import fold
from sptgraph.extraction.inline import find_inline_owners
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.owners import find_owner_phrases, first_unit_leads

L, R, S = "lead", "responsible", "support"


def folded_lines(text: str) -> str:
    return "\n".join(fold(line).text for line in text.split("\n"))


def phrase(text: str, **options: bool) -> list[tuple[str, str]]:
    folded = folded_lines(text)
    found = find_owner_phrases(folded, load_lexicon(), **options)
    return [(folded[o.name.start : o.name.end], o.role) for o in found.owners]


def inline(text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    return [(folded[o.name.start : o.name.end], o.role) for o in find_inline_owners(folded, load_lexicon())]


PHRASES = [
    ("安排资金。（县财政局）", [("县财政局", R)]),
    ("安排资金。（全年）", []),
    ("安排资金（县财政局）并加强管理。", []),
    ("排查。（县应急局牵头，县公安局、县住建局配合）", [("县应急局", L), ("县公安局", S), ("县住建局", S)]),
    ("排查。（县应急局、公安局分别牵头负责）", [("县应急局", L), ("公安局", L)]),
    ("排查。（县应急局、公安局分别牵头或按职责分工负责）", [("县应急局", L), ("公安局", L)]),
    (
        "排查。（县应急局、气象局等县安委会有关成员单位分工负责）",
        [("县应急局", R), ("气象局", R), ("县安委会有关成员单位", R)],
    ),
    (
        "排查。（县应急局牵头，县公安局、县住建局等按职责分工负责）",
        [("县应急局", L), ("县公安局", R), ("县住建局", R)],
    ),
    (
        "排查。〔牵头单位：省住建厅；配合单位：省应急厅、省公安厅〕",
        [("省住建厅", L), ("省应急厅", S), ("省公安厅", S)],
    ),
    ("排查。［责任单位：市应急局、市商务局］", [("市应急局", R), ("市商务局", R)]),
    (
        "排查。\n牵头单位：市住建局\n责任单位：市应急局、市公安局\n完成时限：2024年底",
        [("市住建局", L), ("市应急局", R), ("市公安局", R)],
    ),
    ("排查。责任单位：市应急局；各县（区）人民政府。", [("市应急局", R), ("各县（区）人民政府", R)]),
    ("排查。（县财政局（国资中心）、县发改委负责）", [("县财政局（国资中心）", R), ("县发改委", R)]),
    ("排查。(县应急局:公安局、住建局按职责分工负责)", [("县应急局", R), ("公安局", R), ("住建局", R)]),
    ("排查。（县应急局牵头，县公安局配合", [("县应急局", L), ("县公安局", S)]),
    (
        "排查。（县文旅局会同县市场监管局、县应急局负责）",
        [("县文旅局", L), ("县市场监管局", S), ("县应急局", S)],
    ),
    ("排查。（公安、交通运输、商务等部门按职责分工负责）", [("公安", R), ("交通运输", R), ("商务", R)]),
    ("排查。（住建、城管部门牵头，公安配合）", [("住建", L), ("城管部门", L), ("公安", S)]),
    ("排查。（应急、公安等部门和各乡镇人民政府负责）", [("应急", R), ("公安", R), ("各乡镇人民政府", R)]),
    ("推进商务、医疗工作（商务、医疗等领域由其负责）。", []),
    ("排查。（县应急局、公安局分别牵头，2025年12月底前完成）", [("县应急局", L), ("公安局", L)]),
    ("排查。（各镇街和区有关部门负责）", [("各镇街", R), ("区有关部门", R)]),
    ("排查。（各有关部门和单位负责）", [("各有关部门和单位", R)]),
    (
        "排查。（县自然资源和规划局、县科学技术和工业信息化局负责）",
        [("县自然资源和规划局", R), ("县科学技术和工业信息化局", R)],
    ),
    ("排查。（省科技厅、工业和信息化厅）", [("省科技厅", R), ("工业和信息化厅", R)]),
    ("排查。（郭镇农贸区、高新区管委会负责）", [("郭镇农贸区", R), ("高新区管委会", R)]),
    (
        "排查。责任单位：省住建厅、省财政厅，各市（州）人民政府（列首位的单位为牵头单位）",
        [("省住建厅", L), ("省财政厅", R), ("各市（州）人民政府", R)],
    ),
    (
        "排查。（牵头单位：县安委办；配合单位：县教育局、县总工会；各乡镇负责）",
        [("县安委办", L), ("县教育局", S), ("县总工会", S), ("各乡镇", R)],
    ),
    (
        "排查。\n牵头单位：市住建局 责任单位：市公安局、市应急局",
        [("市住建局", L), ("市公安局", R), ("市应急局", R)],
    ),
    ("排查。（财政部、教育部负责。列第一位的为牵头单位，下同）", [("财政部", L), ("教育部", R)]),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_owner_phrases(text: str, expected: list[tuple[str, str]]) -> None:
    assert phrase(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "检查（高危行业领域每月至少1次）。",
        "企业（含劳务派遣、灵活用工）。",
        "其他成员单位（县应急局、县公安局、县住建局）。",
        "单位（名单见附表）要落实。",
        "各县（市、区）要落实。",
    ],
)
def test_brackets_that_are_no_owner_phrase(text: str) -> None:
    assert phrase(text) == []


def test_what_cannot_be_read_is_reported() -> None:
    found = find_owner_phrases("开展整治。（责任单位：）", load_lexicon())
    assert not found.owners
    assert len(found.unread) == 1


def test_first_listed_leads_for_the_document_or_for_one_phrase() -> None:
    assert first_unit_leads("（财政部负责。列第一位的为牵头单位，下同）")
    assert first_unit_leads("注：排在首位的单位为牵头单位。")
    assert not first_unit_leads("（甲局、乙局，列首位的单位为牵头单位）")
    assert phrase("推进。（省科技厅、省教育厅负责）", first_leads=True) == [("省科技厅", L), ("省教育厅", R)]
    assert phrase("推进。（省科技厅牵头，省教育厅配合）", first_leads=True) == [
        ("省科技厅", L),
        ("省教育厅", S),
    ]


def test_distribution_of_a_clause() -> None:
    def shared(text: str) -> list[str | None]:
        return [owner.distribution for owner in find_owner_phrases(text, load_lexicon()).owners]

    assert shared("查。（县应急局、县公安局分别牵头）") == ["respective", "respective"]
    assert shared("查。（县应急局、县公安局按职责分工负责）") == ["within-remit", "within-remit"]
    assert shared("查。（县应急局、县公安局负责）") == ["joint", "joint"]
    assert shared("查。（县应急局负责）") == [None]


INLINE = [
    ("由县应急局牵头开展检查。", [("县应急局", L)]),
    ("由应急管理部门重点开展培训，卫生健康部门组织集中培训。", [("应急管理部门", R), ("卫生健康部门", R)]),
    ("县财政局要安排专项经费。", [("县财政局", R)]),
    ("高新区管委会要会同县发改委制定目录。", [("高新区管委会", L), ("县发改委", S)]),
    ("会同各级党校集中开展培训。", [("各级党校", S)]),
    ("健全定期会同有关部门开展检查的机制。", [("有关部门", S)]),
    ("各乡（镇）、各有关部门和单位要用好激励手段。", [("各乡（镇）", R), ("各有关部门和单位", R)]),
    ("负有安全生产监督管理职责的部门，要细化措施。", [("负有安全生产监督管理职责的部门", R)]),
    ("县安委会其他成员单位要在职责范围内提供支持保障。", [("县安委会其他成员单位", S)]),
    (
        "各镇（场）安委会，高新区，县安委会各成员单位要指定专人。",
        [("各镇（场）安委会", R), ("高新区", R), ("县安委会各成员单位", R)],
    ),
    ("2024年底前，县有关部门统筹建立专家库。", [("县有关部门", R)]),
    ("县安委办实行月调度、季通报制度。", [("县安委办", R)]),
    ("县安委会对整治不力等问题及时约谈、通报。", [("县安委会", R)]),
    ("完善工信部门牵头，公安、商务等部门参与的机制。", [("工信部门", L), ("公安", S), ("商务", S)]),
    ("各地教育、民政、卫生健康等部门要建立机制。", [("教育", R), ("民政", R), ("卫生健康", R)]),
    ("交通运输、公安部门强化运输监管。", [("交通运输", R), ("公安部门", R)]),
    ("市财政给予补助，县财政每年安排资金。", [("市财政", R), ("县财政", R)]),
    ("县安委办会同县委督查室开展督查。", [("县安委办", L), ("县委督查室", S)]),
    ("宣传部门和新闻单位要集中报道。", [("宣传部门", R), ("新闻单位", R)]),
    ("各地区、各部门、各生产经营单位要强化理念。", [("各地区", R), ("各部门", R)]),
    ("各乡（镇）、县直属企事业单位要召开会议。", [("各乡（镇）", R)]),
    ("对虚假整改的，联合纪检监察部门查清问题。", [("纪检监察部门", S)]),
    ("联合执法中队要开展检查。", [("联合执法中队", R)]),
    ("各市、县（区、市）政府每年挂牌督办一批。", [("各市、县（区、市）政府", R)]),
    (
        "推进工信部门牵头，公安、消防等部门参与的机制。",
        [("工信部门", L), ("公安", S), ("消防", S)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_owners_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "督促县公安局落实责任。",
        "推动各部门建立机制。",
        "县安委会主要负责同志要定期研究。",
        "生产经营单位要落实主体责任。",
        "部门监管责任进一步压实。",
        "名单报县安委办备案。",
        "向县安委办报送情况。",
        "加强县应急局、县公安局队伍建设。",
    ],
)
def test_mentions_that_give_nobody_a_duty(text: str) -> None:
    assert inline(text) == []
