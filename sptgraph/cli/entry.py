"""From arguments to an exit code: nothing leaves here but results, one-line messages, and 0, 1, 2 or 130."""

import logging
import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sptgraph.cli.output import prepare_streams, say_aside
from sptgraph.cli.speech import Speech, language_of
from sptgraph.errors import SptgraphError

BAD_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line on ``arguments`` (default: those of the process) and return its exit code.

    0 is fine, 1 means findings, 2 bad input or usage, 130 interrupted. Nothing is raised: what goes wrong
    is said in one line on standard error; ``SPTGRAPH_DEBUG=1`` adds the traceback of a fault of ours.
    """
    prepare_streams()
    say = Speech(language_of(sys.argv[1:] if arguments is None else arguments))
    try:
        with _undisturbed(say):
            return _run(arguments, say)
    except KeyboardInterrupt:
        say_aside(say("已中断", "interrupted"))
        return INTERRUPTED
    except SptgraphError as error:
        for message in error.messages(say.language):
            say_aside(say("错误：", "error: ") + message)
    except Exception as error:  # noqa: BLE001 - the last door: a user gets a line, not a traceback
        _own_up(error, say)
    return BAD_INPUT


def _run(arguments: Sequence[str] | None, say: Speech) -> int:
    import typer

    from sptgraph.cli.application import build
    from sptgraph.cli.usage import parser_error

    # typer has brought its own copy of click since 0.2x; the way over a public name finds the base in both.
    parser_errors: type[Exception] = typer.BadParameter.__mro__[1]
    command = typer.main.get_command(build(say))
    given = None if arguments is None else list(arguments)
    try:
        code = command.main(args=given, prog_name="sptgraph", standalone_mode=False, obj=say)
    except parser_errors as error:
        raise parser_error(error) from error
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == INTERRUPTED:  # what newer versions of typer make of an interruption
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


@contextmanager
def _undisturbed(say: Speech) -> Iterator[None]:
    """Keep the warnings and log lines of libraries off the screen, and let every room speak one language."""
    before = os.environ.get("SPTGRAPH_LANG")
    os.environ["SPTGRAPH_LANG"] = say.language
    last_resort, logging.lastResort = logging.lastResort, None
    try:
        with warnings.catch_warnings():
            if not sys.warnoptions and not _debugging():
                warnings.simplefilter("ignore")
            yield
    finally:
        logging.lastResort = last_resort
        if before is None:
            del os.environ["SPTGRAPH_LANG"]
        else:
            os.environ["SPTGRAPH_LANG"] = before


def _own_up(error: Exception, say: Speech) -> None:
    if _debugging():
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1:]
    place = f"{Path(where[0].filename).name}:{where[0].lineno}" if where else "?"
    from sptgraph.version import VERSION

    what = f"sptgraph {VERSION}, {type(error).__name__}, {place}: {str(error)[:200]}"
    say_aside(
        say(
            f"错误：程序出了意外，不是您的错；请把这一行连同所用命令报告给开发者（{what}）",
            "error: something went wrong in the program itself; please report this line and the command "
            f"({what})",
        )
    )


def _debugging() -> bool:
    return os.environ.get("SPTGRAPH_DEBUG", "") not in ("", "0")
