"""The ontology loads as Python classes and individuals, through N-Triples."""

from pathlib import Path

import pytest

from sptgraph.errors import OntologyError
from sptgraph.reasoning import Ontology, label, load_classes, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(norms=True)


def test_classes_and_properties_are_attributes() -> None:
    terms = load_classes()
    assert terms.Provision in terms.Task.ancestors()
    assert terms.Responsibility in terms.Assignment.is_a
    assert terms.bearer.domain == [terms.Responsibility]
    assert sorted(map(str, terms.Task.label)) == ["task", "任务"]


def test_individuals_come_when_asked_for() -> None:
    assert not load_classes().DepartmentType.instances()
    ontology = load_ontology()
    assert {"lead", "responsible", "support"} <= set(ontology.roles)
    assert len(ontology.departments) > 100
    assert len(ontology.sectors) > 100
    assert ontology.facets
    assert ontology.tiers
    assert not ontology.norms


def test_an_individual_s_properties_are_attributes(ontology: Ontology) -> None:
    gas = ontology.sectors["city-gas"]
    assert gas.primaryFacet is ontology.facets["work-safety"]
    assert ontology.terms.Sector in gas.is_a
    assert "城镇燃气" in gas.prefLabel.zh
    assert ontology.departments["finance"].kind == "government"
    assert "县财政局" in ontology.departments["finance"].countyName.zh


def test_norms_link_sectors_and_departments(ontology: Ontology) -> None:
    gas = ontology.sectors["city-gas"]
    leads = ontology.world.search(type=ontology.terms.Norm, sector=gas, normRole=ontology.roles["lead"])
    assert ontology.departments["gas-administration"] in {
        department for norm in leads for department in norm.departmentType
    }


@pytest.mark.parametrize(("words", "found"), [("城镇燃气", "city-gas"), ("city gas", "city-gas")])
def test_names_are_searched_in_both_languages(ontology: Ontology, words: str, found: str) -> None:
    assert ontology.sectors[found] in ontology.search(words)
    assert not ontology.search("no such thing in any name")


def test_labels_come_in_both_languages(ontology: Ontology) -> None:
    finance = ontology.departments["finance"]
    assert (label(finance), label(finance, "en")) == ("财政部门", "finance department")
    assert label(ontology.terms.Task, "en") == "task"
    norm = next(iter(ontology.norms.values()))
    assert label(norm) != label(norm, "en") != norm.name
    assert label(ontology.terms.Task("nameless")) == "nameless"


def test_each_call_has_a_world_of_its_own() -> None:
    one, two = load_classes(), load_classes()
    one.Task("urn:task")
    assert len(one.Task.instances()) == 1
    assert not two.Task.instances()


@pytest.mark.parametrize("content", [None, "spt:Task a owl:Class"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "borrowed.ttl").write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"borrowed\.ttl"):
        load_classes(tmp_path)
