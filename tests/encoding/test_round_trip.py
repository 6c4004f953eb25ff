"""Whatever a plan holds comes back from the graph exactly: as quads, as text, and out of a database."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from sptgraph.encoding import GraphFormat, decode, encode, parse, serialise
from sptgraph.encoding.jsonform import plan_from_json, plan_to_json
from sptgraph.model import Plan
from tests.effort import examples
from tests.encoding.strategies import plans
from tests.sample import other_plan, sample_plan

unhurried = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LOSSLESS: tuple[GraphFormat, ...] = ("trig", "nquads", "jsonld")


@pytest.mark.parametrize("plan", [sample_plan(), other_plan()], ids=["sample", "other"])
def test_the_sample_comes_back(plan: Plan) -> None:
    assert decode(encode(plan)) == plan


@given(plans)
@unhurried
def test_any_plan_comes_back(plan: Plan) -> None:
    assert decode(encode(plan)) == plan


@given(plans)
@unhurried
def test_any_plan_comes_back_through_text(plan: Plan) -> None:
    quads = encode(plan)
    for form in LOSSLESS:
        assert decode(parse(serialise(quads, form), form)) == plan, form


@given(plans)
@unhurried
def test_any_plan_comes_back_out_of_a_database(plan: Plan) -> None:
    """A database rewrites literals to their canonical form (P12M, 007), so it is a test of its own."""
    database = ox.Store()
    database.extend(encode(plan))
    assert decode(database) == plan


@given(plans)
@unhurried
def test_any_plan_comes_back_from_json(plan: Plan) -> None:
    written = json.dumps(plan_to_json(plan, with_text=True))
    assert plan_from_json(json.loads(written)) == plan


@given(plans)
@unhurried
def test_any_plan_has_names_alone_and_no_blank_nodes(plan: Plan) -> None:
    for quad in encode(plan):
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
