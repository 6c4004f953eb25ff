"""The ontology loads as Python classes, through N-Triples."""

from pathlib import Path

import pytest

from sptgraph.errors import OntologyError
from sptgraph.reasoning import load_classes


def test_classes_and_properties_are_attributes() -> None:
    terms = load_classes()
    assert terms.Provision in terms.Task.ancestors()
    assert terms.Responsibility in terms.Assignment.is_a
    assert terms.bearer.domain == [terms.Responsibility]
    assert sorted(map(str, terms.Task.label)) == ["task", "任务"]


def test_individuals_come_when_asked_for() -> None:
    assert not load_classes().DepartmentType.instances()
    terms = load_classes(individuals=True)
    names = {role.name for role in terms.Role.instances()}
    assert {"lead", "responsible", "support"} <= names
    assert len(terms.DepartmentType.instances()) > 100


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
