"""Help is worth reading, in both languages, and holds what the design promises."""

import re
from typing import Any

import pytest
import typer

from sptgraph.cli.application import build
from sptgraph.cli.helptext import width
from sptgraph.cli.speech import Speech
from tests.cli.conftest import Run

HAN = re.compile(r"[\u4e00-\u9fff]")

PROMISED = {
    "read": {"--output", "--format", "--corrections"},
    "check": {"--output", "--format", "--fail-on", "--baseline"},
    "ask": {"--output", "--format", "--parameter"},
    "who": {"--output", "--format", "--in", "--proof"},
    "list": {"--output", "--department", "--sector", "--year"},
    "compare": {"--output", "--format", "--roster", "--max-size"},
    "attach": {"--output", "--format"},
    "demo": {"--output"},
}
"""The commands of the design that exist, with their options; all have ``--lang``."""

FIRST_LINES = {
    ("zh", "read"): ("用法：sptgraph read FILE... [选项]", "读方案，说出里面写了什么"),
    ("zh", "check"): ("用法：sptgraph check SOURCE... [选项]", "查方案：哪项任务没有责任单位"),
    ("zh", "ask"): ("用法：sptgraph ask [NAME] [SOURCE...] [选项]", "问一个现成的问题"),
    ("zh", "who"): ("用法：sptgraph who SUBJECT [SOURCE...] [选项]", "问谁负责"),
    ("zh", "list"): ("用法：sptgraph list KIND SOURCE... [选项]", "出清单"),
    ("zh", "attach"): ("用法：sptgraph attach DOCUMENT [SOURCE] [选项]", "把手头的文件和没有原文的图对上"),
    ("zh", "demo"): ("用法：sptgraph demo [选项]", "拿一份虚构的方案走一遍"),
    ("en", "read"): ("Usage: sptgraph read FILE... [OPTIONS]", "Read plans and say what they state"),
    ("en", "check"): ("Usage: sptgraph check SOURCE... [OPTIONS]", "Check plans: which task has no owner"),
    ("en", "ask"): ("Usage: sptgraph ask [NAME] [SOURCE...] [OPTIONS]", "Ask a question of the catalogue"),
    ("en", "who"): ("Usage: sptgraph who SUBJECT [SOURCE...] [OPTIONS]", "Ask who answers"),
    ("en", "list"): ("Usage: sptgraph list KIND SOURCE... [OPTIONS]", "Make lists"),
    ("en", "attach"): ("Usage: sptgraph attach DOCUMENT [SOURCE] [OPTIONS]", "Join a document at hand with"),
    ("en", "demo"): ("Usage: sptgraph demo [OPTIONS]", "Go through the whole job"),
}


def commands(language: Any) -> dict[str, Any]:
    return dict(typer.main.get_command(build(Speech(language))).commands)  # type: ignore[attr-defined]


def test_the_promised_commands_are_there_and_no_others() -> None:
    assert set(commands("zh")) == set(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_each_command_has_the_promised_options(name: str) -> None:
    options = {spelling for parameter in commands("zh")[name].params for spelling in parameter.opts}
    assert PROMISED[name] | {"--lang"} <= options


@pytest.mark.parametrize("name", PROMISED)
def test_every_option_and_argument_is_explained_in_both_languages(name: str) -> None:
    chinese, english = commands("zh")[name], commands("en")[name]
    for mine, theirs in zip(chinese.params, english.params, strict=True):
        assert HAN.search(mine.help), mine.name
        assert theirs.help, theirs.name
        assert not HAN.search(theirs.help), theirs.name
    for command in (chinese, english):
        assert "\n$ sptgraph " in command.epilog


@pytest.mark.parametrize(("language", "name"), FIRST_LINES)
def test_the_page_begins_with_usage_and_what_the_command_does(run: Run, language: str, name: str) -> None:
    usage, opening = FIRST_LINES[language, name]
    shown = run(name, "--lang", language, "--help")
    assert shown.code == 0
    assert shown.text.splitlines()[0] == usage
    assert shown.text.splitlines()[2].startswith(opening)
    assert shown.errors == ""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [None, *PROMISED])
def test_no_line_is_wider_than_the_screen(run: Run, language: str, name: str | None) -> None:
    page = run(*([name] if name else []), "--lang", language, "--help").text
    examples = [line for line in page.splitlines() if line.startswith("  sptgraph ")]
    assert examples
    # A closing mark may stand out by its own width.
    assert max(width(line) for line in page.splitlines() if line not in examples) <= 82


def test_the_language_may_stand_before_or_behind_the_command(run: Run) -> None:
    behind = run("read", "--lang", "en", "--help")
    assert run("--lang", "en", "read", "--help") == behind
    assert behind.text.startswith("Usage: ")


def test_the_environment_chooses_the_language_where_the_arguments_do_not(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--help").text.startswith("用法：")
    monkeypatch.setenv("SPTGRAPH_LANG", "en")
    assert run("--help").text.startswith("Usage: ")
    assert run("--help", "--lang=zh").text.startswith("用法：")


def test_without_arguments_the_overview_is_shown(run: Run) -> None:
    assert run() == run("--help")
    assert all(f"\n  {name} " in run().text for name in PROMISED)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    from sptgraph import __version__

    assert run("--version").text == f"sptgraph {__version__}\n"
