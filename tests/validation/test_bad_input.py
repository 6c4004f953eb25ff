"""Rules that never end, that cannot be run, or that meet odd values give one line, and leave the store as it was."""

from pathlib import Path
from typing import Any

import pytest

from sptgraph.errors import ShapeError
from sptgraph.store import Store
from sptgraph.validation import load_rulebook, validate
from sptgraph.validation.aside import Aside
from sptgraph.validation.data import plan_facts

PREFIXES = """
@prefix my: <https://example.org/rules#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix spt: <https://w3id.org/sptgraph/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"""
ENDLESS = """my:Endless a sh:NodeShape ; sh:targetClass spt:Task ; sh:sparql [ sh:select
    "SELECT $this WHERE { $this ?a ?b . ?c ?d ?e . ?f ?g ?h . ?i ?j ?k . FILTER (CONCAT(STR(?e), STR(?h), STR(?k)) = 'x') }" ] ."""
BACKTRACKING = """my:Slow a sh:PropertyShape ; sh:targetClass spt:Task ; sh:path spt:order ;
    sh:sparql [ sh:select
    "SELECT $this ?value WHERE { $this $PATH ?value . ?c ?d ?e . ?f ?g ?h . ?i ?j ?k . FILTER (CONCAT(STR(?e), STR(?h), STR(?k)) = 'x') }" ] ."""
CIRCULAR = """my:One a sh:NodeShape ; sh:targetClass spt:Task ; sh:node my:Two .
my:Two a sh:NodeShape ; sh:node my:One ."""
UNORDERED = """my:Odd a sh:PropertyShape ; sh:targetClass spt:Plan ; sh:path spt:periodStart ; sh:lessThan spt:issuerName ."""


def dump(store: Store) -> bytes:
    return store.dump("nquads")


def outcome(store: Store, plan: str, shapes: Path, engine: Any) -> set[str]:
    """Return which rules fired, or what was said instead."""
    try:
        return {each.rule for each in validate(store, plan, shapes=shapes, engine=engine)}
    except ShapeError as error:
        return {error.message("zh"), error.message("en")}


@pytest.mark.parametrize("rule", [ENDLESS, BACKTRACKING], ids=["set-based", "per-node"])
def test_a_rule_that_never_ends_is_stopped(rule: str, tmp_path: Path, store: Store, plan: str) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + rule, encoding="utf-8")
    book, before = load_rulebook(tmp_path), dump(store)
    aside = Aside()
    try:
        aside.results(plan_facts(store, plan), load_rulebook().triples, "auto")
        with pytest.raises(ShapeError) as caught:
            aside.results(plan_facts(store, plan), book.triples, "auto", seconds=2)
        assert "停止" in caught.value.message("zh")
        assert "\n" not in caught.value.message("en")
        # The next plan is checked as if nothing had been.
        assert aside.results(plan_facts(store, plan), load_rulebook().triples, "auto")
    finally:
        aside.stop()
    assert dump(store) == before


@pytest.mark.parametrize("rule", [CIRCULAR, UNORDERED], ids=["circular", "unordered"])
def test_a_rule_that_cannot_be_run_gives_one_line_or_none(
    rule: str, tmp_path: Path, store: Store, plan: str
) -> None:
    (tmp_path / "own.ttl").write_text(PREFIXES + rule, encoding="utf-8")
    before = dump(store)
    said = [outcome(store, plan, tmp_path, engine) for engine in ("auto", "pyshacl")]
    assert said[0] == said[1]
    assert all("\n" not in each for each in said[0])
    assert dump(store) == before
