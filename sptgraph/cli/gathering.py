"""The sources a command is given → one store, with a line for each that is bad."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from sptgraph.cli.console import busy
from sptgraph.cli.output import say_aside
from sptgraph.cli.speech import Speech
from sptgraph.errors import SptgraphError, StoreError
from sptgraph.facade import PlanStore
from sptgraph.facade.kinds import documents_in, gave_way, kind_of, passed_over
from sptgraph.facade.shipped import EXAMPLES, shipped_plans_of
from sptgraph.language import Bilingual
from sptgraph.store import PlanRecord, is_store

T = TypeVar("T")


@dataclass
class Complaints:
    """Says on standard error what is bad, and remembers that something was."""

    say: Speech
    count: int = field(default=0, init=False)

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Return what ``work`` returns; None, and one line on standard error, where it fails on its input."""
        try:
            return work()
        except SptgraphError as error:
            self.complain(error)
            return None

    def complain(self, error: SptgraphError) -> None:
        """Say what is wrong."""
        self.count += 1
        for message in error.messages(self.say.language):
            say_aside(self.say("错误：", "error: ") + message)

    def note(self, zh: str, en: str) -> None:
        """Say what should be known but is no fault."""
        say_aside(self.say("提示：", "note: ") + self.say(zh, en))

    def hear(self, note: Bilingual) -> None:
        """Say what a reader of a file should know."""
        self.note(note.zh, note.en)


def gathered(
    sources: Iterable[str],
    complaints: Complaints,
    limits: dict[str, int] | None = None,
    rosters: Iterable[str] | None = None,
    rules: str | None = None,
    *,
    progress: Iterable[str] | None = None,
    faulty: bool = False,
) -> PlanStore:
    """Return a store, to be closed, that holds the plans of all sources that are good.

    A single store folder is opened as it is, for reading; everything else, and what ``rosters`` and
    ``progress`` add, is brought together in memory, with what follows by ``rules``, a folder of the user's.
    ``faulty`` lets graphs in whose facts lack something. Raises `RosterError` where a roster is bad,
    `QueryError` where a rule is, `ProgressError` where a list that was filled in is.
    """
    files = [Path(roster) for roster in dict.fromkeys(rosters or ())]
    filled = [Path(file) for file in dict.fromkeys(progress or ())]
    named = (complaints.attempt(partial(named_paths, source)) for source in dict.fromkeys(sources))
    paths = list(dict.fromkeys(path for paths in named for path in paths or ()))
    alone = len(paths) == 1 and is_store(paths[0]) and not files and not filled and rules is None
    store = complaints.attempt(partial(PlanStore, paths[0], read_only=True)) if alone else None
    if store is None:
        store = PlanStore(rules=rules)
        if not alone:
            _load_all(store, paths, complaints, limits or {}, faulty=faulty)
    for file in files:
        _add_roster(store, file, complaints)
    for file in filled if store.plans else ():
        _add_progress(store, file, complaints, limits or {})
    if not store.plans and not complaints.count:
        complaints.complain(StoreError(f"“{paths[0]}”里没有方案", f"there is no plan in “{paths[0]}”"))
    return store


def _add_roster(store: PlanStore, file: Path, complaints: Complaints) -> None:
    """Add a roster; a bad one ends the command, for an answer without it would be another answer."""
    roster = store.add_roster(file)
    places = {record.jurisdiction or "" for record in store.plans}
    if places and roster.place not in places:
        complaints.note(
            f"“{file.name}”是“{roster.place}”的名录，这里没有该地的方案（有：{'、'.join(sorted(places))}）",
            f"“{file.name}” is of “{roster.place}”, and no plan here is (they are of "
            f"{', '.join(sorted(places))})",
        )


def _add_progress(store: PlanStore, file: Path, complaints: Complaints, limits: dict[str, int]) -> None:
    """Take in a list that was filled in; a bad one ends the command, an empty one is noted."""
    sizes = {name: size for name, size in limits.items() if name == "max_bytes"}
    if not store.add_progress(file, **sizes):
        complaints.note(
            f"“{file.name}”里没有填写任何进展",
            f"nothing is filled in of the progress in “{file.name}”",
        )


def named_paths(source: str) -> tuple[Path, ...]:
    """Return the files that a source names: the shipped plans where it says so, else itself.

    Raises `ParameterError` where it asks for the shipped plan of another place.
    """
    if source.startswith(EXAMPLES):
        return tuple(example.path for example in shipped_plans_of(source.removeprefix(EXAMPLES)))
    return (Path(source),)


def _load_all(
    store: PlanStore, paths: list[Path], complaints: Complaints, limits: dict[str, int], *, faulty: bool
) -> None:
    parts = [part for path in paths for part in complaints.attempt(partial(_parts, path, complaints)) or ()]
    seen: set[str] = set()
    for part in busy(complaints.say, parts):
        load = partial(store.load, part, **limits, faulty=faulty, heard=complaints.hear)
        _load(part, seen, complaints, load)


def _parts(path: Path, complaints: Complaints) -> tuple[Path, ...]:
    """Return the documents of a folder, noting what else it holds; of anything else, itself."""
    if kind_of(path).name != "folder":
        return (path,)
    documents = documents_in(path)
    for note in passed_over(path):
        complaints.note(note.zh, note.en)
    return documents


def _load(
    path: Path, seen: set[str], complaints: Complaints, load: Callable[[], tuple[PlanRecord, ...]]
) -> None:
    for record in complaints.attempt(load) or ():
        title = record.title or record.identifier
        if record.iri in seen and gave_way(path, record):
            complaints.note(
                f"“{path.name}”是《{title}》的任务表，方案已经读了，表里的内容不再重复",
                f"“{path.name}” is a task table of “{title}”, which has been read itself; the table adds "
                "nothing",
            )
        elif record.iri in seen:
            complaints.note(
                f"“{path.name}”里的《{title}》前面已有同一份（发文机关和文号相同），以这一份为准",
                f"“{path.name}” holds “{title}” once more (same issuer and number); this one counts",
            )
        if record.sha256 is None:
            complaints.note(
                f"“{path.name}”只有陈述图，答得了问题，但指不出原文位置；要位置请用 TriG",
                f"“{path.name}” holds the stated graph alone: it answers, but cannot show places in the "
                "text; "
                "TriG can",
            )
        seen.add(record.iri)
