"""The competency questions as they were written down, and the rows that a cell of them means."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACES = ("信丰县", "西藏自治区", "海丰县", "夏邑县", "菏泽市定陶区")
KINDS = ("ask", "who", "check", "analysis")

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """What is changed in the plan of one place, and the answer for that place then."""

    zh: str
    en: str
    place: str
    rows: tuple[Row, ...]
    corrections: tuple[tuple[str, str, str, str], ...] = ()
    sectors: Mapping[str, Mapping[str, Sequence[str]]] | None = None
    duties: tuple[tuple[str, ...], ...] = ()
    proof: tuple[tuple[str, str], ...] | None = None
    match: str | None = None


@dataclass(frozen=True)
class Question:
    """A question, how it is asked, the answer found by hand, and a change that changes it."""

    id: str
    file: str
    zh: str
    en: str
    kind: str
    subject: str
    places: tuple[str, ...]
    parameters: Mapping[str, str]
    keep: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    match: str
    proof: tuple[tuple[str, str], ...]
    stands: tuple[str, ...]
    change: Change

    def __str__(self) -> str:
        return self.id


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the files and of what stands in them."""
    return tuple(_questions())


def _questions() -> Iterator[Question]:
    for path in sorted(HERE.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
            yield _question(path.stem, entry)


def _question(file: str, entry: dict[str, Any]) -> Question:
    (kind,) = set(KINDS) & entry.keys()
    change = entry.pop("change")
    roster = change.pop("roster", {})
    return Question(
        id=entry["id"],
        file=file,
        zh=entry["zh"],
        en=entry["en"],
        kind=kind,
        subject=entry[kind] if kind != "check" else "",
        places=tuple(entry.get("places", PLACES)),
        parameters=entry.get("parameters", {}),
        keep=entry.get("keep", {}),
        columns=tuple(entry["columns"]),
        rows=_rows(entry["rows"]),
        match=entry.get("match", "exactly"),
        proof=_pairs(entry.get("proof", ())),
        stands=tuple(entry["stands"]),
        change=Change(
            zh=change["zh"],
            en=change["en"],
            place=change["place"],
            rows=_rows(change["rows"]),
            corrections=tuple(map(tuple, change.get("corrections", ()))),
            sectors=change.get("sectors"),
            duties=tuple(map(tuple, roster.get("duties", ()))),
            proof=_pairs(change["proof"]) if "proof" in change else None,
            match=change.get("match"),
        ),
    )


def _pairs(entries: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((source, where) for source, where in entries)


def _rows(rows: Iterable[Sequence[Any]]) -> tuple[Row, ...]:
    return tuple(tuple(frozenset(cell) if isinstance(cell, list) else cell for cell in row) for row in rows)


def meets(found: Any, expected: Any) -> bool:
    """Whether a cell holds what is expected: nothing, something, several values, or this one."""
    if expected is False:
        return found in (None, False, "") or (isinstance(found, list) and not found)
    if expected is True:
        return found not in (None, False, "")
    if isinstance(expected, frozenset):
        return expected <= set(found or ())
    return str(found) == str(expected)


def unmatched(found: Sequence[Row], expected: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the expected rows that no found one meets, each found one used once, and those left over."""
    left, missed = list(found), []
    for row in expected:
        hit = next((each for each in left if all(map(meets, each, row))), None)
        if hit is None:
            missed.append(row)
        else:
            left.remove(hit)
    return missed, left
