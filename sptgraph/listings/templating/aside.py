"""A process beside this one where templates of a user's own run: an endless loop ends with it."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sptgraph import beside
from sptgraph.language import Bilingual
from sptgraph.listings.templating.environment import TemplateFault, environment, render

if TYPE_CHECKING:
    import jinja2

SECONDS: Final = 20.0
"""How long a template of one's own may take with one list."""

_MOST_BYTES: Final = 2_000_000_000
_PROCESS: Final = beside.Beside("sptgraph.listings.templating.aside")


def render_aside(
    sources: Mapping[str, str], name: str, content: Mapping[str, Any], seconds: float = SECONDS
) -> str:
    """Return what a template makes of its content, as `environment.render` does, within so many seconds.

    Raises `TemplateFault`.
    """
    question = {"sources": dict(sources), "name": name, "content": content}
    try:
        answer = _PROCESS.ask(question, seconds)
    except TimeoutError:
        why = Bilingual(
            f"运行超过 {seconds:.0f} 秒，已停止", f"it took more than {seconds:.0f} s and was stopped"
        )
        raise TemplateFault(name, None, why) from None
    except beside.Ended:
        why = Bilingual("运行它的进程意外结束", "the process that ran it ended")
        raise TemplateFault(name, None, why) from None
    if "fault" in answer:
        where, line, zh, en, missing = answer["fault"]
        raise TemplateFault(where, line, Bilingual(zh, en), missing)
    return str(answer["text"])


def serve() -> None:
    """Run templates for the program that started this process, until it goes."""
    _limit()
    environment({})  # loads what templates need before their time counts
    beside.serve(_answer)


def _limit() -> None:
    """Take no more memory than so much, where the system can see to that."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    try:
        env = _environment(tuple(question["sources"].items()))
        return {"text": render(env, question["name"], question["content"])}
    except TemplateFault as fault:
        return {"fault": [fault.name, fault.line, *fault.why, fault.missing]}


@lru_cache(maxsize=4)
def _environment(sources: tuple[tuple[str, str], ...]) -> "jinja2.Environment":
    return environment(dict(sources))
