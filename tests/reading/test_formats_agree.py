"""The same plan gives the same text in every format."""

import re
from pathlib import Path

import pytest

from sptgraph.reading import read
from sptgraph.reading.normalisation import clean
from tests.reading.convert import to_docx, to_html, to_pdf

PLANS = Path(__file__).parents[1] / "plans"
NAMES = ["yunxi", "linjiang", "town", "national"]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


@pytest.fixture(scope="module", params=NAMES)
def plan(request: pytest.FixtureRequest) -> str:
    return (PLANS / f"{request.param}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_text_files(plan: str, encoding: str) -> None:
    assert read(plan.encode(encoding)).text == plan


def test_word(plan: str) -> None:
    document = read(to_docx(plan))
    assert document.text.split("\n") == [clean(line) for line in plan.splitlines() if line.strip()]


def test_web(plan: str) -> None:
    document = read(to_html(plan))
    assert squeezed(document.text) == squeezed(plan)
    assert ("issued", "2024-04-12") in document.hints
    assert ("publisher", "云溪县安委会") in document.hints


@pytest.mark.parametrize("embedded", [False, True])
def test_pdf(plan: str, embedded: bool) -> None:
    document = read(to_pdf(plan, embedded=embedded))
    assert squeezed(document.text) == squeezed(plan)
    # Every paragraph is whole again, whatever line or page broke it.
    whole = {squeezed(line) for line in document.text.split("\n")}
    long = [squeezed(line) for line in plan.splitlines() if len(line) > 40]
    assert [line for line in long if line not in whole] == []
    assert {block.span.page for block in document.blocks} == set(range(1, document.blocks[-1].span.page + 1))
