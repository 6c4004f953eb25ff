"""What the argument parser objects to, in one line and in both languages."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from sptgraph.errors import UsageError


def parser_error(error: Any) -> UsageError:
    """Return the parser's exception as our own error.

    The parser's classes are told apart by name: typer ships its own copy of click, or uses click itself,
    depending on its version.
    """
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = sorted(getattr(error, "possibilities", None) or ())
        return _with_help(
            error,
            f"没有选项 {_line(error.option_name)}{near_zh(near)}",
            f"there is no option {_line(error.option_name)}{near_en(near)}",
        )
    if kind == "MissingParameter" and getattr(error, "param", None) is not None:
        name = _line(error.param.metavar or error.param.name).removesuffix("...")
        return _with_help(error, f"还缺 {name}", f"{name} is missing")
    if kind == "BadOptionUsage":
        return _with_help(
            error,
            f"选项 {_line(error.option_name)} 用得不对：它后面应当有一个值，开关则不应有值",
            f"the option {_line(error.option_name)} is used wrongly: it needs a value, a switch takes none",
        )
    reason = _line(error.format_message()).rstrip(".")
    return _with_help(error, f"用法不对：{reason}", reason[:1].lower() + reason[1:])


def unknown_command(name: str, known: Iterable[str]) -> UsageError:
    """Return the error for a command that does not exist."""
    shown = _line(name)
    near = nearest(name, known)
    return UsageError(
        f"没有命令 {shown}{near_zh(near)}；sptgraph --help 列出全部命令",
        f"there is no command {shown}{near_en(near)}; sptgraph --help lists them all",
    )


def one_of(option: str, value: str, choices: Iterable[str]) -> str:
    """Return the value if it is one of the choices; raises `UsageError` with the nearest if not.

    >>> one_of("--format", "json", ("text", "json"))
    'json'
    """
    known = tuple(choices)
    if value in known:
        return value
    near, shown = nearest(value, known), _line(value)
    raise UsageError(
        f"{option} 不能是“{shown}”，只能是 {'、'.join(known)}{near_zh(near)}",
        f"{option} cannot be “{shown}”, only {', '.join(known)}{near_en(near)}",
    )


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three names like ``name``."""
    return get_close_matches(name[:100], list(known), 3)


def near_zh(names: Iterable[str]) -> str:
    """Return the clause that offers the nearest names in Chinese; nothing where there are none."""
    offered = "、".join(names)
    return f"；是不是 {offered}？" if offered else ""


def near_en(names: Iterable[str]) -> str:
    """Return the clause that offers the nearest names in English; nothing where there are none."""
    offered = ", ".join(names)
    return f"; did you mean {offered}?" if offered else ""


def _with_help(error: Any, zh: str, en: str) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "sptgraph"
    return UsageError(f"{zh}；用法见 {path} --help", f"{en}; see {path} --help")


def _line(text: object, limit: int = 120) -> str:
    """Return what a user typed so that it fits in one line."""
    line = " ".join(str(text).split())
    return line if len(line) <= limit else line[:limit] + "…"
