"""The date grammar of plans: 2024年底前, 2025年6月底前, 2024年, 三年内 …."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sptgraph.extraction.numerals import chinese_number
from sptgraph.model import DeadlineKind

_CN = "一二三四五六七八九〇零十"
_YEAR = rf"(?:20\d\d|二[〇零0][{_CN}]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_PART = r"(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度|(?P<term>年[底末]|内|初(?=前|，|完成)))"
_MONTH_PART = (
    rf"(?P<month>{_MONTH})月(?:份)?"
    rf"(?:(?P<day>{_DAY})[日号]|(?P<third>[上中下])旬|(?P<monthend>[底末]|月底))?"
)
_POINT = rf"(?P<year>{_YEAR})年(?:度(?=[底末]))?(?:{_PART}|{_MONTH_PART})?"
_EDGE = r"(?P<edge>[底末]?(?:以前|之前|前)|[底末])?"
_LEAD = r"(?P<lead>(?:截至|截止|到|至)(?:了)?)?"
ABSOLUTE = re.compile(rf"{_LEAD}{_POINT}{_EDGE}")
DOTTED = re.compile(
    r"(?P<year>20\d\d)[./](?P<month>1[0-2]|0?[1-9])(?:[./](?P<day>3[01]|[12]\d|0?[1-9]))?(?P<edge>[底末]?(?:以前|之前|前)|[底末])"
)

_POINT_B = _POINT.replace("?P<", "?P<b_")
_SHORT_B = rf"(?P<s_month>{_MONTH})月(?:份)?(?:(?P<s_day>{_DAY})[日号])?(?P<s_end>[底末])?"
RANGE = re.compile(
    rf"(?:{_POINT}|(?P<bare>{_YEAR}))(?:起|开始)?(?P<sep>—+|至|到)(?:{_POINT_B}(?P<b_edge>[底末])?|{_SHORT_B})(?P<during>期间)?"
)
NO_YEAR = re.compile(
    rf"(?<![\d年—第个])(?P<lead>(?:截至|截止|到|至)|(?:今年|当年|本年(?:度)?))?"
    rf"(?:(?P<month>{_MONTH})月(?:份)?(?:(?P<day>{_DAY})[日号]|(?P<third>[上中下])旬|(?P<monthend>[底末]|月底))?"
    rf"(?P<edge>以前|之前|前|(?<=[底末]))|(?P<term>年[底末]|年内)(?P<edge2>以前|之前|前)?"
    rf"|(?:(?P<half>[上下])半年|第(?P<quarter>[1-4一二三四])季度)(?P<edge3>[底末]?(?:以前|之前|前)|[底末])?(?!考核|检查|评|排名|工作))"
)
_SPAN_NUMBER = r"(?P<count>\d{1,2}|[一二两三四五六七八九十])"
WITHIN = re.compile(
    rf"(?:(?:力争|争取)?(?:通过|(?<![停使运])用(?=[^，。]{{1,3}}年(?:左右)?(?:的?时间|努力))|经过|利用)(?:大约|约)?{_SPAN_NUMBER}年(?!以上|以下|内)(?:左右)?(?:的?时间|努力|的?努力|治本攻坚|集中攻坚|集中整治|攻坚|行动|左右)?(?:的?努力|的?时间|治本攻坚|攻坚)?"
    rf"|{_SPAN_NUMBER.replace('count', 'count2')}年(?:之内|以内|内|期间))"
)
AFTER_ISSUE = re.compile(
    r"(?:自)?(?:本)?(?:方案|意见|通知|办法|计划|文件)?(?:印发|下发|发布|公布)之日起(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?P<unit>日|天|个?工作日|个?月|年)(?:之内|以内|内)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date expression found in folded text; ``start`` and ``end`` are positions in it."""

    start: int
    end: int
    due: date
    kind: DeadlineKind
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date expression is read against: the plan's period and its date of issue."""

    period: tuple[int, int] | None = None
    issued: date | None = None

    @property
    def year(self) -> int | None:
        """The year that a date without a year belongs to."""
        if self.issued:
            return self.issued.year
        return self.period[0] if self.period else None


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(printed: str) -> int:
    return int(printed) if printed.isdecimal() else (chinese_number(printed) or 0)


def _number(printed: str | None) -> int | None:
    return chinese_number(printed) if printed else None


def _point(groups: dict[str, str | None], year: int) -> tuple[date, date, bool] | None:
    """Return first day, last day, and whether the expression itself says end (底, 末)."""
    if half := groups.get("half"):
        return (
            (date(year, 1, 1), date(year, 6, 30), False)
            if half == "上"
            else (date(year, 7, 1), date(year, 12, 31), False)
        )
    if quarter := _number(groups.get("quarter")):
        return date(year, 3 * quarter - 2, 1), last_day(year, 3 * quarter), False
    if term := groups.get("term"):
        if term.endswith("初"):
            return date(year, 1, 1), date(year, 1, 31), True
        return date(year, 1, 1), date(year, 12, 31), term[-1] in "底末"
    if month := _number(groups.get("month")):
        if day := _number(groups.get("day")):
            try:
                exact = date(year, month, day)
            except ValueError:
                return None
            return exact, exact, False
        if third := groups.get("third"):
            ends = {"上": date(year, month, 10), "中": date(year, month, 20), "下": last_day(year, month)}
            return date(year, month, {"上": 1, "中": 11, "下": 21}[third]), ends[third], False
        return date(year, month, 1), last_day(year, month), bool(groups.get("monthend"))
    return date(year, 1, 1), date(year, 12, 31), False


def read_absolute(found: re.Match[str]) -> Day | None:
    """Read a date with its year. 2024年6月前 ends the day before June, 2024年6月底前 on its last day."""
    groups = found.groupdict()
    point = _point(groups, _year(groups["year"] or ""))
    if point is None:
        return None
    first, last, end = point
    edge = groups.get("edge") or ""
    end = end or edge[:1] in ("底", "末")
    before = edge.endswith("前")
    if before and not end and not groups.get("day"):
        return Day(found.start(), found.end(), first - timedelta(days=1), "by")
    by = before or end or bool(groups.get("lead"))
    return Day(found.start(), found.end(), last, "by" if by else "during", None if by else first)


def read_range(found: re.Match[str]) -> Day | None:
    """Read a stretch of time: 2024—2026年, 2024年4月至2025年12月, 2019年1月1日至12月31日."""
    groups = found.groupdict()
    year = _year(groups["year"] or groups["bare"] or "")
    begin = _point(
        {k: groups.get(k) for k in ("half", "quarter", "term", "month", "day", "third", "monthend")}, year
    )
    if groups.get("b_year"):
        second = {k[2:]: v for k, v in groups.items() if k.startswith("b_")}
        finish = _point(second, _year(groups["b_year"] or ""))
    else:
        finish = _point({"month": groups.get("s_month"), "day": groups.get("s_day")}, year)
    if begin is None or finish is None or finish[1] < begin[0]:
        return None
    return Day(found.start(), found.end(), finish[1], "during", begin[0])


def read_without_year(found: re.Match[str], calendar_: Calendar) -> Day | None:
    """Read 2月28日前, 6月底前, 年底前 in the year of the plan."""
    year = calendar_.year
    if year is None:
        return None
    point = _point(found.groupdict(), year)
    if point is None:
        return None
    first, last, end = point
    edge = found["edge"] or found["edge2"] or found["edge3"] or ""
    if found["half"] or found["quarter"]:
        return Day(found.start(), found.end(), last, "by" if edge else "during", None if edge else first)
    if edge and not end and not found["day"] and not found["third"] and found["month"]:
        return Day(found.start(), found.end(), first - timedelta(days=1), "by")
    kind: DeadlineKind = "by" if edge or end or found["month"] else "during"
    return Day(found.start(), found.end(), last, kind)


def read_within(found: re.Match[str], calendar_: Calendar) -> Day | None:
    """Read 三年内, 通过三年时间 as within the plan's period."""
    count = _number(found["count"] or found["count2"])
    if count is None:
        return None
    if calendar_.period:
        begin, end = calendar_.period
        year = end if count >= end - begin + 1 else begin + count - 1
    elif calendar_.issued:
        year = calendar_.issued.year + count - (1 if calendar_.issued.month <= 6 else 0)
    else:
        return None
    return Day(found.start(), found.end(), date(year, 12, 31), "within")


def read_after_issue(found: re.Match[str], calendar_: Calendar) -> Day | None:
    """Read 印发之日起30日内 from the date of issue."""
    count = _number(found["count"])
    if count is None or calendar_.issued is None:
        return None
    issued = calendar_.issued
    unit = found["unit"]
    if unit.endswith("月"):
        months = issued.month - 1 + count
        year, month = issued.year + months // 12, months % 12 + 1
        due = date(year, month, min(issued.day, calendar.monthrange(year, month)[1]))
    elif unit == "年":
        due = date(issued.year + count, issued.month, min(issued.day, 28))
    else:
        due = issued + timedelta(days=count)
    return Day(found.start(), found.end(), due, "within")
