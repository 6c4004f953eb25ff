"""How well a reading agrees with a gold annotation, kind by kind.

Both are plans in the JSON form of ``sptgraph read --format json``; a reading may hold more keys. What
makes two entries equal is the entry's key below: quotes and spans are never compared.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

Json = Mapping[str, Any]
Fact = tuple[Any, ...]

PLANS: Final = Path(__file__).parent / "plans"
NAMES: Final = tuple(sorted(path.stem for path in PLANS.glob("*.json")))
NO_PLANS: Final = tuple(sorted(path.stem for path in PLANS.glob("notaplan-*.txt")))

_FOLDED = str.maketrans("(),", "（），")


class Score(NamedTuple):
    """Precision, recall and F1 of one kind, with what was missed and what was invented."""

    precision: float
    recall: float
    f1: float
    missed: Counter[Fact]
    invented: Counter[Fact]


def text_of(name: str) -> str:
    """Return the text of an invented plan: ``text_of("yunxi")``."""
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> dict[str, Any]:
    """Return the gold annotation of an invented plan."""
    gold: dict[str, Any] = json.loads((PLANS / f"{name}.json").read_text(encoding="utf-8"))
    return gold


def score(plan: Json, gold: Json) -> dict[str, Score]:
    """Return for every kind how well ``plan`` agrees with ``gold``."""
    return pooled([(plan, gold)])


def pooled(pairs: Iterable[tuple[Json, Json]]) -> dict[str, Score]:
    """Return the same over several (plan, gold) pairs, every entry counting alike."""
    sides = [(facts(plan), facts(gold)) for plan, gold in pairs]
    return {kind: _compare([(mine[kind], theirs[kind]) for mine, theirs in sides]) for kind in sides[0][1]}


def facts(plan: Json) -> dict[str, Counter[Fact]]:
    """Return the comparable facts of a plan, one multiset per kind.

    Facts of a task carry its action and number. Facts of ``elsewhere`` count per document, whatever
    block they stand in.
    """
    tasks, elsewhere = plan["tasks"], plan.get("elsewhere", ())
    place = {id(task): (_squash(task["action"]), _squash(task["no"])) for task in tasks}
    found: dict[str, Counter[Fact]] = {
        "actions": Counter((_squash(a["no"]), _title(a["title"])) for a in plan["actions"]),
        "tasks": Counter(place.values()),
        "headings": Counter((*place[id(t)], _title(t["heading"])) for t in tasks if t.get("heading")),
        "members": Counter((_squash(m["name"]), m["class"]) for m in plan.get("members", ())),
        "document": Counter((field, _squash(plan["document"].get(field))) for field in _DOCUMENT_FIELDS),
    }
    for kind, key in _KEYS.items():
        found[kind] = Counter((*place[id(t)], *key(entry)) for t in tasks for entry in t.get(kind, ()))
        found[f"{kind} elsewhere"] = Counter(
            key(entry) for block in elsewhere for entry in block.get(kind, ())
        )
    for form in ("bracket", "inline"):
        found[f"assignments {form}"] = Counter(
            (*place[id(t)], *_assignment(e))
            for t in tasks
            for e in t.get("assignments", ())
            if e.get("form") == form
        )
    return found


def _compare(pairs: list[tuple[Counter[Fact], Counter[Fact]]]) -> Score:
    hits = sum((mine & theirs).total() for mine, theirs in pairs)
    claimed = sum(mine.total() for mine, _ in pairs)
    wanted = sum(theirs.total() for _, theirs in pairs)
    precision = hits / claimed if claimed else float(not wanted)
    recall = hits / wanted if wanted else float(not claimed)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    missed: Counter[Fact] = Counter()
    invented: Counter[Fact] = Counter()
    for mine, theirs in pairs:
        missed += theirs - mine
        invented += mine - theirs
    return Score(precision, recall, f1, missed, invented)


def _squash(text: object) -> str:
    return re.sub(r"\s+", "", str(text or "")).translate(_FOLDED)


def _title(text: str) -> str:
    return _squash(text).rstrip("。")


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _assignment(entry: Json) -> Fact:
    return _squash(entry.get("agent")), entry.get("role")


def _deadline(entry: Json) -> Fact:
    return entry.get("due"), entry.get("kind")


def _recurrence(entry: Json) -> Fact:
    return entry.get("period"), _number(entry.get("min") or 1)


def _target(entry: Json) -> Fact:
    return _number(entry.get("value")), _squash(entry.get("unit"))


_DOCUMENT_FIELDS: Final = ("title", "issuer", "number", "issued", "jurisdiction", "level")
_KEYS: Final[dict[str, Callable[[Json], Fact]]] = {
    "assignments": _assignment,
    "deadlines": _deadline,
    "recurrences": _recurrence,
    "targets": _target,
}
