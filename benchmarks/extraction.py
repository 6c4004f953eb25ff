"""What reading a plan costs as it gets longer, and its due dates beside JioNLP's, in one run.

Usage: ``python benchmarks/extraction.py [TIMES...]`` from the project's root (default: 1, 10 and 100 times
the demo plan's tasks). The second part needs ``pip install ".[benchmark]"`` and is left out without.

- *read*, *extract*, *encode*: bytes to document, to plan, to quads; CPU time, best of several rounds
- *due dates*: the days by which the annotated tasks of each plan fall due. JioNLP, used as it comes, is
  given the text of each task as we cut it and the year in which the plan begins; the end of each time it
  finds counts as a due date. A due date counts once for each time a task states it. The annotations are
  ``tests/plans/*.json``, and ``../shared/gold`` where that is there.
"""

import contextlib
import io
import json
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from sptgraph.encoding import encode
from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.extraction.pipeline import extract
from sptgraph.model import Document, Plan, Task
from sptgraph.reading import read
from sptgraph.vocabulary import BASE

SHARED = ROOT.parent / "shared"
Dates = Counter[tuple[str, str, date]]
Finder = Callable[[Document, Plan], Dates]


def longer(text: str, times: int) -> str:
    """Return a plan's text with its tasks (三、主要任务) ``times`` over."""
    before, heading, rest = text.partition("三、主要任务\n")
    tasks, last, after = rest.partition("四、")
    return before + heading + tasks * times + last + after


def cost(run: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Return the least CPU time of a run in milliseconds, and what it gave."""
    least, given = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        given = run()
        least = min(least, (time.process_time() - start) * 1000)
    return least, given


def lengths(times: Iterable[int]) -> None:
    """Print what each stage costs for plans of growing length."""
    text = (ROOT / "tests" / "plans" / "yunxi.txt").read_text(encoding="utf-8")
    lexicon = load_lexicon()
    extract(read(text.encode(), name="plan.txt"), lexicon)
    print("times  characters  tasks   read ms  extract ms  encode ms  all ms  ms per 1000 characters")
    for many in times:
        data = longer(text, many).encode()
        rounds = 5 if many < 50 else 1
        reading, document = cost(partial(read, data, name="plan.txt"), rounds)
        extraction, plan = cost(partial(extract, document, lexicon), rounds)
        encoding, _ = cost(partial(encode, plan, BASE), rounds)
        whole = reading + extraction + encoding
        characters = len(document.text)
        print(
            f"{many:5}{characters:12}{len(plan.tasks):7}{reading:10.1f}{extraction:12.1f}{encoding:11.1f}"
            f"{whole:8.0f}{whole / characters * 1000:10.2f}"
        )


class Annotated(NamedTuple):
    """A plan's text and what a person found in it."""

    name: str
    text: Path
    gold: dict[str, Any]


def annotated(folder: Path, texts: Path) -> list[Annotated]:
    """Return the annotated plans of a folder, whose texts lie in ``texts``."""
    return [
        Annotated(path.stem, texts / f"{path.stem}.txt", json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]


def wanted(gold: dict[str, Any]) -> Dates:
    """Return the due dates of an annotation, by task."""
    return Counter(
        (*_place(task["action"], task["no"]), date.fromisoformat(entry["due"]))
        for task in gold["tasks"]
        for entry in task["deadlines"]
        if entry["due"]
    )


def ours(document: Document, plan: Plan) -> Dates:
    """Return the due dates that we find."""
    del document
    return Counter((*_of(task), entry.due) for task in plan.tasks for entry in task.deadlines if entry.due)


def jionlp_finder() -> Finder | None:
    """Return what finds due dates with JioNLP, or None where it is not installed."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            import jionlp
        except ImportError:
            return None
    logging.disable()  # it logs a traceback for each time that it cannot parse

    def ends(text: str, year: int) -> Iterator[date]:
        for found in jionlp.ner.extract_time(text, time_base={"year": year}):
            when = found["detail"]["time"]
            if found["type"] in {"time_point", "time_span"} and when[1] not in {"inf", "-inf"}:
                yield date.fromisoformat(when[1][:10])

    def find(document: Document, plan: Plan) -> Dates:
        year = plan.document.period[0] if plan.document.period else date.today().year  # noqa: DTZ011
        return Counter(
            (*_of(task), end)
            for task in plan.tasks
            for end in ends(document.text[task.span.start : task.span.end], year)
        )

    return find


def compare(plans: Iterable[Annotated], finders: dict[str, Finder]) -> None:
    """Print how many of the annotated due dates each finder finds, and how many of its own are right."""
    print(
        f"{'due dates':22}{'annotated':>10}"
        + "".join(f"{name + ' found':>16}{'right':>8}" for name in finders)
    )
    totals: dict[str, Counter[str]] = {name: Counter() for name in finders}
    for plan in plans:
        document = read(plan.text)
        extracted, gold = extract(document), wanted(plan.gold)
        line = f"{plan.name:22}{gold.total():10}"
        for name, find in finders.items():
            claimed = find(document, extracted)
            figures = Counter(hit=(claimed & gold).total(), claimed=claimed.total(), gold=gold.total())
            totals[name] += figures
            line += _shares(figures)
        print(line)
    print(f"{'all':22}{next(iter(totals.values()))['gold']:10}" + "".join(map(_shares, totals.values())))


def _shares(figures: Counter[str]) -> str:
    found = figures["hit"] / figures["gold"] if figures["gold"] else 1.0
    right = figures["hit"] / figures["claimed"] if figures["claimed"] else 1.0
    return f"{found:16.3f}{right:8.3f}"


def _of(task: Task) -> tuple[str, str]:
    return _place(task.action, task.no)


def _place(action: str | None, no: str) -> tuple[str, str]:
    return (action or "").translate(_WIDE), no.translate(_WIDE)


_WIDE = str.maketrans("()", "（）")


if __name__ == "__main__":
    lengths([int(word) for word in sys.argv[1:]] or [1, 10, 100])
    known: dict[str, Finder] = {"ours": ours}
    jionlp = jionlp_finder()
    if jionlp:
        known["JioNLP"] = jionlp
    own = ROOT / "tests" / "plans"
    for place, texts in ((own, own), (SHARED / "gold", SHARED / "plans")):
        if plans := annotated(place, texts):
            print()
            compare(plans, known)
