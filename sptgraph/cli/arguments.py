"""What commands take besides options: sources, and values of the form ``name=value``."""

from collections.abc import Iterable
from typing import Any

import typer

from sptgraph.cli.speech import Speech
from sptgraph.errors import UsageError


def sources_argument(say: Speech, *, optional: bool = False) -> Any:
    """``SOURCE...``: where the plans are."""
    return typer.Argument(
        metavar="[SOURCE...]" if optional else "SOURCE...",
        show_default=False,
        help=say(
            "方案文件，图文件（ttl、trig、nq、jsonld），库文件夹，或放着方案的文件夹；按内容辨认，可以写几个；"
            "examples: 是随软件附带的五份真实方案，examples:地名 是其中一份",
            "a plan document, a graph file (ttl, trig, nq, jsonld), the folder of a store, or a folder of "
            "plans; told by content; several may be given; examples: stands for the five real plans that "
            "ship with the package, examples:PLACE for one of them",
        ),
    )


def named_values(pieces: Iterable[str]) -> dict[str, str]:
    """Return ``name=value`` pieces as a dictionary; raises `UsageError` where one is none or comes twice.

    >>> named_values(["task=17", "role=lead"])
    {'task': '17', 'role': 'lead'}
    """
    values: dict[str, str] = {}
    for piece in pieces:
        name, equals, value = piece.partition("=")
        name = name.strip()
        shown = " ".join(piece.split())[:60]
        if not equals or not name:
            raise UsageError(
                f"-p 要写成 名字=值，如 -p task=17，不是“{shown}”",
                f"-p takes name=value, such as -p task=17, not “{shown}”",
            )
        if name in values:
            raise UsageError(f"参数 {name} 写了两次", f"the parameter {name} is given twice")
        values[name] = value
    return values
