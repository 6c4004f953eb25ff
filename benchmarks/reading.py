"""What reading costs in each format, 1, 10 and 100 plans long, beside what a user would write first.

Usage: ``python benchmarks/reading.py [TIMES ...]`` from the project's root (default: 1 10 100). The first
programs are ``decode``, python-docx's ``paragraph.text``, lxml's ``text_content`` and pdfplumber's
``extract_text``; the share of the plan's lines that each of them gives back whole is shown beside the time
(what else they give back, such as the web page around the plan, is not held against them). CPU time, best of
three; the rows that would take minutes are left out.
"""

import io
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pdfplumber

sys.path.insert(0, str(Path(__file__).parents[1]))

from sptgraph.reading import read
from tests.reading.convert import to_docx, to_html, to_pdf

PLAN = (Path(__file__).parents[1] / "tests" / "plans" / "yunxi.txt").read_text(encoding="utf-8")
ROUNDS = 3


def first_docx(data: bytes) -> str:
    """Read a Word file as python-docx's manual says."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def first_html(data: bytes) -> str:
    """Read a web page as lxml's manual says."""
    return str(lxml.html.fromstring(data).text_content())


def first_pdf(data: bytes) -> str:
    """Read a PDF as pdfplumber's manual says."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


# How to write a format, how a user would read it first, and how many plans at most each of us is given.
FORMATS: dict[str, tuple[Callable[[str], bytes], Callable[[bytes], str], int, int]] = {
    "txt": (lambda text: text.encode("gb18030"), lambda data: data.decode("gb18030"), 100, 100),
    "docx": (to_docx, first_docx, 100, 100),
    "html": (to_html, first_html, 100, 100),
    "pdf, fonts in the file": (lambda text: to_pdf(text, embedded=True), first_pdf, 10, 100),
    "pdf, fonts elsewhere": (to_pdf, first_pdf, 10, 10),
}


def cost(run: Callable[[bytes], str], data: bytes) -> tuple[float, str]:
    """Return the least CPU time of ``run`` in milliseconds, and what it read."""
    times, text = [], ""
    for _ in range(ROUNDS if len(data) < 1_000_000 else 1):
        start = time.process_time()
        text = run(data)
        times.append((time.process_time() - start) * 1000)
    return min(times), text


def whole(plan: str, text: str) -> float:
    """Return the share of the plan's lines that stand whole in a line of ``text``, in percent."""
    lines = [squeeze(line) for line in plan.splitlines() if line.strip()]
    found = {squeeze(line) for line in text.splitlines()}
    return 100 * sum(line in found for line in lines) / len(lines)


def squeeze(text: str) -> str:
    """Return ``text`` without white space."""
    return re.sub(r"\s", "", text)


def row(name: str, count: int) -> str | None:
    """Return one line of the table."""
    convert, first, most_first, most = FORMATS[name]
    if count > most:
        return None
    plan = PLAN * count
    data = convert(plan)
    theirs = "         -      -"
    if count <= most_first:
        taken, text = cost(first, data)
        theirs = f"{taken:10.1f}{whole(plan, text):6.0f}%"
    taken, text = cost(lambda data: read(data).text, data)
    ours = f"{taken:10.1f}{whole(plan, text):6.0f}%{taken / count:9.1f}"
    return f"{name:24}{count:6}{len(data) / 1000:8.0f}{theirs}{ours}"


def main(counts: list[int]) -> None:
    """Print the table."""
    titles = (
        ("times", 6),
        ("kB", 8),
        ("first ms", 10),
        ("whole", 7),
        ("ours ms", 10),
        ("whole", 7),
        ("ms/plan", 9),
    )
    print(f"{'format':24}" + "".join(f"{title:>{width}}" for title, width in titles))
    for name in FORMATS:
        for count in counts:
            if line := row(name, count):
                print(line, flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10, 100])
