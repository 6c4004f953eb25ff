"""What ships under ``queries/``: texts in both languages, the contract's names, a current README."""

import re

import pytest

from sptgraph.asking import Catalogue, Query
from sptgraph.asking.overview import with_overview
from sptgraph.resources import folder

PARTS = [Query.read(file) for file in sorted((folder("queries") / "parts").glob("*.rq"))]
QUERIES = [*Catalogue.shipped(), *PARTS]

CONTRACT = {
    "task-owners": ("task", "agent role basis"),
    "department-tasks": ("department [role]", "task role agent basis"),
    "tasks-due": ("[from] [to]", "task due kind"),
    "recurring-duties": ("[period]", "task period min agent scope"),
    "tasks-without-owner": ("", "task derived"),
    "tasks-without-deadline": ("", "task standing"),
    "members": ("[class]", "name class department"),
    "sector-leads": ("[sector] [facet]", "sector facet organisation department part basis reason candidates"),
    "sector-tasks": ("sector", "sector task"),
    "targets": ("", "task value unit"),
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_kept(name: str) -> None:
    query = Catalogue.shipped()[name]
    parameters, columns = CONTRACT[name]
    assert " ".join(f"[{p.name}]" if p.optional else p.name for p in query.parameters) == parameters
    assert {*columns.split(), "plan", "where", "action", "task"} <= {column.name for column in query.columns}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.file)
def test_every_text_is_there_in_chinese_and_in_english(query: Query) -> None:
    labels = [query.summary, *(p.label for p in query.parameters), *(c.label for c in query.columns)]
    for label in labels:
        assert re.search("[一-鿿]", label.zh), label
        assert not re.search("[一-鿿]", label.en), label
        assert re.search("[a-z]", label.en), label


@pytest.mark.parametrize("query", list(Catalogue.shipped()), ids=lambda query: query.file)
def test_every_row_says_which_plan_it_is_from(query: Query) -> None:
    assert query.columns[0].name == "plan"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.file)
def test_a_query_declares_the_prefixes_it_uses(query: Query) -> None:
    declared = set(re.findall(r"^PREFIX (\w+):", query.text, re.MULTILINE))
    body = re.sub(r"<[^>]*>|#.*|\"[^\"]*\"", "", query.text)
    used = set(re.findall(r"(?<![\w?$])([a-z]+):(?=\w)", body))
    assert declared == used


def test_the_catalogue_is_as_large_as_it_was() -> None:
    assert len(Catalogue.shipped()) == 48
    assert len(PARTS) == 11


def test_the_readme_lists_what_there_is() -> None:
    readme = (folder("queries") / "README.md").read_text(encoding="utf-8")
    assert with_overview(readme, Catalogue.shipped()) == readme, "run python -m sptgraph.asking.overview"


def test_the_example_in_the_readme_is_a_query() -> None:
    readme = (folder("queries") / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```sparql\n(.*?)```", readme, re.DOTALL)
    assert example
    assert Query.parse("example", example[1]).parameters[0].name == "unit"
