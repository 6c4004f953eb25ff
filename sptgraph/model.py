"""What passes between the stages: a document, and the plan that was read from it.

Everything here is frozen. Positions count Unicode code points of `Document.text`, half-open.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sptgraph.grid import Grid
from sptgraph.language import Bilingual

Role = Literal["lead", "responsible", "support"]
Form = Literal["bracket", "inline"]
Distribution = Literal["joint", "respective", "within-remit"]
Quantifier = Literal["all", "some", "open"]
DeadlineKind = Literal["by", "during", "within"]
Milestone = Literal["start", "reach", "complete"]
Degree = Literal["basic", "full", "strive"]
Comparator = Literal["at-least", "at-most", "equal", "more-than", "less-than", "increase", "decrease"]
MemberClass = Literal["supervisory", "industry", "support"]
Level = Literal["national", "province", "city", "county", "town"]
DocumentFormat = Literal["txt", "docx", "html", "pdf", "xlsx", "csv"]
BlockKind = Literal["paragraph", "cell", "footnote", "textbox"]
FactKind = Literal[
    "assignment",
    "deadline",
    "recurrence",
    "target",
    "member",
    "action",
    "task",
    "document",
    "unresolved",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the document's text, and where a person finds it on paper.

    ``page`` and ``paragraph`` count from 1; ``cell`` is ``table.row.column``, each from 1, in a workbook
    ``任务表!C5`` and in a csv ``C5``.
    """

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, table cell, footnote or text box of a document; its span carries its place."""

    span: Span
    kind: BlockKind = "paragraph"


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text in which every character has an address.

    ``text`` is for .txt the decoded file without byte order mark, line ends untouched; for the other
    formats the blocks joined by line feeds, numbering included. ``hints`` are what the container
    says about the document (``title``, ``issued``, ``publisher``), as pairs, never part of the text.
    ``grids`` are its tables with their merged cells; the text of each cell stands in ``text`` at the blocks
    of its address.
    """

    text: str
    blocks: tuple[Block, ...]
    name: str
    format: DocumentFormat
    sha256: str
    hints: tuple[tuple[str, str], ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file a plan was read from.

    ``sha256`` is of the file's bytes, ``text_sha256`` of the Han characters and digits of its text
    (so that the same plan in another format can be recognised). ``text`` is the whole text, or None
    where the graph must not quote it; ``outline`` is then what is kept of it (`sptgraph.attaching`).
    """

    name: str
    format: DocumentFormat
    sha256: str
    text_sha256: str
    length: int
    text: str | None = None
    outline: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What the document says about itself; a field that is not printed is None."""

    title: str | None = None
    issuer: str | None = None
    number: str | None = None
    issued: date | None = None
    jurisdiction: str | None = None
    level: Level | None = None
    period: tuple[int, int] | None = None
    superior_plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agent with a role (责任单位): one entry per agent and role.

    ``agent`` is as printed; ``agent_key`` the department of the ontology it names, if any. ``clause``
    spans the whole owner phrase, so entries that share it belong to one clause.
    """

    agent: str
    role: Role
    form: Form
    quote: str
    span: Span
    agent_key: str | None = None
    clause: Span | None = None
    distribution: Distribution | None = None
    quantifier: Quantifier | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by, during or within which something is due; ``due`` is its last day."""

    due: date
    kind: DeadlineKind
    quote: str
    span: Span
    start: date | None = None
    milestone: Milestone | None = None
    degree: Degree | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A word that makes a duty standing: 持续, 常态化, 长期."""

    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A duty with a frequency: ``period`` is an ISO 8601 duration (P3M), ``minimum`` a count within it.

    ``tightens`` is the span of the general recurrence that this one tightens for its ``scope``; ``label`` is
    a short name of what is done that a person gave it, not the document's words.
    """

    period: str
    minimum: int
    quote: str
    span: Span
    agent: str | None = None
    scope: str | None = None
    tightens: Span | None = None
    correction: str | None = None
    label: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified result or resource to be reached."""

    value: float
    unit: str
    quote: str
    span: Span
    comparator: Comparator | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class SectorMention:
    """A sector (行业领域) named in a task or an action's heading, by its key in the ontology."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level part of the plan: 一、总体要求."""

    no: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Action:
    """A heading that holds tasks (行动); ``section`` is the number of the section it stands in.

    ``label`` is a short name that a person gave it, not the document's words.
    """

    no: str
    title: str
    section: str | None
    span: Span
    sectors: tuple[SectorMention, ...] = ()
    correction: str | None = None
    label: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A sentence of a task: the narrowest provision a fact can hang on. ``number`` counts from 1."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered item of the main-task section; ``span`` leaves out its number.

    ``label`` is a short name that a person gave it, not the document's words.
    """

    no: str
    action: str
    heading: str | None
    span: Span
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    targets: tuple[Target, ...] = ()
    sectors: tuple[SectorMention, ...] = ()
    standing: tuple[StandingMark, ...] = ()
    measures: tuple[Measure, ...] = ()
    correction: str | None = None
    label: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Text outside tasks that states facts; ``where`` is its section and subsection: 四（一）, 附件."""

    where: str
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A member unit (成员单位) of the committee, in the class the plan lists it under."""

    name: str
    member_class: MemberClass
    span: Span
    agent_key: str | None = None
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class DutyList:
    """A duty list or division of work (职责清单, 任务分工) that the plan goes by, by its title."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Something seen that could not be settled; ``reason`` is a key of the documented list."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherUse:
    """A role, date or frequency word that states no fact; ``use`` is a key of the documented list."""

    span: Span
    text: str
    use: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's correction of a reading.

    ``where`` is ``ACTION/TASK`` or the passage's ``where``; ``old`` None adds a fact, ``new`` None
    removes one; of kind ``unresolved`` it says that the words state nothing. ``identifier`` is what
    corrected facts refer to.
    """

    identifier: str
    where: str
    kind: FactKind
    old: str | None
    new: str | None
    who: str | None = None
    why: str | None = None
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document says, and where; nothing inferred."""

    source: Source
    document: DocumentData
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    tasks: tuple[Task, ...] = ()
    elsewhere: tuple[Passage, ...] = ()
    members: tuple[Member, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    other_uses: tuple[OtherUse, ...] = ()
    corrections: tuple[Correction, ...] = ()
    duty_lists: tuple[DutyList, ...] = ()

    @property
    def jurisdiction(self) -> str | None:
        """The place the plan is for: 云溪县, 全国."""
        return self.document.jurisdiction
