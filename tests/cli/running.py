"""Running the command line from a test, in this process or in one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
YUNXI = str(ROOT / "tests" / "plans" / "yunxi.txt")
TOWN = str(ROOT / "tests" / "plans" / "town.txt")
NOVEL = str(ROOT / "tests" / "plans" / "notaplan-fiction.txt")


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        return self.output.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.output)

    @property
    def complaint(self) -> str:
        """The one line on standard error; fails where there are more or none, or a frame or traceback."""
        lines = self.errors.splitlines()
        assert len(lines) == 1, self.errors
        assert not any(sign in lines[0] for sign in "╭│╰┌└"), lines[0]
        assert "Traceback" not in lines[0]
        return lines[0]


def spawn(*arguments: str, cwd: Path | None = None, **environment: str) -> Outcome:
    """Run ``python -m sptgraph`` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "sptgraph", *arguments],
        capture_output=True,
        cwd=cwd,
        env=clean_environment(**environment),
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def clean_environment(**settings: str) -> dict[str, str]:
    """Return the environment of a user who has set nothing, with ``settings`` added."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {**found, "PYTHONPATH": str(ROOT), **settings}
