"""The grammar of a unit's name: place or level in front, kind of body behind, additions in brackets.

Nothing here knows a department; each function only says which plainer names a name may stand for.
"""

import re
from collections.abc import Iterator

_BRACKETS = str.maketrans("()[]［］〔〕【】", "（）（）（）（）（）")
_LEVEL = r"(?:自治区|自治州|自治县|自治旗|特别行政区|地区|林区|矿区|新区|兵团|[国省市州盟县区旗镇乡]家?级?|街道|国务院|全国)"
_LEVELS = rf"{_LEVEL}(?:、?{_LEVEL})*(?:（{_LEVEL}(?:、?{_LEVEL}|、?场|、?园区)*）{_LEVEL}*)?(?:两级|三级|四级|本级|直)?"
_PLACE = r"[一-鿿]{1,12}?"
_NOT_IN_PLACE = re.compile(r"[局厅委部办会署]")
_PREFIX = re.compile(
    rf"(?:原|驻)?(?:各级?|各地|全)?(?P<place>{_PLACE})??(?P<level>{_LEVELS})(?:党?委|人民政府|政府)?(?:各|有关|相关)?"
)
_ALL = re.compile(r"各级?(?:地方)?|全体|所有|有关|相关")
_ENDING = re.compile(r"(?:委员会|委|总局|局|厅|部|署|(?:行业|行政)?主管部门|部门|机关)$")
_LONGEST_PREFIX = 20
_BRANCH = re.compile(r"(?P<whole>.{2,20}?(?:局|公司|中心|院|银行|委员会|委))[一-鿿]{2,8}(?:分局|分公司|分中心|分院|支局|分行|支行)")


def fold(name: str) -> str:
    """Return ``name`` without white space and quotation marks, every kind of bracket as （）.

    >>> fold("县财政局 (国资中心)")
    '县财政局（国资中心）'
    """
    return "".join(name.split()).translate(_BRACKETS).strip("“”\"'「」")


def head(name: str) -> str | None:
    """Return what stands before the first bracket, or None.

    >>> head("县财政局（国资中心）")
    '县财政局'
    """
    before, bracket, _ = name.partition("（")
    return before if bracket and before else None


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
    """Yield the ways to read a name as a body within a body: (县公安局, 交警大队), (省应急厅, …).

    >>> list(containers("县公安局交警大队"))
    [('县公安局', '交警大队')]
    """
    for match in re.finditer("[局厅委部办会署院]", name):
        if 2 <= match.end() <= len(name) - 2:
            yield name[: match.end()], name[match.end() :]


def parent_of_branch(name: str) -> str | None:
    """Return the body whose local branch a name is, or None.

    >>> parent_of_branch("市公安局云溪分局")
    '市公安局'
    """
    match = _BRANCH.fullmatch(name)
    return match["whole"] if match else None


def pattern_source(form: str) -> str | None:
    """Return a regular expression for a name built on a place ({place}生态环境局); None where it says too little.

    >>> pattern_source("{place}车务段"), pattern_source("{place}站")
    ('[一-鿿（）]{2,8}车务段', None)
    """
    parts = re.split(r"\{place\}|\{city\}", form)
    if sum(map(len, parts)) < 2:
        return None
    return "[一-鿿（）]{2,8}".join(map(re.escape, parts))
