"""``sptgraph ask``: a question from the catalogue, put to one or several plans."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.arguments import named_values, sources_argument
from sptgraph.cli.console import show_table, table_text
from sptgraph.cli.gathering import Complaints, gathered
from sptgraph.cli.helptext import columns_of
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
from sptgraph.cli.output import as_json, deliver, put
from sptgraph.cli.speech import Speech
from sptgraph.cli.tabular import as_csv, as_xlsx

if TYPE_CHECKING:
    from sptgraph.asking import Analysis, Answer, Catalogue, Query

FORMATS: Final = {"table": (".txt",), "json": (".json",), "csv": (".csv",), "xlsx": (".xlsx",)}


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "问一个现成的问题，答案逐行给出，每行说明在方案何处。"
            "\n\n只写 sptgraph ask 列出全部问题和它们的参数；写上 NAME、不写 SOURCE，说明这一个问题。",
            "Ask a question of the catalogue; each row of the answer says where in the plan it stands."
            "\n\nsptgraph ask alone lists all questions with their parameters; with NAME and no SOURCE it "
            "explains "
            "that one.",
        ),
        epilog=say(
            "例子\n$ sptgraph ask\n$ sptgraph ask task-owners 实施方案.docx -p task=17"
            "\n$ sptgraph ask department-tasks 实施方案.docx -p department=县应急管理局 -p role=lead"
            "\n$ sptgraph ask tasks-due 方案文件夹 -p to=2024-12-31 --format csv -o 年内到期.csv",
            "Examples\n$ sptgraph ask\n$ sptgraph ask task-owners plan.docx -p task=17"
            "\n$ sptgraph ask department-tasks plan.docx -p department=emergency-management -p role=lead"
            "\n$ sptgraph ask tasks-due folder-of-plans -p to=2024-12-31 --format csv -o due.csv",
        ),
    )
    def ask(
        *,
        name: Annotated[
            str | None,
            typer.Argument(
                metavar="[NAME]", help=say("问题的名字，如 task-owners", "the question, such as task-owners")
            ),
        ] = None,
        sources: Annotated[list[str] | None, sources_argument(say, optional=True)] = None,
        parameters: Annotated[
            list[str] | None,
            typer.Option(
                "-p",
                "--parameter",
                metavar="NAME=VALUE",
                help=say(
                    "问题的参数，可以写几个；部门、行业可用任何名称",
                    "a parameter; may be given several times",
                ),
            ),
        ] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "表格、json（给程序）、csv 或 xlsx（Excel、WPS 直接打开）；不写时按 -o 的扩展名，"
                    "再不然是表格",
                    "a table, json for programs, csv or xlsx for Excel; default: by the extension of -o, "
                    "else a table",
                ),
            ),
        ] = None,
        output: Annotated[str | None, output_option(say)] = None,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        progress: Annotated[list[str] | None, progress_option(say)] = None,
        rules: Annotated[str | None, rules_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        from sptgraph.asking import Catalogue

        catalogue = Catalogue.shipped()
        chosen = format_of(format_, output, FORMATS, "table")
        given = named_values(parameters or ())
        if name is None:
            put(_catalogue(catalogue, say))
            return 0
        query = catalogue.question(name)
        if not sources:
            put(_explained(query, say))
            return 0
        target = destination(output, [*sources, *(progress or ()), *(rosters or ())], chosen)
        complaints = Complaints(say)
        with gathered(sources, complaints, limits(max_size), rosters, rules, progress=progress) as store:
            if store.plans and (not complaints.count or (chosen == "table" and target is None)):
                answer = store.ask(query.name, given)
                if chosen == "table" and target is None:
                    _show(answer, say)
                else:
                    deliver(_written(answer, chosen, say), target)
        return 2 if complaints.count else 0


def _catalogue(catalogue: "Catalogue", say: Speech) -> str:
    rows = [
        (f"{query.name} {_signature(query)}".rstrip(), query.summary.text(say.language))
        for query in catalogue.questions
    ]
    head = say(
        "可以问的问题（[ ] 里的参数可以不写）：", "What can be asked (parameters in [ ] may be left out):"
    )
    foot = say(
        "问法：sptgraph ask 名字 方案文件 -p 参数=值",
        "Ask like this: sptgraph ask NAME plan.docx -p parameter=value",
    )
    return "\n".join([head, "", *columns_of(rows), "", foot]) + "\n"


def _signature(query: "Query | Analysis") -> str:
    return " ".join(f"[{p.name}]" if p.optional else p.name for p in query.parameters)


def _explained(query: "Query | Analysis", say: Speech) -> str:
    """Return what a question asks, takes and gives."""
    lines = [f"{query.name}  {query.summary.text(say.language)}"]
    if query.parameters:
        optional = say("可以不写", "may be left out")
        rows = [
            (
                p.name,
                p.label.text(say.language) + (say(f"（{optional}）", f" ({optional})") if p.optional else ""),
            )
            for p in query.parameters
        ]
        lines += ["", say("参数", "Parameters"), *columns_of(rows)]
    columns = [(column.name, column.label.text(say.language)) for column in query.columns]
    return "\n".join([*lines, "", say("列", "Columns"), *columns_of(columns)]) + "\n"


def _show(answer: "Answer", say: Speech) -> None:
    """Show an answer on the screen; the plan's title stands above the table where there is only one."""
    if not answer.rows:
        put(say("没有符合的内容。", "Nothing found.") + "\n")
        return
    headings, *rows = answer.table(say.language)
    if len(answer.plan_titles) == 1 and answer.columns[0].kind == "plan":
        headings, rows = headings[1:], [row[1:] for row in rows]
        put(next(iter(answer.plan_titles.values())) + "\n\n")
    show_table(headings, rows)


def _written(answer: "Answer", chosen: str, say: Speech) -> bytes | str:
    if chosen == "json":
        return as_json(answer.to_json())
    headings, *rows = answer.table(say.language)
    if chosen == "csv":
        return as_csv(headings, rows)
    if chosen == "xlsx":
        return as_xlsx(headings, rows)
    return table_text(headings, rows)
