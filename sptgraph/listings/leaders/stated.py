"""What plans themselves put on leaders: duties with a frequency or date, and sentences without either."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from sptgraph.language import Bilingual
from sptgraph.listings.clauses import clause_at
from sptgraph.listings.leaders.bodies import Bodies
from sptgraph.listings.leaders.posts import Post, named_in, post_of, tier_order
from sptgraph.listings.leaders.rows import LeaderRow, LeaderYearRow, MentionRow
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.timing.dated import Dated, in_period, in_year, owned
from sptgraph.listings.timing.deadlines import first_due
from sptgraph.listings.timing.periods import begin_of, end_of, quarters_due
from sptgraph.listings.timing.years import QUARTERS, WHOLE, reached
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, Span
from sptgraph.provisions import Outline, sentence

STATED: Final = Bilingual("写明", "stated")
_SENTENCE: Final = re.compile(r"[^。；\n]+[。；]?")
_ANNEX: Final = "附件"


@dataclass(frozen=True, slots=True)
class Personal:
    """Something that a plan puts on leaders: a recurring duty, or a task that names them, with its dates."""

    each: Dated
    printed: str
    post: Post
    fact: Recurrence | Assignment
    deadlines: tuple[Deadline, ...] = ()

    @property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """The frequency, where it is a recurring duty."""
        return (self.fact,) if isinstance(self.fact, Recurrence) else ()

    @property
    def order(self) -> tuple[int, int]:
        """The highest tier first, in each the order of the text."""
        return tier_order(self.post.tier), self.fact.span.start


def personal(found: Iterable[Dated], material: Material) -> tuple[Personal, ...]:
    """Return what the lines put on leaders that is to be done in the year of the selection, or ever.

    What the Party committee, the government or the work safety committee must do regularly falls on those who
    lead them.
    """
    year, bodies = material.selection.year, Bodies(material)
    duties = (duty for each in found for duty in _personal(each, bodies) if _falls_in(duty, year))
    return tuple(sorted(duties, key=lambda duty: duty.order))


def _personal(each: Dated, bodies: Bodies) -> Iterator[Personal]:
    for recurrence in each.line.recurrences:
        agent = recurrence.agent
        if agent and (post := post_of(agent) or bodies.leadership(agent, each.line.source)):
            yield Personal(each, one_line(agent), post, recurrence)
    for bearer in each.line.provision.body.assignments:
        if post := post_of(bearer.agent):
            dates = tuple(d for d in each.line.deadlines if _together(each.line.source, bearer, d))
            yield Personal(each, one_line(bearer.agent), post, bearer, dates)


def _together(plan: Plan, bearer: Assignment, deadline: Deadline) -> bool:
    """Say whether a date stands in the sentence of a bearer; a bracket at the end bears all of its task."""
    text = plan.source.text
    return (
        not text or bearer.form == "bracket" or sentence(text, bearer.span) == sentence(text, deadline.span)
    )


def _falls_in(duty: Personal, year: int | None) -> bool:
    if duty.deadlines:
        return any(in_year(d, year, duty.each.period) for d in duty.deadlines)
    return in_period(duty.each, year)


def leader_row(serial: int, duty: Personal, material: Material) -> LeaderRow:
    """Return the row of a duty."""
    fact = duty.fact if isinstance(duty.fact, Recurrence) else None
    return LeaderRow(
        **_fields(serial, duty, material),
        first=first_due(duty.each.line.source, fact) if fact else None,
        until=end_of(duty.each.period) if fact else None,
    )


def _fields(serial: int, duty: Personal, material: Material) -> dict[str, Any]:
    language, plan = material.language, duty.each.line.source
    fields = owned(duty.each, serial, duty.fact.span)
    return {
        **fields,
        "task": "" if fields["outside"] else fields["task"],
        "tier": duty.post.tier_name.text(language),
        "post": duty.post.name.text(language),
        "body": duty.printed,
        "duty": _words(plan, duty, material),
        "deadlines": duty.deadlines,
        "recurrences": duty.recurrences,
        "basis": STATED.text(language),
    }


def _words(plan: Plan, duty: Personal, material: Material) -> str:
    """Return the plan's words about a duty: from the leaders it names to the next ones named."""
    fact, text = duty.fact, plan.source.text
    if not text or fact.span.end <= fact.span.start:
        label = getattr(fact, "label", None)
        return label.text(material.language) if label else one_line(fact.quote)
    whole = one_line(sentence(text, fact.span))
    at = max(whole.find(one_line(fact.quote)), 0)
    start = whole.rfind(duty.printed, 0, at + len(duty.printed))
    start = start if start >= 0 else max(whole.rfind(mark, 0, at) for mark in "，,") + 1
    rest = whole[start:]
    others = (rest.find(name, len(duty.printed)) for name in named_in(rest) if name != duty.printed)
    end = min((place for place in others if place > 0), default=len(rest))
    return rest[:end].rstrip("，,；; ")


def by_quarter(duties: Iterable[Personal], years: Iterable[int]) -> list[tuple[int, int, Personal]]:
    """Return what leaders have to do, year by year, quarter by quarter; what goes on all year comes last."""
    listed = list(duties)
    return [
        (year, at, duty)
        for year in years
        for at in (1, 2, 3, 4, WHOLE)
        for duty in listed
        if at in _quarters(duty, year)
    ]


def year_row(serial: int, year: int, at: int, duty: Personal, material: Material) -> LeaderYearRow:
    """Return the row of a duty in a quarter."""
    quarter = QUARTERS[at].text(material.language)
    return LeaderYearRow(**_fields(serial, duty, material), year=year, quarter=quarter)


def _quarters(duty: Personal, year: int) -> tuple[int, ...]:
    each, data = duty.each, duty.each.line.source.document
    if isinstance(duty.fact, Recurrence):
        begin, end = begin_of(data.issued, data.period), end_of(data.period)
        return quarters_due(duty.fact.period, year, begin, end) if in_period(each, year) else ()
    if duty.deadlines:
        dates = (d for d in duty.deadlines if in_year(d, year, each.period))
        return tuple(dict.fromkeys(at for d in dates for at in reached(d, year, each.period)))
    return (WHOLE,) if in_period(each, year) else ()


def mentions(material: Material, duties: Iterable[Personal]) -> tuple[MentionRow, ...]:
    """Return the other sentences of the plans that say what leaders must do, firms' leaders left out."""
    told = {(id(duty.each.line.source), duty.printed, duty.fact.span.start) for duty in duties}
    rows: list[MentionRow] = []
    for plan, name in zip(material.plans, material.names, strict=True):
        outline = Outline(plan)
        clauses = {provision.where: provision.clause for provision in outline.listed}
        known = [(who, start) for of, who, start in told if of == id(plan)]
        for printed, post, span, words in _mentioned(plan):
            place = outline.place_of(span)
            if place == _ANNEX or any(
                who.endswith(printed) and span.start <= start < span.end for who, start in known
            ):
                continue
            rows.append(
                MentionRow(
                    serial=len(rows) + 1,
                    plan=name,
                    tier=post.tier_name.text(material.language),
                    post=post.name.text(material.language),
                    body=printed,
                    duty=words,
                    clause=clause_at(clauses.get(place, place), _on_page(outline, span)),
                )
            )
    return tuple(rows)


def _mentioned(plan: Plan) -> Iterator[tuple[str, Post, Span, str]]:
    """Give the leaders that sentences name, with the sentence and its words from the leaders on."""
    for found in _SENTENCE.finditer(plan.source.text or ""):
        words = one_line(found[0])
        for printed in dict.fromkeys(named_in(words)):
            post = post_of(printed)
            if post and post.tier != "enterprise":
                yield printed, post, Span(*found.span()), words[words.find(printed) :]


def _on_page(outline: Outline, span: Span) -> Span:
    """Return a span with the page of the nearest fact before it: sentences have no page of their own."""
    before = (
        fact.span
        for provision in outline.provisions
        for fact in provision.facts
        if fact.span.page and fact.span.start <= span.start
    )
    return replace(span, page=max(before, default=span).page)
