"""The command line as a function that tests call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sptgraph.cli import main
from tests.cli.running import Outcome

Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tests speak Chinese at 80 columns in an empty folder unless they say otherwise."""
    monkeypatch.delenv("SPTGRAPH_LANG", raising=False)
    monkeypatch.delenv("SPTGRAPH_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process."""

    def running(*arguments: str) -> Outcome:
        capsysbinary.readouterr()
        code = main(arguments)
        captured = capsysbinary.readouterr()
        return Outcome(code, captured.out, captured.err.decode())

    return running
