"""The commands put together, in one language."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from sptgraph.cli.helptext import help_page
from sptgraph.cli.options import lang_option
from sptgraph.cli.output import put
from sptgraph.cli.speech import Speech
from sptgraph.cli.usage import unknown_command


class Page(TyperCommand):
    """A command whose help page is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx))


class Pages(TyperGroup):
    """The group of all commands."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(help_page(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by name; raises `UsageError`, naming the nearest, where there is none."""
        command = super().get_command(ctx, cmd_name)
        if command is None and not ctx.resilient_parsing:
            raise unknown_command(cmd_name, self.commands)
        return command


def build(say: Speech) -> typer.Typer:
    """Return the application that speaks the language of ``say``."""
    from sptgraph.cli.commands import ALL

    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(
        cls=Pages,
        invoke_without_command=True,
        help=say(
            "安全生产方案 → 责任图谱：读懂方案，查漏项，答问题，出清单，每一条都指得出原文。",
            "From a work-safety plan to a graph of responsibilities: read it, find the gaps, ask it, list "
            "it; "
            "every line can show its source.",
        ),
        epilog=say(
            "先试一试\n$ sptgraph demo\n$ sptgraph read 实施方案.docx\n$ sptgraph check 实施方案.docx"
            "\n\n退出码：0 正常；1 有问题（check）；2 输入或用法有错。每个命令都有 --help。",
            "Try\n$ sptgraph demo --lang en\n$ sptgraph read plan.docx\n$ sptgraph check plan.docx"
            "\n\nExit status: 0 fine, 1 findings (check), 2 bad input or usage. Every command has --help.",
        ),
    )
    def sptgraph(
        context: typer.Context,
        version: Annotated[
            bool,
            typer.Option(
                "--version", is_eager=True, help=say("显示版本号", "show the version"), callback=_show_version
            ),
        ] = False,
        lang: Annotated[str | None, lang_option(say)] = None,
    ) -> None:
        del version, lang
        if context.invoked_subcommand is None:
            put(help_page(context))

    for register in ALL:
        register(app, say)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from sptgraph.version import VERSION

        put(f"sptgraph {VERSION}\n")
        raise typer.Exit
