"""An office accepts what it knows, and sees only what is new."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from sptgraph.errors import UsageError
from sptgraph.model import Plan, Span
from sptgraph.rules import derive
from sptgraph.store import Store
from sptgraph.validation import Baseline, Report, baseline_text, validate
from tests.sample import SAMPLE_TEXT, sample_plan, sample_source


def report_of(plan: Plan) -> Report:
    store = Store()
    iri = store.insert(plan).iri
    derive(store, iri)
    return validate(store, iri)


@pytest.fixture
def baseline(tmp_path: Path, report: Report) -> Baseline:
    path = tmp_path / "known.json"
    path.write_text(baseline_text(report), encoding="utf-8")
    return Baseline.load(path)


def test_known_findings_count_no_more(report: Report, baseline: Baseline) -> None:
    new = report.against(baseline)
    assert len(new) == 0
    assert new.known == len(report)
    assert new.conforms("info")
    assert "另有 13 项已在基线中" in new.text("zh")
    assert new.to_json()["counts"] == {"violation": 0, "warning": 0, "info": 0}


def test_a_new_finding_is_seen(report: Report, baseline: Baseline) -> None:
    plan = sample_plan()
    changed = replace(plan, tasks=(replace(plan.tasks[0], assignments=()), *plan.tasks[1:]))
    new = report_of(changed).against(baseline)
    assert [(each.rule, each.action, each.task) for each in new if each.rule.startswith("task-owner")] == [
        ("task-owner-gap", "（一）", "1")
    ]


def moved(thing: Any, by: int) -> Any:
    """Return a plan, or any part of one, all its spans moved on."""
    if isinstance(thing, Span):
        return replace(thing, start=thing.start + by, end=thing.end + by)
    if isinstance(thing, tuple):
        return tuple(moved(each, by) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(
            thing, **{field.name: moved(getattr(thing, field.name), by) for field in fields(thing)}
        )
    return thing


def test_findings_are_known_again_when_the_text_moves(report: Report, baseline: Baseline) -> None:
    source = sample_source("县里加了一段话。\n" + SAMPLE_TEXT)
    plan = replace(moved(sample_plan(), source.length - len(SAMPLE_TEXT)), source=source)
    after = report_of(plan)
    assert [each.span for each in after] != [each.span for each in report]
    assert len(after.against(baseline)) == 0


def test_two_like_findings_are_told_apart(report: Report) -> None:
    fingerprints = [each.fingerprint for each in report]
    assert len(set(fingerprints)) == len(fingerprints)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"sptgraph-baseline": 9, "known": []}', '{"known": [1]}', "[" * 100_000]
)
def test_what_is_no_baseline_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        Baseline.load(path)
    with pytest.raises(UsageError):
        Baseline.load(tmp_path / "missing.json")
