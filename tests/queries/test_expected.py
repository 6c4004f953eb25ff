"""Every query of the catalogue answers the sample plan as was worked out by hand from its text.

``expected/NAME.json`` holds the questions put to a query and the rows, without the plan and what is null.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from sptgraph.asking import Catalogue, ask
from sptgraph.store import Store
from tests.queries.changing import holding
from tests.sample import sample_plan

EXPECTED = Path(__file__).parent / "expected"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}-{number}")
    for file in sorted(EXPECTED.glob("*.json"))
    for number, case in enumerate(json.loads(file.read_text(encoding="utf-8")), 1)
]


@pytest.fixture(scope="module")
def store() -> Store:
    return holding(sample_plan())


@pytest.mark.parametrize(("name", "case"), CASES)
def test_the_sample_plan_is_answered(store: Store, name: str, case: dict[str, Any]) -> None:
    answer = ask(store, name, **case["parameters"]).to_json()
    rows = [{key: value for key, value in row.items() if value is not None} for row in answer["rows"]]
    plans = {row.pop("plan") for row in rows}
    assert rows == case["rows"]
    assert plans <= {store.plans()[0].iri}


def test_every_query_is_asked() -> None:
    assert {file.stem for file in EXPECTED.glob("*.json")} == {query.name for query in Catalogue.shipped()}
