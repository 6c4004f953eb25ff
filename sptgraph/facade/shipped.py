"""What ships with the package for a first try: the plan of an invented county (云溪县)."""

from importlib.resources import files
from pathlib import Path


def demo_plan() -> Path:
    """Return the path of the demo plan, a Word file.

    >>> demo_plan().suffix
    '.docx'
    """
    return Path(str(files("sptgraph"))) / "demo" / "yunxi-plan.docx"
