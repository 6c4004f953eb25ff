"""``sptgraph list``: task tables, department lists, as files that can be handed on."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

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
    roster_option,
    rules_option,
)
from sptgraph.cli.output import make_folder, put, write_file
from sptgraph.cli.speech import Speech
from sptgraph.cli.usage import near_en, near_zh, nearest
from sptgraph.errors import UsageError

if TYPE_CHECKING:
    from sptgraph.facade import PlanStore

FORMATS: Final = {
    "xlsx": (".xlsx",),
    "html": (".html", ".htm"),
    "md": (".md",),
    "csv": (".csv",),
    "json": (".json",),
}
ALL: Final = "all"
COMING: Final = ("towns", "sectors", "leaders", "deadlines", "year", "gaps", "compare", "board")
"""Kinds of list that a later release brings."""


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        "list",
        cls=Page,
        help=say(
            "出清单：tasks 任务分工表，departments 部门责任清单，all 全部；每一行都带条款和原文。"
            "\n\n-o 是文件名时，扩展名决定格式；是文件夹时，"
            "每张表一个文件（部门责任清单即一个部门一个文件）。"
            "不写 -o 就显示在屏幕上。方案该写而没写的，清单里标出来，不会空着。",
            "Make lists: tasks (who does what by when), departments (what each body has to do), all of "
            "them; each "
            "line with its clause."
            "\n\nWhere -o names a file, its extension chooses the format; where it names a folder, each "
            "table "
            "becomes a file of its own (for departments: one per body). Without -o the list is shown. What "
            "the plan "
            "should say and does not is marked, not left blank.",
        ),
        epilog=say(
            "例子\n$ sptgraph list tasks 实施方案.docx -o 任务分工表.xlsx"
            "\n$ sptgraph list departments 实施方案.docx -o 部门责任清单.html"
            "\n$ sptgraph list departments 实施方案.docx --department 县应急管理局 -o 应急局.xlsx"
            "\n$ sptgraph list all 方案文件夹 --year 2025 -o 清单",
            "Examples\n$ sptgraph list tasks plan.docx -o tasks.xlsx"
            "\n$ sptgraph list departments plan.docx -o departments.html"
            "\n$ sptgraph list departments plan.docx --department emergency-management -o emergency.xlsx"
            "\n$ sptgraph list all folder-of-plans --year 2025 -o lists",
        ),
    )
    def list_(
        *,
        kind: Annotated[
            str,
            typer.Argument(
                metavar="KIND", help=say("哪种清单：tasks、departments 或 all", "tasks, departments or all")
            ),
        ],
        sources: Annotated[list[str], sources_argument(say)],
        output: Annotated[
            str | None,
            output_option(
                say,
                "文件（xlsx、html、md、csv、json）或文件夹；不写就显示出来",
                "a file (xlsx, html, md, csv, json) or a folder; default: show the list",
            ),
        ] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "格式；不写时按 -o 的扩展名，文件夹里是 xlsx，屏幕上是 md",
                    "the format; default: by the extension of -o, xlsx in a folder, md on the screen",
                ),
            ),
        ] = None,
        department: Annotated[
            str | None,
            typer.Option(
                "--department",
                metavar="NAME",
                help=say(
                    "只列这个单位：方案里的写法，或部门的任何名称",
                    "only this body: as printed, or any name of it",
                ),
            ),
        ] = None,
        sector: Annotated[
            str | None,
            typer.Option("--sector", metavar="NAME", help=say("只列这个行业领域", "only this sector")),
        ] = None,
        year: Annotated[
            str | None,
            typer.Option(
                "--year", metavar="YYYY", help=say("只列这一年要做的", "only what is to be done in this year")
            ),
        ] = None,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        rules: Annotated[str | None, rules_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        kinds = _kinds(kind)
        into_folder = output is not None and _is_folder(output)
        chosen = format_of(format_, None if into_folder else output, FORMATS, "xlsx" if into_folder else "md")
        target = destination(output, sources, chosen)
        if kind == ALL and not into_folder:
            raise UsageError(
                "list all 要写进文件夹：-o 后面请给文件夹名",
                "list all writes several files: name a folder with -o",
            )
        narrowed = {"department": department, "sector": sector, "year": _year(year), "language": say.language}
        complaints = Complaints(say)
        with gathered(sources, complaints, limits(max_size), rosters, rules) as store:
            if store.plans and (not complaints.count or (chosen == "md" and target is None)):
                _write(store, kinds, narrowed, target, chosen)
        return 2 if complaints.count else 0


def _kinds(kind: str) -> tuple[str, ...]:
    """Return the kinds of list that are meant; raises `UsageError` with the nearest."""
    from sptgraph.listings import KINDS

    if kind == ALL:
        return tuple(KINDS)
    if kind in KINDS:
        return (kind,)
    known = (*KINDS, ALL)
    if kind in COMING:
        raise UsageError(
            f"清单 {kind} 要到以后的版本才有；现有 {'、'.join(known)}",
            f"the list {kind} comes with a later release; there are {', '.join(known)}",
        )
    shown, near = " ".join(kind.split())[:60], nearest(kind, known)
    raise UsageError(
        f"没有清单“{shown}”，现有 {'、'.join(known)}{near_zh(near)}",
        f"there is no list “{shown}”; there are {', '.join(known)}{near_en(near)}",
    )


def _is_folder(output: str) -> bool:
    """Return whether a name means a folder: there is one, or it has no extension."""
    path = Path(output)
    try:
        return path.is_dir() or output.endswith(("/", "\\")) or (not path.suffix and not path.is_file())
    except (OSError, ValueError):
        return False


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UsageError(
            f"--year 应当是四位年份，如 2025，不是“{text[:40]}”",
            f"--year must be a year of four digits, such as 2025, not “{text[:40]}”",
        )
    return int(text)


def _write(
    store: "PlanStore", kinds: tuple[str, ...], narrowed: dict[str, Any], target: Path | None, chosen: str
) -> None:
    from sptgraph.listings.definition import definition

    lists = [store.listing(kind, **narrowed) for kind in kinds]
    if target is None:
        put(lists[0].render(chosen))
    elif not _is_folder(str(target)):
        write_file(target, lists[0].render(chosen))
    elif len(lists) == 1:
        lists[0].save(target, chosen)
    else:
        titles = (definition(each.kind).title.text(each.language) for each in lists)
        pages = {f"{title}.{chosen}": each.render(chosen) for title, each in zip(titles, lists, strict=True)}
        make_folder(target)
        for name, page in pages.items():
            write_file(target / name, page)
