"""Options that several commands share, and the checks on what they are given."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from sptgraph.cli.speech import Speech
from sptgraph.cli.usage import one_of
from sptgraph.errors import UsageError

LANGUAGES = ("zh", "en")
STDOUT = "-"


def lang_option(say: Speech) -> Any:
    """``--lang``: already obeyed when the commands were built (`speech.language_of`); here it is checked."""

    def check(value: str | None) -> str | None:
        return value if value is None else one_of("--lang", value, LANGUAGES)

    return typer.Option(
        "--lang",
        metavar="zh|en",
        callback=check,
        expose_value=False,
        help=say(
            "说明和结果用中文还是英文；不写时听环境变量 SPTGRAPH_LANG，再没有就用中文",
            "speak Chinese or English; by default as the environment variable SPTGRAPH_LANG says, else "
            "Chinese",
        ),
    )


def output_option(say: Speech, zh: str = "", en: str = "") -> Any:
    """``-o``: where the result goes."""
    return typer.Option(
        "-o",
        "--output",
        metavar="OUT",
        help=say(
            zh or "把结果写进这个文件（整份替换，出错不留半份）；不写就显示出来",
            en or "write the result to this file (replaced as a whole, never half written); default: show it",
        ),
    )


def max_size_option(say: Speech) -> Any:
    """``--max-size``: how large an input may be."""
    return typer.Option(
        "--max-size",
        metavar="MB",
        help=say(
            "允许的文件大小（MB）和文字数（百万字）；不写时为 50 MB、500 万字",
            "how large a file may be, in MB, and its text, in millions of characters; default 50 MB and 5 "
            "million",
        ),
    )


def roster_option(say: Speech) -> Any:
    """``--roster``: what is known of a place's units."""
    return typer.Option(
        "--roster",
        metavar="FILE",
        help=say(
            "一个地方的单位名录、别名表或责任清单（xlsx、csv、ttl），以它为准，不依内置词语；可以写几次",
            "the units of a place, their aliases or its duty list (xlsx, csv, ttl); it wins over the "
            "built-in words; may be given several times",
        ),
    )


def progress_option(say: Speech) -> Any:
    """``--progress``: lists in which offices filled in how far the work has come."""
    return typer.Option(
        "--progress",
        metavar="FILE",
        help=say(
            "各单位填好进展情况的清单（xlsx、docx、csv、html），读作当日的进展；可以写几次",
            "a list in which the progress was filled in (xlsx, docx, csv, html); may be given several times",
        ),
    )


def rules_option(say: Speech) -> Any:
    """``--rules``: what follows by rules of the user's own."""
    return typer.Option(
        "--rules",
        metavar="FOLDER",
        help=say(
            "自己的推导规则（SPARQL CONSTRUCT，.rq 文件）所在的文件夹，与软件自带的规则一起推",
            "a folder of rules of your own (SPARQL CONSTRUCT in .rq files) that derive beside ours",
        ),
    )


def limits(max_size: str | None) -> dict[str, int]:
    """Return the limits that ``--max-size`` sets, as the facade takes them; raises `UsageError`.

    >>> limits("0.5"), limits(None)
    ({'max_bytes': 500000, 'max_characters': 500000}, {})
    """
    if max_size is None:
        return {}
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", max_size, re.ASCII) or float(max_size) == 0:
        raise UsageError(
            f"--max-size 应当是大于 0 的数（单位 MB，如 200），不是“{max_size[:40]}”",
            f"--max-size must be a number above 0 (in MB, such as 200), not “{max_size[:40]}”",
        )
    size = int(float(max_size) * 1_000_000)
    return {"max_bytes": size, "max_characters": size}


def format_of(
    given: str | None, output: str | None, formats: Mapping[str, Sequence[str]], default: str
) -> str:
    """Return the format that ``--format`` names, else the one that the extension of ``-o`` means.

    ``formats`` gives each format's extensions. Raises `UsageError` where the format is unknown, or where it
    is not given and the extension means none or ``-o`` names a folder.

    >>> format_of(None, "out.csv", {"table": (), "csv": (".csv",)}, "table")
    'csv'
    """
    if given is not None:
        return one_of("--format", given, formats)
    if output is None or output == STDOUT:
        return default
    if _is_folder(output):
        raise UsageError(
            f"“{output}”是文件夹；请给出文件名", f"“{output}” is a folder; give the name of a file"
        )
    extension = Path(output).suffix.lower()
    for name, extensions in formats.items():
        if extension in extensions:
            return name
    known = [extension for extensions in formats.values() for extension in extensions]
    raise UsageError(
        f"从“{output}”的扩展名看不出要什么格式；请用 {'、'.join(known)}，或写明 --format",
        f"the extension of “{output}” names no format; use {', '.join(known)}, or say --format",
    )


def destination(output: str | None, inputs: list[str], chosen: str) -> Path | None:
    """Return the file that ``-o`` names, None for standard output.

    Raises `UsageError` where it is one of the inputs, and where a workbook would go to a screen.
    """
    if output is None or output == STDOUT:
        if chosen == "xlsx" and sys.stdout.isatty():
            raise UsageError(
                "xlsx 不能显示在屏幕上；请用 -o 给出文件名",
                "xlsx cannot be shown on a screen; name a file with -o",
            )
        return None
    if not output.strip() or "\0" in output:
        raise UsageError("-o 后面要有文件名", "-o needs the name of a file")
    path = Path(output)
    spare(path, inputs)
    return path


def spare(path: Path, inputs: Iterable[str]) -> None:
    """Raise `UsageError` where a file that is to be written is one of the inputs."""
    if any(_same(path, Path(name)) for name in inputs):
        raise UsageError(
            f"“{path}”就是输入文件，写进去会毁掉原件；请换个名字",
            f"“{path}” is an input and would be destroyed; choose another name",
        )


def _is_folder(output: str) -> bool:
    try:
        return output.endswith(("/", "\\")) or Path(output).is_dir()
    except (OSError, ValueError):
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.is_file() and one.resolve() == other.resolve()
    except (OSError, ValueError):
        return False
