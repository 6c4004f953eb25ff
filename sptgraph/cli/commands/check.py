"""``sptgraph check``: what is missing or wrong in a plan, and where."""

from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.arguments import sources_argument
from sptgraph.cli.gathering import Complaints, gathered
from sptgraph.cli.options import (
    destination,
    format_of,
    lang_option,
    limits,
    max_size_option,
    output_option,
    progress_option,
    roster_option,
    rules_option,
)
from sptgraph.cli.output import as_json, deliver
from sptgraph.cli.speech import Speech
from sptgraph.cli.usage import one_of
from sptgraph.errors import GraphError
from sptgraph.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from sptgraph.facade import PlanStore
    from sptgraph.validation import Baseline, Engine, FailOn, Report

FORMATS: Final = {
    "text": (".txt",),
    "json": (".json",),
    "html": (".html", ".htm"),
    "xlsx": (".xlsx",),
    "turtle": (".ttl",),
    "sarif": (".sarif",),
    "baseline": (),
}
ENGINES: Final = ("auto", "pyshacl")
FAIL_ON: Final = ("violation", "warning", "info", "never")


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "查方案：哪项任务没有责任单位，哪项没有时间，哪个行业没人牵头，哪个期限超出方案年限；"
            "每一条说明在何处、怎样改。"
            "\n\n问题分三级：违规、警告、提示。达到 --fail-on 这一级的有一条，退出码就是 1，便于脚本判断。"
            "已经知道、暂时接受的问题可以存成基线，以后只看新出的。",
            "Check plans: which task has no owner or no time, which sector no lead, which date lies "
            "outside the "
            "period; each finding says where and what to do."
            "\n\nFindings are violations, warnings or infos. One at or above --fail-on makes the exit "
            "status 1. "
            "Findings that are known and accepted can be kept as a baseline, so that only new ones are seen.",
        ),
        epilog=say(
            "例子\n$ sptgraph check 实施方案.docx\n$ sptgraph check 实施方案.docx -o 检查报告.html"
            "\n$ sptgraph check 方案文件夹 --format json --fail-on warning"
            "\n$ sptgraph check 实施方案.docx --format baseline -o 已知.json"
            "\n$ sptgraph check 实施方案.docx --baseline 已知.json",
            "Examples\n$ sptgraph check plan.docx\n$ sptgraph check plan.docx -o report.html"
            "\n$ sptgraph check folder-of-plans --format json --fail-on warning"
            "\n$ sptgraph check plan.docx --format baseline -o known.json"
            "\n$ sptgraph check plan.docx --baseline known.json",
        ),
    )
    def check(
        *,
        sources: Annotated[list[str], sources_argument(say)],
        output: Annotated[str | None, output_option(say)] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "text 给人看；html、xlsx 发给别人；json、turtle（SHACL 报告）、sarif 给程序；baseline "
                    "写基线。"
                    "不写时按 -o 的扩展名，再不然是 text",
                    "text to read; html, xlsx to hand on; json, turtle (a SHACL report), sarif for "
                    "programs; baseline "
                    "writes a baseline. Default: by the extension of -o, else text",
                ),
            ),
        ] = None,
        fail_on: Annotated[
            str,
            typer.Option(
                "--fail-on",
                metavar="|".join(FAIL_ON),
                help=say(
                    "从哪一级起退出码为 1；不写是 violation（违规），never 从不",
                    "from which severity on the exit status is 1; default violation",
                ),
            ),
        ] = "violation",
        baseline: Annotated[
            str | None,
            typer.Option(
                "--baseline",
                metavar="FILE",
                help=say(
                    "基线文件：其中已有的问题不再报", "a baseline: findings that it knows are not reported"
                ),
            ),
        ] = None,
        shapes: Annotated[
            str | None,
            typer.Option(
                "--shapes",
                metavar="FOLDER",
                help=say(
                    "自己的规则（SHACL，Turtle 文件）所在的文件夹，与软件自带的规则一起查",
                    "a folder of rules of your own (SHACL in Turtle), checked beside ours",
                ),
            ),
        ] = None,
        engine: Annotated[
            str,
            typer.Option(
                "--engine",
                metavar="|".join(ENGINES),
                help=say(
                    "auto 快；pyshacl 全部规则都用 pySHACL 跑，慢，结果相同，用来核对",
                    "auto is fast; pyshacl runs all rules in pySHACL: slow, the same results, to compare",
                ),
            ),
        ] = "auto",
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        progress: Annotated[list[str] | None, progress_option(say)] = None,
        rules: Annotated[str | None, rules_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        chosen = format_of(format_, output, FORMATS, "text")
        worst = cast("FailOn", one_of("--fail-on", fail_on, FAIL_ON))
        runs_on = cast("Engine", one_of("--engine", engine, ENGINES))
        target = destination(
            output, [*sources, *(progress or ()), *(rosters or ()), *([baseline] if baseline else [])], chosen
        )
        known = _baseline(baseline)
        complaints = Complaints(say)
        with gathered(
            sources, complaints, limits(max_size), rosters, rules, progress=progress, faulty=True
        ) as store:
            if not store.plans:
                return 2
            report = store.validate(engine=runs_on, shapes=shapes)
            _say_holes(store, complaints, report)
        if known is not None:
            report = report.against(known)
        for_reading = chosen == "text" and target is None
        if for_reading or not complaints.count:
            deliver(_written(report, chosen, worst, say.language), target)
        if complaints.count:
            return 2
        return 0 if worst == "never" or report.conforms(worst) else 1


def _say_holes(store: "PlanStore", complaints: Complaints, report: "Report") -> None:
    """Say what graphs lack, lest no rule speaks of it; a fault of input where no violation was found."""
    for record in store.plans:
        try:
            store.plan(record.iri)
        except GraphError as error:
            if report.conforms():
                complaints.complain(error)
            else:
                complaints.note(error.message("zh"), error.message("en"))


def _baseline(path: str | None) -> "Baseline | None":
    from sptgraph.validation import Baseline

    return None if path is None else Baseline.load(path)


def _written(report: "Report", chosen: str, worst: "FailOn", language: Language) -> bytes | str:
    from sptgraph.validation import baseline_text

    writers: dict[str, Callable[[], bytes | str]] = {
        "text": lambda: report.text(language).rstrip("\n") + "\n",
        "json": lambda: as_json(report.to_json(worst)),
        "html": lambda: report.to_html(language),
        "xlsx": lambda: report.to_xlsx(language),
        "turtle": report.to_turtle,
        "sarif": lambda: as_json(report.to_sarif(language)),
        "baseline": lambda: baseline_text(report),
    }
    return writers[chosen]()
