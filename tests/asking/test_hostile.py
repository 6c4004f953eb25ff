"""Nothing a user supplies reaches the query as SPARQL, or raises anything but our own errors."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sptgraph.asking import Catalogue, ask, who
from sptgraph.encoding.iris import PlanGraphs
from sptgraph.errors import SptgraphError
from sptgraph.store import Store
from tests.effort import examples

INJECTIONS = [
    '" } DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } #',
    '县财政局" . } } UNION { ?s ?p ?o } #',
    "'''); DROP ALL; #",
    '"@en } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #',
    "<http://evil/> ?p ?o . <http://evil/>",
    "https://w3id.org/sptgraph/plan/x> ?p ?o . <https://w3id.org/sptgraph/plan/x",
    "?bearer",
    "$plan",
    "1 OR 1=1",
    '2024-01-01"^^xsd:date) || (true',
    'P1M" || "1"="1',
    "\\u0022 }",
    "\x00\x07",
    "\ud800",
    "a" * 100_000,
    "（" * 5_000,
    "/",
    "//",
    "~",
    "%s{0}{plan}",
    "-1",
    "",
    " ",
]  # fmt: skip
SLOTS = [(query.name, parameter.name) for query in Catalogue.shipped() for parameter in query.parameters]
NEEDED = {"task-owners": {"task": "（一）/1"}, "department-tasks": {"department": "finance"}}


@pytest.fixture(scope="module", autouse=True)
def _unchanged(sample: Store) -> Iterator[None]:
    """Whatever is tried here, the graphs stay as they are."""
    graphs = PlanGraphs.of(sample.plans()[0].iri)
    before = sample.dump("nquads", graphs)
    yield
    assert sample.dump("nquads", graphs) == before


def said(error: SptgraphError) -> str:
    """Return an error's sentence once it is seen to be one short line in either language."""
    for language in ("zh", "en"):
        message = error.message(language)  # type: ignore[arg-type]
        message.encode()
        assert len(message.splitlines()) == 1
        assert len(message) < 400
    return error.message("en")


@pytest.mark.sampled(3)
@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize(("query", "parameter"), SLOTS)
def test_an_injection_is_refused_or_finds_nothing(
    sample: Store, query: str, parameter: str, text: str
) -> None:
    try:
        answer = ask(sample, query, **{**NEEDED.get(query, {}), parameter: text})
    except SptgraphError as error:
        said(error)
    else:
        assert len(answer) == 0


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(150)
)
@given(
    slot=st.sampled_from(SLOTS),
    value=st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates()),
)
def test_no_value_raises_anything_but_our_own_errors(
    sample: Store, slot: tuple[str, str], value: object
) -> None:
    query, parameter = slot
    try:
        answer = ask(sample, query, **{**NEEDED.get(query, {}), parameter: value})
    except SptgraphError as error:
        said(error)
    else:
        json.dumps(answer.to_json())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(100)
)
@given(subject=st.text(), place=st.one_of(st.none(), st.text()))
def test_no_subject_raises_anything_but_our_own_errors(
    sample: Store, subject: str, place: str | None
) -> None:
    try:
        chain = who(sample, subject, place)
    except SptgraphError as error:
        said(error)
    else:
        json.dumps(chain.to_json())


@given(name=st.text(), value=st.text())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(50)
)
def test_no_name_raises_anything_but_our_own_errors(sample: Store, name: str, value: str) -> None:
    for query, parameter in ((f"{name}?", "nobody"), ("targets", f"{name}?")):
        with pytest.raises(SptgraphError) as caught:
            ask(sample, query, **{parameter: value})
        said(caught.value)
