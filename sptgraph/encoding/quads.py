"""`Plan` → quads: what the document says into the stated graph, where it says so into the source graph."""

from bisect import bisect_right
from collections import deque

from pyoxigraph import NamedNode, Quad

from sptgraph.encoding.facts import Block, encode_sectors
from sptgraph.encoding.iris import plan_iri, segment
from sptgraph.encoding.organisations import Organisations
from sptgraph.encoding.sheet import Sheet
from sptgraph.encoding.terms import boolean, day, integer, node, text
from sptgraph.model import Action, Passage, Plan, Section, Task
from sptgraph.rosters.roster import Roster
from sptgraph.vocabulary import BASE


def encode(plan: Plan, base: str = BASE, roster: Roster | None = None) -> tuple[Quad, ...]:
    """Return the quads of a plan, in the order of the document; `decode` gives the plan back.

    ``base`` is the IRI, ending in a slash, under which the plan and its organisations are named; ``roster``
    is what is known of its place's units. Raises GraphError where a text cannot be written as RDF.
    """
    sheet = Sheet(plan_iri(plan, base))
    organisations = Organisations(sheet, plan, base, roster)
    _encode_corrections(sheet, plan)
    _encode_document(sheet, plan)
    provisions = _Provisions(sheet)
    for section in plan.sections:
        provisions.add_section(section)
    for action in plan.actions:
        provisions.add_action(action)
    for order, task in enumerate(plan.tasks, 1):
        Block(sheet, organisations, provisions.add_task(task, order), task).write()
    for order, passage in enumerate(plan.elsewhere, 1):
        Block(sheet, organisations, provisions.passage(passage, order), passage).write()
    _encode_members(sheet, plan, organisations)
    _encode_duty_lists(sheet, plan)
    _encode_source(sheet, plan)
    for issuer in organisations.issuers():
        sheet.state(sheet.plan, "dcterms:publisher", issuer)
    organisations.write()
    return tuple(sheet.quads)


def _encode_document(sheet: Sheet, plan: Plan) -> None:
    data, subject = plan.document, sheet.plan
    sheet.type(subject, "spt:Plan")
    sheet.state_text(subject, "dcterms:title", data.title)
    sheet.state_text(subject, "spt:issuerName", data.issuer)
    sheet.state_text(subject, "spt:documentNumber", data.number)
    sheet.state(subject, "dcterms:issued", day(data.issued) if data.issued else None)
    sheet.state_text(subject, "spt:level", data.level)
    if data.period:
        sheet.state(subject, "spt:periodStart", integer(data.period[0]))
        sheet.state(subject, "spt:periodEnd", integer(data.period[1]))
    for order, title in enumerate(data.superior_plans, 1):
        citation = sheet.name("citation", str(order))
        sheet.type(citation, "spt:Citation")
        sheet.state_text(citation, "dcterms:title", title)
        sheet.state(citation, "spt:order", integer(order))
        sheet.state(citation, "dcterms:isPartOf", subject)


def _encode_members(sheet: Sheet, plan: Plan, organisations: Organisations) -> None:
    for order, member in enumerate(plan.members, 1):
        membership = sheet.name("member", str(order))
        sheet.type(membership, "spt:Membership")
        sheet.state(membership, "org:member", organisations.bearer(member.name, member.agent_key))
        sheet.state_text(membership, "spt:agentKey", organisations.key_apart(member.name, member.agent_key))
        sheet.state(membership, "org:organization", organisations.committee())
        sheet.state_text(membership, "spt:memberClass", member.member_class)
        sheet.state_text(membership, "spt:agentText", member.name)
        sheet.state(membership, "spt:order", integer(order))
        sheet.state(membership, "dcterms:isPartOf", sheet.plan)
        sheet.locate(membership, member.span)
        sheet.corrected(membership, member.correction)


def _encode_duty_lists(sheet: Sheet, plan: Plan) -> None:
    for order, cited in enumerate(plan.duty_lists, 1):
        subject = sheet.name("duty-list", str(order))
        sheet.type(subject, "spt:CitedList")
        sheet.state_text(subject, "dcterms:title", cited.title)
        sheet.state(subject, "spt:order", integer(order))
        sheet.state(subject, "dcterms:isPartOf", sheet.plan)
        sheet.locate(subject, cited.span)


def _encode_corrections(sheet: Sheet, plan: Plan) -> None:
    for order, correction in enumerate(plan.corrections, 1):
        subject = sheet.name("corrections", str(order))
        sheet.knows_correction(correction, subject)
        sheet.correct("rdf:type", subject, node("spt:Correction"))
        sheet.correct("spt:order", subject, integer(order))
        sheet.correct("dcterms:isPartOf", subject, sheet.plan)
        sheet.correct("spt:applied", subject, boolean(correction.applied))
        for predicate, value in (
            ("skos:notation", correction.identifier),
            ("spt:where", correction.where),
            ("spt:factKind", correction.kind),
            ("spt:oldValue", correction.old),
            ("spt:newValue", correction.new),
            ("spt:correctedBy", correction.who),
            ("spt:reason", correction.why),
        ):
            sheet.correct(predicate, subject, None if value is None else text(value))


def _encode_source(sheet: Sheet, plan: Plan) -> None:
    source = plan.source
    sheet.source(sheet.file, "rdf:type", node("spt:SourceFile"))
    sheet.source(sheet.plan, "dcterms:source", sheet.file)
    for predicate, value in (
        ("spt:fileName", source.name),
        ("dcterms:format", source.format),
        ("spt:sha256", source.sha256),
        ("spt:textSha256", source.text_sha256),
        ("spt:text", source.text),
        ("spt:textOutline", source.outline),
    ):
        if value is not None:
            sheet.source(sheet.file, predicate, text(value))
    sheet.source(sheet.file, "spt:length", integer(source.length))
    loose = (
        *(
            (n, "unresolved", "spt:Unresolved", "spt:reason", u.span, u.text, u.reason)
            for n, u in enumerate(plan.unresolved, 1)
        ),
        *(
            (n, "other-use", "spt:OtherUse", "spt:use", u.span, u.text, u.use)
            for n, u in enumerate(plan.other_uses, 1)
        ),
    )
    for order, part, kind, predicate, span, words, key in loose:
        subject = sheet.name(part, str(order))
        sheet.source(subject, "rdf:type", node(kind))
        sheet.source(subject, "spt:order", integer(order))
        sheet.source(subject, "dcterms:isPartOf", sheet.plan)
        sheet.source(subject, predicate, text(key))
        sheet.source(subject, "oa:exact", text(words))
        sheet.locate(subject, span)


class _Provisions:
    """Sections, actions, tasks and passages as they are written, so that each finds its parent."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._sections = _Headings()
        self._actions = _Headings()
        self._free: dict[str, deque[NamedNode]] = {}  # headings that are no passage yet, by where they stand

    def add_section(self, section: Section) -> None:
        subject = self._sheet.name("section", segment(section.no))
        self._free.setdefault(section.no, deque()).append(subject)
        order = self._sections.add(section.no, section.span.start, subject)
        self._heading(subject, "spt:Section", section.no, order, self._sheet.plan)
        self._sheet.state_text(subject, "dcterms:title", section.title)
        self._sheet.locate(subject, section.span)

    def add_action(self, action: Action) -> None:
        sheet = self._sheet
        subject = sheet.name("action", segment(action.no))
        self._free.setdefault((action.section or "") + action.no, deque()).append(subject)
        order = self._actions.add(action.no, action.span.start, subject)
        parent = self._sections.latest(action.section, action.span.start)
        self._heading(subject, "spt:Action", action.no, order, parent or sheet.plan)
        if parent is None:
            sheet.state_text(subject, "spt:sectionNumber", action.section)
        sheet.state_text(subject, "dcterms:title", action.title)
        sheet.state_label(subject, action.label)
        sheet.locate(subject, action.span)
        sheet.corrected(subject, action.correction)
        encode_sectors(sheet, subject, action.sectors)

    def add_task(self, task: Task, order: int) -> NamedNode:
        sheet = self._sheet
        parent = self._actions.latest(task.action, task.span.start)
        action = parent.value.removeprefix(f"{sheet.iri}/action/") if parent else segment(task.action)
        subject = sheet.name("task", action, segment(task.no))
        self._heading(subject, "spt:Task", task.no, order, parent or sheet.plan)
        if parent is None:
            sheet.state_text(subject, "spt:actionNumber", task.action)
        sheet.state_text(subject, "dcterms:title", task.heading)
        sheet.state_label(subject, task.label)
        sheet.locate(subject, task.span)
        sheet.corrected(subject, task.correction)
        return subject

    def passage(self, passage: Passage, order: int) -> NamedNode:
        """Return the heading a passage stands under, made where the plan has none of that number."""
        sheet, where = self._sheet, passage.where
        free = self._free.get(where)
        if free:
            subject = free.popleft()
        else:
            subject = sheet.name("section", segment(where))
            sheet.type(subject, "spt:Section")
            sheet.state_text(subject, "skos:notation", where)
            sheet.state(subject, "dcterms:isPartOf", self._sections.around(where) or sheet.plan)
        sheet.state_text(subject, "spt:where", where)
        sheet.state(subject, "spt:passageOrder", integer(order))
        return subject

    def _heading(self, subject: NamedNode, kind: str, no: str, order: int, parent: NamedNode) -> None:
        self._sheet.type(subject, kind)
        self._sheet.state_text(subject, "skos:notation", no)
        self._sheet.state(subject, "spt:order", integer(order))
        self._sheet.state(subject, "dcterms:isPartOf", parent)


class _Headings:
    """The headings of one kind by number: looking one up costs the same however long the plan is."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, NamedNode]] = {}
        self._by_number: dict[str, tuple[list[int], list[NamedNode]]] = {}
        self._count = 0

    def add(self, number: str, start: int, subject: NamedNode) -> int:
        """Take in the next heading and return how many there are now."""
        self._count += 1
        self._first.setdefault(number, (self._count, subject))
        starts, subjects = self._by_number.setdefault(number, ([], []))
        while starts and starts[-1] >= start:  # the later of two counts wherever both stand before
            starts.pop()
            subjects.pop()
        starts.append(start)
        subjects.append(subject)
        return self._count

    def latest(self, number: str | None, position: int) -> NamedNode | None:
        """Return the last heading of that number before ``position``, else the first of that number."""
        if number is None or number not in self._first:
            return None
        starts, subjects = self._by_number[number]
        before = bisect_right(starts, position)
        return subjects[before - 1] if before else self._first[number][1]

    def around(self, where: str) -> NamedNode | None:
        """Return the first heading whose number ``where`` begins with."""
        found = (self._first.get(where[:end]) for end in range(1, len(where) + 1))
        return min((each for each in found if each is not None), default=(0, None))[1]
