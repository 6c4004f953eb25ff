"""Putting a question to plans: the rows that it gives, and the sources in which its proofs end."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sptgraph import PlanStore
from sptgraph.asking.proof import Article, Quotation
from sptgraph.corrections import apply
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.model import Correction, Plan, SectorMention, Task
from sptgraph.wording import FACT_KIND, meaning
from tests.questions.data import Change, Question, Row


def records(store: PlanStore) -> dict[str, str]:
    """The plans' IRIs by place."""
    return {record.jurisdiction or "": record.iri for record in store.plans}


def asked(store: PlanStore, question: Question) -> list[Row]:
    """Return the rows of the answer, in the columns that the question compares."""
    places = {iri: place for place, iri in records(store).items()}
    rows = [
        {**row, "place": places.get(str(row.get("plan")), row.get("place"))}
        for row in _all_rows(store, question)
    ]
    kept = [
        row
        for row in rows
        if all(
            re.search(p, _text(row.get(c))) if p else not _text(row.get(c)) for c, p in question.keep.items()
        )
    ]
    return (
        list(dict.fromkeys(tuple(_plain(row.get(column)) for column in question.columns) for row in kept))
        if question.kind == "who"
        else [tuple(_plain(row.get(column)) for column in question.columns) for row in kept]
    )


def _all_rows(store: PlanStore, question: Question) -> Iterator[Mapping[str, Any]]:
    known = records(store)
    places = [place for place in question.places if place in known]
    if question.kind == "ask":
        answer = store.ask(question.subject, question.parameters, plans=[known[place] for place in places])
        yield from answer.to_json()["rows"]
    elif question.kind == "who":
        for place in places:
            chain = store.who(question.subject, place).to_json("zh")
            yield from ({**link, "place": place, "as_of": chain["as_of"]} for link in chain["chain"])
    elif question.kind == "check":
        for place in places:
            report = store.validate(known[place]).to_json()
            yield from ({**result, "place": place} for result in report["results"])
    else:
        raise NotImplementedError(question.kind)


def _text(cell: Any) -> str:
    return "" if cell is None else "、".join(cell) if isinstance(cell, list) else str(cell)


def _plain(cell: Any) -> Any:
    return tuple(cell) if isinstance(cell, list) else cell


def leaves(store: PlanStore, question: Question, place: str) -> set[tuple[str, str]]:
    """Return the sources that prove who answers for the question's subject: articles, places in the plan."""
    parameters = question.parameters
    subject = question.subject if question.kind == "who" else parameters.get("task", "")
    if sector := load_lexicon().sector_key(parameters.get("sector", "")):
        subject = f"sec:{sector}"
    found: set[tuple[str, str]] = set()
    for link in store.who(subject, place).links:
        for leaf in link.proof.leaves():
            if isinstance(leaf, Article):
                found.add((leaf.statute.zh, leaf.article or ""))
            elif isinstance(leaf, Quotation):
                found.add(("", leaf.where or ""))
    return found


def proved(found: set[tuple[str, str]], source: tuple[str, str]) -> bool:
    """Whether a statute of that name with that article, or that place in the plan, is among the leaves."""
    statute, where = source
    return any((statute in name if statute else not name) and where in article for name, article in found)


def changed(store: PlanStore, change: Change, folder: Path) -> PlanStore:
    """Return a store with the plan of one place alone, changed as the question says."""
    plan = store.plan(records(store)[change.place])
    new = PlanStore()
    if change.duties:
        new.add_roster(_roster(change, folder))
    new.add(_with_sectors(_corrected(plan, change), change))
    return new


def _corrected(plan: Plan, change: Change) -> Plan:
    rows = [
        Correction(
            f"change-{number}", where, meaning(FACT_KIND, kind), old or None, None if now == "删除" else now
        )
        for number, (where, kind, old, now) in enumerate(change.corrections, 1)
    ]
    plan = apply(plan, rows, department_key=load_lexicon().department_key)
    missed = [row for row in plan.corrections if row.identifier.startswith("change-") and not row.applied]
    assert not missed, f"nothing to change: {missed}"
    return plan


def _with_sectors(plan: Plan, change: Change) -> Plan:
    edits = change.sectors or {}

    def edited(task: Task) -> Task:
        edit = edits.get(f"{task.action}/{task.no}")
        if edit is None:
            return task
        keys = {mention.key for mention in task.sectors}
        assert keys >= set(edit.get("drop", ())), f"{task.action}/{task.no} names {sorted(keys)}"
        kept = [mention for mention in task.sectors if mention.key not in edit.get("drop", ())]
        return replace(task, sectors=(*kept, *(SectorMention(key, task.span) for key in edit.get("add", ()))))

    return replace(plan, tasks=tuple(map(edited, plan.tasks)))


def _roster(change: Change, folder: Path) -> Path:
    path = folder / "职责清单.csv"
    roles = {"lead": "牵头"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["地区", "行业领域", "单位", "角色", "监管方面", "部分"])
        for sector, unit, role, *more in change.duties:
            facet, part = [*more, "", ""][:2]
            writer.writerow([change.place, sector, unit, roles[role], facet, part])
    return path
