"""A plan on one screen: what it says about itself, and how much was read out of it."""

from collections import Counter
from collections.abc import Iterator

from sptgraph.cli.helptext import width
from sptgraph.cli.speech import Speech
from sptgraph.model import Passage, Plan, Task

_SHOWN = 5


def summary(plan: Plan, say: Speech) -> str:
    """Return the lines that ``sptgraph read`` shows."""
    data = plan.document
    rows = [
        (say("发文", "issued by"), _joined(data.issuer, data.number, data.issued)),
        (say("适用", "for"), _joined(data.jurisdiction, _level(plan, say), _period(plan))),
        (say("内容", "holds"), _contents(plan, say)),
        (say("责任", "owners"), _owners(plan, say)),
        (say("时间", "times"), _times(plan, say)),
        (say("漏项", "gaps"), _gaps(plan, say)),
        (say("未决", "unsettled"), _unsettled(plan, say)),
        (say("更正", "corrections"), _corrections(plan, say)),
    ]
    rows = [(name, text) for name, text in rows if text]
    indent = max(width(name) for name, _ in rows) + 2
    lines = [f"  {name}{' ' * (indent - width(name))}{text}" for name, text in rows]
    return "\n".join([data.title or plan.source.name, *lines]) + "\n"


def _joined(*parts: object) -> str:
    return "  ".join(str(part) for part in parts if part)


def _level(plan: Plan, say: Speech) -> str:
    from sptgraph.asking.labels import label

    return label("level", plan.document.level, say.language) if plan.document.level else ""


def _period(plan: Plan) -> str:
    period = plan.document.period
    return f"{period[0]}—{period[1]}" if period else ""


def _counted(say: Speech, *counts: tuple[int, str, str]) -> str:
    """Return ``22 项任务，8 个行动``; what there is none of is left out.

    An English word that ends in ``(s)`` has it only where there are several.
    """
    return say("，", ", ").join(
        f"{n} {say(zh, en.replace('(s)', '' if n == 1 else 's'))}" for n, zh, en in counts if n
    )


def _contents(plan: Plan, say: Speech) -> str:
    return _counted(
        say,
        (len(plan.sections), "章", "section(s)"),
        (len(plan.actions), "个行动", "action(s)"),
        (len(plan.tasks), "项任务", "task(s)"),
        (len(plan.members), "个成员单位", "member unit(s)"),
    )


def _blocks(plan: Plan) -> Iterator[Task | Passage]:
    yield from plan.tasks
    yield from plan.elsewhere


def _owners(plan: Plan, say: Speech) -> str:
    roles = Counter(a.role for block in _blocks(plan) for a in block.assignments)
    return _counted(
        say,
        (roles["lead"], "处牵头", "lead(s)"),
        (roles["responsible"], "处负责", "responsible"),
        (roles["support"], "处配合", "in support"),
    )


def _times(plan: Plan, say: Speech) -> str:
    return _counted(
        say,
        (sum(len(block.deadlines) for block in _blocks(plan)), "处期限", "deadline(s)"),
        (sum(len(block.recurrences) for block in _blocks(plan)), "处频次", "recurrence(s)"),
        (sum(len(block.targets) for block in _blocks(plan)), "处量化目标", "target(s)"),
    )


def _gaps(plan: Plan, say: Speech) -> str:
    return _counted(
        say,
        (sum(not t.assignments for t in plan.tasks), "项任务没写责任单位", "task(s) without an owner"),
        (
            sum(not (t.deadlines or t.recurrences or t.standing) for t in plan.tasks),
            "项任务没写时间",
            "task(s) without a time",
        ),
    )


def _unsettled(plan: Plan, say: Speech) -> str:
    if not plan.unresolved:
        return ""
    quotes = say("、", ", ").join(f"“{_short(entry.text)}”" for entry in plan.unresolved[:_SHOWN])
    more = say(" 等", " …") if len(plan.unresolved) > _SHOWN else ""
    return say(
        f"{len(plan.unresolved)} 处看到了但定不下来：{quotes}{more}",
        f"{len(plan.unresolved)} seen but not settled: {quotes}{more}",
    )


def _short(text: str, limit: int = 16) -> str:
    line = "".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"


def _corrections(plan: Plan, say: Speech) -> str:
    missed = sum(not correction.applied for correction in plan.corrections)
    return _counted(
        say,
        (len(plan.corrections) - missed, "处已按更正表改", "applied"),
        (missed, "处更正与原文对不上", "not applied: no match in the text"),
    )
