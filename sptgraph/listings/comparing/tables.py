"""The comparison (对照表): tasks matched, missing and added, and what differs between those that match."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.listings.bodies import Registry
from sptgraph.listings.comparing.changes import (
    deadline_changes,
    owner_changes,
    recurrence_changes,
    target_changes,
)
from sptgraph.listings.comparing.matching import MATCHED, PARTLY, Status, matches
from sptgraph.listings.comparing.pairs import Pair, chosen, pairs_of
from sptgraph.listings.comparing.rows import ComparedRow, OutcomeRow
from sptgraph.listings.comparing.traits import traits_of
from sptgraph.listings.comparing.wording import BODIES, FACTS, KINDS, LEADS, OTHER, STATUS, Speech, aspect_of
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.details import Detail
from sptgraph.listings.material import Material
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.rows import Line, lines, plan_names
from sptgraph.listings.selection import department_bodies
from sptgraph.listings.table import Table, shown
from sptgraph.model import Plan, Task

_HELD: Final = Bilingual(
    "《{plan}》对照《{superior}》（{why}）", "“{plan}” held against “{superior}” ({why})"
)
_SUPERIOR: Final = Bilingual("上级方案，{}", "its superior plan, {}")
_COUNTS: Final = Bilingual(
    "{other}任务 {there} 项，本方案任务 {here} 项：", "{there} tasks in the {other}, {here} here: "
)
_SCALE: Final = Bilingual(
    "相似度 {matched} 以上为对应，{partly} 以上为部分对应，请人工核对；任务以外的条款不对照",
    "likeness of {matched} and more is a match, of {partly} and more a partial one, to be looked at by a "
    "person; clauses outside tasks are not compared",
)
_THIN: Final = Bilingual(
    "有方案不带原文，只按短名、行业领域和时限等对照，把握较小",
    "one of the plans carries no text: matched by short names, sectors and dates alone, with less certainty",
)
_TASKS: Final = Bilingual("任务", "task")
_ABOVE: Final = Bilingual("上级方案", "Superior plan")
_BESIDE: Final = Bilingual("对照方案", "Other plan")
_QUOTES: Final = (
    Bilingual("本方案原文", "The plan's text"),
    Bilingual("对照方案原文", "The other plan's text"),
)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Tasks that belong together, with the pair of plans they are from."""

    pair: Pair
    plan: str
    status: Status
    score: float
    here: tuple[Line, ...]
    there: tuple[Line, ...]


def compare_tables(material: Material) -> tuple[Table, ...]:
    """Return how the tasks came out, then every task of both plans, in the order of the superior's text.

    Raises ListingError where it is not known what a plan is to be held against.
    """
    language, look = material.language, definition("compare")
    superior = material.superior
    pairs = (chosen(material.plans[0], superior),) if superior else pairs_of(material)
    names = plan_names([pair.plan for pair in pairs])
    everything = [
        each for pair, name in zip(pairs, names, strict=True) for each in _compared(pair, name, material)
    ]
    found = _selected(everything, pairs, material)
    rows = tuple(_row(serial, each, material) for serial, each in enumerate(found, 1))
    above = all(pair.above for pair in pairs)
    table = Table(
        look.tables["tasks"].text(language),
        tuple(_headed(column, above=above) for column in shown(look.columns, rows)),
        rows,
        tuple(_notes(pairs, everything, language)),
        details=partial(_details, found),
    )
    outcomes = _outcomes(rows, language)
    if not outcomes:
        return (table,)
    index = Table(look.tables["index"].text(language), shown(look.index, outcomes), outcomes, (), "index")
    return (index, table)


def _compared(pair: Pair, name: str, material: Material) -> Iterable[_Compared]:
    here, there = (
        [line for line in lines(plan, name=name, language=material.language) if line.is_task]
        for plan in (pair.plan, pair.superior)
    )
    ours, theirs = ([traits_of(line, material.lexicon) for line in side] for side in (here, there))
    for match in matches(ours, theirs):
        yield _Compared(
            pair,
            name,
            match.status,
            match.score,
            tuple(here[i] for i in match.here),
            tuple(there[j] for j in match.there),
        )


def _selected(found: Sequence[_Compared], pairs: Sequence[Pair], material: Material) -> tuple[_Compared, ...]:
    """Return those of which a task, on either side, is in the selection."""
    selection, lexicon = material.selection, material.lexicon
    kept = [each for each in found if selection.lines((*each.here, *each.there), lexicon)]
    if not selection.department:
        return tuple(kept)
    registry = Registry(lexicon)
    plans = {id(plan): plan for pair in pairs for plan in (pair.plan, pair.superior)}
    everything = [
        line for plan in plans.values() for line in lines(plan, name="", language=material.language)
    ]
    for line in everything:
        for bearer in line.provision.body.assignments:
            registry.meet_bearer(line.source, bearer)
    bodies = department_bodies(selection.department, registry.bodies(), tuple(plans.values()), lexicon)
    wanted = {body.identity for body in bodies}
    return tuple(
        each
        for each in kept
        if any(
            registry.meet_bearer(line.source, bearer) in wanted
            for line in (*each.here, *each.there)
            for bearer in line.provision.body.assignments
        )
    )


def _row(serial: int, found: _Compared, material: Material) -> ComparedRow:
    language = material.language
    here, there, speech = found.here, found.there, Speech(language, above=found.pair.above)
    deadlines, recurrences = deadline_changes(here, there), recurrence_changes(here, there)
    targets = target_changes(here, there)
    leads, others = owner_changes(here, there, "lead"), owner_changes(here, there, "responsible", "support")
    return ComparedRow(
        serial=serial,
        plan=found.plan,
        status=STATUS[found.status].text(language),
        score=round(100 * found.score) if here and there else None,
        superior_action=_actions(there),
        superior_task=tuple(line.task for line in there),
        action=_actions(here),
        task=tuple(line.task for line in here),
        deadline_changes=speech.changes(deadlines),
        lead_changes=speech.owners(leads),
        responsible_changes=speech.owners(others),
        recurrence_changes=speech.changes(recurrences),
        target_changes=speech.changes(targets),
        superior_clauses=tuple(line.clause for line in there),
        clauses=tuple(line.clause for line in here),
        lead=tuple(chain.from_iterable(line.bearers("lead") for line in here)),
        responsible=tuple(chain.from_iterable(line.bearers("responsible") for line in here)),
        superior_lead=tuple(chain.from_iterable(line.bearers("lead") for line in there)),
        superior_responsible=tuple(chain.from_iterable(line.bearers("responsible") for line in there)),
        deadlines=tuple(chain.from_iterable(line.deadlines for line in here)),
        superior_deadlines=tuple(chain.from_iterable(line.deadlines for line in there)),
        sectors=_sectors((*there, *here), material),
        outcome=found.status,
        changes=(*deadlines, *recurrences, *targets),
        owner_changes=(*leads, *others),
    )


def _sectors(both: Iterable[Line], material: Material) -> tuple[str, ...]:
    known = material.lexicon.sectors
    named = (mention.key for line in both for mention in getattr(line.provision.body, "sectors", ()))
    labels = ((known[key].label_zh, known[key].label_en) for key in named if key in known)
    return tuple(dict.fromkeys(Bilingual(*each).text(material.language) for each in labels))


def _actions(side: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.action for line in side if line.action))


def _headed(column: Column, *, above: bool) -> Column:
    """Return the column; where the other plan is no superior plan, it is not called one."""
    if above:
        return column
    zh, en = (title.replace(old, new) for title, old, new in zip(column.title, _ABOVE, _BESIDE, strict=True))
    return replace(column, title=Bilingual(zh, en))


def _notes(pairs: Sequence[Pair], found: Sequence[_Compared], language: Language) -> Iterable[str]:
    for pair in pairs:
        why = pair.why.text(language)
        yield _HELD.text(language).format(
            plan=_name(pair.plan),
            superior=_name(pair.superior),
            why=_SUPERIOR.text(language).format(why) if pair.above else why,
        )
        own = [each for each in found if each.pair is pair]
        here, there = sum(len(each.here) for each in own), sum(len(each.there) for each in own)
        counts = Counter(each.status for each in own)
        said = _counted({words: counts[status] for status, words in STATUS.items()}, language)
        other = OTHER[pair.above].text(language)
        yield _COUNTS.text(language).format(other=other, here=here, there=there) + said
    yield _SCALE.text(language).format(matched=round(100 * MATCHED), partly=round(100 * PARTLY))
    if any(plan.source.text is None for pair in pairs for plan in (pair.plan, pair.superior)):
        yield _THIN.text(language)


def _name(plan: Plan) -> str:
    return one_line(plan.document.title or plan.source.name)


def _outcomes(rows: Sequence[ComparedRow], language: Language) -> tuple[OutcomeRow, ...]:
    """Count how tasks came out, and what differs where they match; what does not occur is left out."""
    aspects, ways = (_TASKS, LEADS, BODIES, *FACTS.values()), (*STATUS.values(), *KINDS.values())
    counts = Counter(outcome for row in rows for outcome in _ways(row))
    found: list[OutcomeRow] = []
    for plan in dict.fromkeys(row.plan for row in rows):
        for aspect in aspects:
            here = {way: counts[plan, aspect, way] for way in ways if counts[plan, aspect, way]}
            if here:
                said = _counted(here, language)
                found.append(
                    OutcomeRow(len(found) + 1, plan, aspect.text(language), said, sum(here.values()))
                )
    return tuple(found)


def _counted(counts: Mapping[Bilingual, int], language: Language) -> str:
    joint = "，" if language == "zh" else ", "
    return joint.join(f"{words.text(language)} {count}" for words, count in counts.items())


def _ways(row: ComparedRow) -> Iterable[tuple[str, Bilingual, Bilingual]]:
    """Tell of what, and in which way, a row counts."""
    yield row.plan, _TASKS, STATUS[row.outcome]
    if row.outcome in {"missing", "added"}:
        return
    for change in (*row.owner_changes, *row.changes):
        yield row.plan, aspect_of(change), KINDS[change.kind]


def _details(found: Sequence[_Compared]) -> list[tuple[Detail, ...]]:
    return [
        tuple(
            Detail("clause", title, "\n".join(quotes))
            for title, side in zip(_QUOTES, (each.here, each.there), strict=True)
            if (quotes := [text for line in side if (text := _text(line))])
        )
        for each in found
    ]


def _text(line: Line) -> str:
    body, text = line.provision.body, line.source.source.text
    return text[body.span.start : body.span.end].strip() if text and isinstance(body, Task) else ""
