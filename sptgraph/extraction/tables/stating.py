"""What the cells of a row state beside owners and times: amounts, what a stage's cell says, all as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.facts import Context, Facts, read_facts
from sptgraph.extraction.folding import Folded
from sptgraph.extraction.places import printed
from sptgraph.extraction.tables.columns import Column
from sptgraph.extraction.tables.heads import TIME_ALONE, is_mark
from sptgraph.extraction.tables.owning import Owned
from sptgraph.extraction.tables.timing import Timed, read_times
from sptgraph.extraction.targets import find_targets
from sptgraph.model import Deadline, Span, Target


@dataclass(frozen=True, slots=True)
class Staged:
    """What the cell of a stage says is to be done in it, by when, and how much of it."""

    facts: Facts = field(default_factory=Facts)
    timed: Timed = field(default_factory=Timed)
    targets: tuple[Target, ...] = ()


def read_stage(text: Folded, column: Column, days: tuple[date, date], head: Span, context: Context) -> Staged:
    """Read a cell under a header that is a time, from the first of ``days`` to the last.

    Dates in the cell are in that year and count instead of the header at ``head``; a mark only says that
    something is to be done in it.
    """
    year = days[0].year
    words = printed(context.document, head)
    headed = Timed((Deadline(days[1], "during", words, head, days[0]),))
    if is_mark(text.text):
        return Staged(timed=headed)
    region = Span(text.offsets[0], text.offsets[-1] + 1)
    timed = read_times(region, column, context, year, doubtful=False)
    if TIME_ALONE.fullmatch(text.text) and timed.deadlines and not timed.unresolved:
        return Staged(timed=timed)
    calendar = Calendar(context.calendar.period, date(year, 1, 1))
    facts = read_facts(text, replace(context, calendar=calendar))
    aimed = re.search("目标|指标", column.title) and not find_targets(text.text)
    targets = tuple(amounts(text, context)) if aimed else ()
    return Staged(facts, Timed() if facts.deadlines else headed, targets)


def amounts(text: Folded, context: Context) -> list[Target]:
    """Read a target cell that holds an amount alone: 100%, 不少于20家."""
    asked = Folded("达到" + text.text, (*text.offsets[:1] * 2, *text.offsets))
    return [
        Target(q.value, q.unit, printed(context.document, span), span, q.comparator)
        for q in find_targets(asked.text)
        for span in [context.locate(asked, max(q.start, 2), q.end)]
    ]


def again(
    said: tuple[Owned | None, Timed | None], span: Span, quote: str
) -> tuple[Owned | None, Timed | None]:
    """Return the facts of the cell above as those of a cell that repeats it (同上)."""
    owned, timed = said
    words = "".join(quote.split())
    if owned:
        owned = Owned(tuple(replace(a, span=span, quote=words, clause=span) for a in owned.assignments))
    if timed:
        timed = Timed(
            tuple(replace(d, span=span, quote=words) for d in timed.deadlines),
            tuple(replace(r, span=span, quote=words) for r in timed.recurrences),
            tuple(replace(s, span=span, quote=words) for s in timed.standing),
        )
    return owned, timed


def together(read: Sequence[Facts]) -> Facts:
    """Return what several stretches state as one, their measures numbered on."""
    measures = [measure for facts in read for measure in facts.measures]
    return Facts(
        assignments=tuple(each for facts in read for each in facts.assignments),
        deadlines=tuple(each for facts in read for each in facts.deadlines),
        recurrences=tuple(each for facts in read for each in facts.recurrences),
        targets=tuple(each for facts in read for each in facts.targets),
        sectors=tuple(each for facts in read for each in facts.sectors),
        standing=tuple(each for facts in read for each in facts.standing),
        measures=tuple(replace(measure, number=at) for at, measure in enumerate(measures, 1)),
        unresolved=tuple(each for facts in read for each in facts.unresolved),
        other_uses=tuple(each for facts in read for each in facts.other_uses),
    )
