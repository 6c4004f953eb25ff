"""Owner cells: units and their roles, read with the grammar of owner phrases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sptgraph.extraction.agents import (
    Piece,
    has_unit_form,
    is_bare_name,
    is_group,
    is_place,
    quantifier_of,
    strip_bracket,
)
from sptgraph.extraction.facts import Context
from sptgraph.extraction.folding import Folded
from sptgraph.extraction.owners import Owner, find_owner_phrases
from sptgraph.extraction.places import printed, spelled
from sptgraph.extraction.roles import cue_at_end, label
from sptgraph.extraction.tables.columns import Column, bearer_ends
from sptgraph.extraction.tables.heads import role_word
from sptgraph.extraction.tables.spelling import insert, owners_spelled
from sptgraph.model import Assignment, Role, Span, Unresolved

_LABELS: Final[dict[str, str]] = {"lead": "牵头单位：", "responsible": "责任单位：", "support": "配合单位："}
_FILLERS: Final = re.compile(
    r"(?<![高初中平同均])等(?:有关|相关)?(?:部门和单位|部门|单位)?|以及|[由及和与]|具体|分别|共同|单位|部门|其中|列第一位的为牵头|下同"
)
_PERSON: Final = re.compile(
    r"负责同志|主要负责人|负责人|主任|局长|县长|市长|书记|镇长|乡长|科长|网格员|法人|(?<!行)业主"
)


_EITHER: Final = re.compile(r"(?<=[局委办队会所站院部处厅府镇乡])或(?:者)?(?=[一-鿿]{2})")
_STAR: Final = re.compile(r"[★☆▲△●※]")


@dataclass(frozen=True, slots=True)
class Owned:
    """What an owner cell says: bearers, and what in it could not be read."""

    assignments: tuple[Assignment, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def read_owners(region: Span, column: Column, context: Context, *, first_leads: bool, starred: bool) -> Owned:
    """Read the cell at ``region`` that stands in an owner's column.

    A unit has the role that the cell itself says, else the header's; where the header names several
    roles and the cell says none, it is unresolved. ``starred`` says that a star beside a name makes it the
    lead; one that nothing explains is unresolved.
    """
    document, lexicon = context.document, context.lexicon
    text = owners_spelled(document, region, lexicon, starred=starred)
    role = _role_of(column)
    prefix = "" if label().match(text.text) else _LABELS[role]
    whole = insert(text, 0, prefix)
    leads = role == "responsible" and (first_leads or column.first_leads)
    found = find_owner_phrases(whole.text, lexicon, first_leads=leads)
    own = label().search(whole.text, len(prefix)) is not None
    kept = []
    for owner in found.owners:
        if owner.name.start < len(prefix):
            continue
        name = whole.text[owner.name.start : owner.name.end]
        if not _is_credible(name, context):
            continue
        headed = owner.role == "responsible" and role != "responsible" and not own
        kept.append(replace(owner, role=role) if headed else owner)
    if column.mixed and not _says_roles(whole, prefix):
        return Owned((), (_unread(whole, len(prefix), len(whole.text), context),))
    made: dict[tuple[str, str], Assignment] = {}
    for owner in kept:
        new = _assignment(whole, owner, len(prefix), context)
        made.setdefault((new.agent, new.role), new)
    loose = _loose(whole, len(prefix), [o.name for o in kept])
    unread = [_unread(whole, start, end, context) for start, end in loose]
    if not starred:
        raw = document.text[region.start : region.end]
        unread += [
            _unread(Folded(star.group(), (region.start + star.start(),)), 0, 1, context)
            for star in _STAR.finditer(raw)
        ]
    return Owned(tuple(made.values()), tuple(unread))


def read_mark(text: str, span: Span, column: Column, legend: Mapping[str, Role], context: Context) -> Owned:
    """Read the cell of a unit that has a column of its own: ★, 牵头.

    ``legend`` gives the roles of signs. A sign that it leaves out has the role of the header over the units
    where there is no legend at all; else it is unresolved.
    """
    mark = "".join(text.split())
    role = role_word(mark) or legend.get(mark) or (_role_of(column) if column.said and not legend else None)
    if role is None:
        return Owned((), (Unresolved(span, text, "owner-phrase-unread"),))
    key = context.lexicon.department_key(column.unit, context.place)
    made = Assignment(
        column.unit, role, "bracket", mark, span, key, span, quantifier=quantifier_of(column.unit)
    )
    return Owned((made,))


def _role_of(column: Column) -> Role:
    return "lead" if column.kind == "lead" else "support" if column.kind == "support" else "responsible"


def _says_roles(text: Folded, prefix: str) -> bool:
    said = text.text[len(prefix) :]
    return bool(re.search(r"牵头|配合|协同|协办|主责|主办|参与|协助", said))


def _is_credible(name: str, context: Context) -> bool:
    if _PERSON.search(name) or _EITHER.search(name) or not re.search("[一-鿿]", name) or len(name) > 40:
        return False
    return bool(
        context.lexicon.department_key(name, context.place)
        or has_unit_form(name)
        or is_group(name)
        or is_bare_name(name)
        or is_place(name)
        or strip_bracket(name).endswith(bearer_ends())
    )


def _assignment(text: Folded, owner: Owner, skip: int, context: Context) -> Assignment:
    name = owner.name
    folded = text.text[name.start : name.end]
    clause = Piece(max(owner.clause.start, skip), owner.clause.end)
    span = context.locate(text, name.start, name.end)
    return Assignment(
        agent=spelled(context.document, text, name.start, name.end),
        role=owner.role,
        form="bracket",
        quote=printed(context.document, span),
        span=span,
        agent_key=context.lexicon.department_key(folded, context.place, bare=is_bare_name(folded)),
        clause=context.locate(text, clause.start, clause.end),
        distribution=owner.distribution,
        quantifier=quantifier_of(folded),
    )


def _loose(text: Folded, skip: int, names: list[Piece]) -> list[tuple[int, int]]:
    """Return the stretches of a cell in which Chinese words are neither names nor say how they share."""
    rest = list(text.text)
    for start, end in [(0, skip), *((n.start, n.end) for n in names)]:
        rest[start:end] = "\0" * (end - start)
    gaps = "".join(rest)
    for found in label().finditer(text.text):
        gaps = _blanked(gaps, *found.span())
    for part in re.finditer(r"[^\0、，；：/。（）〔〕\n]+", gaps):
        words = part.group()
        cue = cue_at_end().search(words)
        if cue and (cue.start() == 0 or not re.search("[一-鿿]", _FILLERS.sub("", words[: cue.start()]))):
            gaps = _blanked(gaps, *part.span())
    for found in _FILLERS.finditer(gaps):
        gaps = _blanked(gaps, *found.span())
    return [
        m.span() for m in re.finditer(r"[^\0、，；：/。（）〔〕\n]*[一-鿿A-Za-z\d][^\0、，；：/。\n]*", gaps)
    ]


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]


def _unread(text: Folded, start: int, end: int, context: Context) -> Unresolved:
    span = context.locate(text, start, end)
    return Unresolved(span, printed(context.document, span), "owner-phrase-unread")
