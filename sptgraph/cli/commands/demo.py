"""``sptgraph demo``: the whole job once, on the plan of an invented county that ships with the package."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.helptext import columns_of
from sptgraph.cli.options import lang_option, output_option
from sptgraph.cli.output import as_json, make_folder, put, write_file
from sptgraph.cli.speech import Speech
from sptgraph.cli.tabular import as_xlsx
from sptgraph.facade import PlanStore
from sptgraph.facade.shipped import demo_plan, shipped_plans
from sptgraph.language import Bilingual
from sptgraph.model import Passage, Plan, Task

if TYPE_CHECKING:
    from sptgraph.asking import Answer
    from sptgraph.validation import Report

FOLDER = "sptgraph-demo"
_COMPARED: Final = "city-gas"

FILES: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "plan": (
        Bilingual("实施方案.docx", "plan.docx"),
        Bilingual("方案原件（虚构）", "the plan itself (invented)"),
    ),
    "json": (
        Bilingual("方案.json", "plan.json"),
        Bilingual("读出的全部内容和位置", "all that was read, with its place"),
    ),
    "trig": (Bilingual("方案.trig", "plan.trig"), Bilingual("责任图谱", "the graph of responsibilities")),
    "review": (
        Bilingual("核对表.xlsx", "review.xlsx"),
        Bilingual("逐条核对、更正用", "to check and correct the reading"),
    ),
    "page": (
        Bilingual("检查报告.html", "report.html"),
        Bilingual("查出的问题，可以转发", "the findings, to hand on"),
    ),
    "report": (Bilingual("检查报告.txt", "report.txt"), Bilingual("同上，纯文字", "the same as plain text")),
    "tasks": (
        Bilingual("任务分工表.xlsx", "tasks.xlsx"),
        Bilingual("谁、做什么、何时完成", "who does what by when"),
    ),
    "table": (Bilingual("任务分工表.html", "tasks.html"), Bilingual("同上，网页", "the same as a web page")),
    "departments": (
        Bilingual("部门责任清单.xlsx", "departments.xlsx"),
        Bilingual("每个部门一张表", "one sheet for each body"),
    ),
    "leads": (
        Bilingual("五地行业牵头.xlsx", "leads-of-five.xlsx"),
        Bilingual("五份真实方案：每个行业谁牵头", "five real plans: who leads each sector"),
    ),
}
"""The files that are written, by what they hold: their names, and what they are."""


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "拿一份虚构的方案走一遍：读、查、问、列，文件都写进一个文件夹；再用五份真实方案的图作比较。"
            "\n\n方案属于虚构的云溪县，和五份真实方案的图一样随软件附带，不联网。看完可以换上自己的方案。",
            "Go through the whole job on an invented plan: read, check, ask, list; the files go into one "
            "folder. Then compare five real plans."
            "\n\nThe plan is that of an invented county; it ships with the package, as do the graphs of "
            "five real plans; nothing is fetched. Then try a plan of your own.",
        ),
        epilog=say(
            "例子\n$ sptgraph demo\n$ sptgraph demo -o 试用",
            "Examples\n$ sptgraph demo --lang en\n$ sptgraph demo -o trial",
        ),
    )
    def demo(
        *,
        output: Annotated[
            str,
            output_option(
                say, f"写进哪个文件夹；不写是 {FOLDER}", f"the folder to write to; default {FOLDER}"
            ),
        ] = FOLDER,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        with PlanStore() as store:
            plan = store.add(demo_plan())
            report = store.validate(plan)
            found = _findings(store, plan, report, say)
            contents = _contents(store, plan, report, say)
        with PlanStore.examples() as five:
            leads = five.ask("sector-leads")
        found.append(_compared(leads, say))
        contents["leads"] = _workbook(leads, say)
        folder = Path(output)
        make_folder(folder)
        for name, content in contents.items():
            write_file(folder / FILES[name][0].text(say.language), content)
        put("\n".join([*found, "", *_where(folder, say)]) + "\n")
        return 0


def _contents(store: PlanStore, plan: Plan, report: "Report", say: Speech) -> dict[str, bytes | str]:
    """Return all files before the first is written."""
    from sptgraph.corrections.review import review_rows
    from sptgraph.corrections.workbook import workbook
    from sptgraph.encoding.jsonform import plan_to_json

    tasks, departments = (
        store.listing(kind, plan, language=say.language) for kind in ("tasks", "departments")
    )
    return {
        "plan": demo_plan().read_bytes(),
        "json": as_json(plan_to_json(plan)),
        "trig": store.export("trig"),
        "review": workbook(review_rows(plan, say.language), say.language),
        "page": report.to_html(say.language),
        "report": report.text(say.language).rstrip("\n") + "\n",
        "tasks": tasks.render("xlsx"),
        "table": tasks.render("html"),
        "departments": departments.render("xlsx"),
    }


def _findings(store: PlanStore, plan: Plan, report: "Report", say: Speech) -> list[str]:
    """Return three lines: what was read, what is missing, who bears most."""
    blocks: list[Task | Passage] = [*plan.tasks, *plan.elsewhere]
    owners = sum(len(block.assignments) for block in blocks)
    deadlines = sum(len(block.deadlines) for block in blocks)
    counts = report.counts
    unowned = [finding for finding in report if finding.rule.startswith("task-owner")]
    example = (unowned or list(report))[0].message.text(say.language)
    most = store.ask("department-load").rows[0]
    return [
        say(
            f"读：{plan.jurisdiction}的方案有 {len(plan.tasks)} 项任务，{owners} 处责任，{deadlines} "
            "处期限，处处指得出原文。",
            f"Read: the plan of {plan.jurisdiction} has {len(plan.tasks)} tasks, {owners} assignments and "
            f"{deadlines} deadlines, each with its place in the text.",
        ),
        say(
            f"查：违规 {counts['violation']}，警告 {counts['warning']}，提示 {counts['info']}。例如："
            f"{example}",
            f"Checked: {counts['violation']} violations, {counts['warning']} warnings, {counts['info']} "
            "infos. "
            f"For example: {example}",
        ),
        say(
            f"问：担子最重的是{most.organisation}：牵头 {most.lead} 项，负责 {most.responsible} 项，配合 "
            f"{most.support} 项。",
            f"Asked: {most.organisation} bears most: lead in {most.lead}, responsible in {most.responsible}, "
            f"in support in {most.support}.",
        ),
    ]


def _compared(leads: "Answer", say: Speech) -> str:
    """Return one line on the five real plans: in how many of them town gas has a lead."""
    gas = {row.plan: row for row in leads if row.sector == _COMPARED}
    open_, all_ = sum(row.organisation is None for row in gas.values()), len(leads.plan_titles)
    return say(
        f"比：随软件附带的 {all_} 份真实方案里，{open_} 份没有定下城镇燃气由谁牵头。",
        f"Compared: of the {all_} real plans that ship with sptgraph, {open_} leave open who leads town gas.",
    )


def _workbook(answer: "Answer", say: Speech) -> bytes:
    headings, *rows = answer.table(say.language)
    return as_xlsx(headings, rows)


def _where(folder: Path, say: Speech) -> list[str]:
    """Return the lines that say where the files are, and what to try next."""
    plan = f'"{folder / FILES["plan"][0].text(say.language)}"'
    rows = [(file.text(say.language), about.text(say.language)) for file, about in FILES.values()]
    return [
        say(f"文件在 {folder.resolve()}：", f"The files are in {folder.resolve()}:"),
        *columns_of(rows),
        "",
        say(
            f"接着试：sptgraph who 城镇燃气 {plan} --proof",
            f"Next: sptgraph who 城镇燃气 {plan} --proof",
        ),
        say(
            f"真实方案：sptgraph who 城镇燃气 --in {shipped_plans()[-1].jurisdiction}",
            f"A real plan: sptgraph who 城镇燃气 --in {shipped_plans()[-1].jurisdiction}",
        ),
    ]
