"""The review sheet (核对表): every entry beside its clause, with room to put it right."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from typing import Final

from sptgraph.corrections.applying import new_line
from sptgraph.corrections.document import DocumentField, fields_of
from sptgraph.corrections.matching import words_of
from sptgraph.corrections.notation import Entry, spell
from sptgraph.corrections.places import DELETE, DOCUMENT, MEMBERS
from sptgraph.errors import CorrectionError
from sptgraph.language import Language
from sptgraph.model import Action, Assignment, Correction, FactKind, Member, Plan, Span, Task, Unresolved
from sptgraph.output import clean, guard, replacing
from sptgraph.provisions import Outline, Provision, sentence
from sptgraph.wording import FACT_KIND, word

HEADER: Final[dict[str, dict[Language, str]]] = {
    "where": {"zh": "位置", "en": "where"},
    "kind": {"zh": "种类", "en": "kind"},
    "text": {"zh": "原文", "en": "text"},
    "old": {"zh": "原值", "en": "old"},
    "new": {"zh": "改为", "en": "new"},
    "why": {"zh": "说明", "en": "why"},
    "who": {"zh": "谁", "en": "who"},
    "place": {"zh": "出处", "en": "place"},
    "state": {"zh": "状态", "en": "state"},
}
"""The columns of the sheet in their order."""

_LONGEST_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One entry of a plan, or one correction, as a row of the sheet."""

    where: str
    kind: str
    text: str
    old: str
    new: str = ""
    why: str = ""
    who: str = ""
    place: str = ""
    state: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells in the order of `HEADER`."""
        return tuple(getattr(self, name) for name in HEADER)


def write_review(plan: Plan, path: str | PathLike[str], language: Language = "zh") -> None:
    """Write the review sheet of a plan as a workbook.

    What is entered under 改为 comes back by `load`; an untouched sheet changes nothing. Corrections that the
    plan already notes stand in the sheet, so that it may take the place of the sheet they came from. Raises
    CorrectionError where the file cannot be written.
    """
    from sptgraph.corrections.workbook import workbook

    with replacing(path, CorrectionError) as draft:
        draft.write_bytes(workbook(review_rows(plan, language), language, plan.document.issued))


def write_review_csv(plan: Plan, path: str | PathLike[str], language: Language = "zh") -> None:
    """Write the review sheet as csv in UTF-8 with byte order mark; `guard` keeps formulas from running."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([titles[language] for titles in HEADER.values()])
    writer.writerows([guard(clean(cell)) for cell in row.cells()] for row in review_rows(plan, language))
    with replacing(path, CorrectionError) as draft:
        draft.write_bytes(text.getvalue().encode("utf-8-sig"))


def review_rows(plan: Plan, language: Language = "zh") -> tuple[ReviewRow, ...]:
    """Return a row for each entry of the plan in the order of its text, then its other corrections."""
    noted = {correction.identifier: correction for correction in plan.corrections}
    rows: list[ReviewRow] = []
    shown: set[str] = set()
    for where, kind, entries in _groups(plan):
        for entry, old in _numbered(entries, language):
            mended = noted.get(getattr(entry, "correction", None) or "")
            if mended and mended.identifier not in shown:
                shown.add(mended.identifier)
                rows.append(_correction_row(plan, mended, language, entry))
            elif not mended:
                rows.append(_entry_row(plan, where, kind, entry, language, old=old))
    rest = (correction for correction in plan.corrections if correction.identifier not in shown)
    return (*rows, *(_correction_row(plan, correction, language) for correction in rest))


def _groups(plan: Plan) -> Iterator[tuple[str, FactKind, Iterable[Entry]]]:
    outline = Outline(plan)
    yield DOCUMENT, "document", fields_of(plan.document)
    actions = list(plan.actions)
    for provision in outline.provisions:
        while actions and actions[0].span.start <= provision.start:
            yield actions[0].no, "action", [actions.pop(0)]
        yield from _groups_of(provision)
    for action in actions:
        yield action.no, "action", [action]
    yield MEMBERS, "member", plan.members
    places: dict[str, list[Entry]] = {}
    for loose in plan.unresolved:
        places.setdefault(outline.place_of(loose.span), []).append(loose)
    for where, entries in places.items():
        yield where, "unresolved", entries


def _groups_of(provision: Provision) -> Iterator[tuple[str, FactKind, Iterable[Entry]]]:
    body = provision.body
    if isinstance(body, Task):
        yield provision.where, "task", [body]
    yield provision.where, "assignment", body.assignments
    yield provision.where, "deadline", body.deadlines
    yield provision.where, "recurrence", body.recurrences
    yield provision.where, "target", body.targets


def _numbered(entries: Iterable[Entry], language: Language) -> Iterator[tuple[Entry, str]]:
    """Give each entry its line; the second of equal ones ends in ``#2``, corrected ones do not count."""
    seen: dict[str, int] = {}
    for entry in entries:
        line = spell(entry, language)
        if not getattr(entry, "correction", None):
            seen[line] = seen.get(line, 0) + 1
        yield entry, line if seen.get(line, 1) == 1 else f"{line} #{seen[line]}"


def _entry_row(
    plan: Plan, where: str, kind: FactKind, entry: Entry, language: Language, *, old: str
) -> ReviewRow:
    place = None if isinstance(entry, DocumentField) else entry.span
    return ReviewRow(
        where=where,
        kind=word(FACT_KIND, kind, language),
        text=_text(plan, entry),
        old=old,
        place=on_paper(place, language) if place else "",
        state=word(FACT_KIND, kind, language) if isinstance(entry, Unresolved) else "",
    )


def _correction_row(
    plan: Plan, correction: Correction, language: Language, entry: Entry | None = None
) -> ReviewRow:
    applied = (
        {"zh": "已采用", "en": "applied"} if correction.applied else {"zh": "未对上", "en": "not matched"}
    )
    place = None if entry is None or isinstance(entry, DocumentField) else entry.span
    return ReviewRow(
        where=correction.where,
        kind=word(FACT_KIND, correction.kind, language),
        text=_text(plan, entry) if entry else "",
        old=correction.old or "",
        new=_new(correction, language),
        why=correction.why or "",
        who=correction.who or "",
        place=on_paper(place, language) if place else "",
        state=applied[language],
    )


def _new(correction: Correction, language: Language) -> str:
    """Return what stands under 改为; nothing where it could not be read back."""
    try:
        removes = new_line(correction) is None
    except CorrectionError:
        return ""
    return DELETE.text(language) if removes else correction.new or ""


def _text(plan: Plan, entry: Entry) -> str:
    """Return the clause an entry was read from; its own words where the plan carries no text."""
    text = plan.source.text
    if isinstance(entry, DocumentField):
        return ""
    if text is None or isinstance(entry, Action | Member):
        return words_of(entry)
    if isinstance(entry, Task):
        found = text[entry.span.start : entry.span.end]
    elif isinstance(entry, Assignment) and entry.clause:
        found = text[entry.clause.start : entry.clause.end]
    else:
        found = sentence(text, entry.span)
    return found if len(found) <= _LONGEST_TEXT else f"{found[: _LONGEST_TEXT - 1]}…"


def on_paper(span: Span, language: Language) -> str:
    """Return where a span stands on paper, as far as the document's format knows.

    >>> on_paper(Span(0, 2, page=3, paragraph=14), "zh")
    '第3页 第14段'
    """
    zh, en = [], []
    if span.page is not None:
        zh.append(f"第{span.page}页")
        en.append(f"page {span.page}")
    if span.cell is not None:
        zh.append(f"表格{span.cell}")
        en.append(f"cell {span.cell}")
    elif span.paragraph is not None:
        zh.append(f"第{span.paragraph}段")
        en.append(f"paragraph {span.paragraph}")
    return " ".join(zh) if language == "zh" else ", ".join(en)
