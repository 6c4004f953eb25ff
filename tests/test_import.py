"""The package's front: few names, and importing them costs nothing."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sptgraph

ROOT = Path(__file__).parents[1]

EXPORTED = [
    "Answer",
    "Chain",
    "Document",
    "Listing",
    "Plan",
    "PlanRecord",
    "PlanStore",
    "Proof",
    "Report",
    "SptgraphError",
    "__version__",
    "read_plan",
]

SLOW = {
    "ahocorasick",
    "docx",
    "jinja2",
    "lxml",
    "networkx",
    "openpyxl",
    "owlready2",
    "oxrdflib",
    "pdfplumber",
    "pyoxigraph",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "rich",
    "typer",
    "xlsxwriter",
}


def loaded_by(code: str) -> set[str]:
    """Return the top-level packages that are loaded after ``code`` ran in a process of its own."""
    show = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return set(done.stdout.split())


def test_these_names_are_exported() -> None:
    assert sptgraph.__all__ == EXPORTED
    assert sorted(EXPORTED) == EXPORTED


@pytest.mark.parametrize("name", EXPORTED)
def test_each_name_is_there_when_it_is_asked_for(name: str) -> None:
    assert getattr(sptgraph, name) is getattr(sptgraph, name)
    assert name in dir(sptgraph)


def test_a_name_that_is_not_exported_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'PlanStroe'"):
        sptgraph.PlanStroe  # noqa: B018


def test_importing_the_package_loads_nothing_slow() -> None:
    loaded = loaded_by("import sptgraph")
    assert "sptgraph" in loaded
    assert not loaded & SLOW


def test_asking_for_the_verbs_loads_only_the_graph() -> None:
    assert loaded_by("from sptgraph import PlanStore, read_plan") & SLOW <= {"pyoxigraph"}


def test_the_version_is_that_of_the_build() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == sptgraph.__version__
