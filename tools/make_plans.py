"""Make the graphs of the five real plans that ship with the package.

Usage: ``python tools/make_plans.py FOLDER [--check]``; FOLDER holds the documents ``NAME.txt``. Each is read,
corrected by ``ontology/plans/NAME.corrections.csv``, labelled by ``NAME.labels.csv``, and written without its
text to ``NAME.trig``; ``plans.csv`` lists them. ``--check`` only says which would change. A correction or
label that finds nothing in the reading is an error: exit 1.
"""

import csv
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sptgraph.attaching import without_text
from sptgraph.encoding import encode, serialise
from sptgraph.encoding.iris import plan_iri
from sptgraph.facade import read_plan
from sptgraph.language import Bilingual
from sptgraph.model import Passage, Plan, Task

Block = TypeVar("Block", Task, Passage)

NAMES = ("xinfeng", "tibet", "haifeng", "xiayi", "dingtao")
PLANS = Path(__file__).resolve().parents[1] / "ontology" / "plans"
INDEX = ("file", "jurisdiction", "text_sha256")
LONG_NAME = re.compile("(?<=[\\u4e00-\\u9fff]{16})[\\u4e00-\\u9fff]+")


def make(name: str, folder: Path, complaints: list[str]) -> Plan:
    """Return a plan as it ships: corrected, labelled, without text."""
    plan = read_plan(folder / f"{name}.txt", corrections=PLANS / f"{name}.corrections.csv")
    complaints += [
        f"{name}.corrections.csv, row {each.identifier}: nothing to correct"
        for each in plan.corrections
        if not each.applied
    ]
    complaints += [f"{name}.txt: unresolved: {each.text}" for each in plan.unresolved]
    return without_text(labelled(plan, labels(PLANS / f"{name}.labels.csv"), name, complaints))


def labels(path: Path) -> dict[str, Bilingual]:
    """Return the labels of a file by where they belong: ``（一）`` for an action, ``（一）/1`` for a task.

    ``（一）/1/频次/2`` is the second frequency of a task, ``三（四）/频次/1`` the first of a passage.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return {row["where"]: Bilingual(row["zh"], row["en"]) for row in csv.DictReader(file)}


def labelled(plan: Plan, names: Mapping[str, Bilingual], file: str, complaints: list[str]) -> Plan:
    """Return the plan with its labels; each must have its place and each place its label."""
    actions = tuple(replace(action, label=names.get(action.no)) for action in plan.actions)
    tasks = tuple(replace(task, label=names.get(f"{task.action}/{task.no}")) for task in plan.tasks)
    blocks = {f"{task.action}/{task.no}": task for task in plan.tasks} | {p.where: p for p in plan.elsewhere}
    places = {*(action.no for action in actions), *(f"{task.action}/{task.no}" for task in tasks)}
    places |= {f"{at}/频次/{n}" for at, block in blocks.items() for n in range(1, len(block.recurrences) + 1)}
    complaints += [f"{file}.labels.csv: no label for {place}" for place in sorted(places - names.keys())]
    complaints += [f"{file}.labels.csv: {place} is not there" for place in sorted(names.keys() - places)]
    tasks = tuple(_with_frequencies(task, f"{task.action}/{task.no}", names) for task in tasks)
    passages = tuple(_with_frequencies(passage, passage.where, names) for passage in plan.elsewhere)
    return replace(plan, actions=actions, tasks=tasks, elsewhere=passages)


def _with_frequencies(block: Block, where: str, names: Mapping[str, Bilingual]) -> Block:
    """Return a task or passage whose frequencies have their labels."""
    recurrences = tuple(
        replace(each, label=names.get(f"{where}/频次/{number}"))
        for number, each in enumerate(block.recurrences, 1)
    )
    return replace(block, recurrences=recurrences)


def graph(plan: Plan) -> bytes:
    """Return the graph as TriG in which names are short: relative to the plan's own.

    The part of a name beyond sixteen characters in a row is written as escapes, which RDF reads as the same
    characters: so anyone can see, and search, that the file holds no long stretch of the document.
    """
    text = serialise(encode(plan), "trig", f"{plan_iri(plan)}/").decode()
    return LONG_NAME.sub(escaped, text).encode()


def escaped(found: re.Match[str]) -> str:
    """Return what was found as escapes of Turtle, which hold in names and in texts."""
    return "".join(f"\\u{ord(character):04X}" for character in found.group())


def index(plans: Mapping[str, Plan]) -> bytes:
    """Return the list of the plans, by which one is found without opening all."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(INDEX)
    for name, plan in plans.items():
        rows.writerow([f"{name}.trig", plan.jurisdiction, plan.source.text_sha256])
    return text.getvalue().encode()


def main(arguments: list[str]) -> int:
    """Write the files, or say which would change."""
    folders = [argument for argument in arguments if argument != "--check"]
    if len(folders) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    complaints: list[str] = []
    plans = {name: make(name, Path(folders[0]), complaints) for name in NAMES}
    files = {f"{name}.trig": graph(plan) for name, plan in plans.items()}
    for name, content in (files | {"plans.csv": index(plans)}).items():
        path = PLANS / name
        if path.is_file() and path.read_bytes() == content:
            continue
        if "--check" in arguments:
            complaints.append(f"{name} would change")
        else:
            path.write_bytes(content)
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
