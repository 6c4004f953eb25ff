"""The JSON of ``sptgraph read --format json`` → `Plan`."""

from typing import Any

from sptgraph.encoding.jsonentry import Entry
from sptgraph.language import Bilingual
from sptgraph.model import (
    Action,
    Assignment,
    Comparator,
    Correction,
    Deadline,
    DeadlineKind,
    Degree,
    Distribution,
    DocumentData,
    DocumentFormat,
    DutyList,
    FactKind,
    Form,
    Level,
    Measure,
    Member,
    MemberClass,
    Milestone,
    OtherUse,
    Passage,
    Plan,
    Quantifier,
    Recurrence,
    Role,
    Section,
    SectorMention,
    Source,
    Span,
    StandingMark,
    Target,
    Task,
    Unresolved,
)


def plan_from_json(data: Any) -> Plan:
    """Return the plan that `plan_to_json` wrote, without text unless the JSON carries it.

    ``data`` is what ``json.loads`` gives. Raises GraphError where an entry is missing or malformed,
    naming it by its path: ``/tasks/3/deadlines/0/due``.
    """
    entry = Entry(data)
    return Plan(
        source=_source(entry.at("file")),
        document=_document(entry.at("document")),
        sections=entry.each("sections", _section),
        actions=entry.each("actions", _action),
        tasks=entry.each("tasks", _task),
        elsewhere=entry.each("elsewhere", _passage),
        members=entry.each("members", _member),
        unresolved=entry.each("unresolved", _unresolved),
        other_uses=entry.each("other_uses", _other_use),
        corrections=entry.each("corrections", _correction),
        duty_lists=entry.each("duty_lists", _duty_list),
    )


def _span(entry: Entry) -> Span:
    start, end = entry.at("span").pair()
    place = entry.maybe("place", Entry.itself)
    if place is None:
        return Span(start, end)
    return Span(
        start,
        end,
        page=place.maybe("page", Entry.whole),
        paragraph=place.maybe("paragraph", Entry.whole),
        cell=place.maybe("cell", Entry.text),
    )


def _source(entry: Entry) -> Source:
    return Source(
        name=entry.at("name").text(),
        format=entry.at("format").choice(DocumentFormat),
        sha256=entry.at("sha256").text(),
        text_sha256=entry.at("text_sha256").text(),
        length=entry.at("length").whole(),
        text=entry.maybe("text", Entry.text),
        outline=entry.maybe("outline", Entry.text),
    )


def _document(entry: Entry) -> DocumentData:
    return DocumentData(
        title=entry.maybe("title", Entry.text),
        issuer=entry.maybe("issuer", Entry.text),
        number=entry.maybe("number", Entry.text),
        issued=entry.maybe("issued", Entry.day),
        jurisdiction=entry.maybe("jurisdiction", Entry.text),
        level=entry.maybe("level", lambda level: level.choice(Level)),
        period=entry.maybe("period", Entry.pair),
        superior_plans=entry.each("superior_plans", Entry.text),
    )


def _section(entry: Entry) -> Section:
    return Section(no=entry.at("no").text(), title=entry.at("title").text(), span=_span(entry))


def _action(entry: Entry) -> Action:
    return Action(
        no=entry.at("no").text(),
        title=entry.at("title").text(),
        section=entry.maybe("section", Entry.text),
        span=_span(entry),
        sectors=entry.each("sectors", _sector),
        correction=_correction_of(entry),
        label=entry.maybe("label", _label),
    )


def _task(entry: Entry) -> Task:
    return Task(
        no=entry.at("no").text(),
        action=entry.at("action").text(),
        heading=entry.maybe("heading", Entry.text),
        span=_span(entry),
        assignments=entry.each("assignments", _assignment),
        deadlines=entry.each("deadlines", _deadline),
        recurrences=entry.each("recurrences", _recurrence),
        targets=entry.each("targets", _target),
        sectors=entry.each("sectors", _sector),
        standing=entry.each("standing", lambda mark: StandingMark(mark.at("quote").text(), _span(mark))),
        measures=entry.each("measures", lambda each: Measure(each.at("number").whole(), _span(each))),
        correction=_correction_of(entry),
        label=entry.maybe("label", _label),
    )


def _label(entry: Entry) -> Bilingual:
    return Bilingual(entry.at("zh").text(), entry.at("en").text())


def _passage(entry: Entry) -> Passage:
    return Passage(
        where=entry.at("where").text(),
        assignments=entry.each("assignments", _assignment),
        deadlines=entry.each("deadlines", _deadline),
        recurrences=entry.each("recurrences", _recurrence),
        targets=entry.each("targets", _target),
    )


def _assignment(entry: Entry) -> Assignment:
    return Assignment(
        agent=entry.at("agent").text(),
        role=entry.at("role").choice(Role),
        form=entry.at("form").choice(Form),
        quote=entry.at("quote").text(),
        span=_span(entry),
        agent_key=entry.maybe("agent_key", Entry.text),
        clause=entry.maybe("clause", _span),
        distribution=entry.maybe("distribution", lambda value: value.choice(Distribution)),
        quantifier=entry.maybe("quantifier", lambda value: value.choice(Quantifier)),
        correction=_correction_of(entry),
    )


def _deadline(entry: Entry) -> Deadline:
    return Deadline(
        due=entry.at("due").day(),
        kind=entry.at("kind").choice(DeadlineKind),
        quote=entry.at("quote").text(),
        span=_span(entry),
        start=entry.maybe("start", Entry.day),
        milestone=entry.maybe("milestone", lambda value: value.choice(Milestone)),
        degree=entry.maybe("degree", lambda value: value.choice(Degree)),
        correction=_correction_of(entry),
    )


def _recurrence(entry: Entry) -> Recurrence:
    return Recurrence(
        period=entry.at("period").text(),
        minimum=entry.at("min").whole(),
        quote=entry.at("quote").text(),
        span=_span(entry),
        agent=entry.maybe("agent", Entry.text),
        scope=entry.maybe("scope", Entry.text),
        tightens=entry.maybe("tightens", _span),
        correction=_correction_of(entry),
        label=entry.maybe("label", _label),
    )


def _target(entry: Entry) -> Target:
    return Target(
        value=entry.at("value").number(),
        unit=entry.at("unit").text(),
        quote=entry.at("quote").text(),
        span=_span(entry),
        comparator=entry.maybe("comparator", lambda value: value.choice(Comparator)),
        correction=_correction_of(entry),
    )


def _sector(entry: Entry) -> SectorMention:
    return SectorMention(entry.at("key").text(), _span(entry))


def _member(entry: Entry) -> Member:
    return Member(
        name=entry.at("name").text(),
        member_class=entry.at("class").choice(MemberClass),
        span=_span(entry),
        agent_key=entry.maybe("agent_key", Entry.text),
        correction=_correction_of(entry),
    )


def _unresolved(entry: Entry) -> Unresolved:
    return Unresolved(_span(entry), entry.at("text").text(), entry.at("reason").text())


def _duty_list(entry: Entry) -> DutyList:
    return DutyList(entry.at("title").text(), _span(entry))


def _other_use(entry: Entry) -> OtherUse:
    return OtherUse(_span(entry), entry.at("text").text(), entry.at("use").text())


def _correction(entry: Entry) -> Correction:
    return Correction(
        identifier=entry.at("id").text(),
        where=entry.at("where").text(),
        kind=entry.at("kind").choice(FactKind),
        old=entry.maybe("old", Entry.text),
        new=entry.maybe("new", Entry.text),
        who=entry.maybe("who", Entry.text),
        why=entry.maybe("why", Entry.text),
        applied=entry.at("applied").flag(),
    )


def _correction_of(entry: Entry) -> str | None:
    return entry.maybe("correction", Entry.text)
