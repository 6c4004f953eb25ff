"""``sptgraph read``: what a plan says."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.console import busy
from sptgraph.cli.gathering import Complaints
from sptgraph.cli.options import (
    destination,
    format_of,
    lang_option,
    limits,
    max_size_option,
    output_option,
    roster_option,
)
from sptgraph.cli.output import as_json, deliver, put
from sptgraph.cli.speech import Speech
from sptgraph.cli.summary import summary
from sptgraph.encoding.jsonform import plan_to_json
from sptgraph.errors import UsageError
from sptgraph.facade import PlanStore, read_plan
from sptgraph.facade.rostering import with_rosters
from sptgraph.model import Plan

if TYPE_CHECKING:
    from sptgraph.encoding import GraphFormat

FORMATS: Final = {
    "summary": (),
    "json": (".json",),
    "text": (".txt",),
    "turtle": (".ttl",),
    "trig": (".trig",),
    "jsonld": (".jsonld",),
    "xlsx": (".xlsx",),
}
_ONE_FILE: Final = frozenset({"text", "xlsx"})


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "读方案，说出里面写了什么：行动、任务、责任单位、期限、频次、目标、成员单位。"
            "\n\n读 docx、pdf（要有文字层）、html 和 txt，按内容认格式。看到了但定不下来的列为“未决”，"
            "不会丢掉，也不会瞎猜。"
            "读错了可以更正：先用 --format xlsx 写出核对表，在表里改好，以后每次用 --corrections 带上它。",
            "Read plans and say what they state: actions, tasks, owners, deadlines, frequencies, targets, "
            "members."
            "\n\nReads docx, pdf (with a text layer), html and txt, told by content. What is seen but "
            "cannot be "
            "settled is listed, neither dropped nor guessed. Misreadings can be put right: write a review "
            "sheet "
            "with --format xlsx, correct it, and bring it along with --corrections ever after.",
        ),
        epilog=say(
            "例子\n$ sptgraph read 实施方案.docx\n$ sptgraph read 实施方案.docx --format json -o 方案.json"
            "\n$ sptgraph read 实施方案.docx --format xlsx -o 核对表.xlsx"
            "\n$ sptgraph read 实施方案.docx --corrections 核对表.xlsx",
            "Examples\n$ sptgraph read plan.docx\n$ sptgraph read plan.docx --format json -o plan.json"
            "\n$ sptgraph read plan.docx --format xlsx -o review.xlsx"
            "\n$ sptgraph read plan.docx --corrections review.xlsx",
        ),
    )
    def read(
        *,
        files: Annotated[
            list[str],
            typer.Argument(
                metavar="FILE...", help=say("方案文件，一个或几个", "the plan's file, one or several")
            ),
        ],
        output: Annotated[str | None, output_option(say)] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "summary 一屏概要；json 全部内容和位置；text 读到的原文；turtle 陈述图；trig、jsonld "
                    "全部图；"
                    "xlsx 核对表。不写时按 -o 的扩展名，再不然是 summary",
                    "summary: one screen; json: everything with its place; text: the text as read; turtle: "
                    "the stated "
                    "graph; trig, jsonld: all graphs; xlsx: the review sheet. Default: by the extension of "
                    "-o, "
                    "else summary",
                ),
            ),
        ] = None,
        corrections: Annotated[
            str | None,
            typer.Option(
                "--corrections",
                metavar="FILE",
                help=say(
                    "更正：改好的核对表（xlsx），或一份更正 csv",
                    "corrections: the review sheet (xlsx) put right, or a csv",
                ),
            ),
        ] = None,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        chosen = format_of(format_, output, FORMATS, "summary")
        if chosen in _ONE_FILE and len(files) > 1:
            raise UsageError(
                f"--format {chosen} 一次只能给一个文件", f"--format {chosen} takes one FILE at a time"
            )
        if corrections is not None and len(files) > 1:
            raise UsageError(
                "--corrections 一次只能配一个文件：一份更正表只属于一份方案",
                "--corrections takes one FILE at a time: a sheet belongs to one plan",
            )
        target = destination(output, [*files, *([corrections] if corrections else [])], chosen)
        bounds = limits(max_size)
        complaints = Complaints(say)
        plans: list[Plan] = []

        def reading(path: Path) -> Plan:
            return read_plan(path, corrections=corrections, heard=complaints.hear, **bounds)

        for path in busy(say, [Path(name) for name in files]):
            plan = complaints.attempt(partial(_read, path, rosters or (), reading))
            if plan is not None:
                plans.append(plan)
                _mention_misfits(plan, complaints)
                if chosen == "summary" and target is None:
                    put(summary(plan, say))
        if plans and (target is not None or chosen != "summary") and not complaints.count:
            deliver(_written(chosen, plans, say, rosters or (), single=len(files) == 1), target)
        return 2 if complaints.count else 0


def _read(path: Path, rosters: Sequence[str], reading: Callable[[Path], Plan]) -> Plan:
    plan = reading(path)
    return with_rosters(plan, rosters) if rosters else plan


def _mention_misfits(plan: Plan, complaints: Complaints) -> None:
    """Say which corrections no longer match the text."""
    for row in plan.corrections:
        if not row.applied:
            old = row.old or row.new or ""
            complaints.note(
                f"更正表第 {row.identifier} 行（{row.where}，“{old}”）与原文对不上，没有采用",
                f"row {row.identifier} of the corrections ({row.where}, “{old}”) no longer matches the "
                "text: not applied",
            )


def _written(
    chosen: str, plans: list[Plan], say: Speech, rosters: Sequence[str], *, single: bool
) -> bytes | str:
    """Return the one object that is written for all plans; json is a list where several files were given."""
    from sptgraph.corrections.review import review_rows
    from sptgraph.corrections.workbook import workbook

    match chosen:
        case "json":
            objects = [plan_to_json(plan) for plan in plans]
            return as_json(objects[0] if single else objects)
        case "text":
            return (plans[0].source.text or "").encode()
        case "xlsx":
            return workbook(review_rows(plans[0], say.language), say.language)
        case "summary":
            return "\n".join(summary(plan, say) for plan in plans)
        case _:
            with PlanStore() as store:
                for plan in plans:
                    store.add(plan)
                for roster in rosters:
                    store.add_roster(roster)
                return store.export(cast("GraphFormat", chosen))
