"""The sample plan everybody's tests stand on keeps its own promises."""

from collections.abc import Iterator

from sptgraph.model import Passage, Span, Task
from tests.sample import SAMPLE_TEXT, sample_plan


def quotes() -> Iterator[tuple[str, Span]]:
    plan = sample_plan()
    blocks: tuple[Task | Passage, ...] = (*plan.tasks, *plan.elsewhere)
    for block in blocks:
        for fact in (*block.assignments, *block.deadlines, *block.recurrences, *block.targets):
            yield fact.quote, fact.span
    for task in plan.tasks:
        for mark in task.standing:
            yield mark.quote, mark.span
    for loose in (*plan.unresolved, *plan.other_uses):
        yield loose.text, loose.span
    for heading in (*plan.sections, *plan.actions):
        yield heading.title, heading.span
    for member in plan.members:
        yield member.name, member.span


def test_every_span_holds_its_quote() -> None:
    pairs = list(quotes())
    assert len(pairs) > 40
    assert [(quote, SAMPLE_TEXT[span.start : span.end]) for quote, span in pairs] == [
        (q, q) for q, _ in pairs
    ]


def test_facts_lie_inside_their_task() -> None:
    for task in sample_plan().tasks:
        for fact in (*task.assignments, *task.deadlines, *task.recurrences, *task.targets, *task.sectors):
            assert task.span.start <= fact.span.start < fact.span.end <= task.span.end


def test_it_is_rich() -> None:
    plan = sample_plan()
    assignments = [a for t in plan.tasks for a in t.assignments]
    assert {a.role for a in assignments} == {"lead", "responsible", "support"}
    assert {a.quantifier for a in assignments} == {None, "all", "some", "open"}
    assert {a.distribution for a in assignments} == {None, "respective", "within-remit"}
    assert {d.kind for t in plan.tasks for d in t.deadlines} == {"by", "during", "within"}
    assert any(r.tightens for t in plan.tasks for r in t.recurrences)
    assert [not t.assignments and not t.deadlines for t in plan.tasks][-1]
