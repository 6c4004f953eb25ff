"""The facts that one stretch of a plan states: owners, deadlines, frequencies, targets, sectors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sptgraph.extraction.accounting import account, role_words
from sptgraph.extraction.agents import Piece, is_bare_name, quantifier_of
from sptgraph.extraction.bearers import agent_before, agent_behind, scope_of
from sptgraph.extraction.dates import Calendar
from sptgraph.extraction.deadlines import Due
from sptgraph.extraction.folding import BREAK, Folded
from sptgraph.extraction.inline import InlineOwner
from sptgraph.extraction.lexicon import Lexicon
from sptgraph.extraction.owners import Owner
from sptgraph.extraction.places import Locate, printed, spelled
from sptgraph.extraction.recognising import Recognised, recognise
from sptgraph.extraction.sectors import find_sectors
from sptgraph.extraction.stretches import Stretches
from sptgraph.extraction.targets import Quantity
from sptgraph.model import (
    Assignment,
    Deadline,
    Document,
    Measure,
    OtherUse,
    Recurrence,
    SectorMention,
    Span,
    StandingMark,
    Target,
    Unresolved,
)

_SENTENCE_END = re.compile(r"[。；！\n]+")
_FIRMS = re.compile(r"(?:各|所有|全县|全市)?(?:企业|生产经营(?:单位|企业))(?:主要负责人|负责人)?")
_HAZARDOUS_FIRMS = re.compile(
    r"(?:其中)?(?P<scope>(?:(?!每)[一-鿿、]){0,16}?高危行业(?:领域)?)的?(?:企业|生产经营单位)(?:主要负责人|负责人)?"
)
_NOT_STANDING = re.compile(
    r"长期(?:存在|停|闭|未|从事|居住|处于)|持续(?:时间|稳定|健康|恶化|超标)|日常|持续向好"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What every stretch of one plan is read with."""

    document: Document
    lexicon: Lexicon
    calendar: Calendar
    locate: Locate
    first_leads: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one stretch states, and what in it was seen but states nothing or could not be settled."""

    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    targets: tuple[Target, ...] = ()
    sectors: tuple[SectorMention, ...] = ()
    standing: tuple[StandingMark, ...] = ()
    measures: tuple[Measure, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    other_uses: tuple[OtherUse, ...] = ()


def read_facts(text: Folded, context: Context, *, goal: bool = False) -> Facts:
    """Read the facts of one task or passage; in a goal passage nobody is given a duty."""
    found = recognise(
        text.text, context.lexicon, context.calendar, first_leads=context.first_leads, goal=goal
    )
    assignments = () if goal else _assignments(text, context, found)
    unresolved, other = _accounted(text, context, found, assignments, goal=goal)
    return Facts(
        assignments=assignments,
        deadlines=tuple(_deadline(text, context, due) for due in found.dues),
        recurrences=_recurrences(text, context, found),
        targets=tuple(_target(text, context, quantity) for quantity in found.targets),
        sectors=mentions(text, context, found.names),
        standing=standing_marks(text, context),
        measures=_measures(text, context, found.phrases.clauses),
        unresolved=unresolved,
        other_uses=other,
    )


def _assignments(text: Folded, context: Context, found: Recognised) -> tuple[Assignment, ...]:
    """One entry per agent and role; what a bracket says comes first."""
    made: dict[tuple[str, str], Assignment] = {}
    owners: list[Owner | InlineOwner] = [*found.phrases.owners, *found.inline]
    for owner in owners:
        new = _assignment(text, context, owner)
        made.setdefault((new.agent, new.role), new)
    return tuple(made.values())


def _accounted(
    text: Folded, context: Context, found: Recognised, assignments: Sequence[Assignment], *, goal: bool
) -> tuple[tuple[Unresolved, ...], tuple[OtherUse, ...]]:
    """Account for each role, date and frequency word that lies in no entry."""
    kept = {assignment.clause for assignment in assignments}
    held = {c for c in found.clauses if goal or context.locate(text, c.start, c.end) in kept}
    unread = [(p.start, p.end) for p in found.phrases.unread]
    taken = [(piece.start, piece.end) for piece in held]
    taken += [(frequency.start, frequency.end) for frequency in found.frequencies]
    taken += [(target.start, target.end) for target in found.targets]
    taken += [(due.day.start, due.day.end) for due in found.dues]
    taken += [*found.unread_dates, *(() if goal else unread)]
    known = [
        *found.uses,
        *((start, end, "goal") for start, end in unread if goal),
        *(
            (s, e, "repeated")
            for c in found.clauses
            if c not in held
            for s, e in role_words(text.text, c.start, c.end)
        ),
        *((s, e, "same-bearer") for owner in found.inline for s, e in _going_on(text.text, owner.clause)),
    ]
    unresolved = [_unresolved(text, context, *place, "date-unclear") for place in found.unread_dates]
    if not goal:
        unresolved += [_unresolved(text, context, *place, "owner-phrase-unread") for place in unread]
    other: list[OtherUse] = []
    for loose in account(text.text, taken, known):
        if loose.use or (goal and loose.reason == "agent-unclear"):
            other.append(_other(text, context, loose.start, loose.end, loose.use or "goal"))
        else:
            unresolved.append(_unresolved(text, context, loose.start, loose.end, loose.reason or ""))
    return tuple(sorted(unresolved, key=lambda entry: entry.span)), tuple(other)


def _going_on(text: str, clause: Piece) -> list[tuple[int, int]]:
    """The role words behind a bearer's clause in the same sentence, with nobody else named."""
    stop = re.compile(r"[。；\n（]").search(text, clause.end)
    behind = Piece(clause.end, stop.start() if stop else len(text))
    return [(s, e) for s, e in role_words(text, behind.start, behind.end) if text[s - 1] in "，、"]


def mentions(text: Folded, context: Context, names: Sequence[Piece] = ()) -> tuple[SectorMention, ...]:
    """Return the sectors that a stretch names, outside the names of units."""
    found = find_sectors(text.text, context.lexicon, names)
    return tuple(SectorMention(key, context.locate(text, start, end)) for key, start, end in found)


def _quote(text: Folded, context: Context, start: int, end: int) -> str:
    return printed(context.document, context.locate(text, start, end))


def _assignment(text: Folded, context: Context, owner: Owner | InlineOwner) -> Assignment:
    inline = isinstance(owner, InlineOwner)
    name, clause = owner.name, owner.clause
    folded = text.text[name.start : name.end]
    place = clause if inline else name
    return Assignment(
        agent=spelled(context.document, text, name.start, name.end),
        role=owner.role,
        form="inline" if inline else "bracket",
        quote=_quote(text, context, place.start, place.end),
        span=context.locate(text, place.start, place.end),
        agent_key=context.lexicon.department_key(folded, context.place, bare=is_bare_name(folded)),
        clause=context.locate(text, clause.start, clause.end),
        distribution=None if isinstance(owner, InlineOwner) else owner.distribution,
        quantifier=quantifier_of(folded),
    )


def _target(text: Folded, context: Context, found: Quantity) -> Target:
    quote = _quote(text, context, found.start, found.end)
    return Target(
        found.value, found.unit, quote, context.locate(text, found.start, found.end), found.comparator
    )


def _deadline(text: Folded, context: Context, due: Due) -> Deadline:
    day = due.day
    span = context.locate(text, day.start, day.end)
    return Deadline(
        day.due, day.kind, printed(context.document, span), span, day.begins, due.milestone, due.degree
    )


def _recurrences(text: Folded, context: Context, found: Recognised) -> tuple[Recurrence, ...]:
    """A frequency in brackets behind another one tightens it for its scope: （高危行业领域每月至少1次）."""
    made: list[Recurrence] = []
    last = 0
    named = [owner.name for owner in found.inline]
    for frequency in found.frequencies:
        span = context.locate(text, frequency.start, frequency.end)
        scope = scope_of(text.text, frequency.start)
        bound = agent_before(text.text, frequency.start) or agent_behind(text.text, frequency.end, named)
        if scope is None and made and bound and not re.search(r"[。；\n]", text.text[last : bound.start]):
            scope = _hazardous(text.text, bound, made[-1].agent)
        last = frequency.end
        general = made[-1] if made and scope else None
        agent = general.agent if general else _printed_piece(text, context, bound)
        made.append(
            Recurrence(
                frequency.period,
                frequency.minimum,
                printed(context.document, span),
                span,
                agent,
                _printed_piece(text, context, scope),
                general.span if general else None,
            )
        )
    return tuple(made)


def _hazardous(text: str, agent: Piece, general: str | None) -> Piece | None:
    """Return the high-hazard trades whose firms are named behind firms at large, else None."""
    if general is None or not _FIRMS.fullmatch(general):
        return None
    found = _HAZARDOUS_FIRMS.fullmatch(text, agent.start, agent.end)
    return Piece(found.start("scope"), found.end("scope")) if found else None


def _printed_piece(text: Folded, context: Context, piece: Piece | None) -> str | None:
    return _quote(text, context, piece.start, piece.end) if piece else None


def standing_marks(text: Folded, context: Context) -> tuple[StandingMark, ...]:
    """Return the words of a stretch that make a duty standing."""
    words = sorted(context.lexicon.words["standing"], key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)))
    return tuple(
        StandingMark(m.group(), context.locate(text, m.start(), m.end()))
        for m in pattern.finditer(text.text)
        if not _NOT_STANDING.match(text.text, m.start())
    )


def _measures(text: Folded, context: Context, clauses: Sequence[Piece]) -> tuple[Measure, ...]:
    """Divide a task into its sentences; an owner phrase belongs to the sentence before it."""
    held = Stretches((c.start, c.end) for c in clauses)
    opening = {c.start for c in clauses}
    stops = [m.span() for m in _SENTENCE_END.finditer(text.text)]
    ends = [end for start, end in stops if start not in held and end not in opening]
    if not ends or ends[-1] < len(text.text):
        ends.append(len(text.text))
    spans: list[Span] = []
    start = 0
    for end in ends:
        stretch = text.text[start:end]
        length = len(stretch.rstrip(BREAK))
        lead = len(stretch) - len(stretch.lstrip(BREAK))
        if re.search(r"[一-鿿]", stretch):
            spans.append(context.locate(text, start + lead, start + length))
        start = end
    return tuple(Measure(i, span) for i, span in enumerate(spans, 1))


def _unresolved(text: Folded, context: Context, start: int, end: int, reason: str) -> Unresolved:
    span = context.locate(text, start, end)
    return Unresolved(span, printed(context.document, span), reason)


def _other(text: Folded, context: Context, start: int, end: int, use: str) -> OtherUse:
    span = context.locate(text, start, end)
    return OtherUse(span, printed(context.document, span), use)
