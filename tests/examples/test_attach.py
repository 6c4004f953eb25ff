"""A graph without text and a copy of the document, in whatever format, make the plan with its text again."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from sptgraph.attaching import Attachment, attach, without_text
from sptgraph.attaching.outline import outline_of, parse, spell
from sptgraph.encoding import decode, encode, serialise
from sptgraph.encoding import parse as parse_graph
from sptgraph.errors import GraphError, ReadError
from sptgraph.extraction.pipeline import extract
from sptgraph.language import Bilingual
from sptgraph.model import Document, Plan
from sptgraph.provisions import bodies_of, facts_of
from sptgraph.reading import read
from tests.gold import text_of
from tests.reading.convert import to_docx, to_html, to_pdf

FORMATS: dict[str, Callable[[str], bytes]] = {"docx": to_docx, "html": to_html, "pdf": to_pdf}
TEXT = text_of("yunxi")
HAN = re.compile("[一-鿿]")


def document(text: str, name: str = "实施方案.txt") -> Document:
    return read(text.encode(), name=name)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return extract(document(TEXT))


@pytest.fixture(scope="module")
def bare(plan: Plan) -> Plan:
    """The plan as a graph that may not quote it gives it back."""
    graph = serialise(encode(without_text(plan)), "trig")
    return decode(parse_graph(graph, "trig"))


def lost(attachment: Attachment) -> list[str]:
    return [entry for share in attachment.shares for entry in share.lost]


def by_words(attachment: Attachment) -> list[str]:
    return [entry for share in attachment.shares for entry in share.by_words]


def test_a_graph_without_text_holds_no_sentence_of_it(bare: Plan) -> None:
    assert bare.source.text is None
    quotes = [fact.quote for body in bodies_of(bare) for fact in facts_of(body)]
    words = [entry.text for entry in (*bare.unresolved, *bare.other_uses)]
    marks = [mark.quote for task in bare.tasks for mark in task.standing]
    assert max(len(HAN.findall(quote)) for quote in [*quotes, *words, *marks]) <= 17
    assert "县应急管理局" in quotes
    assert "" in quotes


def test_its_own_document_gives_the_plan_back(plan: Plan, bare: Plan) -> None:
    found = attach(bare, document(TEXT))
    assert found.plan == plan
    assert found.same_text
    assert found.complete
    assert found.share == 1


def test_names_that_a_person_gave_stay(bare: Plan) -> None:
    label = Bilingual("燃气", "gas")
    named = replace(bare, tasks=tuple(replace(task, label=label) for task in bare.tasks))
    assert {task.label for task in attach(named, document(TEXT)).plan.tasks} == {label}


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_does_not_matter(plan: Plan, bare: Plan, form: str) -> None:
    copy = read(FORMATS[form](TEXT), name=f"方案.{form}")
    found = attach(bare, copy)
    assert found.same_text
    assert found.complete
    assert not by_words(found)
    assert found.plan.source.text == copy.text
    assert found.plan.source.format == form
    for mine, theirs in zip(bodies_of(found.plan), bodies_of(plan), strict=True):
        for fact, before in zip(facts_of(mine), facts_of(theirs), strict=True):
            assert squashed(fact.quote) == squashed(before.quote)
            assert squashed(copy.text[fact.span.start : fact.span.end]) == squashed(before.quote)
    assert any(fact.span.page or fact.span.paragraph for fact in facts_of(found.plan.tasks[-1]))


def squashed(text: str) -> str:
    return "".join(text.split())


def test_what_was_changed_is_named_and_left_out(bare: Plan) -> None:
    task = next(task for task in bare.tasks if any(a.agent == "县农业农村局" for a in task.assignments))
    changed = TEXT.replace("县农业农村局", "县林草局").replace("2024年6月底前", "2024年9月底前")
    assert changed.count("县林草局")
    found = attach(bare, document(changed))
    assert not found.same_text
    assert 0.8 < found.share < 1
    missing = lost(found)
    assert any("县农业农村局" in entry for entry in missing)
    assert any(entry.startswith(f"{task.action}/{task.no} ") for entry in missing)
    left = [a.agent for body in bodies_of(found.plan) for a in body.assignments]
    assert "县农业农村局" not in left
    assert "县应急管理局" in left
    assert "没有找到：" in found.text("zh")
    assert "not found: " in found.text("en")


def test_what_stands_beside_a_change_is_found_by_its_words(bare: Plan) -> None:
    changed = TEXT.replace("（县", "（由县")
    found = attach(bare, document(changed))
    near = by_words(found)
    assert near
    assert any("县应急管理局" in entry for entry in near)
    assert not lost(found)
    text = found.plan.source.text or ""
    for body in bodies_of(found.plan):
        for fact in facts_of(body):
            assert squashed(text[fact.span.start : fact.span.end]).startswith(squashed(fact.quote)[:1])


def test_a_shortened_document_gives_the_part_that_it_holds(bare: Plan) -> None:
    lines = TEXT.splitlines(keepends=True)
    half = "".join(lines[: len(lines) // 2])
    found = attach(bare, document(half))
    assert found.share > 0.9
    assert 0 < len(found.plan.tasks) < len(bare.tasks)
    assert {task.no for task in found.plan.tasks} < {task.no for task in bare.tasks}
    assert not found.complete
    end = len(found.plan.source.text or "")
    assert all(fact.span.end <= end for body in bodies_of(found.plan) for fact in facts_of(body))
    (tasks,) = (share for share in found.shares if share.kind == "task")
    assert tasks.total == len(bare.tasks)
    assert len(tasks.lost) == len(bare.tasks) - len(found.plan.tasks)


def test_what_came_between_does_not_move_the_rest(bare: Plan) -> None:
    paragraph = "本段为转发时加写的说明，原文并无此段。\n"
    lines = TEXT.splitlines(keepends=True)
    after = next(at for at, line in enumerate(lines) if at > len(lines) // 2 and line.endswith("。\n")) + 1
    found = attach(bare, document("".join([*lines[:after], paragraph, *lines[after:]])))
    assert found.complete


@pytest.mark.parametrize("other", ["linjiang", "national", "notaplan-news"])
def test_a_foreign_document_is_refused(bare: Plan, other: str) -> None:
    with pytest.raises(ReadError, match=r"对不上.*实施方案"):
        attach(bare, document(text_of(other)))


def test_a_scrap_is_no_copy(bare: Plan) -> None:
    with pytest.raises(ReadError):
        attach(bare, document("安全生产"))
    with pytest.raises(ReadError):
        attach(bare, document("2024"))


def test_a_plan_with_text_can_be_joined_with_a_newer_copy(plan: Plan) -> None:
    found = attach(plan, document(TEXT.replace("\n", "\n\n")))
    assert found.complete
    assert found.same_text


def test_without_an_outline_nothing_can_be_joined(bare: Plan) -> None:
    blind = replace(bare, source=replace(bare.source, outline=None))
    with pytest.raises(GraphError, match="textOutline"):
        attach(blind, document(TEXT))


@pytest.mark.parametrize(
    "broken",
    ["", "1 2", ";", "1 2;1:zzzzzzzz", "0 3;2:01234567", "9999999 9999999;1:01234567", "0 1;٣:01234567"],
)
def test_a_broken_outline_is_named(bare: Plan, broken: str) -> None:
    damaged = replace(bare, source=replace(bare.source, outline=broken))
    with pytest.raises((GraphError, ReadError)):
        attach(damaged, document(TEXT))


@pytest.mark.parametrize("text", ["", "，。", "甲", "（一）甲。", "甲" * 500, TEXT])
def test_an_outline_comes_back(text: str) -> None:
    assert parse(spell(outline_of(text))) == outline_of(text)


def test_the_same_characters_may_be_pointed_otherwise(bare: Plan) -> None:
    otherwise = TEXT.replace("。", "；").replace("，", ",").replace("（", "(")
    found = attach(bare, document(otherwise))
    assert found.same_text
    assert found.complete
    assert not by_words(found)
