"""A process beside this one where rules of one's own run: an engine cannot be interrupted, a process can."""

from collections.abc import Iterable
from typing import Any, Final, cast

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from sptgraph import beside
from sptgraph.errors import ShapeError
from sptgraph.validation.facts import Facts, Node, lines_of, parsed, written
from sptgraph.validation.selects import Result

SECONDS: Final = 60.0
"""How long the rules may take with one plan."""


class Aside(beside.Beside):
    """The process, started when first needed and again after it was stopped."""

    def __init__(self) -> None:
        super().__init__("sptgraph.validation.aside")

    def results(
        self, facts: Facts, shapes: Iterable[Triple], engine: str, seconds: float = SECONDS
    ) -> set[Result]:
        """Return the results of the shapes over the facts.

        Raises `ShapeError` where a shape cannot be run, or takes too long.
        """
        question = {"facts": list(facts.lines), "shapes": lines_of(shapes), "engine": engine}
        try:
            answer = self.ask(question, seconds)
        except TimeoutError:
            raise ShapeError(
                f"自备规则运行超过 {SECONDS:.0f} 秒，已停止；请缩小规则的范围",
                f"rules of your own took more than {SECONDS:.0f} s and were stopped; narrow them down",
            ) from None
        except beside.Ended:
            raise ShapeError(
                "运行自备规则的进程意外结束，请检查规则",
                "the process that ran rules of your own ended; check them",
            ) from None
        if "error" in answer:
            raise ShapeError(*answer["error"])
        return {_read(row) for row in answer["results"]}


ASIDE: Final = Aside()
"""The one process of this program."""


def serve() -> None:
    """Run rules for the program that started this process, until it goes."""
    beside.serve(_answer)


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    from sptgraph.validation.checking import results_of
    from sptgraph.validation.rulebook import book_of

    shapes = parse("\n".join(question["shapes"]), format=RdfFormat.N_TRIPLES)
    book = book_of(tuple(quad.triple for quad in shapes))
    try:
        found = results_of(Facts(question["facts"]), book, question["engine"])
    except ShapeError as error:
        return {"error": [error.message("zh"), error.message("en")]}
    return {"results": [[None if part is None else written(part) for part in row] for row in found]}


def _read(row: list[str | None]) -> Result:
    focus, shape, component, path, value = (None if part is None else parsed(part) for part in row)
    return Result(
        cast("Node", focus),
        cast("Node", shape),
        cast("NamedNode", component),
        cast("Node | None", path),
        value,
    )
