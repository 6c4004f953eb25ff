"""What of a task tells that another plan's task is the same: its words, name, headings, sectors and facts."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from sptgraph.extraction.lexicon import Lexicon
from sptgraph.listings.phrasing import one_line
from sptgraph.listings.rows import Line
from sptgraph.model import Plan, Span, Task

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_VERBS: Final = re.compile(
    r"^(?:持续|深入|扎实|全面|加快|大力|进一步)*"
    r"(?:开展|加强|强化|推进|推动|深化|完善|健全|建立|落实|提升|实施|组织|抓好|抓实|做好|加大|提高)+"
)
_ENDINGS: Final = re.compile(r"(?:专项)?(?:行动|工作)$")


@dataclass(frozen=True, slots=True)
class Traits:
    """A task as matching sees it.

    ``words`` are pairs of neighbouring characters; ``thin`` where they come from a short name alone, because
    the plan carries no text. ``name`` and ``action`` go without the verbs that any heading has (加强, 推进).
    """

    words: frozenset[str]
    name: str
    action: str
    sectors: frozenset[str]
    facts: frozenset[Hashable]
    thin: bool


def traits_of(line: Line, lexicon: Lexicon) -> Traits:
    """Return what matching sees of a task."""
    task, action = line.provision.body, line.provision.action
    heading = task.heading if isinstance(task, Task) else None
    label = task.label.zh if isinstance(task, Task) and task.label else ""
    text = _own_words(line.source, task) if isinstance(task, Task) else ""
    named = {each.key for each in getattr(task, "sectors", ())}
    return Traits(
        words=_pairs(text or f"{heading or ''}\n{label}"),
        name=_core(heading or label),
        action=_core(action.title or (action.label.zh if action.label else "")) if action else "",
        sectors=frozenset(
            key for key in named if key in lexicon.sectors and not lexicon.sectors[key].generic
        ),
        facts=frozenset(
            (
                *((each.due, each.milestone == "start") for each in task.deadlines),
                *((each.period, each.minimum) for each in task.recurrences),
                *((each.value, each.unit) for each in task.targets),
            )
        ),
        thin=not text,
    )


def _own_words(plan: Plan, task: Task) -> str:
    """Return the task's text without the owner phrases in brackets, which say who, not what."""
    text = plan.source.text
    if not text:
        return ""
    kept, at = [], task.span.start
    for clause in sorted(_owner_clauses(task)):
        kept.append(text[at : max(at, clause.start)])
        at = max(at, clause.end)
    kept.append(text[at : task.span.end])
    return "".join(kept)


def _owner_clauses(task: Task) -> set[Span]:
    return {each.clause for each in task.assignments if each.form == "bracket" and each.clause}


def _pairs(text: str) -> frozenset[str]:
    stretches = _HAN.findall("".join(text.split(" ")).replace("\n", ""))
    return frozenset(each[at : at + 2] for each in stretches for at in range(len(each) - 1))


def _core(title: str) -> str:
    """Return a title without the verbs and nouns that any has.

    >>> _core("开展消防安全专项行动"), _core("强化源头管控")
    ('消防安全', '源头管控')
    """
    whole = one_line(title)
    return _ENDINGS.sub("", _VERBS.sub("", whole)) or whole
