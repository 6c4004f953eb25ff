"""Five real plans ship as graphs: proof-read, labelled in our own words, without a sentence of theirs."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sptgraph import PlanStore
from sptgraph.content import fingerprint
from sptgraph.encoding.jsonform import plan_to_json
from sptgraph.errors import ParameterError
from sptgraph.facade.attaching import plans_of
from sptgraph.facade.shipped import Example, shipped_plans, shipped_plans_of
from sptgraph.model import Plan
from sptgraph.provisions import bodies_of, facts_of
from tests.gold import score

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "plans"
GOLD = ROOT.parent / "shared" / "gold"
HAN = re.compile("[一-鿿]")
NAMES = [example.path.stem for example in shipped_plans()]
ANNOTATED = ("haifeng", "xiayi", "dingtao")

needs_documents = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="needs the documents in ../shared")


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    held = {example.path.stem: plans_of([example.path]) for example in shipped_plans()}
    return {name: plan for name, found in held.items() for plan in found.values()}


@pytest.fixture(scope="module")
def store() -> Iterator[PlanStore]:
    with PlanStore.examples() as store:
        yield store


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_plans", ROOT / "tools" / "make_plans.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_five_and_the_index_says_what_they_hold(plans: dict[str, Plan]) -> None:
    assert len(plans) == 5
    for example in shipped_plans():
        plan = plans[example.path.stem]
        said = (plan.jurisdiction, plan.source.text_sha256)
        assert said == (example.jurisdiction, example.text_sha256)


def test_a_place_is_named_by_its_last_part_where_that_is_unique() -> None:
    def last(example: Example) -> str:
        return example.jurisdiction[-3:]

    assert [shipped_plans_of(last(example)) for example in shipped_plans()] == [(e,) for e in shipped_plans()]
    assert shipped_plans_of() == shipped_plans()
    for unclear in ("县", "无此县", "x" * 1000):
        with pytest.raises(ParameterError) as refusal:
            shipped_plans_of(unclear)
        assert len(str(refusal.value)) < 300


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_settled_and_every_correction_found_its_entry(
    plans: dict[str, Plan], name: str
) -> None:
    plan = plans[name]
    assert not plan.unresolved
    assert plan.corrections
    assert all(correction.applied for correction in plan.corrections)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_in_a_graph_and_no_long_quotation(plans: dict[str, Plan], name: str) -> None:
    plan = plans[name]
    assert plan.source.text is None
    assert plan.source.outline
    quotes = [fact.quote for body in bodies_of(plan) for fact in facts_of(body)]
    words = [each.text for each in plan.other_uses] + [m.quote for task in plan.tasks for m in task.standing]
    assert max(len(HAN.findall(quote)) for quote in (*quotes, *words)) <= 17


@pytest.mark.parametrize("name", NAMES)
def test_every_action_and_task_has_a_short_name_in_both_languages(plans: dict[str, Plan], name: str) -> None:
    for entry in (*plans[name].actions, *plans[name].tasks):
        assert entry.label is not None, entry.no
        assert 2 <= len(HAN.findall(entry.label.zh)) <= 17
        assert re.fullmatch(r"[A-Z][A-Za-z0-9 ,;:-]+", entry.label.en), entry.label.en
        assert len(entry.label.en) <= 60


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_can_be_found_in_the_document(plans: dict[str, Plan], name: str) -> None:
    length = plans[name].source.length
    for body in bodies_of(plans[name]):
        assert all(0 <= fact.span.start < fact.span.end <= length for fact in facts_of(body))


@pytest.mark.parametrize("name", ANNOTATED)
@pytest.mark.skipif(not GOLD.is_dir(), reason="needs the annotations in ../shared")
def test_the_annotated_plans_agree_with_their_annotation_in_every_kind(
    plans: dict[str, Plan], name: str
) -> None:
    gold: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    written = plan_to_json(plans[name])
    found = score(written, gold)
    assert {kind: each for kind, each in found.items() if each.f1 < 1} == {}
    assert written["document"] == gold["document"]
    assert [{key: section[key] for key in ("no", "title")} for section in written["sections"]] == gold[
        "sections"
    ]


@needs_documents
def test_the_graphs_are_what_the_documents_and_the_corrections_make(
    maker: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert maker.main([str(DOCUMENTS), "--check"]) == 0, capsys.readouterr().err


@needs_documents
@pytest.mark.parametrize("name", NAMES)
def test_places_are_those_of_the_document(plans: dict[str, Plan], name: str) -> None:
    text = (DOCUMENTS / f"{name}.txt").read_bytes().decode("utf-8-sig")
    assert fingerprint(text) == plans[name].source.text_sha256
    for body in bodies_of(plans[name]):
        for fact in facts_of(body):
            printed = "".join(text[fact.span.start : fact.span.end].split())
            assert not fact.quote or "".join(fact.quote.split()) == printed


@pytest.mark.sampled(2)
@needs_documents
@pytest.mark.parametrize("name", NAMES)
def test_the_document_and_the_graph_make_the_plan_as_it_is_read(name: str, maker: ModuleType) -> None:
    with PlanStore() as store:
        store.load(ROOT / "ontology" / "plans" / f"{name}.trig")
        found = store.attach(DOCUMENTS / f"{name}.txt")
        assert found.same_text
        assert found.complete
        assert store.plans[0].sha256 == found.plan.source.sha256
        assert store.plan(store.plans[0]) == found.plan
        made = plan_to_json(maker.make(name, DOCUMENTS, []))
        assert on_no_paper(plan_to_json(maker.without_text(found.plan))) == on_no_paper(made)


def on_no_paper(data: Any) -> Any:
    """Return JSON data without pages and paragraphs: what a correction adds does not always know its own."""
    if isinstance(data, dict):
        return {key: on_no_paper(value) for key, value in data.items() if key != "place"}
    return [on_no_paper(each) for each in data] if isinstance(data, list) else data


def test_the_shipped_plans_answer_list_and_are_checked(store: PlanStore) -> None:
    assert len(store.plans) == 5
    assert {row.plan for row in store.ask("sector-leads", sector="city-gas")} == {p.iri for p in store.plans}
    report = store.validate()
    assert not [f for f in report if f.rule.startswith(("span", "source", "plan-source"))]
    table = store.listing("tasks", store.plans[0]).render("csv")
    assert store.plan(store.plans[0]).tasks[0].no in bytes(table).decode("utf-8-sig")


def test_a_list_shows_the_short_name_where_the_plan_prints_no_heading(store: PlanStore) -> None:
    plan, task = next(
        (plan, task)
        for record in store.plans
        for plan in [store.plan(record)]
        for task in plan.tasks
        if not task.heading
    )
    assert task.label
    assert task.label.zh in bytes(store.listing("tasks", plan).render("csv")).decode("utf-8-sig")
    assert task.label.en in bytes(store.listing("tasks", plan, language="en").render("csv")).decode(
        "utf-8-sig"
    )


def test_who_can_be_asked_for_a_place_alone(store: PlanStore) -> None:
    for record in store.plans:
        chain = store.who("城镇燃气", within=record.jurisdiction)
        assert chain.jurisdiction == record.jurisdiction
        assert chain.links
