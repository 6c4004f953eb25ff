"""Owners in running text: a named public body, or a kind of department, that a clause gives a duty to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sptgraph.extraction.agents import Piece, is_agent_in_text, is_complete, is_place, not_before
from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.model import Role

_CLAUSE_START = re.compile(
    r"(?:^|(?<=[。；，：！？\n]))(?:\d{1,2}[.、]|[（〔][一二三四五六七八九十\d]{1,3}[）〕])?"
    r"(?:其中|同时|此外|另外|并且|并|原则上)?[：，]?(?P<by>(?:重点|具体)?由)?"
)
_GIVEN = re.compile(r"由(?=[一-鿿])|(?:定期|要|应|联合)?会同|(?<=[，。；：\n])联合(?=[一-鿿])|明确(?=[一-鿿])")
_NAME_LIMIT = 36
_SIGNS = "、，"
_LINKS = ("以及", "和", "及", "与")
_ROLE_BEHIND = re.compile(r"[^，。；\n]{0,6}?牵头(?!单位|部门|人|领导)")
_TOGETHER = re.compile(r"(?:要|应|应当|须|负责|牵头|定期|主动|共同)*会同")
_SUPPORT = re.compile(r"(?:[^。；\n]{0,40}?(?:提供(?:支持|支撑)?保障|提供支持))|(?:要|应|应当)?(?:积极|密切|主动|做好)?(?:配合|协助|参与)|共同参与")
_HELP = re.compile(r"(?:积极|密切|主动|共同)?(?:配合|协助|参与)")
_LED = re.compile(r"(?:分别|共同|联合)?牵头(?!单位|部门|人|领导)")
_PREPOSITION = re.compile(
    r"(?:结合|按照|依据|根据|针对|聚焦|围绕|通过|利用|依托|以(?!上|下|及)|把|将|在|从|对照|对标)(?=[一-鿿“《])"
)
_REMARK = re.compile(r"（[^（）]*(?:名单|附件|附表|详见|以下简称|简称)[^（）]*）$")
_WHOLE_BEHIND = re.compile(r"(?:和|及)(?:单位|人民政府|政府|企业(?!要))")


@dataclass(frozen=True, slots=True)
class InlineOwner:
    """An agent of running text; ``clause`` is the text that gives it its duty (8 to 40 characters)."""

    name: Piece
    role: Role
    clause: Piece


def find_inline_owners(text: str, lexicon: Lexicon, taken: Sequence[Piece] = ()) -> list[InlineOwner]:
    """Find the agents of duties in running text, outside the stretches in ``taken``.

    >>> text = "由县应急局牵头开展检查。县财政局要安排经费。督促县公安局落实。"
    >>> [(text[o.name.start:o.name.end], o.role) for o in find_inline_owners(text, load_lexicon())]
    [('县应急局', 'lead'), ('县财政局', 'responsible')]
    """
    found: dict[tuple[int, int], InlineOwner] = {}
    seen: set[int] = set()
    for start, given in _starts(text):
        if start in seen or any(piece.start <= start < piece.end for piece in taken):
            continue
        for owner in _at(text, start, given, lexicon):
            seen.add(owner.name.start)
            found.setdefault((owner.name.start, owner.name.end), owner)
    for owner in _led(text, lexicon, taken):
        found.setdefault((owner.name.start, owner.name.end), owner)
    return sorted(found.values(), key=lambda owner: owner.name.start)


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a subject can begin, with the word that gives the duty (由, 会同) or nothing."""
    for found in _CLAUSE_START.finditer(text):
        yield found.end(), "由" if found["by"] else ""
        if date := _leading_date().match(text, found.end()):
            yield date.end(), ""
    for found in _GIVEN.finditer(text):
        yield found.end(), found.group()


@cache
def _leading_date() -> re.Pattern[str]:
    return re.compile(r"(?:到|至)?20\d\d年(?:[上下]半年|第?[一二三四]季度|\d{1,2}月份?)?[底末]?(?:以?前|之前)?，?(?:由)?|每年(?:由)?|每季度(?:由)?|三年内，?")


def _at(text: str, start: int, given: str, lexicon: Lexicon) -> Iterator[InlineOwner]:
    """Read the agents whose enumeration begins at ``start``, if a duty follows them."""
    names = _enumeration(text, start, lexicon)
    if not names:
        return
    end = names[-1].end
    if text.startswith("等", end):
        end += 1
        if closing := re.match(r"(?:部门和单位|部门单位|部门|单位)", text[end : end + 5]):
            end += closing.end()
    if "会同" in given or given == "联合":
        role: Role | None = "support"
    elif given == "明确":
        role = "responsible" if re.match(r"(?:应(?:当)?履行的|对)[^。；]{0,20}职责", text[end:]) or re.match(r"对[^。；]{2,30}职责", text[end:]) else None
    else:
        role = _role(text, end, passive=given == "由")
    if role is None:
        return
    clause_end = _clause_end(text, start, end)
    for name in names:
        yield InlineOwner(name, role, Piece(name.start if name is names[0] else start, clause_end))


def _role(text: str, end: int, *, passive: bool) -> Role | None:
    """Return the role that what follows the agents gives them, or None where it gives no duty."""
    behind = text[end : end + 60]
    paused = re.match(r"[，：](?=(?:也|还|均|都)?(?:要|应(?!急)|须|必须|负责(?!人)|在|按照|根据|结合))", behind)
    behind = behind[1:] if paused else behind
    if _SUPPORT.match(behind):
        return "support"
    if _TOGETHER.match(behind) or _ROLE_BEHIND.match(behind):
        return "lead"
    if _modal().match(behind):
        return "responsible"
    if passive and re.match(r"[一-鿿]", behind):
        return "responsible" if _duty().match(behind) else None
    if re.match(r"统一领导", behind):
        return "lead"
    return "responsible" if _duty().match(behind) and not _nominal().match(behind) else None


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(
        r"(?:也|还|都|均|再|再|同时|根据[^，。]{2,20}，|结合[^，。]{2,20}，)?(?:要|应当|应(?!急|用|对)|须|必须|需要|需(?!求)|负责(?!人|同志)|将(?=[一-鿿])|不得|承担)"
    )


@cache
def _duty() -> re.Pattern[str]:
    verbs = sorted((w for w in load_lexicon().words["duty-verb"] if len(w) > 1), key=len, reverse=True)
    joined = "|".join("负责(?!人|同志)" if w == "负责" else re.escape(w) for w in verbs)
    return re.compile(rf"(?:也|还|都|均|再|同时|持续|进一步|继续|具体|集中|全面|大力|充分|积极|重点|分批|分级|定期|每[年月季周]度?|主动|分别|共同|统一|认真|严格|切实|按照?[^，。]{{2,14}}|结合[^，。]{{2,14}}，?|依法(?:依规)?|及时|要)*(?:{joined})|{_PREPOSITION.pattern}|对(?=[^，。；]{{2,40}}(?:及时|进行|实施|开展|依法|予以|实行))")


@cache
def _nominal() -> re.Pattern[str]:
    """What makes a verb behind a name part of a noun: 监管责任, 组织领导, 负责人, 工作人员 …."""
    return re.compile(r"(?:监管|监督|管理|安全|工作|执法|负责|领导|组织|宣传|教育|培训|检查|考核|建设|指导|服务|统筹|协调|评估)(?:责任|体系|能力|人员|力量|职责|水平|机制|人(?!员)|同志|队伍|制度|情况|结果|平台|系统|数据|信息|领域|工作(?:机制|情况|制度|要求)|的|和|、|，)")


def _enumeration(text: str, start: int, lexicon: Lexicon) -> list[Piece]:
    """Read the agents from ``start`` on, as far as each is followed by a sign, a link or a duty."""
    names: list[Piece] = []
    position = start
    while position < len(text) and len(names) < 30:
        name = _name(text, position, lexicon, listed=bool(names))
        if name is None:
            return names if names and text[position - 1] == "，" else []
        names.append(name)
        link = next((w for w in _LINKS if text.startswith(w, name.end)), None)
        if text[name.end : name.end + 1] in _SIGNS and text[name.end : name.end + 1]:
            if text[name.end] == "，" and _modal().match(text[name.end + 1 : name.end + 20]):
                return names
            position = name.end + 1
        elif link and _name(text, name.end + len(link), lexicon):
            position = name.end + len(link)
        else:
            return names
    return names


def _name(text: str, start: int, lexicon: Lexicon, *, listed: bool = False) -> Piece | None:
    """Return the agent's name that begins at ``start`` and ends where a sign, a link or a duty follows."""
    if not_before().match(text, start):
        return None
    depth = 0
    for end in range(start, min(len(text), start + _NAME_LIMIT) + 1):
        character = text[end] if end < len(text) else ""
        if character in "（〔" and character:
            depth += 1
        elif character in "）〕" and character:
            depth -= 1
            if depth < 0:
                return None
            continue
        if depth or end - start < 2:
            continue
        if character in "。；\n“”《》" or not character:
            return None
        if _ends_name(text, end) and (name := _checked(text, start, end, lexicon, listed=listed)):
            whole = _WHOLE_BEHIND.match(text, end)
            return Piece(start, whole.end()) if whole else name
        if character in _SIGNS + "：":
            return None
    return None


def _ends_name(text: str, end: int) -> bool:
    if text[end] in _SIGNS + "：等":
        return True
    behind = text[end : end + 40]
    if any(behind.startswith(link) for link in _LINKS):
        return True
    return bool(_modal().match(behind) or _duty().match(behind) or _HELP.match(behind) or _LED.match(behind) or behind.startswith(("统一领导", "对")))


def _checked(text: str, start: int, end: int, lexicon: Lexicon, *, listed: bool = False) -> Piece | None:
    name = text[start:end]
    if remark := _REMARK.search(name):
        return _checked(text, start, start + remark.start(), lexicon, listed=listed)
    if is_place(name) and (listed or text[end : end + 1] == "、"):
        return Piece(start, end)
    if not name or not "一" <= name[0] <= "鿿":
        return None
    if name in ("部门", "单位", "各"):
        return Piece(start, end) if name == "部门" and re.match(r"在|要|应当", text[end : end + 2]) else None
    return Piece(start, end) if is_agent_in_text(name, lexicon) else None


def _led(text: str, lexicon: Lexicon, taken: Sequence[Piece]) -> Iterator[InlineOwner]:
    """X牵头，Y、Z等部门参与, wherever in the sentence it stands."""
    for found in _LED.finditer(text):
        if any(piece.start <= found.start() < piece.end for piece in taken):
            continue
        name = _backwards(text, found.start(), lexicon)
        if name is None:
            continue
        yield InlineOwner(name, "lead", Piece(name.start, _clause_end(text, name.start, found.end())))
        if follow := re.compile(r"，(?P<names>[^，。；\n]{2,80}?)(?:等(?:有关|相关)?(?:部门|单位))?(?:按职责)?(?:积极|共同)?(?:参与|配合|协助|协同)").match(text, found.end()):
            for piece in _plain_names(text, follow.start("names"), follow.end("names"), lexicon):
                yield InlineOwner(piece, "support", Piece(follow.start("names"), follow.end()))


def _backwards(text: str, end: int, lexicon: Lexicon) -> Piece | None:
    """Return the longest agent's name that ends at ``end``."""
    limit = max(0, end - 24)
    for start in range(limit, end - 1):
        name = text[start:end]
        if re.search(r"[，。；：、\n]", name):
            continue
        before = text[max(0, start - 3) : start]
        if is_agent_in_text(name, lexicon) and (start == 0 or re.search(r"(?:[，。；：\n、由]|推进|推动|明确|建立)$", before)):
            return Piece(start, end)
    return None


def _plain_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Piece]:
    first = start
    for index in range(start, end + 1):
        if index == end or text[index] == "、":
            name = text[first:index]
            if 2 <= len(name) <= 16 and (lexicon.department_key(name) or is_complete(name, lexicon)):
                yield Piece(first, index)
            first = index + 1


def _clause_end(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[，。；：\n]").search(text, end)
    here = stop.start() if stop else len(text)
    if here - start < 8 and stop:
        again = re.compile(r"[，。；：\n]").search(text, here + 1)
        here = again.start() if again else len(text)
    return min(here, start + 40) if end <= start + 40 else end
