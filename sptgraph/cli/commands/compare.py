"""``sptgraph compare``: a plan held against its superior plan, or against another county's."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sptgraph.cli.application import Page
from sptgraph.cli.console import table_text
from sptgraph.cli.gathering import Complaints, gathered
from sptgraph.cli.options import (
    destination,
    format_of,
    lang_option,
    limits,
    max_size_option,
    output_option,
    roster_option,
)
from sptgraph.cli.output import deliver
from sptgraph.cli.speech import Speech
from sptgraph.errors import UsageError
from sptgraph.facade.rostering import with_rosters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sptgraph.facade import PlanStore
    from sptgraph.language import Language
    from sptgraph.listings import Listing
    from sptgraph.listings.definition import Column
    from sptgraph.model import Plan

FORMATS: Final = {
    "table": (".txt",),
    "md": (".md",),
    "html": (".html", ".htm"),
    "xlsx": (".xlsx",),
    "docx": (".docx",),
    "csv": (".csv",),
    "json": (".json",),
}
_BRIEF: Final = ("status", "superior_task", "task")
_CHANGES: Final = "_changes"
_LONGEST: Final = 28


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "把方案同上级方案（或别县的方案）逐项对照：哪些任务对应、缺少、新增，"
            "时限提前还是推迟，单位、频次、目标有何不同。"
            "\n\n按标题、行动、行业领域、时限和文字的相似度对照；把握不大的写“部分对应”，请人工核对。"
            "一项拆成几项、几项并成一项都认得出。",
            "Hold a plan against its superior plan, or another county's, task by task: what matches, what is "
            "missing, what is added, which dates are earlier or later, which bodies, frequencies and targets "
            "differ."
            "\n\nTasks are matched by headings, actions, sectors, dates and words; what is doubtful says "
            "“partly” and wants a person's eye. Tasks that are split or merged are recognised.",
        ),
        epilog=say(
            "例子\n$ sptgraph compare 县实施方案.docx 市实施方案.docx"
            "\n$ sptgraph compare 县实施方案.docx 市实施方案.docx -o 对照表.xlsx"
            "\n$ sptgraph compare 县实施方案.docx 邻县实施方案.pdf -o 对照表.docx",
            "Examples\n$ sptgraph compare county.docx city.docx"
            "\n$ sptgraph compare county.docx city.docx -o comparison.xlsx"
            "\n$ sptgraph compare county.docx neighbour.pdf -o comparison.docx",
        ),
    )
    def compare(
        *,
        plan: Annotated[
            str,
            typer.Argument(
                metavar="PLAN",
                help=say(
                    "方案：文件、图文件或只有这一份方案的库，examples:地名 是随软件附带的",
                    "the plan: a document, a graph file or a store that holds it alone; examples:PLACE is "
                    "one that ships with sptgraph",
                ),
            ),
        ],
        superior: Annotated[
            str,
            typer.Argument(
                metavar="SUPERIOR",
                help=say(
                    "上级方案，或别县的方案，写法同上",
                    "its superior plan, or another county's, given likewise",
                ),
            ),
        ],
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "格式；不写时按 -o 的扩展名，屏幕上是简表 table",
                    "the format; default: by the extension of -o, on the screen a short table",
                ),
            ),
        ] = None,
        output: Annotated[str | None, output_option(say)] = None,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        chosen = format_of(format_, output, FORMATS, "table")
        target = destination(output, [plan, superior, *(rosters or ())], chosen)
        complaints, bounds = Complaints(say), limits(max_size)
        # Each in a store of its own: two drafts of one plan have one name, and would be one in one store.
        with (
            gathered([plan], complaints, bounds) as ours,
            gathered([superior], complaints, bounds) as theirs,
        ):
            if complaints.count:
                return 2
            both = (_only(ours, plan), _only(theirs, superior))
            made = ours.compare(*(with_rosters(each, rosters or ()) for each in both), language=say.language)
        deliver(_table(made) if chosen == "table" else made.render(chosen), target)
        return 0


def _only(store: "PlanStore", source: str) -> "Plan":
    """Return the plan of a source; raises `UsageError` where it holds several."""
    if len(store.plans) == 1:
        return store.known(store.plans[0])
    names = [record.jurisdiction or record.identifier for record in store.plans]
    raise UsageError(
        f"“{source}”里有 {len(names)} 份方案（{'、'.join(names[:5])}），请只给一份",
        f"“{source}” holds {len(names)} plans ({', '.join(names[:5])}); give one alone",
    )


def _table(made: "Listing") -> str:
    """Return the comparison for the screen: how it came out, then a line for each row, with what differs."""
    language = made.language
    table = next(table for table in made.tables if table.part == "main")
    heads = {column.keys[-1]: column.title.text(language) for column in table.columns}
    rows = [
        [*(_short(getattr(row, key)) for key in _BRIEF), _differences(row, table.columns, language)]
        for row in table.rows
    ]
    what = "差异" if language == "zh" else "Differences"
    text = table_text([*(heads[key] for key in _BRIEF), what], rows)
    return "\n".join([*table.notes, "", text])


def _differences(row: object, columns: "Sequence[Column]", language: "Language") -> str:
    keys = [key for column in columns for key in column.keys if key.endswith(_CHANGES)]
    found = [said for key in keys for said in getattr(row, key)]
    return ("；" if language == "zh" else "; ").join(found) or "—"


def _short(value: str | tuple[str, ...]) -> str:
    names = (value,) if isinstance(value, str) else value
    return " + ".join(name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…" for name in names) or "—"
