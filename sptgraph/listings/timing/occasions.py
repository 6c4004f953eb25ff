"""What of a list can stand in a calendar: its dates and recurring duties, each once, whatever kind it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from sptgraph.encoding.iris import plan_iri, squash
from sptgraph.language import Bilingual, Language
from sptgraph.listings.clauses import Clause
from sptgraph.listings.phrasing import every, goal_of, one_line, phrase, shorten
from sptgraph.listings.timing.derived import DerivedBearer, ImpliedDate
from sptgraph.listings.timing.periods import Period, begin_of, end_of
from sptgraph.model import Assignment, Deadline, Plan, Recurrence, Task
from sptgraph.output import UNDATED
from sptgraph.progress import STATUSES, StatusReport, current
from sptgraph.provisions import Outline, sentence

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

Fact = Deadline | Recurrence | ImpliedDate

_FIELDS: Final = ("deadlines", "recurrences", "implied")
_COLUMNS: Final = frozenset({*_FIELDS, "due", "first"})
"""Columns by which a list without rows is known to be of a kind that holds dates."""
_LABELS: Final = {
    "task": Bilingual("任务", "Task"),
    "when": Bilingual("时限", "When"),
    "lead": Bilingual("牵头", "Lead"),
    "responsible": Bilingual("负责", "Responsible"),
    "territorial": Bilingual("属地", "Territorial"),
    "support": Bilingual("配合", "Support"),
    "owners": Bilingual("推定责任单位", "Derived bearer"),
    "falls_on": Bilingual("推定主体", "Derived bearer"),
    "clause": Bilingual("出处", "Clause"),
    "text": Bilingual("原文", "In the plan"),
    "plan": Bilingual("依据", "Plan"),
}
_SAID: Final = Bilingual("{}：{}", "{}: {}")
_DERIVED: Final = Bilingual("推定期限", "derived deadline")
_OTHERS: Final = Bilingual("等", " and others")
_ASIDE: Final = Bilingual("{}（{}）", "{} ({})")
_OFTEN: Final = Bilingual("{}至少{}次", "{}, at least {}")
_UNREADABLE: Final = Bilingual(
    "周期“{}”写不成日历的重复规则，只记首日",
    "the period “{}” cannot be put as a rule; only its first day is here",
)
_NAMES: Final = 3
"""How many bearers the summary names; the rest stand in the description."""


@dataclass
class Occasion:
    """A date or a recurring duty, with all that the rows of a list say about it.

    ``day`` is the last day on which it can be done, for the first time where ``period`` repeats it until
    ``until``. Where it stands ``outside`` tasks, its sentence tells what it is about. ``leads`` and
    ``others`` are the names of those who answer for it.
    """

    identifier: str
    plan: Plan
    fact: Fact
    row: Any
    day: date
    start: date | None = None
    period: Period | None = None
    until: date | None = None
    outside: bool = False
    leads: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)

    @property
    def bearers(self) -> tuple[str, ...]:
        """The names of those who answer for it, leads first."""
        return tuple({**self.leads, **self.others})

    def summary(self, language: Language) -> str:
        """Return who has to do what, on one line."""
        fact = self.fact
        said = _text(self.row, "duty") or (self._quoted() if self.outside else "")
        task = shorten(said) or _text(self.row, "task")
        aside = _DERIVED.text(language)
        if isinstance(fact, Recurrence):
            aside = _OFTEN.text(language).format(every(fact.period, language), fact.minimum)
        elif isinstance(fact, Deadline):
            aside = goal_of(fact, language)
        what = _ASIDE.text(language).format(task, aside) if aside else task
        names = tuple(self.leads) or tuple(self.others)
        if isinstance(fact, Recurrence) and fact.agent:
            names = (one_line(fact.agent),)
        if not names:
            return what
        if what.startswith(names[0]):
            return what
        more = _OTHERS.text(language) if len(names) > _NAMES else ""
        who = ("、" if language == "zh" else ", ").join(names[:_NAMES]) + more
        return _SAID.text(language).format(who, what)

    def description(self, language: Language) -> str:
        """Return the task, the date in words, who answers for it, the clause with its page and its text."""
        row, data = self.row, self.plan.document
        said = {
            "task": "　".join(filter(None, (_text(row, "action"), _text(row, "task")))),
            "when": str(phrase((self.fact,), language) or ""),
            **{
                name: _cell(row, name, language) for name in ("lead", "responsible", "territorial", "support")
            },
            **{name: _cell(row, name, language) for name in ("owners", "falls_on")},
            "clause": _cell(row, "clause", language),
            "text": self._quoted(),
            "plan": " ".join(one_line(part) for part in (data.title, data.number) if part),
        }
        lines = [
            _SAID.text(language).format(_LABELS[name].text(language), value)
            for name, value in said.items()
            if value
        ]
        if isinstance(self.fact, Recurrence) and self.period is None:
            lines.append(_UNREADABLE.text(language).format(self.fact.period))
        return "\n".join(lines)

    def status(self) -> StatusReport | None:
        """Return the report that counts of those made of its task; of several bodies', the least advanced."""
        counting = current(getattr(self.row, "reports", ()))
        return min(counting, key=lambda report: STATUSES.index(report.status), default=None)

    def stamp(self) -> datetime:
        """Return the time that it bears: the plan's day of issue, so that two runs give the same bytes."""
        day = self.plan.document.issued or begin_of(None, self.plan.document.period)
        return datetime(day.year, day.month, day.day) if day else UNDATED  # noqa: DTZ001

    def _quoted(self) -> str:
        fact, text = self.fact, self.plan.source.text
        if isinstance(fact, ImpliedDate):
            return ""
        return one_line(sentence(text, fact.span) if text and fact.span.end > fact.span.start else fact.quote)


def can_hold(listing: "Listing") -> bool:
    """Say whether a list is of a kind whose rows hold dates or recurring duties."""
    return any(
        _dated(t.columns) or any(fact for row in t.rows for fact in _facts(row)) for t in listing.tables
    )


def occasions(listing: "Listing") -> tuple[Occasion, ...]:
    """Return the dates and recurring duties of a list in its order, each once, however many rows name it."""
    papers = {name: _Paper(plan) for name, plan in _papers(listing).items()}
    found: dict[str, Occasion] = {}
    for table in listing.tables:
        for row in table.rows:
            named = papers.get(getattr(row, "plan", "")) or next(iter(papers.values()))
            for fact in _facts(row):
                paper = next((each for each in papers.values() if each.states(fact)), named)
                occasion = paper.occasion(fact, row)
                known = found.setdefault(occasion.identifier, occasion)
                _add_bearers(known, row)
    return tuple(found.values())


def _papers(listing: "Listing") -> dict[str, Plan]:
    parts = (paper for part in listing.parts for paper in part.papers)
    return dict((*parts, *listing.papers))


class _Paper:
    """A plan, and the identifiers of its dates and recurring duties.

    An identifier is made from the plan's, the clause and the printed words, so that it stays when the
    document is read again, in another format, or with a day corrected: the entry in a calendar is then
    changed, not doubled. Facts printed with the same words in one clause are numbered.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        data = plan.document
        self._begin, self._end = begin_of(data.issued, data.period), end_of(data.period)

    def states(self, fact: Fact) -> bool:
        """Say whether the plan itself holds a fact; a row may speak of several plans."""
        return id(fact) in self._identifiers

    def occasion(self, fact: Fact, row: Any) -> Occasion:
        """Return what stands in a calendar for a fact of a row."""
        if isinstance(fact, ImpliedDate):
            identifier = self._identifier(_cell(row, "clause", "zh", page=False), "implied", fact.ground, 1)
            return Occasion(identifier, self.plan, fact, row, fact.due)
        if id(fact) not in self._identifiers:
            identifier, outside = self._identifier(*self._content(fact, "", 1)), False
        else:
            identifier, outside = self._identifiers[id(fact)]
        if isinstance(fact, Deadline):
            return Occasion(identifier, self.plan, fact, row, fact.due, fact.start, outside=outside)
        return replace(self._recurring(identifier, fact, row), outside=outside)

    def _recurring(self, identifier: str, fact: Recurrence, row: Any) -> Occasion:
        begin, period = self._begin or UNDATED.date(), Period.parse(fact.period)
        first = (period.due(begin, begin) if period else None) or begin
        if self._end and first > self._end:
            first, period = self._end, None
        return Occasion(identifier, self.plan, fact, row, first, None, period, self._end if period else None)

    @cached_property
    def _identifiers(self) -> dict[int, tuple[str, bool]]:
        """The identifiers of the plan's facts, and whether these stand outside tasks."""
        found: dict[int, tuple[str, bool]] = {}
        count: dict[tuple[str, str, str], int] = {}
        for provision in Outline(self.plan).provisions:
            facts: tuple[Deadline | Recurrence, ...]
            facts = (*provision.body.deadlines, *provision.body.recurrences)
            for fact in facts:
                content = self._content(fact, provision.clause, 1)[:3]
                count[content] = count.get(content, 0) + 1
                outside = not isinstance(provision.body, Task)
                found[id(fact)] = self._identifier(*content, count[content]), outside
        return found

    @staticmethod
    def _content(fact: Deadline | Recurrence, clause: str, number: int) -> tuple[str, str, str, int]:
        printed = squash(fact.quote)
        if isinstance(fact, Deadline):
            return clause, "deadline", printed or fact.due.isoformat(), number
        return clause, "recurrence", printed or f"{fact.period}/{fact.minimum}/{fact.scope or ''}", number

    def _identifier(self, clause: str, kind: str, content: str, number: int) -> str:
        name = "/".join((plan_iri(self.plan), clause, kind, content, str(number)))
        return str(uuid5(NAMESPACE_URL, name.encode("utf-8", "replace").decode()))


def _dated(columns: Iterable[Any]) -> bool:
    return any(key in _COLUMNS for column in columns for key in column.keys)


def _facts(row: Any) -> Iterator[Fact]:
    """Give the dates and recurring duties that a row holds."""
    for name in _FIELDS:
        value = getattr(row, name, ())
        yield from (fact for fact in value if isinstance(fact, Fact)) if isinstance(value, tuple) else ()


def _add_bearers(known: Occasion, row: Any) -> None:
    """Add those who answer for it in one more row: a body's own list names that body alone."""
    for name, names in (("lead", known.leads), ("responsible", known.others), ("territorial", known.others)):
        names.update(dict.fromkeys(_names(getattr(row, name, ()))))
    fact = known.fact
    if isinstance(fact, Recurrence) and fact.agent:
        known.others[one_line(fact.agent)] = None
    for name in ("body", "owners"):
        known.others.update(dict.fromkeys(_names(getattr(row, name, ()))))


def _names(value: Any) -> Iterator[str]:
    """Give the names of bodies in a field: bearers, derived bearers, or text."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Assignment):
            yield one_line(each.agent)
        elif isinstance(each, DerivedBearer):
            yield each.name.zh
        elif isinstance(each, str) and each:
            yield one_line(each)


def _text(row: Any, name: str) -> str:
    value = getattr(row, name, None)
    return one_line(value) if isinstance(value, str) else ""


def _cell(row: Any, name: str, language: Language, *, page: bool = True) -> str:
    """Return how a field of a row reads on one line."""
    value = getattr(row, name, None)
    if isinstance(value, Clause) and not page:
        return value.label
    said = phrase(value, language) if value else None
    return "；".join(str(said).split("\n")) if said else ""
