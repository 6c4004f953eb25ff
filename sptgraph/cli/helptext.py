"""Help pages in either language, wrapped by what a terminal shows: a Han character is two columns wide.

The page is drawn here because the libraries' own pages are half English and count characters.
"""

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sptgraph.cli.speech import Speech

_WIDEST = 100
_NARROWEST = 40
_GAP = 2
_EXAMPLE = "$ "
_NOT_AT_A_LINE_START = "，。；：、！？）》”’"
_PIECES = re.compile(r"\s+|[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’…—]+|.", re.DOTALL)


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal.

    >>> width("任务17")
    6
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def wrapped(text: str, columns: int) -> list[str]:
    """Return the text as lines of at most ``columns`` columns: words stay whole, Han text breaks anywhere.

    A closing mark does not begin a line; it may stand out by its own width.

    >>> wrapped("读方案，说出里面写了什么", 8)
    ['读方案，', '说出里面', '写了什么']
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if piece.isspace():
            line += " " if line else ""
        elif width(line) + width(piece) > columns and line.strip() and piece not in _NOT_AT_A_LINE_START:
            lines.append(line.rstrip())
            line = piece
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def help_page(context: Any) -> str:
    """Return the help page of the command that ``context`` (a click context) is about."""
    say: Speech = context.find_root().obj
    columns = _screen()
    command = context.command
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.get_params(context) if p.param_type_name == "option" and not p.hidden]
    subcommands = getattr(command, "commands", {})
    pieces = [context.command_path, *(_usage_of(p) for p in arguments)]
    pieces.append(say("[选项]", "[OPTIONS]"))
    if subcommands:
        pieces.append(say("命令 …", "COMMAND …"))
    page = [say("用法：", "Usage: ") + " ".join(pieces), "", *_prose(command.help or "", columns)]
    tables = (
        (say("命令", "Commands"), [(name, _first(c.help)) for name, c in subcommands.items()]),
        (say("参数", "Arguments"), [(p.metavar or p.name, p.help or "") for p in arguments]),
        (say("选项", "Options"), [(_spelling(p), _about(p, say)) for p in options]),
    )
    for heading, rows in tables:
        if rows:
            page += ["", heading, *_table(rows, columns)]
    return "\n".join([*page, *_prose_below(command.epilog, columns)]) + "\n"


def columns_of(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Return names and what they mean as lines of two columns that fit the screen."""
    return list(_table(rows, _screen()))


def _screen() -> int:
    return min(_WIDEST, max(_NARROWEST, shutil.get_terminal_size().columns))


def _usage_of(parameter: Any) -> str:
    name = parameter.metavar or parameter.name
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _first(text: str | None) -> str:
    return (text or "").split("\n\n")[0]


def _about(option: Any, say: Speech) -> str:
    if option.name == "help":
        return say("显示这份说明", "show this page")
    return option.help or ""


def _spelling(option: Any) -> str:
    """Return ``-o, --output FILE``; an option without a short form is set in by as much."""
    names = ", ".join(sorted(option.opts, key=len))
    spelled = names if names.startswith("-") and not names.startswith("--") else "    " + names
    return (
        spelled if option.is_flag or option.name == "help" else f"{spelled} {option.metavar or ''}".rstrip()
    )


def _prose(text: str, columns: int) -> Iterator[str]:
    """Yield the paragraphs of a help text; lines that begin with ``$ `` are examples and stay as they are."""
    for position, paragraph in enumerate(text.split("\n\n")):
        if position:
            yield ""
        prose = [line for line in paragraph.splitlines() if not line.startswith(_EXAMPLE)]
        examples = [line for line in paragraph.splitlines() if line.startswith(_EXAMPLE)]
        yield from wrapped(_joined(prose), columns)
        yield from ("  " + line.removeprefix(_EXAMPLE) for line in examples)


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph: with a space after an ASCII character, with nothing after Han text."""
    return "".join(line + " " * line[-1:].isascii() for line in lines).rstrip()


def _prose_below(text: str | None, columns: int) -> list[str]:
    return ["", *_prose(text, columns)] if text else []


def _table(rows: Sequence[tuple[str, str]], columns: int) -> Iterator[str]:
    """Yield two columns; a name too long for the first has its text on the line below."""
    first = min(max(width(name) for name, _ in rows), columns // 3)
    for name, text in rows:
        lines = wrapped(text, columns - first - 2 * _GAP) or [""]
        lead = " " * _GAP + name
        if width(name) > first:
            yield lead
        else:
            yield f"{lead}{' ' * (first - width(name) + _GAP)}{lines.pop(0)}".rstrip()
        yield from (" " * (first + 2 * _GAP) + line for line in lines)
