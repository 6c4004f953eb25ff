"""Scanning running text for the names of agents: where one begins, where it ends, how a list goes on."""

import re
from functools import cache

from sptgraph.extraction.agents import (
    Piece,
    is_agent_in_text,
    is_bare_name,
    is_complete,
    is_known,
    is_place,
    not_before,
    split_top,
)
from sptgraph.extraction.lexicon import Lexicon, load_lexicon

SIGNS = "、，"
LINKS = ("以及", "和", "及", "与")
_NAME_LIMIT = 36
_LONGEST_LIST = 30
PRIVATE_BEHIND = re.compile(
    r"[一-鿿（）]{1,18}?(?:生产经营单位|企事业单位|企业|公司|学校|医院)(?=(?:要|应|须|负责|在|、))"
)
"""An enterprise at the end of a list of agents, which is no public body and takes no assignment here."""
_FORMAL = re.compile(r"(?:委员会|办事处|中心|大队|支队|局|厅|办|委|所|站|院)$")
_TIERS = re.compile(
    r"(?:国家|自治区|[省市县区州乡镇])(?:（[^（）]{1,4}）)?(?:、[地州省市县区乡镇村](?:（[^（）]{1,4}）)?)+[两三四五]级的?"
    r"(?:各?有关部门|各部门|人民政府|政府|党委|安委会|[一-鿿]{2,6}部门)"
    r"|各[地州市]、县（[^（）]{1,6}）(?:人民)?政府"
)
_REMARK = re.compile(r"（[^（）]*(?:名单|附件|附表|详见|以下简称|简称)[^（）]*）$")
_WHOLE_BEHIND = re.compile(r"(?:和|及)(?:单位|人民政府|政府)(?!要求)")
_BARE_LEVEL = re.compile(
    r"部门|县市区|县区|区县|市州|市县|乡镇|镇街|县级|市级|村（[^（）]{1,6}）|乡镇（[^（）]{1,6}）|设区的市"
)
_PREPOSITION = (
    r"(?:结合|按照|依据|根据|针对|聚焦|围绕|通过|利用|依托|以(?!上|下|及)|把|将|在|从|对照|对标)"
    r"(?=[一-鿿“《])"
)
_ADVERB = (
    r"(?:也|还|都|均|再|同时|持续|进一步|继续|具体|集中|全面|大力|充分|积极|重点|分批|分级|分类|主动|分别|共同|统一|认真|严格|切实|率先|适时|"
    r"深入|加快|着力|不断|广泛|统筹|联合|定期|及时|要|先行|依法(?:依规|依纪)*|依规依纪(?:依法)?|按照?[^，。；]{2,14}|结合[^，。；]{2,14}，?)*"
)
_EVERY = r"每(?!个|家|户|名|位|所|人|一(?!次|季|月|年|周))"


@cache
def modal() -> re.Pattern[str]:
    """What makes the words before it the bearer of a duty: 要, 应, 负责."""
    return re.compile(
        r"(?:也|还|都|均|再|同时)*(?:要|应当|应(?!急|用|对|收)|须|必须|需要|需(?!求)|负责(?!人|同志|干部)|将(?=[一-鿿])|不得|承担(?!单位))"
    )


@cache
def duty() -> re.Pattern[str]:
    """A verb of doing, with its adverbs; or a preposition that opens what is to be done."""
    verbs = sorted((w for w in load_lexicon().words["duty-verb"] if len(w) > 1), key=len, reverse=True)
    joined = "|".join("负责(?!人|同志)" if w == "负责" else re.escape(w) for w in verbs)
    return re.compile(
        rf"{_ADVERB}(?:(?:{joined})|{_PREPOSITION}|{_EVERY}|于(?=每|20|\d)|对(?=[^，。；]{{2,40}}(?:及时|进行|实施|开展|依法|予以|实行|严肃|分级)))"
    )


@cache
def nominal() -> re.Pattern[str]:
    """What makes a verb behind a name part of a noun: 监管责任, 组织领导, 工作人员 …."""
    return re.compile(
        r"(?:监管|监督|管理|安全|工作|执法|负责|领导|组织|宣传|教育|培训|检查|考核|建设|指导|服务|统筹|协调|评估|审批|许可|备案|规范|部署)"
        r"(?:责任|体系|能力|人员|力量|职责|水平|机制|人(?!员)|同志|队伍|制度|情况|结果|平台|系统|数据|信息|领域|要求|意见|标准|规定|工作(?:机制|情况|制度|要求)|的|和|、|，|。)"
        r"|[一-鿿]{2}率"
    )


_HELP = re.compile(r"(?:积极|密切|主动|共同)?(?:配合|协助|参与)")
_LED = re.compile(r"(?:分别|共同|联合)?牵头(?!单位|部门|人|领导)")


def enumeration(text: str, start: int, lexicon: Lexicon, *, given: bool = False) -> list[Piece]:
    """Read the agents from ``start`` on; empty where the list breaks off in something else.

    ``given`` says that a word before (由, 会同) makes them agents whatever follows.
    """
    names: list[Piece] = []
    position = start
    while position < len(text) and len(names) < _LONGEST_LIST:
        name = _name(text, position, lexicon, listed=bool(names), given=given)
        if name is None:
            if not names:
                return []
            return names if text[position - 1] == "，" or PRIVATE_BEHIND.match(text, position) else []
        names.append(name)
        behind = text[name.end : name.end + 1]
        link = next((w for w in LINKS if text.startswith(w, name.end)), None)
        if behind and behind in SIGNS:
            if behind == "，" and modal().match(text, name.end + 1):
                return names
            position = name.end + 1
        elif link and _name(text, name.end + len(link), lexicon, listed=True, given=given):
            position = name.end + len(link)
        else:
            return names
    return names


_FIELD = r"(?:(?!等|部门)[一-鿿]){2,8}(?:（[一-鿿]{2,8}）)?"
_BARE_LIST = re.compile(
    rf"(?:各地|各级|各|县级以上|有关|相关)?(?P<names>{_FIELD}(?:[、和]{_FIELD})+)"
    r"(?:(?P<whole>部门)|等(?:有关|相关)?(?:部门和单位|部门))"
)


def bare_list(text: str, start: int, *, given: bool = False) -> list[Piece]:
    """Read departments named by their field alone: 公安、商务等部门, 交通运输、公安部门.

    At least half of the words, and the first unless a word before (会同) has ``given`` them a part, must
    be departments' fields, so that a list of other things is none.

    >>> text = "各地教育、民政、卫生健康等部门要建立机制"
    >>> [text[p.start : p.end] for p in bare_list(text, 0)]
    ['教育', '民政', '卫生健康']
    """
    found = _BARE_LIST.match(text, start)
    if not found:
        return []
    names = [
        piece
        for part in split_top(text, found.start("names"), found.end("names"), "、")
        for piece in _halves(text, part)
    ]
    known = [is_bare_name(text[p.start : p.end]) for p in names]
    if len(names) < 2 or not (known[0] or given) or 2 * sum(known) < len(names):
        return []
    if found["whole"]:
        names[-1] = Piece(names[-1].start, found.end())
    return names


def _halves(text: str, piece: Piece) -> list[Piece]:
    """Divide 商务和公安, but not 文化和旅游."""
    middle = text.find("和", piece.start, piece.end)
    if middle < 0 or is_bare_name(text[piece.start : piece.end]):
        return [piece]
    sides = [Piece(piece.start, middle), Piece(middle + 1, piece.end)]
    return sides if all(is_bare_name(text[p.start : p.end]) for p in sides) else [piece]


def _name(text: str, start: int, lexicon: Lexicon, *, listed: bool, given: bool) -> Piece | None:
    """Return the longest agent's name from ``start`` that a sign, a link or a duty follows."""
    if not_before().match(text, start) or not "一" <= text[start : start + 1] <= "鿿":
        return None
    if tiers := _TIERS.match(text, start):
        return Piece(start, tiers.end())
    best: Piece | None = None
    depth = 0
    for end in range(start, min(len(text), start + _NAME_LIMIT) + 1):
        character = text[end : end + 1]
        if not character:
            return best
        if character in "（〔":
            depth += 1
        elif character in "）〕":
            depth -= 1
            if depth < 0:
                return best
            continue
        if depth or end - start < 2:
            continue
        if character in "。；\n“”《》：" and not (character == "：" and modal().match(text, end + 1)):
            return best
        link = next((w for w in LINKS if text.startswith(w, end)), None)
        checked = None
        if (given or link or _ends_name(text, end)) and text[end - 1 : end + 1] != "会同":
            checked = _checked(text, start, end, lexicon, listed=listed, given=given)
        if checked:
            if whole := _WHOLE_BEHIND.match(text, end):
                return Piece(start, whole.end())
            if link and _goes_on(text, end + len(link), lexicon, given=given):
                return checked
            best = checked
        if character in SIGNS + "：":
            return best
    return best


def _goes_on(text: str, start: int, lexicon: Lexicon, *, given: bool) -> bool:
    """Whether a complete agent stands behind a link, so that the link divides."""
    behind = _name(text, start, lexicon, listed=True, given=given)
    return behind is not None and is_complete(text[behind.start : behind.end], lexicon)


def _ends_name(text: str, end: int) -> bool:
    if text[end] in SIGNS + "：等":
        return True
    return bool(
        modal().match(text, end)
        or duty().match(text, end)
        or _HELP.match(text, end)
        or _LED.match(text, end)
        or text.startswith(("统一", "会同", "联合", "牵头", "对"), end)
    )


def _checked(
    text: str, start: int, end: int, lexicon: Lexicon, *, listed: bool, given: bool = False
) -> Piece | None:
    name = text[start:end]
    if remark := _REMARK.search(name):
        return _checked(text, start, start + remark.start(), lexicon, listed=listed)
    if _BARE_LEVEL.fullmatch(name):
        bound = r"在|要|应当|必须" if name == "部门" else rf"{_EVERY}|要|应|负责"
        return (
            Piece(start, end) if re.compile(bound).match(text, end) or (listed and name != "部门") else None
        )
    if given and not _ends_name(text, end) and not is_known(name, lexicon):
        return None
    if (listed or text[end] == "、") and is_place(name):
        return Piece(start, end)
    loose = bool(modal().match(text, end)) or (text[end] == "、" and bool(_FORMAL.search(name)))
    return Piece(start, end) if is_agent_in_text(name, lexicon, loose=loose) else None
