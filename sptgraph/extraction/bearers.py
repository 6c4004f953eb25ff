"""Who a frequency binds, and for what part: 生产经营单位主要负责人要每季度…（高危行业领域每月…）."""

import re
from collections.abc import Iterable

from sptgraph.extraction.agents import Piece

_LEADING = re.compile(r"(?:并|其中|同时|推动|督促|指导|组织|要求|确保|明确|对|将|由)*")
_BRACKET = re.compile(r"（[^（）。；\n]{0,20}）")
_NOUN = re.compile(
    r"(?:单位|企业|负责人|负责同志|责任人|领导|同志|人员|部门|局|委|办|厅|部|大队|政府|党委|委员会|安委会|安委办|管委会|乡镇|街道|镇街|地区|各地|机构|公司|学校|医院|办事处|委会|派出所|支队|中队|中心|供销社|网格员|安全员|单位和个人|专班|专委会|（街道）|（镇）|（场）|[县市区镇乡村])$"
)


def agent_before(text: str, start: int) -> Piece | None:
    """Return the bearer named in the clause before a frequency, if it names one.

    >>> text = "生产经营单位主要负责人要每季度带队检查"
    >>> piece = agent_before(text, text.index("每"))
    >>> text[piece.start : piece.end]
    '生产经营单位主要负责人'
    """
    least = max(0, start - 80)
    outside = _BRACKET.sub(lambda found: "·" * len(found.group()), text[least:start])
    floor = least + max(-1, *(outside.rfind(sign) for sign in "，。；：\n（")) + 1
    opening = _LEADING.match(text, floor, start)
    first, last = opening.end() if opening else floor, start
    while last - first >= 2 and not _NOUN.search(text, first, last):
        last -= 1
    return Piece(first, last) if 2 <= last - first <= 40 else None


def agent_behind(text: str, end: int, named: Iterable[Piece]) -> Piece | None:
    """Return which of the ``named`` bearers stands right behind a frequency: 每年由县应急局…, 每月县政府….

    >>> agent_behind("每年由县应急局组织", 2, [Piece(3, 7)])
    Piece(start=3, end=7)
    """
    first = end + text.startswith("由", end)
    return next((piece for piece in named if piece.start == first), None)


def scope_of(text: str, start: int) -> Piece | None:
    """Return the qualifier between an opening bracket and a frequency in it.

    >>> text = "每季度1次（高危行业领域每月1次）"
    >>> piece = scope_of(text, text.index("每月"))
    >>> text[piece.start : piece.end]
    '高危行业领域'
    """
    least = max(0, start - 100)
    opening = max(text.rfind("（", least, start), text.rfind("〔", least, start))
    closing = max(text.rfind("）", least, start), text.rfind("〕", least, start))
    if opening < 0 or closing > opening or start - opening > 90:
        return None
    first = opening + 1
    last = first + len(re.sub(r"(?:，|：|其中|的|要|应|应当)+$", "", text[first:start]))
    if last - first < 2 or re.search("[。；]", text[first:last]):
        return None
    return Piece(first, last)
