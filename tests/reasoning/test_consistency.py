"""Whether a graph contradicts the ontology: by HermiT where Java is, by the clashes everywhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from sptgraph.errors import JavaMissing, OntologyError, StoreError, UsageError
from sptgraph.reasoning import Consistency, check_consistency, quick_check
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.vocabulary import term
from tests.sample import sample_plan

Check = Callable[..., Consistency]

needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT needs Java, and there is no java"
)
both = pytest.mark.parametrize("check", [quick_check, pytest.param(check_consistency, marks=needs_java)])


CONTRADICTIONS = [
    ("spt:Task", "rdf:type", "spt:Deadline", ("spt:Fact", "spt:Provision")),
    ("spt:Assignment", "spt:bearer", "dep:finance", ("skos:Concept", "prov:Agent")),
    ("spt:Assignment", "spt:locatedAt", "sec:city-gas", ("skos:Concept", "spt:Span")),
    ("spt:Task", "spt:namesSector", "dep:finance", ("spt:DepartmentType", "spt:Sector")),
    ("spt:Deadline", "rdf:type", "spt:Recurrence", ("spt:Deadline", "spt:Recurrence")),
    ("org:Organization", "rdf:type", "spt:Place", ("prov:Agent", "spt:Place")),
]


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    derive(store, store.insert(sample_plan()).iri)
    return store


@pytest.fixture(scope="module")
def plan(store: Store) -> str:
    return store.plans()[0].iri


def one_of(store: Store, kind: str) -> str:
    (first, *_) = store.select(
        f"SELECT ?x {{ ?x a {kind} }} ORDER BY ?x", store.closure(store.plans()[0].iri)
    ).rows
    assert first[0] is not None
    return str(first[0].value)


def said(subject: str, predicate: str, value: str | ox.Literal) -> ox.Triple:
    thing = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(term(predicate)), thing)


@both
def test_the_ontology_holds_together(check: Check) -> None:
    assert check() == Consistency(True)


@both
def test_a_plan_and_what_is_derived_from_it_hold_together(check: Check, store: Store, plan: str) -> None:
    assert check(store, plan).text("en") == "no contradiction"
    assert check(store, plan).text("zh") == "没有矛盾"


@pytest.mark.parametrize(
    ("check", "kind", "predicate", "value", "classes"),
    [
        *((quick_check, *case) for case in CONTRADICTIONS),
        *(pytest.param(check_consistency, *case, marks=needs_java) for case in CONTRADICTIONS[:2]),
    ],
)
def test_a_node_in_classes_that_exclude_each_other_is_found(
    check: Check, store: Store, plan: str, *, kind: str, predicate: str, value: str, classes: tuple[str, str]
) -> None:
    found = check(store, plan, more=[said(one_of(store, kind), predicate, term(value))])
    assert not found.consistent
    assert set(map(term, classes)) in [set(clash.classes) for clash in found.clashes]
    assert "exclude each other" in found.text("en")
    assert "互斥" in found.text("zh")


@both
@pytest.mark.parametrize(
    ("kind", "predicate", "value"),
    [
        ("spt:Assignment", "spt:role", term("role:territorial")),
        ("spt:Plan", "spt:periodStart", ox.Literal(1949)),
    ],
)
def test_two_values_where_one_is_allowed_are_found(
    check: Check, store: Store, plan: str, *, kind: str, predicate: str, value: str | ox.Literal
) -> None:
    node = one_of(store, kind)
    found = check(store, plan, more=[said(node, predicate, value)])
    assert not found.consistent
    assert [(clash.node, clash.predicate) for clash in found.clashes] == [(node, term(predicate))]
    assert f"several values of {predicate}" in found.text("en")


@needs_java
def test_a_class_that_nothing_can_be_in_is_found() -> None:
    mine = "https://example.org/ontology#LeadingPlan"
    parents = [said(mine, "rdfs:subClassOf", term(name)) for name in ("spt:Plan", "spt:Assignment")]
    found = check_consistency(more=[said(mine, "rdf:type", term("owl:Class")), *parents])
    assert found.consistent
    assert found.unsatisfiable == (mine,)
    assert found.text("en") == f"nothing can be in {mine}"
    assert found.text("zh") == f"{mine} 不可能有实例"


@needs_java
def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(OntologyError, match=r"0\.01"):
        check_consistency(seconds=0.01)


def test_without_java_one_line_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JavaMissing) as caught:
        check_consistency()
    assert "install Java" in caught.value.message("en")
    assert "安装 Java" in caught.value.message("zh")
    assert "\n" not in str(caught.value)
    assert quick_check().consistent


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell to stand in for Java")
@pytest.mark.parametrize(("script", "error"), [("exit 3", "HermiT"), ("echo odd >&2; exit 1", "odd")])
def test_a_java_that_fails_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, error: str
) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!{shutil.which('sh')}\n{script}\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OntologyError, match=error):
        check_consistency()


def test_a_plan_is_looked_for_in_a_store(store: Store) -> None:
    with pytest.raises(StoreError):
        quick_check(store, "https://example.org/plan/none")
    with pytest.raises(UsageError):
        quick_check(store)
