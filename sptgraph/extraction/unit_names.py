"""The grammar of a unit's name: place or level in front, kind of body behind, additions in brackets.

Nothing here knows a department; each function only says which plainer names a name may stand for.
"""

import re
from collections.abc import Iterator

_SIGNS = str.maketrans("()[]［］〔〕【】", "（）（）（）（）（）", "“”\"'「」")
_LEVEL = r"(?:自治[区州县旗]|特别行政区|地区|林区|矿区|新区|兵团|街道|国家|国务院|[省市州盟县区旗镇乡])级?"
_SEVERAL = rf"(?:、?(?:{_LEVEL}|园区|场|地))+"
_LEVELS = rf"{_LEVEL}(?:、?{_LEVEL})*(?:（{_SEVERAL}）(?:{_LEVEL})?)?(?:[两三四]级|本级|直)?"
_PREFIX = re.compile(
    rf"(?:各级?|各地|全)?(?P<place>[一-鿿]{{1,12}}?)??(?P<level>{_LEVELS})(?:党?委|人民政府|政府)?(?:各|有关|相关)?"
)
_PLACE_WORD = re.compile("[一-鿿（）]{2,8}")
_NOT_IN_PLACE = re.compile(r"[局厅委部办会署各等及]")
_ALL = re.compile(r"各(?:级(?:地方)?|行业|地)?|地方各级|全体|所有|有关|相关")
_ENDING = re.compile(r"(?:委员会|委|总局|局|厅|部|署|(?:行业|行政)?主管部门|部门|机关)$")
_LONGEST_PREFIX = 20
_BRANCH = re.compile(
    r"(?P<whole>.{2,20}?(?:局|公司|中心|院|银行|委员会|委))[一-鿿]{2,8}(?:分局|分公司|分中心|分院|支局|分行|支行)"
)


def fold(name: str) -> str:
    """Return ``name`` without white space and quotation marks, every kind of bracket as （）.

    >>> fold("县财政局 (国资中心)")
    '县财政局（国资中心）'
    """
    return "".join(name.split()).translate(_SIGNS)


def without_addition(name: str) -> str | None:
    """Return a name without the bracket that ends it, or None where no bracket does.

    >>> without_addition("县财政局（国资中心）"), without_addition("县（市、区）财政局")
    ('县财政局', None)
    """
    before, bracket, _ = name.partition("（")
    return before if bracket and before and name.endswith("）") else None


def stem(name: str) -> str | None:
    """Return what a body is about, without its rank: the same for 局, 厅, 委, 部, 部门; None without rank.

    >>> stem("住房和城乡建设厅"), stem("住房城乡建设主管部门"), stem("消防大队")
    ('住房城乡建设', '住房城乡建设', None)
    """
    bare = _ENDING.sub("", name)
    return re.sub("[和与]", "", bare) if len(bare) >= 2 and bare != name else None


def without_place(name: str) -> Iterator[str]:
    """Yield the shorter names left when place and level are taken off the front, longest first.

    Each is tried with and without its level word, because some names carry it (市政府).

    >>> list(without_place("云溪县应急局"))
    ['县应急局', '应急局']
    """
    for end in range(1, min(len(name) - 1, _LONGEST_PREFIX + 1)):
        match = _PREFIX.fullmatch(name, 0, end)
        if match and not _NOT_IN_PLACE.search(match["place"] or ""):
            if match["place"]:
                yield name[match.start("level") :]
            yield name[end:]
    if match := _ALL.match(name):
        yield name[match.end() :]


def containers(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a name as a body within a body.

    >>> list(containers("县公安局交警大队"))
    [('县公安局', '交警大队')]
    """
    for match in re.finditer("[局厅委部办会署院]", name):
        if 2 <= match.end() <= len(name) - 2 and name[match.end()] not in "和及与暨等":
            yield name[: match.end()], name[match.end() :]


def parent_of_branch(name: str) -> str | None:
    """Return the body whose local branch a name is, or None.

    >>> parent_of_branch("市公安局云溪分局")
    '市公安局'
    """
    match = _BRANCH.fullmatch(name)
    return match["whole"] if match else None


def form_parts(form: str) -> tuple[str, ...] | None:
    """Divide the form of a name built on a place at its places; None where it says too little to go by.

    >>> form_parts("{city}生态环境局{place}分局"), form_parts("{place}站")
    (('', '生态环境局', '分局'), None)
    """
    parts = tuple(re.split(r"\{place\}|\{city\}", form))
    return parts if len(parts) > 1 and sum(map(len, parts)) > 1 else None


def has_form(name: str, parts: tuple[str, ...]) -> bool:
    """Whether ``name`` has the form, with a word of two to eight characters for each place.

    >>> has_form("云溪车务段", ("", "车务段"))
    True
    """
    first, *middle, last = parts
    if not (name.startswith(first) and name.endswith(last)):
        return False
    places = name[len(first) : len(name) - len(last)]
    for part in middle:
        place, found, places = places.partition(part)
        if not found or not _PLACE_WORD.fullmatch(place):
            return False
    return bool(_PLACE_WORD.fullmatch(places))
