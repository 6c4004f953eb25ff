"""Duties with a frequency: 每季度至少开展1次, 月调度 (GUIDELINES, recurrences)."""

import re
from dataclasses import dataclass
from functools import cache

from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.numerals import chinese_number
from sptgraph.extraction.stretches import Stretches

_N = r"[\d一二两三四五六七八九十]{1,3}"
_PERIODS = {
    "日": "P1D", "天": "P1D", "周": "P1W", "星期": "P1W", "旬": "P10D", "半月": "P15D", "半个月": "P15D",
    "月": "P1M", "季": "P3M", "季度": "P3M", "半年": "P6M", "年": "P1Y", "年度": "P1Y",
    "学年": "P1Y", "学期": "P6M",
}  # fmt: skip
_UNIT = {"日": "D", "天": "D", "周": "W", "星期": "W", "月": "M", "季度": "Q", "季": "Q", "年": "Y"}
_WORD = "半个?月|半年|季度|年度|星期|学期|学年|[日天周旬月季年]"
EVERY = re.compile(
    rf"(?:(?:原则上)?每(?:一)?(?:隔)?(?:(?P<count>{_N})?(?:个)?(?P<word>{_WORD}))|(?P<by>[按逐])(?P<by_word>季度|半年|年度|[日周旬月季年])(?!度?份|期|次|内|底|用))"
)
_TIMES = re.compile(
    rf"(?P<least>至少|不少于|不低于|不得少于|最少|原则上|各)?(?:[^，。；\n（）]|（[^（）\n]{{0,10}}）){{0,22}}?(?P<times>{_N})(?:至{_N}|—{_N})?(?:次|场次|场|轮|遍|回|期|篇|个案例)(?:以上)?"
)
_ONCE_PER = re.compile(
    rf"(?P<count>{_N}|半)(?:个)?(?P<word>年|月|季度|季|周|天|日)(?P<times>{_N})(?:次|检查|考核|评估|调度|通报|总结|研判|评|报|检|查|督查|轮训)(?![一-鿿]?级)"
)
_COMPACT_VERB = (
    "调度|通报|总结|讲评|点评|报告|研判|例会|排查|管控|会商|巡查|检查|评估|考核|督导|督查|晾晒|研究|小结|分析|推进|汇报|报送|自查|抽查|公示|公开|复盘|"
    "碰头|监测|评议|曝光|公布|发布|调研|盘点|排名|对账|清零|评比|评价|核查|提醒|提示|交流|总评|报表|报(?!告|刊|名|社|道|警|废|批|考|备)|评(?!审|选|定|优|级|先)|巡(?!视|逻)|考(?!试|生|虑|勤|证|场)|查(?!处|封|询|看)|检(?!验|测|修|察|举)|训(?!练)"
)
COMPACT = re.compile(
    rf"(?<![\d一二三四五六七八九十年本上下当每全多个度按逐前后末半同往近去明今周])(?P<unit>半年|[日周旬月季年])(?P<verb>{_COMPACT_VERB})"
)
_NOT_COMPACT = re.compile(r"月份|年度|生活|日常")
_LIST_SIGN = "、，“”‘’。；：（）\n制实推严落行做有立"


@dataclass(frozen=True, slots=True)
class Frequency:
    """A frequency in folded text; ``start`` to ``end`` covers its words, from 每 to 次."""

    start: int
    end: int
    period: str
    minimum: int


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The frequencies of a text, and frequency words that state none, each with the reason why."""

    found: tuple[Frequency, ...]
    other: tuple[tuple[int, int, str], ...]


def find_frequencies(text: str) -> Frequencies:
    """Find the duties with a frequency.

    >>> [(f.period, f.minimum) for f in find_frequencies("每季度至少开展2次检查，实行月调度、年总结").found]
    [('P3M', 2), ('P1M', 1), ('P1Y', 1)]
    """
    found: list[Frequency] = []
    other: list[tuple[int, int, str]] = []
    for match in EVERY.finditer(text):
        if use := _other_use(text, match):
            other.append((match.start(), match.end(), use))
        else:
            found.append(_every(text, match))
    taken = Stretches((f.start, f.end) for f in found)
    found.extend(_once_per(match) for match in _ONCE_PER.finditer(text) if not taken.overlaps(*match.span()))
    taken = Stretches((f.start, f.end) for f in found)
    found.extend(
        Frequency(match.start(), match.end(), _PERIODS[match["unit"]], 1)
        for match in COMPACT.finditer(text)
        if not taken.overlaps(*match.span()) and _is_compact(text, match)
    )
    return Frequencies(tuple(sorted(found, key=lambda f: f.start)), tuple(other))


@cache
def _duty_verb() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load_lexicon().words["duty-verb"])))


def _other_use(text: str, match: re.Match[str]) -> str | None:
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 8]
    if match["by"]:
        doing = re.match(_COMPACT_VERB, after) or _duty_verb().match(after)
        doing = doing or re.match(r"[^，。；]{0,6}(?:开展|组织|进行|报|向)", after)
        return None if doing else "other-frequency-word"
    if re.search(r"每人$|每户$", before) and re.match(r"只|仅|最多|不超过", after):
        return "cap"
    if re.match(
        r"(?:只|仅)(?:能|可|享受|限)|最多|不(?:得)?超过|(?:平均|约)?\d+(?:\.\d+)?(?:万|亿)?元", after
    ):
        return "cap"
    return None


def _every(text: str, match: re.Match[str]) -> Frequency:
    count = chinese_number(match["count"]) if match["count"] else 1
    word = match["word"] or match["by_word"]
    period = _PERIODS[word.replace("个", "")] if (count or 1) == 1 else _multiple(count or 1, word)
    end, minimum = match.end(), 1
    following = EVERY.search(text, match.end())
    limit = min(match.start() + 40, following.start() if following else len(text))
    if times := _TIMES.match(text, match.end(), limit):
        minimum = chinese_number(times["times"]) or 1
        end = times.end()
    return Frequency(match.start(), end, period, minimum)


def _multiple(count: int, word: str) -> str:
    unit = _UNIT.get(word)
    if unit == "Q":
        return f"P{3 * count}M"
    if unit is None:
        return f"P{count * 6}M" if word == "半年" else f"P{count * 10}D"
    return f"P{count}{unit}"


def _once_per(match: re.Match[str]) -> Frequency:
    word = match["word"]
    if match["count"] == "半":
        period = "P6M" if word == "年" else "P15D"
    else:
        count = chinese_number(match["count"]) or 1
        period = _PERIODS[word] if count == 1 else _multiple(count, word)
    return Frequency(match.start(), match.end(), period, chinese_number(match["times"]) or 1)


def _is_compact(text: str, match: re.Match[str]) -> bool:
    """月调度 stands after a list sign or a verb, never inside a longer word (岁月总结)."""
    before = text[match.start() - 1 : match.start()]
    if _NOT_COMPACT.match(text, match.start()):
        return False
    return before == "" or before in _LIST_SIGN or _in_list(text, match.start())


@cache
def _neighbour() -> re.Pattern[str]:
    return re.compile(rf"(?:半年|[日周旬月季年])(?:{_COMPACT_VERB})[、，和及与“”]{{1,3}}$")


def _in_list(text: str, start: int) -> bool:
    return bool(_neighbour().search(text[max(0, start - 12) : start])) or bool(
        re.match(
            rf"[日周旬月季年](?:{_COMPACT_VERB})[、，][“”]?(?:半年|[日周旬月季年])(?:{_COMPACT_VERB})",
            text[start : start + 16],
        )
    )
