"""``sptgraph attach``: a document joined with a graph that does not carry its text."""

from pathlib import Path
from typing import Annotated, Final

import typer

from sptgraph.attaching import Attachment
from sptgraph.cli.application import Page
from sptgraph.cli.gathering import named_paths
from sptgraph.cli.options import destination, lang_option, limits, max_size_option, output_option
from sptgraph.cli.output import as_json, put, write_file
from sptgraph.cli.speech import Speech
from sptgraph.cli.usage import one_of
from sptgraph.errors import UsageError
from sptgraph.facade import PlanStore
from sptgraph.facade.attaching import joined, plans_of
from sptgraph.facade.kinds import GRAPHS
from sptgraph.facade.shipped import EXAMPLES

FORMATS: Final = ("text", "json")


def register(app: typer.Typer, say: Speech) -> None:
    """Add the command."""

    @app.command(
        cls=Page,
        help=say(
            "把手头的文件和没有原文的图对上：图里的每一处重新指到这份文件。"
            "\n\n随软件附带的图不含原文。文件什么格式都行；文字相同按指纹对上，不同就逐段对，并说明对上多少、"
            "哪些没有对上。对不上的不进结果。",
            "Join a document at hand with a graph that does not carry its text: every place in the graph is "
            "found again in this document."
            "\n\nThe graphs that ship with the package carry no text. The document may be in any format; the "
            "same text is known by its fingerprint, another is matched piece by piece, and what was not "
            "found is named and left out.",
        ),
        epilog=say(
            "例子\n$ sptgraph attach 实施方案.docx\n$ sptgraph attach 实施方案.pdf -o 方案.trig"
            "\n$ sptgraph attach 实施方案.docx 方案.trig -o 我的库",
            "Examples\n$ sptgraph attach plan.docx\n$ sptgraph attach plan.pdf -o plan.trig"
            "\n$ sptgraph attach plan.docx graph.trig -o my-store",
        ),
    )
    def attach(
        *,
        document: Annotated[
            str,
            typer.Argument(
                metavar="DOCUMENT", help=say("方案文件，任何格式", "the plan's document, any format")
            ),
        ],
        source: Annotated[
            str | None,
            typer.Argument(
                metavar="[SOURCE]",
                show_default=False,
                help=say(
                    "图文件或库文件夹；不写就是随软件附带的五份方案",
                    "a graph file or the folder of a store; default: the five plans that ship with sptgraph",
                ),
            ),
        ] = None,
        format_: Annotated[
            str,
            typer.Option(
                "--format",
                metavar="|".join(FORMATS),
                help=say(
                    "对上多少的报告：text 给人看，json 给程序", "the report: text to read, json for programs"
                ),
            ),
        ] = "text",
        output: Annotated[
            str | None,
            output_option(
                say,
                "对上以后的图写进这个文件（trig、nq、jsonld、ttl），或放进这个库文件夹（没有就新建）",
                "write the joined graph to this file (trig, nq, jsonld, ttl), or put it into the store in "
                "this folder (made where there is none)",
            ),
        ] = None,
        max_size: Annotated[str | None, max_size_option(say)] = None,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> int:
        del lang
        chosen, bounds = one_of("--format", format_, FORMATS), limits(max_size)
        target = _target(output, [document, *([source] if source else [])])
        paths = named_paths(source or EXAMPLES)
        graph_bounds = {name: value for name, value in bounds.items() if name == "max_bytes"}
        iri, found = joined(plans_of(paths, **graph_bounds), document, **bounds)
        if target is not None:
            _keep(found, iri, target)
        put(as_json(found.to_json()) if chosen == "json" else found.text(say.language))
        return 0


def _target(output: str | None, inputs: list[str]) -> Path | None:
    """Return the graph file or store folder that ``-o`` names; raises `UsageError` where it is neither."""
    target = destination(output, inputs, "trig")
    if target is None or target.suffix.lower() in GRAPHS or target.is_dir() or not target.suffix:
        return target
    raise UsageError(
        f"“{target}”的扩展名不是图的；请用 {'、'.join(GRAPHS)}，或给一个库文件夹",
        f"“{target}” does not end as a graph does; use {', '.join(GRAPHS)}, or name the folder of a store",
    )


def _keep(found: Attachment, iri: str, target: Path) -> None:
    """Write the joined plan to a file, or add it to the store in a folder."""
    if target.is_dir() or target.suffix.lower() not in GRAPHS:
        with PlanStore(target) as store:
            store.add(found.plan)
        return
    with PlanStore(base=iri.rpartition("plan/")[0] or None) as store:
        store.add(found.plan)
        content = store.export(GRAPHS[target.suffix.lower()])
    write_file(target, content)
