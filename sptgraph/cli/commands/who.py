"""``sptgraph who``: the chain of who answers for a sector, a task or a department."""

from typing import TYPE_CHECKING, Annotated, Final

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
from sptgraph.cli.output import as_json, deliver
from sptgraph.cli.speech import Speech
from sptgraph.facade.shipped import EXAMPLES
from sptgraph.language import Language

if TYPE_CHECKING:
    from sptgraph.asking.chain import Chain

FORMATS: Final = {"text": (".txt",), "json": (".json",), "turtle": (".ttl",), "graphml": (".graphml",)}


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "问谁负责：一个行业、一项任务或一个部门的责任链，从企业到上级安委会，一级一级列出。"
            "\n\n方案写明的在前，依任务、当地清单和法律法规推定的在后；推定的依据、适用的条文用 --proof 看。"
            "法律交由地方定、查不到单位的写“未定”，没有人负责的写“缺位”，都列出可能的单位。",
            "Ask who answers: the chain for a sector, a task or a department, tier by tier from the "
            "enterprise to the superior committee."
            "\n\nWhat the plan states comes first, then what follows from its tasks, local lists and "
            "statutes; --proof shows why, down to the article. What the law leaves to local choice is "
            "undetermined, what nobody answers for is missing; both with the candidates.",
        ),
        epilog=say(
            "例子\n$ sptgraph who 城镇燃气 实施方案.docx --proof\n$ sptgraph who 17 实施方案.docx"
            "\n$ sptgraph who 县应急管理局 方案文件夹 --in 云溪县\n$ sptgraph who 矿山",
            "Examples\n$ sptgraph who 城镇燃气 plan.docx --proof\n$ sptgraph who 17 plan.docx"
            "\n$ sptgraph who emergency-management folder-of-plans --in 云溪县\n$ sptgraph who mining",
        ),
    )
    def who(
        *,
        subject: Annotated[
            str,
            typer.Argument(
                metavar="SUBJECT",
                help=say(
                    "行业、部门的任何名称，或任务号（17、（三）、（三）/7）",
                    "any name of a sector or department, or a task's number (17, or ACTION/TASK)",
                ),
            ),
        ],
        sources: Annotated[list[str] | None, sources_argument(say, optional=True)] = None,
        within: Annotated[
            str | None,
            typer.Option(
                "--in",
                metavar="PLACE",
                help=say(
                    "哪个地方：全名，或不会认错的后半截",
                    "which place: its name, or the last part of it where that is unique",
                ),
            ),
        ] = None,
        proof: Annotated[
            bool,
            typer.Option("--proof", help=say("每一级都写出依据", "show why, under each link")),
        ] = False,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "text 给人看，json 给程序（总带依据），turtle 是依据的 RDF（PROV），graphml 是责任链的图"
                    "（Gephi、yEd 能打开）；不写时按 -o 的扩展名，再不然是 text",
                    "text to read, json for programs (always with proof), turtle for the proofs as RDF "
                    "(PROV), graphml for the chain as a graph (Gephi, yEd); default: by the extension of "
                    "-o, else text",
                ),
            ),
        ] = None,
        output: Annotated[str | None, output_option(say)] = None,
        rosters: Annotated[list[str] | None, roster_option(say)] = None,
        rules: Annotated[str | None, rules_option(say)] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        chosen = format_of(format_, output, FORMATS, "text")
        target = destination(output, [*(sources or ()), *(rosters or ())], chosen)
        complaints = Complaints(say)
        if not sources:
            complaints.note(
                "没有给 SOURCE，问的是随软件附带的五份真实方案（只有图，没有原文）",
                "no SOURCE was given: asking the five real plans that ship with the package (graphs without "
                "their text)",
            )
        with gathered(
            sources or [f"{EXAMPLES}{within or ''}"], complaints, limits(max_size), rosters, rules
        ) as store:
            if store.plans and (not complaints.count or (chosen == "text" and target is None)):
                deliver(_written(store.who(subject, within), chosen, say.language, proof=proof), target)
        return 2 if complaints.count else 0


def _written(chain: "Chain", chosen: str, language: Language, *, proof: bool) -> str:
    match chosen:
        case "json":
            return as_json(chain.to_json(language))
        case "turtle":
            return chain.to_turtle()
        case "graphml":
            return chain.to_graphml()
        case _:
            return chain.text(language, proof=proof) + "\n"
