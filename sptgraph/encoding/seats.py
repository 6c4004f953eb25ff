"""Where a unit sits, as its name tells: here, at another level, in another place; and its name without that.

The grammar of prefixes is here; which words mean a department is the lexicon's to say.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, get_args

from sptgraph.encoding.divisions import above, division_of
from sptgraph.extraction.lexicon import Lexicon, fold
from sptgraph.model import Level

LEVELS: Final[tuple[Level, ...]] = get_args(Level)

_WORDS: Final[dict[str, Level]] = {
    "特别行政区": "province", "自治区": "province", "省": "province",
    "自治州": "city", "地区": "city", "市": "city", "州": "city", "盟": "city",
    "自治县": "county", "自治旗": "county", "县": "county", "区": "county", "旗": "county",
    "街道": "town", "苏木": "town", "镇": "town", "乡": "town",
}  # fmt: skip
_WORD: Final = "|".join(_WORDS)
_FIRST_WORD: Final = re.compile(rf"(?:{_WORD})")
_ENDS_IN_WORD: Final = re.compile(rf"(?:{_WORD})$")
_PLACE: Final = re.compile(rf"(?P<place>[一-鿿]{{1,8}}?(?P<word>{_WORD}))(?P<rest>.+)")
_ANCESTOR: Final = re.compile(r"[一-鿿]{1,8}?(?:特别行政区|自治区|自治州|地区|省|市|州|盟)(?=[一-鿿]{2})")
# Words that end as places do: zones (开发区), parts of a town, and what is no place at all (城市, 超市).
_ZONE: Final = re.compile(
    r"(?:新|高新|开发|园|景|矿|功能|贸|示范|社|林|工业|集聚|聚集|保税|合作|度假|库|片|港|试验|管理|商务|物流"
    r"|小|山|产|地|全|灾|牧|老|辖|城|郊|市|街|校|厂|战|军|分|禁)区$|[城都超门股菜夜辖]市$|[乡村集城]镇$|[家下返城]乡$"
)
_NO_PLACE: Final = re.compile(r"[局厅委部办会署院各等及和与、（）]|^[全本各]")
_RELATIVE: Final = re.compile(r"所在地|^(?:属地|当地|基层|上级|下级)")
_GOVERNMENT: Final = re.compile(r"(?:党?工?委|人民政府|政府|人大|政协)")
_INFIX: Final = re.compile(r"(?:级|直|党?委|人民政府|政府)(?=.{2})")
_BRANCH: Final = re.compile(r"[一-鿿]{0,4}(?:分局|支局|分公司|分中心|分院|分行|支行|办事处|分队)")
_RANKS: Final[dict[str, Level]] = {"总队": "province", "支队": "city", "厅": "province"}
_RANK: Final = re.compile(r"(?:总队|支队|大队|中队|厅)(?=（|$)")


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body sits: ``own`` is the plan's place or a town in it; else a place, or a level, is known."""

    own: bool
    level: Level | None = None
    place: str | None = None


HERE: Final = Seat(own=True)
ELSEWHERE: Final = Seat(own=False)
_TOWN: Final = Seat(own=True, level="town")


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit's name taken apart: its ``core`` without place and level, its seat, whether that is said.

    ``loose`` is a shorter name that it has if its first character is a level and not part of the name.
    """

    core: str
    seat: Seat
    said: bool
    loose: str | None = None


class Vicinity:
    """A plan's place, what contains it, and how names of units refer to these.

    >>> from sptgraph.extraction.lexicon import load_lexicon
    >>> here = Vicinity("云山市云溪区", "county", (), load_lexicon())
    >>> here.read("定远镇应急办", None).seat.own, here.read("区应急局", "emergency-management").core
    (True, '应急局')
    >>> here.read("市应急局", "emergency-management").seat
    Seat(own=False, level='city', place='云山市')
    """

    def __init__(
        self, jurisdiction: str | None, level: Level | None, parents: tuple[str, ...], lexicon: Lexicon
    ) -> None:
        self._lexicon = lexicon
        name = fold(jurisdiction or "")
        printed, last = _printed_above(name)
        known = division_of(jurisdiction)
        self.level: Final = level or _level_of(last) or (known.level if known else None)
        containing = [each.label for each in above(known)] if known else []
        self.ancestors: Final = tuple(dict.fromkeys((*containing, *parents, *printed)))
        self._here = name
        self._own = _own_names(name, last)
        word = _ENDS_IN_WORD.search(last)
        self._own_words = _synonyms(word.group()) if word else frozenset()
        self.read = lru_cache(4096)(self._read)

    def _read(self, name: str, key: str | None) -> Reading:
        """Take apart the name of a unit of the department ``key``."""
        folded = fold(name)
        shorter = re.sub(r"^[驻本我全](?=.{3})", "", folded)
        return (
            (Reading(folded, ELSEWHERE, said=False) if _RELATIVE.search(folded) else None)
            or self._by_own_name(folded, key)
            or (self._by_own_name(shorter, key) if shorter != folded else None)
            or self._by_ancestor(folded)
            or self._by_level(folded, key)
            or self._by_other_place(folded, key)
            or self._by_rank(folded, key)
            or Reading(folded, HERE, said=False)
        )

    def _by_own_name(self, name: str, key: str | None) -> Reading | None:
        for own in self._own:
            at = name.find(own)
            rest = name[at + len(own) :]
            if at < 0 or self._longer_place(own, rest):
                continue
            if name[at - 1 : at] == "（" and rest.startswith("）"):
                return Reading(name, HERE, said=True)
            before = name[:at].removesuffix("驻")
            if not before or before in self.ancestors or self._level_word(before):
                return Reading(rest or name, HERE, said=True)
            if _BRANCH.fullmatch(rest) and key and self._key(before) == key:
                outer = self._read(before, key)
                return Reading(outer.core, HERE, said=True)
            if key and self._key(rest) == key:
                return Reading(rest, HERE, said=True)
            if _ENDS_IN_WORD.search(own):
                return Reading(before + rest, HERE, said=True)
        return None

    def _longer_place(self, own: str, rest: str) -> bool:
        """Tell whether the short name of the place goes on into the name of another: 云溪 in 云溪镇."""
        word = None if _ENDS_IN_WORD.search(own) else _FIRST_WORD.match(rest)
        return word is not None and own + word.group() not in self._own

    def _by_ancestor(self, name: str) -> Reading | None:
        for place in self.ancestors:
            if name.startswith(place) and len(name) > len(place):
                return Reading(name[len(place) :], Seat(False, _level_of(place), place), said=True)
        return None

    def _by_level(self, name: str, key: str | None) -> Reading | None:
        word = self._level_word(name, whole=False)
        if not word:
            return None
        core = name.removeprefix(word).removeprefix("级")
        certain = self._key(self._without_infix(core, key)) or _GOVERNMENT.match(core)
        if word in self._own_words:
            return Reading(core, HERE, True) if certain else Reading(name, HERE, True, core)
        if not certain:
            return None
        level = self._level_meant(word)
        return (
            Reading(name, _TOWN, said=True)
            if level == "town"
            else Reading(core, self.seat_at(level), said=True)
        )

    def _by_other_place(self, name: str, key: str | None) -> Reading | None:
        if key is None or name in self._plain(key):
            return None
        for end in range(2, len(name) - 1):
            match = _PLACE.fullmatch(name[:end] + "。")
            if not match or match["rest"] != "。":
                continue
            place, rest = match["place"], name[end:]
            weak = match["word"] == "州"  # 云州 may well be short for 云州市
            if weak or _ZONE.search(place) or _NO_PLACE.search(place) or place in _WORDS:
                continue
            if self._key(self._without_infix(rest, key)) or _GOVERNMENT.match(rest):
                level = _WORDS[match["word"]]
                if level == "town":
                    return Reading(name, _TOWN, said=True)
                return Reading(rest, Seat(False, level, place), said=True)
        return None

    def _by_rank(self, name: str, key: str | None) -> Reading | None:
        rank = _RANK.search(name)
        level = _RANKS.get(rank.group()) if rank else None
        department = self._lexicon.departments.get(key or "")
        if department and name in map(fold, department.national_names):
            level = None if name in map(fold, department.county_names) else "national"
        if level and self.level and LEVELS.index(level) < LEVELS.index(self.level):
            return Reading(name, self.seat_at(level), said=False)
        return None

    def seat_at(self, level: str | None) -> Seat:
        """Return the seat of a body of that level: of the place above at that level, where it is known."""
        if level == self.level and self.level is not None and not self._own_words:
            return HERE
        place = next((each for each in self.ancestors if _level_of(each) == level), None)
        return Seat(False, next((each for each in LEVELS if each == level), None), place)

    def seat_in(self, place: str) -> Seat:
        """Return the seat of a body that sits in the place of that name."""
        return HERE if fold(place) in self._own else Seat(False, _level_of(place), place)

    def _level_meant(self, word: str) -> Level:
        """Return the level a word stands for here: 市 is a province's level below a municipality."""
        if word == "市":
            nearest = next((each for each in self.ancestors if each.endswith("市")), None)
            return (_level_of(nearest) if nearest else None) or "city"
        return _WORDS[word]

    def _level_word(self, name: str, *, whole: bool = True) -> str | None:
        """Return the level word that a name begins with, or is."""
        words = (*self._own_words, *_WORDS)
        return next((word for word in words if (name == word if whole else name.startswith(word))), None)

    def _without_infix(self, rest: str, key: str | None) -> str:
        """Return 宣传部 of 委宣传部, where that is the same department."""
        infix = _INFIX.match(rest)
        shorter = rest[infix.end() :] if infix else rest
        return shorter if infix and key and self._key(shorter) == key else rest

    def _key(self, name: str) -> str | None:
        return self._lexicon.department_key(name, bare=True) if name else None

    def _plain(self, key: str) -> frozenset[str]:
        department = self._lexicon.departments.get(key)
        return frozenset(map(fold, department.names)) if department else frozenset()


def _printed_above(name: str) -> tuple[tuple[str, ...], str]:
    """Divide 云山市云溪区 into what contains the place and its own name."""
    found: list[str] = []
    while match := _ANCESTOR.match(name):
        found.append(match.group())
        name = name[match.end() :]
    return tuple(reversed(found)), name


def _own_names(name: str, last: str) -> tuple[str, ...]:
    if not name:
        return ()
    short = _ENDS_IN_WORD.sub("", last)
    known = division_of(name)
    return tuple(
        dict.fromkeys((name, last, *(known.names if known else ()), *([short] if len(short) > 1 else [])))
    )


def _level_of(place: str) -> Level | None:
    known = division_of(place)
    word = _ENDS_IN_WORD.search(place)
    return known.level if known else _WORDS[word.group()] if word else None


def _synonyms(word: str) -> frozenset[str]:
    return frozenset({word, *(each for each in ("区", "州", "县", "旗") if word.endswith(each))})
