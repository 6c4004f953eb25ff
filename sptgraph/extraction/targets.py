"""Quantified results to be reached: 达到100%, 至少1个, 安排100万资金 (GUIDELINES, targets)."""

import re
from dataclasses import dataclass

from sptgraph.extraction.numerals import chinese_number
from sptgraph.extraction.stretches import Stretches
from sptgraph.model import Comparator

_DIGITS = r"\d{1,3}(?:，\d{3})+|\d+(?:\.\d+)?"
_SCALE = {
    "十": 10.0,
    "百": 100.0,
    "千": 1_000.0,
    "万": 10_000.0,
    "百万": 1_000_000.0,
    "千万": 10_000_000.0,
    "亿": 100_000_000.0,
    "万亿": 1e12,
}
_UNITS = (
    "个百分点|百分点|%|‰|家次|人次|场次|公里|千米|平方米|平方公里|立方米|万元|亿元|元|亩|吨|千瓦时|千瓦|兆瓦|个|家|名|人|户|座|处|台|套|辆|艘|部|件|项|条|所|支|场|批|公顷|米|"
    "具|只|块|张|册|批次|学时|路|起|分钟|小时|门|款|株|户次|种|间|幢|栋|片|对|位|篇|例|本|份|期|班|轮|车|宗"
)
NUMBER = re.compile(
    rf"(?P<about>(?:[一两二三四五六七八九十]{{1,3}}|{_DIGITS})(?:—|至)(?=\d))?"
    rf"(?:(?P<digits>{_DIGITS})(?P<scale>万亿|千万|百万|[十百千万亿])?(?P<more>余|多)?(?P<unit>{_UNITS})?(?P<or_more>及?以[上内下])?|"
    r"百分之(?P<percent>[一二三四五六七八九十百零〇点\d]+))"
)
_CN_NUMBER = re.compile(
    rf"(?P<lead>至少|不少于|不低于|超过|突破|达到?)(?P<number>[一两二三四五六七八九十百]{{1,4}})(?P<unit>{_UNITS})(?!一)"
)
_STRONG = re.compile(
    r"(?:原则上为|保持|不低于|不少于|不得少于|不得低于|不超过|不高于|至少|最少|达到?了?|达|超过|高于|低于|突破|大于|小于|力争|增长|下降|降低|减少|提高|提升|降至|升至|降到|"
    r"提高到|提升到|提升至|提高至|控制在|保持在|稳定在|增加到|增至|压减|不足|完成(?:率)?)(?:了)?(?:约|近)?$"
)
_VERB = re.compile(
    r"(?:建成|建设|新建|改建|扩建|打造|培育|创建|评选|选树|培养|引进|招募|新增|增加|增设|安排|投入|落实|筹措|设立|组建|配备|配齐|安装|改造|更新|淘汰|整治|治理|完成|实现|"
    r"开展|举办|组织|推出|推广|形成|制定|出台|支持|扶持|遴选|选派|选聘|培训|轮训|发放|拨付|列支|开发|布设|设置|建立|开通|新改建|加装|拆除|关闭|退出|清退|取缔|消除|销号|"
    r"攻克|制修订|整改|带动|扶持|归集|安置|编印|更换|接入|打通|修订|研制|帮扶|处置|输出|累计|募集|补充|淘汰|压减|减|引育|上架|发布|实施|补贴|布局|命名|认定|达标|奖励|募集|储备|培优|做强|发展|招引|突破|争创|入选|推动)"
)
_MEASURE = re.compile(
    r"(?:率|比|比例|占比|覆盖面|总量|总数|规模|数量|产值|产量|收入|面积|里程|人数|次数|起数|标准|总额|投资|资金|能力|水平|产能|床位|数|量|值|额)(?:均|分别|都|要|应|须|为|达|力争)*$"
)
_SCOPE_BEHIND = re.compile(
    r"(?:的)?(?:场所|企业|单位|人员密集|以上(?:的)?[一-鿿]|建筑|车辆|船舶|火灾|事故|管道|锅炉|罐|年龄|老年人|人口|城市|客车|货车|地区|区域|岁)"
)
_PARAMETER = re.compile(r"可(?:按|申请|返还|给予|享受)|返还|缴纳|现有(?:在职)?职工|申请最高")
_LIST_OF = re.compile(
    r"(?:等|这|上述|以上|以下|下列|其他|其它|前|第|全[省市县区国镇]|共|所有|涉及|包括|各|每|“|《|〔|方面|年|这些)$"
)
_QUOTED = re.compile(r"[“《〔][^”》〕\n]{0,30}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target in folded text."""

    start: int
    end: int
    value: float
    unit: str
    comparator: Comparator | None


def find_targets(text: str) -> list[Quantity]:
    """Find the quantified targets of a text.

    >>> [(t.value, t.unit) for t in find_targets("持证上岗率达到100%，安排100万资金，30人以上场所全面排查")]
    [(100.0, '%'), (1000000.0, '元')]
    """
    found: list[Quantity] = []
    for match in NUMBER.finditer(text):
        target = _target(text, match) or (_continued(text, match, found[-1]) if found else None)
        if target:
            found.append(target)
    taken = Stretches((target.start, target.end) for target in found)
    for match in _CN_NUMBER.finditer(text):
        if taken.overlaps(*match.span()):
            continue
        value = chinese_number(match["number"])
        if (
            value
            and not re.match(r"次|年|月|天", text[match.end("number") :])
            and not _QUOTED.search(text[max(0, match.start() - 30) : match.start()])
        ):
            found.append(Quantity(match.start(), match.end(), float(value), match["unit"], "at-least"))
    return sorted(found, key=lambda target: target.start)


def _continued(text: str, match: re.Match[str], last: Quantity) -> Quantity | None:
    """A number that goes on where the last target stopped: 其中2025年30家、2026年20家; 10%、15%以上."""
    between = text[last.end : match.start()]
    if match["percent"] or (match["unit"] or "") != last.unit or match["scale"]:
        return None
    if re.fullmatch(r"(?:[，、和]|，其中)(?:20\d\d年)?(?:达到)?", between):
        return Quantity(
            match.start(), match.end(), float(match["digits"].replace("，", "")), last.unit, last.comparator
        )
    return None


def _target(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    floor = max(0, start - 120)
    clause_start = max(floor - 1, *(text.rfind(sign, floor, start) for sign in "，。；：\n（")) + 1
    before, after = text[clause_start:start], text[end : end + 12]
    if _QUOTED.search(text[max(0, start - 30) : start]) or _LIST_OF.search(before[-3:]):
        return None
    if match["percent"]:
        number = chinese_number(match["percent"])
        value, unit = (float(number), "%") if number is not None else (0.0, "")
    else:
        value = float(match["digits"].replace("，", "")) * _SCALE.get(match["scale"] or "", 1.0)
        unit = match["unit"] or ""
    if (
        not unit
        and match["scale"] in ("万", "亿", "百万", "千万", "万亿")
        and re.match(r"(?:的)?(?:专项)?(?:资金|经费|预算|补助|奖励|投资)", after)
    ):
        unit = "元"
    for prefix, factor in (("万", 1e4), ("亿", 1e8)):
        if unit == prefix + "元":
            value, unit = value * factor, "元"
    if unit == "百分点":
        unit = "个百分点"
    if not unit or (not match["unit"] and not match["percent"] and unit != "元") or not value:
        return None
    if match["about"]:
        least = chinese_number(match["about"].rstrip("—至"))
        value = float(least) * (value / float(match["digits"].replace("，", ""))) if least else value
    if (unit == "个" and re.match("月|工作日|小时", after)) or (unit == "名" and after.startswith("称")):
        return None
    return _judged(match, before, after, value, unit)


def _judged(match: re.Match[str], before: str, after: str, value: float, unit: str) -> Quantity | None:
    """Tell a target from a threshold, a count of what exists, or a name."""
    bound = match["or_more"]
    strong = _STRONG.search(before)
    verb = _VERB.search(before[-40:])
    measure = _MEASURE.search(before)
    if match["digits"] and re.match(r"(?:20|19)\d\d$", match["digits"]) and unit in ("年", "版"):
        return None
    if re.match(r"(?:—|至)\d", after):
        return None
    if bound and not (strong or measure) and not (verb and not _SCOPE_BEHIND.match(after)):
        return None
    if bound and _SCOPE_BEHIND.match(after) and not strong:
        return None
    if (
        bound
        and not strong
        and (re.match("的", after) or (unit in ("平方米", "立方米") and re.match("[一-鿿、]", after)))
    ):
        return None
    if _PARAMETER.search(before) or (strong and re.match("的(?:企业|单位|场所|项目|工程)", after)):
        return None
    if bound in ("以下", "以内", "及以下") and not (strong or measure or "控制" in before):
        return None
    if unit in ("%", "‰", "个百分点"):
        accepted = bool(
            strong
            or verb
            or measure
            or (value == 100 and re.match("[一-鿿]", after))
            or re.search(r"(?:的|较|比|同比)[^，]{0,12}$", before)
        )
    else:
        accepted = bool(strong or measure or (verb and not re.search(r"等$|由$|对$", before)))
    if (
        not accepted
        or (
            unit == "条"
            and not strong
            and not re.search("完成|新增|新建|建成|打通|建设|开通|归集|改造|整治", before)
        )
        or (unit == "项" and not (strong or re.search("完成|制定|出台|实施|建设", before)))
    ):
        return None
    start = match.start() - (strong.end() - strong.start() if strong else 0)
    return Quantity(start, match.end(), value, unit, _comparator(strong.group() if strong else "", bound))


def _comparator(lead: str, bound: str | None) -> Comparator | None:
    if re.search("不超过|不高于|控制在|低于", lead) and "不低于" not in lead:
        return "at-most"
    if re.search("增长|提高(?!到|至)|提升(?!到|至)|增加(?!到|至)", lead):
        return "increase"
    if re.search("下降|降低|减少|压减", lead):
        return "decrease"
    if re.search("不低于|不少于|至少|最少|不得", lead) or (bound and "上" in bound):
        return "at-least"
    if re.search("超过|突破|高于|大于", lead):
        return "more-than"
    return "equal" if re.search("达|保持|稳定", lead) else None
