"""Every rule is shown failing and passing; each example fires exactly the rules it names.

An example is read together with `base.ttl`, a small plan in which everything holds. Its first line
says what must fire: ``# violates shape:Task-owner``; nothing must fire in a ``pass-`` file. A line
``# without p:chain`` takes what base.ttl says of that node away. The reference engine is asked about every
eighth example; about all of them where the environment says ``SPTGRAPH_EVERY_MUTANT=1``.
"""

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from sptgraph.resources import folder
from sptgraph.validation.checking import results_of
from sptgraph.validation.rulebook import Rulebook, load_rulebook
from sptgraph.validation.selects import Result
from sptgraph.vocabulary import SHAPES, term
from tests.effort import EVERY

HERE = Path(__file__).parent
EXAMPLES = sorted(path for path in HERE.glob("*/*.ttl") if path.parent.name != "ontology")
MARK = "# violates "
WITHOUT = "# without "
PLAN = "https://example.org/plan/1/"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


@cache
def triples(path: Path) -> tuple[Triple, ...]:
    base = parse(path=HERE / "base.ttl", format=RdfFormat.TURTLE)
    own = parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    names = {name for line in lines if line.startswith(WITHOUT) for name in line.split()[2:]}
    gone = {name.replace("p:", PLAN) for name in names}
    kept = (quad for quad in base if quad.subject.value not in gone)
    return tuple(dict.fromkeys(quad.triple for quad in (*kept, *own)))


def declared(path: Path) -> set[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    names = first.removeprefix(MARK).split() if first.startswith(MARK) else []
    return {name.replace("shape:", SHAPES) for name in names}


def fired(results: set[Result]) -> set[str]:
    return {result.shape.value for result in results}


def test_the_base_plan_is_in_order(book: Rulebook) -> None:
    assert results_of(triples(HERE / "base.ttl"), book) == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_exactly_the_named_rules_fire_in_both_engines(path: Path, book: Rulebook) -> None:
    found = results_of(triples(path), book)
    assert fired(found) == declared(path)
    if EVERY or EXAMPLES.index(path) % 8 == 0:
        assert results_of(triples(path), book, "pyshacl") == found


def test_files_are_called_after_their_verdict() -> None:
    for path in EXAMPLES:
        assert path.stem.startswith("fail-" if declared(path) else "pass-"), path


def test_every_rule_is_shown_failing(book: Rulebook) -> None:
    assert len(book.targeted) > 90
    shown = {iri for path in EXAMPLES for iri in declared(path)}
    assert shown == {rule.iri for rule in book.targeted}


def test_every_rule_is_shown_passing_on_a_node_it_looks_at(book: Rulebook) -> None:
    targets: dict[str, list[tuple[str, str]]] = {}
    for triple in book.triples:
        kind = triple.predicate.value.removeprefix(term("sh:target"))
        if kind != triple.predicate.value and isinstance(triple.object, NamedNode):
            targets.setdefault(triple.subject.value, []).append((kind, triple.object.value))
    passing = [path for path in EXAMPLES if not declared(path)] + [HERE / "base.ttl"]
    looked_at = set()
    for path in passing:
        for triple in triples(path):
            looked_at.add(("ObjectsOf", triple.predicate.value))
            looked_at.add(("SubjectsOf", triple.predicate.value))
            if triple.predicate.value == term("rdf:type"):
                looked_at.add(("Class", triple.object.value))
    assert set(targets) == {rule.iri for rule in book.targeted}
    blind = [iri for iri, several in targets.items() if not looked_at.intersection(several)]
    # Nothing may ever be unresolved, ambiguous or disputed, so those rules have no node they could pass on.
    names = ("Duty-dispute", "Organisation-identity", "Sector-lead-disputed", "Unresolved-entry")
    assert sorted(blind) == [SHAPES + name for name in names]


def test_every_shape_file_has_its_examples() -> None:
    stems = {path.stem for path in folder("shapes").glob("*.ttl")} - {"prefixes"}
    for verdict in ("pass", "fail"):
        assert {path.parent.name for path in EXAMPLES if path.stem.startswith(verdict)} == stems


def test_a_failing_example_shows_a_rule_of_its_own_file() -> None:
    for path in EXAMPLES:
        if names := declared(path):
            own = SHAPES + path.parent.name.capitalize()
            assert any(f"{name}-".startswith(f"{own}-") for name in names), path
