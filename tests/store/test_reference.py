"""The reference graph is loaded when first needed, once, and anew when the ontology has changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sptgraph.errors import OntologyError
from sptgraph.store import Store
from sptgraph.store import plans as plans_module
from sptgraph.store.reference import Reference, load_reference
from sptgraph.version import VERSION
from sptgraph.vocabulary import PREFIXES, SPT
from tests.sample import sample_plan

GRAPH = f"https://w3id.org/sptgraph/reference/{VERSION}"


def version(turtle: bytes) -> Reference:
    return Reference(GRAPH, turtle, turtle.decode())


def test_it_holds_the_shipped_ontology() -> None:
    store = Store()
    graphs = store.closure(store.insert(sample_plan()).iri)
    assert graphs[-1] == GRAPH == load_reference().graph
    assert {quad.triple for quad in store.quads([GRAPH])} == set(load_reference().triples)
    finance = f"<{PREFIXES['dep']}finance>"
    assert store.ask(f"ASK {{ {finance} a spt:DepartmentType }}", graphs)


def test_it_is_not_loaded_before_it_is_needed() -> None:
    store = Store()
    store.insert(sample_plan())
    assert list(store.quads([GRAPH])) == []


def test_it_is_no_plan_and_not_dumped() -> None:
    store = Store()
    store.closure(store.insert(sample_plan()).iri)
    assert GRAPH.encode() not in store.dump()
    assert len(store.plans()) == 1


def test_a_changed_ontology_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for turtle in (b"<a:old> <a:p> 1 .", b"<a:new> <a:p> 1 ."):
        monkeypatch.setattr(plans_module, "load_reference", lambda turtle=turtle: version(turtle))
        with Store(tmp_path) as store:
            store.insert(sample_plan())
            assert [str(quad.subject) for quad in store.quads([GRAPH])] == [f"<{turtle[1:6].decode()}>"]
            told = json.loads((tmp_path / "sptgraph-store.json").read_text(encoding="utf-8"))
            assert told["reference"] == {"graph": GRAPH, "sha256": turtle.decode()}


def test_a_broken_ontology_is_one_line_and_nothing_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans_module, "load_reference", lambda: version(b"<a:old> <a:p>"))
    with Store(tmp_path) as store:
        with pytest.raises(OntologyError) as caught:
            store.insert(sample_plan())
        assert "\n" not in caught.value.message("zh")
        assert store.plans() == ()
    with pytest.raises(OntologyError):
        list(replace(load_reference(), turtle=b"<a:old>").triples)


def test_terms_of_the_ontology_need_no_prefix_declaration() -> None:
    store = Store()
    graphs = store.closure(store.insert(sample_plan()).iri)
    kinds = store.select("SELECT DISTINCT ?kind { dep:finance a ?kind }", graphs).rows
    assert SPT + "DepartmentType" in {kind.value for (kind,) in kinds}
