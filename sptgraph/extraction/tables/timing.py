"""Time cells: dates, frequencies and standing words, read with the grammars of prose."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sptgraph.extraction.dates import ABSOLUTE, NO_YEAR, RANGE, WITHIN, Calendar, Day
from sptgraph.extraction.deadlines import asked, expressions
from sptgraph.extraction.facts import Context, standing_marks
from sptgraph.extraction.folding import Folded
from sptgraph.extraction.frequency import find_frequencies
from sptgraph.extraction.places import printed
from sptgraph.extraction.tables.columns import Column
from sptgraph.extraction.tables.spelling import plain, time_spelled
from sptgraph.model import Deadline, Recurrence, Span, StandingMark, Unresolved

_TIME_WORD: Final = re.compile(
    r"[\d年月日季周旬]|立[即刻行]|适时|尽快|及时|随时|近期|限期|(?<!时)期(?!间)|按[要时进]"
)
_OTHER_END: Final = re.compile(r"(?![底末前内度全贯持常长至起])[一-鿿]{1,8}(?:前|期间|时|后)")
_EVERY: Final = re.compile(r"每(?:年度?|个?季度?|个?月|周)[^，；。\n]{0,12}$")
_BEGINS: Final = re.compile(r"(?:起(?!草|底)|开始|之后|以后)(?:实施|施行|执行|启动)?")
_HARMLESS: Final = re.compile(
    r"(?:并|且|前|底|末|完成|全面|基本|整改|取得|实效|明显|成效|坚持|推进|实施|开展|持续|期间|每次|全年|度|到位|阶段性?|目标|一次|1次|次|至少|不少于|以上|以前|之前|[、，。；：（）—\n])+"
)
_PART_OF_PERIOD: Final = re.compile(
    r"(?:末|底|初|首月|最后一[周月天]|第[一二三\d]+[周个]?月?|\d{1,2}[日号]|[一二三四五六日天])?(?:前|内|之前|以前|中旬|上旬|下旬)?"
)


@dataclass(frozen=True, slots=True)
class Timed:
    """What a time cell says, and what in it could not be read."""

    deadlines: tuple[Deadline, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    standing: tuple[StandingMark, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def read_times(region: Span, column: Column, context: Context, year: int | None, *, doubtful: bool) -> Timed:
    """Read the cell at ``region`` that stands in a column of times.

    ``year`` is that of dates without one, None where nothing says it; ``doubtful`` says that the cell's
    number may be two dates (2026.1). What is not read is unresolved.
    """
    text = time_spelled(plain(context.document, region), year)
    if doubtful:
        return Timed(unresolved=(_unread(text, 0, len(text.text), context),))
    frequencies = find_frequencies(text.text).found
    recurrences, taken = [], []
    for each in frequencies:
        end = each.end + len((_PART_OF_PERIOD.match(text.text, each.end) or re.match("", "")).group())  # type: ignore[union-attr]
        taken.append((each.start, end))
        span = context.locate(text, each.start, each.end)
        recurrences.append(Recurrence(each.period, each.minimum, printed(context.document, span), span))
    calendar = Calendar(context.calendar.period, date(year, 1, 1) if year else None)
    deadlines, unread = [], []
    for found, day in expressions(text.text, calendar):
        if found.re is NO_YEAR and _EVERY.search(text.text, 0, found.start()):
            unread.append(found.span())
            taken.append(found.span())
            continue
        if any(found.start() < end and start < found.end() for start, end in taken):
            continue
        if _year_alone(found) and (more := _OTHER_END.match(text.text, found.end())):
            unread.append((found.start(), more.end()))
            taken.append(unread[-1])
            continue
        taken.append(found.span())
        begins = _BEGINS.match(text.text, found.end())
        if begins:
            taken.append(begins.span())
        if day is None or (begins and column.kind != "start"):
            unread.append((found.start(), begins.end() if begins else found.end()))
        else:
            deadlines.append(_deadline(text, found, day, column, context))
    standing = standing_marks(text, context)
    taken += [(text.position(s.span.start), text.position(s.span.end)) for s in standing]
    rest = list(text.text)
    for start, end in taken:
        rest[start:end] = "\0" * (end - start)
    left = _HARMLESS.sub(lambda m: "\0" * len(m.group()), "".join(rest))
    nothing = not (deadlines or recurrences or standing)
    if nothing and not unread:
        unread = [(0, len(text.text))] if text.text else []
    else:
        unread += [m.span() for m in re.finditer(r"[^\0]+", left) if _TIME_WORD.search(m.group())]
    return Timed(
        tuple(deadlines),
        tuple(recurrences),
        standing,
        tuple(_unread(text, *place, context) for place in unread),
    )


def _year_alone(found: re.Match[str]) -> bool:
    said = found.groupdict()
    return found.re is ABSOLUTE and not any(
        said[part] for part in ("month", "half", "quarter", "term", "edge")
    )


def _deadline(text: Folded, found: re.Match[str], day: Day, column: Column, context: Context) -> Deadline:
    if column.by and day.kind == "during" and found.re not in (RANGE, WITHIN):
        day = replace(day, kind="by", begins=None)
    due = asked(text.text, day)
    span = context.locate(text, day.start, day.end)
    milestone = "start" if column.kind == "start" else due.milestone
    return Deadline(
        day.due, day.kind, printed(context.document, span), span, day.begins, milestone, due.degree
    )


def _unread(text: Folded, start: int, end: int, context: Context) -> Unresolved:
    span = context.locate(text, start, end)
    return Unresolved(span, printed(context.document, span), "date-unclear")
