"""Names of agents: what can be one, and how an enumeration of them divides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.model import Quantifier

_SEPARATORS = "、，；/·"
_CONJUNCTION = re.compile(r"以及|及其|[及和与暨]")
_ETC = re.compile(r"(?<![高初中平同均])等(?=$|[一-鿿（])")
_GROUP_START = re.compile(
    r"(?:其他)?(?:各|地方|有关|相关|其他|所有|全[国省市县区州]|[县区市省州]|自治区|负有|承担|属地|行业|专业委员会|[乡镇村区县市]（|[一-鿿]{2,8}(?:两|三)级)"
)
_BARE_WHOLE = re.compile(r"(?:部门和单位|部门单位|部门|单位|机构|地方|方面)")
_CLOSED_LIST = re.compile(r"(?:部门|单位)(?:以及|[及和与])(?=[各县区市省州镇乡])")
_SOME = re.compile(r"有关|相关|部分")
_ALL = re.compile(r"各|所有|全体")
_QUALIFIED = re.compile(
    r"^(?:各|地方|有关|相关|其他|县|区|市|省|州|镇|乡|旗|国家|全国|自治区|中央|[一-鿿]{2,6}?(?:省|市|县|区|州|旗|镇))"
)
_PRIVATE = re.compile(
    r"(?:(?:经营|使用|施工|建设|产权|生产|运营|设计|监理|业主|服务)单位|企业|公司|集团|学校|医院|商会|协会|场所|物业|业主|"
    r"(?<!救援)(?<!监管)(?<!管理)(?<!执法)(?<!监察)(?<!海事)机构)$"
)
_ZONE_ALONE = re.compile(r"(?:化工|工业|各类|产业|高新|经济)?(?:技术)?(?:园区|开发区)")
_BARE_HEADS = (
    "行业",
    "领域",
    "行业领域",
    "县",
    "市",
    "区",
    "镇",
    "乡",
    "省",
    "州",
    "市县",
    "县区",
    "区县",
    "地方",
    "部门",
    "单位",
    "政府",
)
_LEVEL_BODIES = ("县委", "市委", "区委", "省委", "县政府", "市政府", "区政府", "省政府", "镇政府", "乡政府")
_NO_INSIDE = re.compile(
    r"[向并每把被要将须也还于]|应(?!急)|报(?=[县区市省])|集中|大力|积极|重点|全面|切实|认真|严格|主动|及时|定期|分别|共同|持续|继续|深入|加快|着力|广泛|依法|基本$|以(?!上)|等|主$|成果|情况|实现|发挥|基金"
)
_NOUN_VERBS = re.compile(
    r"监督|管理|监管|执法|服务|指导|救援|规划|审批|建设|监测|监察|检察|综合|教育|发展|改革|保障|治理|应用|宣传|组织|统筹|协调|改造|"
    r"开发|消防|信息|评估|督查|督导|考核|巡查|巡察|政策|研究|统计|调度|核查|审计|信访|安排|执行|调查|登记|许可|联合|清洁|防治"
)
_OFFICE = re.compile(r"(?:领导小组|指挥部|专班|领导小组办公室|联席会议)$")
_EVERY_SUCH = re.compile(
    r"各(?!类|种|项|行各业|方|环节|渠道|阶段|时期|层级|界|自|级各类|司|家)[一-鿿（）]{1,9}(?<!场所)(?<!家庭)(?<!工作)(?<!环节)(?<!领导)(?<!干部)(?<!人员)(?<!负责人)"
)
_NO_FIELD = re.compile(r"乡镇|街道|社区|企业|政府|属地|中央|园区|.*区|各.*|重点企业|.*单位")
_TREASURY = re.compile(r"(?:中央|[省市县区镇州旗]|各级)级?财政")
_NO_START = re.compile(
    r"[每对向把将与为在按以从被使让凡如若因由该本此这那]|联合(?!执法|检查|监管|督查|惩戒|工作|指挥|调查|会商|审查|验收|办公|会)"
)
_PLACE_LIKE = re.compile(r"[一-鿿]{2,10}(?:区|县|市|镇|乡|街道|园区|农场|林场|场|旗|州|盟)$")
_MEMBER_LIKE = re.compile(
    r"^(?:(?:其他|各|有关|相关|[县区市省州]|自治区)?(?:安委会|安全生产委员会)?(?:其他)?)(?:负有|承担)[一-鿿“”]{2,20}?(?:职责|责任|职能)的?(?:各|有关|相关|行业|领域|主管|监管|管理)*(?:部门|单位|机构)(?:和单位)?$"
)
_DEPARTMENT_KIND = re.compile(
    r"[一-鿿、]{2,14}?(?:主管部门|监管部门|管理部门|审批部门|执法部门|部门|(?<!党政)机关)$"
)
_WHOLE = re.compile(
    r"(?:全[国省市县区州]|地方各?级?|各级|[县区市省州]级?|自治区|[一-鿿]{2,8}(?:两|三)级的?)?(?:各级|各地区?|各|有关|相关|其他|所有|"
    r"[县区市省州]安委会|安委会|[县区市省州]消安委)*"
    r"(?:地区|地|地方|部门|单位|乡镇|镇街|街镇|街道|区县|县区|市县|市州|园区|功能区|开发区|行业领域|行业|领域|成员单位|牵头单位|责任单位|配合单位|"
    r"(?:专业委员会|专委会)(?:牵头单位)?|监管部门|主管部门|行业主管部门|党委政府|党委和政府|政府|党委|人民政府|安委会|安委办|"
    r"[乡镇村区县市]（[一-鿿、]{1,8}）|[市县]（[一-鿿、]{1,8}）|[省市县区州盟旗镇乡])"
    r"(?:和|及|、)?(?:有关|相关)?(?:部门|单位|成员单位)?(?:和单位)?(?:人民政府|政府|安委会|安委办|管委会)?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of folded text that names one agent."""

    start: int
    end: int


@cache
def _suffixes() -> re.Pattern[str]:
    words = [w for w in load_lexicon().words["unit-suffix"] if len(w) > 1]
    return re.compile(
        "(?:"
        + "|".join(map(re.escape, words))
        + "|[局厅委办署院处社所站室]|(?<=[一-鿿][一-鿿][一-鿿])队|(?<![全内外干局一])部|(?<![社机])会)$"
    )


@cache
def not_before() -> re.Pattern[str]:
    """Words after which a name is the object of what others do: 督促, 推动, 组织 …."""
    words = [w for w in load_lexicon().words["not-agent-before"] if len(w) > 1]
    joined = "|".join("组织(?!部)" if w == "组织" else re.escape(w) for w in words)
    return re.compile("(?:" + joined + "|[对向送]|经(?![济信发贸开])|报(?!社))")


@cache
def _duty_verbs() -> re.Pattern[str]:
    verbs = [w for w in load_lexicon().words["duty-verb"] if len(w) > 1]
    return re.compile("|".join(map(re.escape, verbs)))


def strip_bracket(name: str) -> str:
    """Return a name without the addition in brackets at its end."""
    return re.sub(r"[（〔][^（）〔〕]*[）〕]$", "", name)


def has_unit_form(name: str) -> bool:
    """Whether a name ends like a public body's: 局, 委员会, 部门, 人民政府 …."""
    return len(name) >= 2 and bool(_suffixes().search(strip_bracket(name)) or _suffixes().search(name))


def is_place(name: str) -> bool:
    """Whether a name can be a district or zone listed among agents: 高新区, 石桥镇."""
    return (
        bool(_PLACE_LIKE.fullmatch(name))
        and len(name) <= 8
        and not re.search(
            r"社区|小区|校区|景区|库区|矿区|厂区|功能区|重点|区域|[全我本等对在市县]..|制定|实际|以|级", name
        )
    )


def is_group(name: str) -> bool:
    """Whether a name stands for several bodies: 各有关部门, 县安委会成员单位, 各乡（镇）人民政府."""
    return bool(_WHOLE.match(name) or _MEMBER_LIKE.search(name))


def quantifier_of(name: str) -> Quantifier | None:
    """Return how much of a group a name means: all (各), some (有关) or open (等)."""
    if name.endswith("等"):
        return "open"
    if _SOME.search(name) and re.search(r"部门|单位|成员|机构|方面|企业", name):
        return "some"
    return "all" if _ALL.match(name) or re.search(r"(?:会|办|委)各", name) else None


def is_agent_in_text(name: str, lexicon: Lexicon, *, loose: bool = False) -> bool:
    """Whether running text that reads ``name`` names a public body or a kind of department.

    Stricter than in owner phrases: no verb may hide in the name. ``loose`` (a 要 or 应 follows) lets a
    unit's form alone suffice.
    """
    if (
        not 2 <= len(name) <= 32
        or not_before().match(name)
        or _PRIVATE.search(name)
        or _ZONE_ALONE.fullmatch(name)
    ):
        return False
    if is_known(name, lexicon):
        key = lexicon.department_key(name)
        private = key is not None and lexicon.departments[key].kind in ("enterprise", "insurer")
        return not private or name.endswith(("部门", "中心"))
    if _NO_START.match(name) or _NO_INSIDE.search(name) or not re.fullmatch(r"[一-鿿（）〔〕、“”]+", name):
        return False
    if _TREASURY.fullmatch(name):
        return True
    if is_group(name) and name not in _BARE_HEADS:
        return bool(_GROUP_START.match(name))
    if _duty_verbs().search(_NOUN_VERBS.sub("", name)) or name.endswith(
        ("全部", "内部", "干部", "组织", "研究")
    ):
        return False
    if _EVERY_SUCH.fullmatch(name) or _DEPARTMENT_KIND.fullmatch(strip_bracket(name)):
        return True
    if len(name) < 3 or not has_unit_form(name):
        return False
    return loose or bool(_QUALIFIED.match(name) or _OFFICE.search(name) or _ends_known(name))


def is_bare_name(name: str) -> bool:
    """Whether a word names a department only among others: 公安、交通运输、商务等部门."""
    return name in _bare_names() and not _NO_FIELD.fullmatch(name)


@cache
def _bare_names() -> frozenset[str]:
    return frozenset(name for d in load_lexicon().departments.values() for name in d.bare_names)


@cache
def _all_names() -> frozenset[str]:
    departments = load_lexicon().departments.values()
    return frozenset(name for d in departments for name in (d.label_zh, *d.names) if len(name) > 2)


def is_known(name: str, lexicon: Lexicon) -> bool:
    """Whether a name, but for a level or a place in front, is in the ontology."""
    names = _all_names()
    plain = strip_bracket(name)
    if plain in names or plain in _LEVEL_BODIES:
        return True
    if _duty_verbs().match(plain):
        return False
    placed = re.match(
        r"(?:(?:(?![和及与各等])[一-鿿]){2,4}(?:省|市|县|区|旗|州|镇|乡)|[县区市省州旗镇乡]|自治区)", plain
    )
    return bool(placed and plain[placed.end() :] in names and lexicon.department_key(name))


def _ends_known(name: str) -> bool:
    return any(name[cut:] in _all_names() for cut in range(1, min(7, len(name) - 2)))


def is_complete(name: str, lexicon: Lexicon) -> bool:
    """Whether one side of 和 or 及 can stand alone as an agent."""
    if _BARE_WHOLE.fullmatch(name) or name in ("政府", "人民政府", "企业", "规划局", "改革委", "改革局"):
        return False
    return bool(
        (has_unit_form(name) and lexicon.department_key(name))
        or is_group(name)
        or (has_unit_form(name) and _QUALIFIED.match(name))
        or (_PLACE_LIKE.fullmatch(name) and _QUALIFIED.match(name))
        or re.fullmatch(r"[一-鿿]{2,8}(?:部门|机关)", name)
    )


def split_agents(text: str, start: int, end: int, lexicon: Lexicon) -> list[Piece]:
    """Divide an enumeration of agents at its signs, at 等 and at a 和 or 及 between complete names.

    >>> text = "县应急局、公安局等县安委会有关成员单位"
    >>> [text[p.start : p.end] for p in split_agents(text, 0, len(text), load_lexicon())]
    ['县应急局', '公安局', '县安委会有关成员单位']
    """
    pieces: list[Piece] = []
    for part in split_top(text, start, end, _SEPARATORS):
        for inner in _at_etc(text, part):
            pieces.extend(_at_conjunction(text, inner, lexicon))
    return [trimmed for piece in pieces if (trimmed := _balanced(text, piece)).end > trimmed.start]


def _balanced(text: str, piece: Piece) -> Piece:
    """Drop closing brackets at the end that nothing in the name opened."""
    end = piece.end
    while end > piece.start and text[end - 1] in "）〕":
        closed = sum(text.count(sign, piece.start, end) for sign in "）〕")
        if closed <= sum(text.count(sign, piece.start, end) for sign in "（〔"):
            break
        end -= 1
    return Piece(piece.start, end)


def split_top(text: str, start: int, end: int, signs: str) -> Iterator[Piece]:
    """Split at signs outside brackets."""
    depth, first = 0, start
    for index in range(start, end):
        character = text[index]
        if character in "（〔":
            depth += 1
        elif character in "）〕":
            depth = max(0, depth - 1)
        elif depth == 0 and character in signs:
            yield Piece(first, index)
            first = index + 1
    yield Piece(first, end)


def _at_etc(text: str, piece: Piece) -> Iterator[Piece]:
    """县公安局等县安委会有关成员单位 names both; a bare 等部门 closes the list and names nobody."""
    found = _ETC.search(text, piece.start, piece.end)
    if not found or found.start() == piece.start:
        yield piece
        return
    yield Piece(piece.start, found.start())
    start = found.end()
    if closed := _CLOSED_LIST.match(text, start, piece.end):  # 公安等部门和各乡镇人民政府
        start = closed.end()
    rest = text[start : piece.end]
    if rest and not _BARE_WHOLE.fullmatch(rest):
        yield Piece(start, piece.end)


def _at_conjunction(text: str, piece: Piece, lexicon: Lexicon) -> Iterator[Piece]:
    if is_known(text[piece.start : piece.end], lexicon):
        yield piece
        return
    for found in _CONJUNCTION.finditer(text, piece.start, piece.end):
        left, right = text[piece.start : found.start()], text[found.end() : piece.end]
        if (
            left.count("（") == left.count("）")
            and is_complete(left, lexicon)
            and is_complete(right, lexicon)
        ):
            yield Piece(piece.start, found.start())
            yield from _at_conjunction(text, Piece(found.end(), piece.end), lexicon)
            return
    yield piece
