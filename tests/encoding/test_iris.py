"""Names are readable, the same every time, safe in every syntax, and never shared by two things."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given

from sptgraph.encoding.iris import Names, plan_identifier, plan_iri, segment, text_of
from sptgraph.model import DocumentData
from tests.encoding.strategies import texts
from tests.sample import sample_plan


@pytest.mark.parametrize(
    ("data", "identifier"),
    [
        (DocumentData(issuer="云溪县安委会", number="云安委〔2024〕6号"), "云溪县安委会-云安委-2024-6号"),
        (DocumentData(issuer="甲局、乙局", number="云安 [2024] 6 号"), "甲局、乙局-云安-2024-6-号"),
        (DocumentData(number="云安委〔2024〕6号"), "云安委-2024-6号"),
        (
            DocumentData(title="强基方案", jurisdiction="云溪县", period=(2024, 2026)),
            "云溪县-强基方案-2024-2026",
        ),
        (DocumentData(title="强基方案"), "强基方案"),
        (DocumentData(title="《强基方案》（试行）"), "强基方案-（试行）"),
        (DocumentData(issuer="云溪县安委会"), "text-"),
        (DocumentData(period=(2024, 2026)), "text-"),
    ],
)
def test_a_plan_is_named_after_what_it_prints(data: DocumentData, identifier: str) -> None:
    plan = replace(sample_plan(), document=data)
    found = plan_identifier(plan)
    assert found.startswith(identifier) if identifier == "text-" else found == identifier
    assert plan_iri(plan, "https://example.org/").startswith("https://example.org/plan/")


def test_a_plan_without_names_is_named_after_its_text() -> None:
    plan = replace(sample_plan(), document=DocumentData())
    other = replace(plan, source=replace(plan.source, text_sha256="ab" * 32))
    assert plan_identifier(other) == "text-abababababababab" != plan_identifier(plan)


def test_long_names_are_cut_but_stay_apart() -> None:
    long = [replace(sample_plan(), document=DocumentData(title="方案" * 200 + end)) for end in ("甲", "乙")]
    names = [plan_identifier(plan) for plan in long]
    assert names[0] != names[1]
    assert all(len(name) < 140 for name in names)


def test_han_and_full_width_brackets_stay_readable() -> None:
    assert segment("县财政局（国资中心）、3（1）") == "县财政局（国资中心）、3（1）"


@given(texts)
def test_a_segment_is_safe_and_gives_its_text_back(text: str) -> None:
    made = segment(text)
    assert text_of(made) == text
    assert not set(made) & set('/?#<>"{}|^`\\ ')
    assert made not in {".", ".."}
    assert ox.NamedNode(f"https://example.org/{made}/x").value == f"https://example.org/{made}/x"


def test_repeated_names_are_counted() -> None:
    names = Names()
    assert [names.new(name) for name in ("1", "1", "1~2", "1", "1~2")] == [
        "1",
        "1~2",
        "1~2~2",
        "1~3",
        "1~2~3",
    ]
