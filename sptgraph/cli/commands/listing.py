"""``sptgraph list``: the papers that an office sends out, in the formats it uses."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.arguments import sources_argument
from sptgraph.cli.console import watched
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
    spare,
)
from sptgraph.cli.output import put, write_file
from sptgraph.cli.speech import Speech
from sptgraph.errors import UsageError

if TYPE_CHECKING:
    from sptgraph.listings import Listing

FORMATS: Final = {
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "html": (".html", ".htm"),
    "md": (".md",),
    "csv": (".csv",),
    "json": (".json",),
    "ics": (".ics",),
    "svg": (".svg",),
    "png": (".png",),
}
ALL: Final = "all"
ZIP: Final = ".zip"
DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
SEVERAL: Final = re.compile(r"[,，、]")


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        "list",
        cls=Page,
        help=say(
            "出清单：tasks 任务分工表，departments 部门责任清单，towns 属地责任清单，"
            "sectors 行业领域责任清单，leaders 领导干部职责清单，year 年度任务清单，deadlines 时限清单，"
            "gaps 问题清单，compare 对照表，board 责任公示牌，all 全套；几种一起要就用逗号隔开。"
            "每一行都带条款；方案该写而没写的标出来，依法推定的都注明。"
            "\n\n-o 是文件名时，扩展名决定格式（几种清单合成一份）；是文件夹或 .zip 时分成几个文件，"
            "如部门责任清单一个部门一个；all 写出一套：Word、Excel、日历和一张总览网页。"
            "不写 -o 就显示在屏幕上。",
            "Make lists: tasks (who does what by when), departments, towns, sectors, leaders, year (by "
            "quarter), deadlines, gaps, compare, board (to hang up), or all of them; several with commas. "
            "Each line has its clause; what the plan should say and does not is marked, what follows by law "
            "says so."
            "\n\nWhere -o names a file, its extension chooses the format (several lists become one file); "
            "where it names a folder or a .zip, there are several files (for departments: one per body), and "
            "all writes a set: Word, Excel, a calendar, a page that shows everything. Without -o the list is "
            "shown.",
        ),
        epilog=say(
            "例子\n$ sptgraph list tasks 实施方案.docx -o 任务分工表.docx"
            "\n$ sptgraph list departments 实施方案.docx --department 县应急管理局 -o 应急局.xlsx"
            "\n$ sptgraph list deadlines 实施方案.docx -o 时限.ics"
            "\n$ sptgraph list all 实施方案.docx -o 清单",
            "Examples\n$ sptgraph list tasks plan.docx -o tasks.docx"
            "\n$ sptgraph list departments plan.docx --department emergency-management -o emergency.xlsx"
            "\n$ sptgraph list deadlines plan.docx -o deadlines.ics"
            "\n$ sptgraph list all plan.docx -o lists",
        ),
    )
    def list_(
        *,
        kind: Annotated[
            str,
            typer.Argument(
                metavar="KIND",
                help=say(
                    "哪种清单（见上）；几种用逗号隔开，all 是全套",
                    "which list (see above); several with commas; or all",
                ),
            ),
        ],
        sources: Annotated[list[str], sources_argument(say)],
        output: Annotated[
            str | None,
            output_option(
                say,
                "文件（docx、xlsx、html、md、csv、json、ics、svg、png、zip）或文件夹；不写就显示出来",
                "a file (docx, xlsx, html, md, csv, json, ics, svg, png, zip) or a folder; default: show it",
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
        on: Annotated[
            str | None,
            typer.Option(
                "--on",
                metavar="DATE",
                help=say(
                    "按哪一天看逾期（如 2025-06-30）；不写时是最近一次填报的日子",
                    "the day as of which things are overdue (2025-06-30); default: that of the latest report",
                ),
            ),
        ] = None,
        letterhead: Annotated[
            str | None,
            typer.Option(
                "--letterhead",
                metavar="FILE",
                help=say(
                    "本单位的公文纸（docx），清单填在里面；只用于 docx",
                    "the office's own letterhead (docx) that the lists are put into; docx alone",
                ),
            ),
        ] = None,
        templates: Annotated[
            str | None,
            typer.Option(
                "--templates",
                metavar="FOLDER",
                help=say(
                    "自己的模板和表格定义所在的文件夹，同名的代替自带的",
                    "a folder of templates and table definitions of your own; each replaces ours of its name",
                ),
            ),
        ] = None,
        todo: Annotated[
            bool,
            typer.Option(
                "--todo",
                help=say(
                    "日历里把期限写成待办事项，不写成全天事件；只用于 ics",
                    "write dates as things to do instead of all-day events; ics alone",
                ),
            ),
        ] = False,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        progress: Annotated[list[str] | None, progress_option(say)] = None,
        rules: Annotated[str | None, rules_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        kinds = _kinds(kind)
        several = output is not None and _is_several(output)
        chosen = format_of(format_, None if several else output, FORMATS, "xlsx" if several else "md")
        inputs = [*sources, *(progress or ()), *(rosters or ()), *([letterhead] if letterhead else [])]
        target = destination(output, inputs, chosen)
        if ALL in kinds and not several:
            raise UsageError(
                "list all 要写进文件夹：-o 后面请给文件夹名（或 .zip 文件名）",
                "list all writes several files: name a folder (or a .zip file) with -o",
            )
        day = _day(on)
        options = {"letterhead": letterhead, "templates": templates, "todo": todo or None}
        given = {name: value for name, value in options.items() if value is not None}
        complaints = Complaints(say)
        with gathered(sources, complaints, limits(max_size), rosters, rules, progress=progress) as store:
            if store.plans and (not complaints.count or (chosen == "md" and target is None)):
                made = store.listing(
                    kinds,
                    language=say.language,
                    department=department,
                    sector=sector,
                    year=_year(year),
                    on=day,
                )
                if several and target is not None:
                    # All are made before the first is written.
                    _write_several(dict(watched(say, made.files(format_, **given))), target, inputs)
                else:
                    _write_one(made, target, chosen, given)
        return 2 if complaints.count else 0


def _kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of list that are meant; raises `ListingError` with the nearest."""
    from sptgraph.listings import kinds_of

    names = [name.strip() for name in SEVERAL.split(text) if name.strip()] or [text]
    for name in names:
        kinds_of(name)
    return tuple(names)


def _is_several(output: str) -> bool:
    """Return whether a name means several files: a folder that is there, no extension, or a zip file."""
    path = Path(output)
    try:
        if path.suffix.lower() == ZIP and not path.is_dir():
            return True
        return path.is_dir() or output.endswith(("/", "\\")) or (not path.suffix and not path.exists())
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


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    with suppress(ValueError):
        if found := DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    raise UsageError(
        f"--on 应当是年-月-日，如 2025-06-30，不是“{text[:40]}”",
        f"--on must be a day such as 2025-06-30, not “{text[:40]}”",
    )


def _write_one(made: "Listing", target: Path | None, chosen: str, options: Mapping[str, object]) -> None:
    data = made.render(chosen, **options)
    if target is None:
        put(data)
    else:
        write_file(target, data)


def _write_several(contents: Mapping[str, bytes], target: Path, inputs: Iterable[str]) -> None:
    from sptgraph.listings.saving import write_folder, zipped

    if target.suffix.lower() == ZIP and not target.is_dir():
        write_file(target, zipped(contents))
        return
    for name in contents:
        spare(target / name, inputs)
    write_folder(target, contents)
