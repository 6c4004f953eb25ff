"""The stages of extraction in their order: paragraphs, outline, document data, facts, accounting."""

from collections.abc import Iterable, Sequence

from sptgraph.content import source_of
from sptgraph.errors import NotAPlan
from sptgraph.extraction.accounting import account
from sptgraph.extraction.dutylists import find_duty_lists
from sptgraph.extraction.facts import Context, Facts, mentions, read_facts
from sptgraph.extraction.folding import Folded, join
from sptgraph.extraction.lexicon import Lexicon, load_lexicon
from sptgraph.extraction.metadata import calendar_of, read_metadata
from sptgraph.extraction.outline import Heading, Outline, TaskText, outline
from sptgraph.extraction.owners import first_unit_leads
from sptgraph.extraction.paragraphs import Paragraph, paragraphs
from sptgraph.extraction.places import locator, printed, spelled
from sptgraph.extraction.plan_likeness import why_no_plan
from sptgraph.extraction.roster import find_members
from sptgraph.extraction.tables.likeness import is_task_table
from sptgraph.extraction.tables.plan import extract_tables
from sptgraph.model import (
    Action,
    Assignment,
    Document,
    DutyList,
    Member,
    OtherUse,
    Passage,
    Plan,
    Section,
    Task,
    Unresolved,
)


def extract(document: Document, lexicon: Lexicon | None = None) -> Plan:
    r"""Read the plan that a document states, in prose or in task tables.

    Nothing is inferred: what the text does not say is absent, what cannot be settled is in
    ``plan.unresolved`` with its place. Raises `NotAPlan` where the text is no plan.

    >>> from sptgraph.reading import read
    >>> text = "云溪县安全生产行动方案\n一、主要任务\n（一）开展整治行动。\n1.加强检查。"
    >>> text += "督促企业落实责任，完善应急预案，组织开展隐患排查整治，2024年底前完成。（县应急局负责）"
    >>> plan = extract(read(text.encode(), name="plan.txt"))
    >>> [(a.agent, a.role) for a in plan.tasks[0].assignments]
    [('县应急局', 'responsible')]
    """
    lexicon = lexicon or load_lexicon()
    if is_task_table(document):
        return extract_tables(document, lexicon)
    parts = outline(paragraphs(document))
    if reason := why_no_plan(document, parts):
        raise NotAPlan(f"{document.name}：{reason.zh}", f"{document.name}: {reason.en}")
    preamble = join(p.text for p in parts.passages if p.where == "引言")
    data = read_metadata(document, parts.front, preamble, parts.left_out)
    context = Context(
        document,
        lexicon,
        calendar_of(data),
        locator(document),
        first_unit_leads("\n".join(p.text.text for p in _everything(parts))),
        data.jurisdiction,
    )
    read_tasks = [(task, read_facts(task.text, context)) for task in parts.tasks]
    read_passages = [(p.where, read_facts(p.text, context, goal=p.goal)) for p in parts.passages]
    facts = [f for _, f in read_tasks] + [f for _, f in read_passages]
    return Plan(
        source=source_of(document),
        document=data,
        sections=tuple(
            Section(h.no, _title(h.title, context), context.locate(h.title, 0, len(h.title.text)))
            for h in parts.sections
        ),
        actions=tuple(_action(h, context) for h in parts.actions),
        tasks=tuple(_task(task, found, context) for task, found in read_tasks),
        elsewhere=_passages(read_passages),
        members=_members(parts, context),
        unresolved=_in_order(u for f in facts for u in f.unresolved),
        other_uses=_uses_in_order([*(u for f in facts for u in f.other_uses), *_aside(parts, context)]),
        duty_lists=_duty_lists(parts, context),
    )


def _everything(parts: Outline) -> Iterable[TaskText | Paragraph]:
    yield from parts.front
    yield from parts.tasks
    yield from (Paragraph(p.text) for p in parts.passages)


def _title(text: Folded, context: Context) -> str:
    return printed(context.document, context.locate(text, 0, len(text.text)))


def _action(heading: Heading, context: Context) -> Action:
    return Action(
        heading.no,
        _title(heading.title, context),
        heading.section,
        context.locate(heading.title, 0, len(heading.title.text)),
        mentions(heading.title, context),
    )


def _task(task: TaskText, facts: Facts, context: Context) -> Task:
    heading = task.text.part(0, task.heading)
    body = task.text.stripped()
    return Task(
        no=task.no,
        action=task.action,
        heading=_title(heading, context) if task.heading else None,
        span=context.locate(body, 0, len(body.text)),
        assignments=facts.assignments,
        deadlines=facts.deadlines,
        recurrences=facts.recurrences,
        targets=facts.targets,
        sectors=facts.sectors,
        standing=facts.standing,
        measures=facts.measures,
    )


def _passages(read: Sequence[tuple[str, Facts]]) -> tuple[Passage, ...]:
    """Merge what stands under the same number; a passage that states nothing is left out."""
    grouped: dict[str, list[Facts]] = {}
    for where, facts in read:
        grouped.setdefault(where, []).append(facts)
    passages = []
    for where, group in grouped.items():
        assignments: dict[tuple[str, str], Assignment] = {}
        for assignment in (a for f in group for a in f.assignments):
            assignments.setdefault((assignment.agent, assignment.role), assignment)
        passage = Passage(
            where,
            tuple(sorted(assignments.values(), key=lambda a: a.span)),
            tuple(d for f in group for d in f.deadlines),
            tuple(r for f in group for r in f.recurrences),
            tuple(t for f in group for t in f.targets),
        )
        if passage.assignments or passage.deadlines or passage.recurrences or passage.targets:
            passages.append(passage)
    return tuple(passages)


def _members(parts: Outline, context: Context) -> tuple[Member, ...]:
    """A class's list may stand in any passage; a unit listed twice in one class is one member."""
    found: dict[tuple[str, str], Member] = {}
    for passage in parts.passages:
        for listed in find_members(passage.text, context.lexicon):
            name = listed.name
            span = context.locate(passage.text, name.start, name.end)
            key = context.lexicon.department_key(passage.text.text[name.start : name.end], context.place)
            printed_name = spelled(context.document, passage.text, name.start, name.end)
            member = Member(printed_name, listed.member_class, span, key)
            found.setdefault((member.name, member.member_class), member)
    return tuple(found.values())


def _duty_lists(parts: Outline, context: Context) -> tuple[DutyList, ...]:
    """Return the cited duty lists, each where it is cited first."""
    found: dict[str, DutyList] = {}
    for text in (*(task.text for task in parts.tasks), *(passage.text for passage in parts.passages)):
        for start, end in find_duty_lists(text, context.lexicon):
            title = spelled(context.document, text, start, end)
            found.setdefault(text.text[start:end], DutyList(title, context.locate(text, start, end)))
    return tuple(sorted(found.values(), key=lambda cited: cited.span))


def _aside(parts: Outline, context: Context) -> list[OtherUse]:
    """Account for the words outside tasks and passages: heads, headings, tables, closing lines."""
    uses: list[OtherUse] = []
    for texts, use in (
        ([p.text for p in parts.front], "front-matter"),
        ([h.title for h in (*parts.sections, *parts.actions)], "heading"),
        ([p.text for p in parts.left_out], "left-out"),
    ):
        for text in texts:
            for loose in account(text.text, (), default=use):
                span = context.locate(text, loose.start, loose.end)
                uses.append(OtherUse(span, printed(context.document, span), use))
    return uses


def _in_order(entries: Iterable[Unresolved]) -> tuple[Unresolved, ...]:
    return tuple(sorted(set(entries), key=lambda e: (e.span, e.reason)))


def _uses_in_order(entries: Iterable[OtherUse]) -> tuple[OtherUse, ...]:
    return tuple(sorted(set(entries), key=lambda e: (e.span, e.use)))
