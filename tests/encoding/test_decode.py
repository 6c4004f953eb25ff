"""A graph that is no whole plan is refused in one line that names the node; nothing else is raised."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sptgraph.encoding import decode, encode, parse, serialise
from sptgraph.encoding.decode import plans_in
from sptgraph.errors import GraphError
from sptgraph.model import Plan, Span
from sptgraph.vocabulary import term
from tests.effort import examples
from tests.sample import other_plan, sample_plan

QUADS = encode(sample_plan())


def changed(predicate: str, value: ox.NamedNode | ox.Literal | None) -> list[ox.Quad]:
    """Return the sample's quads with every value of a property replaced, or taken away."""
    kept = [q for q in QUADS if q.predicate.value != term(predicate)]
    hit = [q for q in QUADS if q.predicate.value == term(predicate)]
    assert hit
    return kept + [ox.Quad(q.subject, q.predicate, value, q.graph_name) for q in hit if value is not None]


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("spt:due", None),
        ("spt:due", ox.Literal("2024-13-01")),
        ("spt:role", ox.NamedNode("https://w3id.org/sptgraph/role/boss")),
        ("spt:role", ox.Literal("lead")),
        ("spt:departmentType", ox.NamedNode("https://example.org/finance")),
        ("spt:sector", None),
        ("spt:bearer", None),
        ("spt:minimumCount", ox.Literal("twice")),
        ("spt:value", ox.Literal("many")),
        ("spt:level", ox.Literal("planet")),
        ("spt:memberClass", ox.NamedNode("https://example.org/supervisory")),
        ("spt:applied", ox.Literal("maybe")),
        ("spt:locatedAt", None),
        ("oa:start", None),
        ("dcterms:source", None),
        ("dcterms:isPartOf", None),
        ("skos:notation", None),
    ],
)
def test_what_is_missing_or_wrong_is_named(predicate: str, value: ox.NamedNode | ox.Literal | None) -> None:
    with pytest.raises(GraphError) as caught:
        decode(changed(predicate, value))
    assert "<https://" in caught.value.message("zh")
    assert "\n" not in caught.value.message("en")


def test_two_values_where_one_belongs_are_refused() -> None:
    due = next(q for q in QUADS if q.predicate.value == term("spt:due"))
    twice = ox.Quad(due.subject, due.predicate, ox.Literal("2030-01-01"), due.graph_name)
    with pytest.raises(GraphError, match="spt:due"):
        decode([*QUADS, twice])


def test_no_plan_and_two_plans_are_refused() -> None:
    with pytest.raises(GraphError, match="0"):
        decode([])
    with pytest.raises(GraphError, match="2"):
        decode([*QUADS, *encode(other_plan())])
    assert len(plans_in([*QUADS, *encode(other_plan())])) == 2


def test_blank_nodes_are_refused() -> None:
    quad = QUADS[0]
    with pytest.raises(GraphError):
        decode([*QUADS, ox.Quad(ox.BlankNode(), quad.predicate, quad.object, quad.graph_name)])


def test_what_rules_derived_is_passed_over() -> None:
    plan = plans_in(QUADS)[0]
    task = ox.NamedNode(f"{plan}/task/（一）/1")
    derived = ox.Quad(
        task, ox.NamedNode(term("dcterms:title")), ox.Literal("另一个标题"), ox.NamedNode(f"{plan}/derived")
    )
    assert decode([*QUADS, derived]) == sample_plan()


def test_the_stated_graph_alone_gives_the_facts_without_places() -> None:
    turtle = parse(serialise(QUADS, "turtle"), "turtle")
    with pytest.raises(GraphError, match="TriG"):
        decode(turtle)
    plan = decode(turtle, partial=True)
    whole = sample_plan()
    assert plan.document == whole.document
    assert [task.no for task in plan.tasks] == [task.no for task in whole.tasks]
    assert [a.agent for a in plan.tasks[0].assignments] == [a.agent for a in whole.tasks[0].assignments]
    assert {task.span for task in plan.tasks} == {Span(0, 0)}


@given(st.lists(st.integers(0, len(QUADS) - 1), min_size=1, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=examples(150), deadline=None)
def test_a_damaged_graph_is_a_plan_or_a_graph_error(taken: list[int], chance: object) -> None:
    """Quads go missing, and values move to where they do not belong."""
    quads = list(QUADS)
    for number in taken:
        there, here = quads[number - 1], quads[number]
        quads[number] = ox.Quad(here.subject, here.predicate, there.object, here.graph_name)
    with suppress(GraphError):
        assert isinstance(decode(quads), Plan)
