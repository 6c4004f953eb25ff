"""The same plan is always the same bytes, in an order that a person can follow."""

import random
import subprocess
import sys

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from sptgraph.encoding import GraphFormat, encode, serialise
from sptgraph.encoding.serialise import FORMATS
from tests.sample import sample_plan

PRINT_DIGEST = """
import hashlib
from sptgraph.encoding import encode, serialise
from sptgraph.encoding.serialise import FORMATS
from tests.sample import sample_plan
quads = encode(sample_plan())
print([hashlib.sha256(serialise(quads, form)).hexdigest() for form in FORMATS])
"""


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_quads_does_not_matter(form: GraphFormat) -> None:
    quads = list(encode(sample_plan()))
    written = serialise(quads, form)
    random.Random(7).shuffle(quads)
    assert serialise(quads + quads[:9], form) == written


def test_another_process_writes_the_same_bytes() -> None:
    """Hash seeds and library internals differ from process to process."""
    runs = [
        subprocess.run([sys.executable, "-c", PRINT_DIGEST], capture_output=True, text=True, check=True)
        for _ in "12"
    ]
    assert runs[0].stdout == runs[1].stdout
    assert len(runs[0].stdout) > 4 * 64


def test_turtle_is_the_stated_graph_alone() -> None:
    quads = encode(sample_plan())
    stated = {q.triple for q in quads if q.graph_name.value.endswith("/stated")}
    read = {q.triple for q in ox.parse(serialise(quads, "turtle"), ox.RdfFormat.TURTLE)}
    assert read == stated


def test_turtle_is_prefixed_relative_and_in_natural_order() -> None:
    lines = serialise(encode(sample_plan()), "turtle").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "@prefix spt: <ontology#> ." in prefixes
    assert any(line.endswith("<plan/云溪县安全生产委员会-云安委-2024-6号> a spt:Plan ;") for line in lines)
    subjects = [line.split(">")[0] for line in lines if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_task_ten_comes_after_task_two() -> None:
    quads = [
        ox.Quad(
            ox.NamedNode(f"https://example.org/task/{n}"),
            ox.NamedNode("https://example.org/p"),
            ox.Literal("x"),
        )
        for n in (10, 9, 2)
    ]
    written = serialise(quads, "nquads").decode()
    assert [line.split(">")[0][-2:] for line in written.splitlines()] == ["/2", "/9", "10"]


def test_trig_puts_what_is_stated_first_and_the_source_last() -> None:
    written = serialise(encode(sample_plan()), "trig").decode()
    places = [written.index(f"/{name}> {{") for name in ("stated", "corrections", "source")]
    assert places == sorted(places)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses its own past
@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_other_tools_read_the_same(form: GraphFormat, name: str) -> None:
    quads = encode(sample_plan())
    theirs = rdflib.Dataset().parse(serialise(quads, form), format=name)
    for graph in ("stated", "source", "corrections"):
        iri = next(q.graph_name.value for q in quads if q.graph_name.value.endswith(f"/{graph}"))
        ours = rdflib.Graph()
        triples = {q.triple for q in quads if q.graph_name.value == iri}
        ours.parse(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
        assert len(ours) == len(triples)
        assert isomorphic(theirs.graph(rdflib.URIRef(iri)), ours)


def test_json_ld_carries_its_own_context() -> None:
    written = serialise(encode(sample_plan()), "jsonld").decode()
    assert written.startswith('{\n "@context": {\n  "spt":')
    assert '"spt:bearer"' in written
