"""Owners in running text: a named public body, or a kind of department, that a clause gives a duty to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sptgraph.extraction.agents import Piece, is_agent_in_text, is_place, split_agents
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.stretches import Stretches
from sptgraph.extraction.subjects import PRIVATE_BEHIND, bare_list, duty, enumeration, modal, nominal
from sptgraph.model import Role

_CLAUSE_START = re.compile(
    r"(?:^|(?<=[。；，：！？\n]))(?:\d{1,2}[.、]|[（〔][一二三四五六七八九十\d]{1,3}[）〕])?"
    r"(?:其中|同时|此外|另外|并且|并|原则上)?[：，]?(?P<by>(?:重点|具体)?由)?"
)
_GIVEN = re.compile(
    r"由(?=[一-鿿])|(?:定期|要|应|联合)?会同|(?:要|应)联合(?=[一-鿿])|(?<=[，。；：、\n的])联合(?=[一-鿿])|明确(?=[一-鿿])"
)
_ROLE_BEHIND = re.compile(r"(?:[^，。；、\n]{0,6}?)牵头(?!单位|部门|人|领导|抓总|作用)")
_TOGETHER = re.compile(r"(?:要|应|应当|须|负责|牵头|定期|主动|共同)*会同")
_SUPPORT = re.compile(
    r"[^。；\n]{0,40}?提供[^。；\n]{0,20}?(?:支持|支撑|保障)|(?:要|应|应当)?(?:积极|密切|主动|做好|共同)?(?:配合|协助|参与)"
)
_DUTY_NAMED = re.compile(r"(?:应(?:当)?履行的|对)[^。；]{0,30}职责")
_PAUSE = re.compile(r"[，：](?=(?:也|还|均|都)?(?:要|应(?!急)|须|必须|负责(?!人)|在|按照|根据|结合))")
_CLOSED_LIST = re.compile(r"等(?P<some>有关|相关)?(?:部门和单位|部门单位|部门|单位)?")
_LED = re.compile(r"(?:分别|共同|联合)?牵头(?!单位|部门|人|领导)")
_OPENS_LED = re.compile(r"(?:[，。；：、\n由]|推进|推动|明确|建立|完善|健全|落实|形成|构建)$")
_PARTNERS = re.compile(
    r"(?<=[，、])(?P<names>[一-鿿、（）]{2,70}?)(?:等(?P<some>有关|相关)?(?:部门和单位|部门|单位)|(?<=部门)|(?<=单位)|(?<=[局委办厅]))"
    r"(?:按职责)?(?:积极|共同|密切|协同)*(?:参与|配合|协助)(?=[的。，；、\n]|开展|做好|$)"
)
_TITLED = re.compile(r"(?:^|(?<=\n))(?:\d{1,2}[.、])?(?P<name>[一-鿿]{4,40}?)(?P<open>[（〔：])")
_CLAUSE_SIGN = re.compile(r"[，。；：\n]")
_QUOTE_LEAST, QUOTE_MOST = 8, 40
"""A clause is quoted up to so many characters; a longer one stops there."""


@dataclass(frozen=True, slots=True)
class InlineOwner:
    """An agent of running text; ``clause`` is the text that gives it its duty (8 to 40 characters)."""

    name: Piece
    role: Role
    clause: Piece


def find_inline_owners(text: str, lexicon: Lexicon, taken: Sequence[Piece] = ()) -> list[InlineOwner]:
    """Find the agents of duties in running text, outside the stretches in ``taken``.

    >>> from sptgraph.extraction.lexicon import load_lexicon
    >>> text = "由县应急局牵头开展检查。县财政局要安排经费。督促县公安局落实。"
    >>> [(text[o.name.start:o.name.end], o.role) for o in find_inline_owners(text, load_lexicon())]
    [('县应急局', 'lead'), ('县财政局', 'responsible')]
    """
    found: dict[tuple[int, int], InlineOwner] = {}
    held = Stretches((piece.start, piece.end) for piece in taken)
    for start, given in _starts(text):
        if start in held:
            continue
        for owner in _at(text, start, given, lexicon):
            found.setdefault((owner.name.start, owner.name.end), owner)
    for reader in (_led, _partners, _titled):
        for owner in reader(text, lexicon):
            if owner.name.start not in held:
                found.setdefault((owner.name.start, owner.name.end), owner)
    return _outermost(found.values())


def _outermost(owners: Iterable[InlineOwner]) -> list[InlineOwner]:
    """Drop a name that lies inside another one."""
    ordered = sorted(owners, key=lambda o: (o.name.start, -o.name.end))
    kept: list[InlineOwner] = []
    for owner in ordered:
        if not kept or owner.name.start >= kept[-1].name.end:
            kept.append(owner)
    return kept


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a subject can begin, with the word that gives the duty (由, 会同) or nothing."""
    for found in _CLAUSE_START.finditer(text):
        yield found.end(), "由" if found["by"] else ""
        if date := _leading_date().match(text, found.end()):
            yield date.end(), "由" if date.group().endswith("由") else ""
    for found in _GIVEN.finditer(text):
        yield found.end(), found.group()


@cache
def _leading_date() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:到|至)?20\d\d年(?:[上下]半年|第?[一二三四]季度|\d{1,2}月份?)?[底末]?(?:以?前|之前)?|每(?:年|半年|季度|月)|三年内)，?(?:由)?"
    )


def _at(text: str, start: int, given: str, lexicon: Lexicon) -> Iterator[InlineOwner]:
    """Read the agents whose enumeration begins at ``start``, if a duty follows them."""
    named = given not in ("", "明确")
    names = bare_list(text, start, given=named) or enumeration(text, start, lexicon, given=named)
    if not names:
        return
    end = names[-1].end
    if text.startswith("、", end) and (private := PRIVATE_BEHIND.match(text, end + 1)):
        end = private.end()
    closing = _CLOSED_LIST.match(text, end)
    end = closing.end() if closing else end
    role = _role(text, end, given)
    if role is None:
        return
    opening = start - len(given)
    clause = Piece(opening, _clause_end(text, opening, end))
    for name in names:
        yield InlineOwner(name, role, clause if clause.end - opening <= QUOTE_MOST else _near(text, name))


def _near(text: str, name: Piece) -> Piece:
    return Piece(name.start, _clause_end(text, name.start, name.end))


def _role(text: str, end: int, given: str) -> Role | None:
    """Return the role that what follows the agents gives them, or None where it gives no duty."""
    if "会同" in given or "联合" in given:
        return "support"
    if given == "明确":
        return "responsible" if _DUTY_NAMED.match(text, end) else None
    if paused := _PAUSE.match(text, end):
        end = paused.end()
    if _SUPPORT.match(text, end):
        return "support"
    if _TOGETHER.match(text, end) or _ROLE_BEHIND.match(text, end):
        return "lead"
    if modal().match(text, end):
        return "responsible"
    if given == "由":
        return (
            "responsible"
            if re.compile(r"(?!同意|批准|出具|于|主要|分管|常务|副|负责同志|领导)[一-鿿]").match(text, end)
            else None
        )
    return "responsible" if duty().match(text, end) and not nominal().match(text, end) else None


def _led(text: str, lexicon: Lexicon) -> Iterator[InlineOwner]:
    """X牵头, wherever in the sentence it stands: 推进燃气行业管理部门牵头…."""
    for found in _LED.finditer(text):
        for start in range(max(0, found.start() - 24), found.start() - 1):
            name = text[start : found.start()]
            opens = start == 0 or _OPENS_LED.search(text[max(0, start - 3) : start])
            given = text[start - 1 : start] == "由" and is_place(name)
            if (
                opens
                and not re.search(r"[，。；：、\n]", name)
                and (given or is_agent_in_text(name, lexicon))
            ):
                yield InlineOwner(
                    Piece(start, found.start()), "lead", Piece(start, _clause_end(text, start, found.end()))
                )
                break


def _partners(text: str, lexicon: Lexicon) -> Iterator[InlineOwner]:
    """…，公安、商务等部门参与; …、相关部门共同参与."""
    for found in _PARTNERS.finditer(text):
        clause = Piece(found.start(), min(found.end(), found.start() + QUOTE_MOST))
        closed = "等" in found.group()[len(found["names"]) :][:1]
        pieces = split_agents(text, found.start("names"), found.end("names"), lexicon)
        for piece in pieces:
            name = text[piece.start : piece.end]
            listed = closed and len(pieces) > 1 and re.fullmatch(r"[一-鿿（）]{2,12}", name)
            if is_agent_in_text(name, lexicon) or (listed and not re.search("牵头|负责|开展", name)):
                yield InlineOwner(piece, "support", clause)
        if closed and found["some"]:
            start = found.start("some")
            if whole := re.compile(r"(?:有关|相关)(?:部门和单位|部门|单位)").match(text, start):
                yield InlineOwner(Piece(start, whole.end()), "support", clause)


def _titled(text: str, lexicon: Lexicon) -> Iterator[InlineOwner]:
    """A class of bodies with its members in brackets as the subject: 其他成员单位（…）。要提供支持保障."""
    for found in _TITLED.finditer(text):
        end = _list_end(text, found.start("open"))
        listed = end > 0 and text.count("、", found.start("open"), end) >= 2
        if not listed or not is_agent_in_text(found["name"], lexicon):
            continue
        pause = re.compile(r"[，。：]?(?=要|应(?!急)|结合|在|按照|根据|负责(?!人))").match(text, end)
        if pause:
            support = _SUPPORT.match(text, pause.end())
            name = Piece(found.start("name"), found.end("name"))
            yield InlineOwner(name, "support" if support else "responsible", name)


def _list_end(text: str, opening: int) -> int:
    """Return where a list in brackets, or behind a colon, ends; -1 where it does not."""
    if text[opening] == "：":
        return text.find("。", opening, opening + 2000)
    depth = 0
    for index in range(opening, min(len(text), opening + 2000)):
        depth += (text[index] in "（〔") - (text[index] in "）〕")
        if depth == 0:
            return index + 1
    return -1


def _clause_end(text: str, start: int, end: int) -> int:
    stop = _CLAUSE_SIGN.search(text, end)
    here = stop.start() if stop else len(text)
    if here - start < _QUOTE_LEAST and stop:
        again = _CLAUSE_SIGN.search(text, here + 1)
        here = again.start() if again else len(text)
    return min(here, start + QUOTE_MOST) if end <= start + QUOTE_MOST else end
