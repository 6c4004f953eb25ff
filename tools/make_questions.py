"""Write ``docs/questions.md``: what an office asks of the shipped plans, from ``tests/questions``.

Usage: ``python tools/make_questions.py [--check]`` from the checkout; ``--check`` only says whether the page
is up to date.
"""

import runpy
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "questions.md"
SUBJECTS = {
    "analyses": "分析和检查 · Analyses and checks",
    "bodies": "单位和成员 · Bodies and members",
    "chains": "责任链 · Chains of responsibility",
    "leads": "谁牵头，依据什么 · Who leads, by which law",
    "tasks": "任务、期限、频次、目标 · Tasks, dates, frequencies, targets",
}
HEAD = """# 常问的问题

*Questions. What an office or an inspector asks of the five shipped plans, with the answers that a person
found in the texts and the statutes before any query was run, and for each a change to a plan that changes the
answer. Every answer is a test; `–` means none.*

下面每一问都是一条测试：答案由人先从方案原文和法规里找出来，再与程序的回答核对。
“改一处”说明方案改动以后答案怎么变。`–` 表示没有。

本页由 `tests/questions/*.toml` 生成（`python tools/make_questions.py`）。
"""


def page() -> str:
    """Return the page."""
    asked = runpy.run_path(str(ROOT / "tests" / "questions" / "data.py"))["questions"]()
    parts = [HEAD]
    for file in dict.fromkeys(question.file for question in asked):
        parts.append(f"## {SUBJECTS[file]}\n")
        parts += [_question(question) for question in asked if question.file == file]
    return "\n".join(parts)


def _question(question: Any) -> str:
    change = question.change
    lines = [
        f"### {question.zh}",
        f"*{question.en}*",
        f"问法 how: `{_command(question)}`{_kept(question.keep)}",
        _table(question.columns, question.rows),
        *(["以上各行须在答案里 · These rows are among the answer."] if question.match == "contains" else []),
        _sources(question.proof),
        "出处 where it stands: " + " · ".join(question.stands),
        f"改一处 a change: {change.place}：{change.zh}。*{change.en}.* →",
        _table(question.columns, change.rows),
        _sources(change.proof or ()),
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


def _command(question: Any) -> str:
    plans = "examples:" if len(question.places) > 1 else f"examples:{question.places[0]}"
    if question.kind == "ask":
        given = "".join(f" -p {name}={value}" for name, value in question.parameters.items())
        return f"sptgraph ask {question.subject} {plans}{given}"
    if question.kind == "who":
        return f"sptgraph who {question.subject} --in {question.places[0]}"
    return f"sptgraph {question.kind} {plans}"


def _kept(keep: dict[str, str]) -> str:
    rules = (f"`{column}` ~ `{rule}`" if rule else f"`{column}` = –" for column, rule in keep.items())
    return f"，只看 where {'，'.join(rules)}".replace("|", "/") if keep else ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    cells = [[_cell(cell) for cell in row] for row in rows]
    lines = [columns, ["---"] * len(columns), *(cells or [["–"] * len(columns)])]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _cell(cell: Any) -> str:
    if isinstance(cell, frozenset):
        return "、".join(sorted(cell)) + " …"
    return "–" if cell is False else "有 yes" if cell is True else str(cell)


def _sources(proof: Iterable[tuple[str, str]]) -> str:
    shown = "；".join(
        f"《{statute}》{where}" if statute else f"原文 text {where}" for statute, where in proof
    )
    return f"证明落到 its proof ends in: {shown}" if shown else ""


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    text = page()
    current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    if "--check" in arguments:
        sys.stdout.write("" if current else f"{PAGE.name} is not up to date\n")
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
