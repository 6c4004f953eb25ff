"""A process beside this one where rules of one's own run: an engine cannot be interrupted, a process can.

Both ends speak in lines of JSON. The process stays for the next plan, and goes with this one.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable
from queue import Empty, Queue
from typing import IO, Any, Final, cast

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from sptgraph.errors import ShapeError
from sptgraph.validation.facts import Facts, Node, lines_of, parsed, written
from sptgraph.validation.selects import Result

SECONDS: Final = 60.0
"""How long the rules may take with one plan."""

_STARTING: Final = 60.0


class Aside:
    """The process, started when first needed and again after it was stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str | None] = Queue()
        self._in_use = threading.Lock()
        atexit.register(self.stop)

    def results(
        self, facts: Facts, shapes: Iterable[Triple], engine: str, seconds: float = SECONDS
    ) -> set[Result]:
        """Return the results of the shapes over the facts.

        Raises `ShapeError` where a shape cannot be run, or takes too long.
        """
        question = {"facts": list(facts.lines), "shapes": lines_of(shapes), "engine": engine}
        with self._in_use:
            answer = self._ask(question, seconds)
        if "error" in answer:
            raise ShapeError(*answer["error"])
        return {_read(row) for row in answer["results"]}

    def _ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._start()
            seconds += _STARTING
        try:
            pipe = cast("IO[str]", cast("subprocess.Popen[str]", self._process).stdin)
            pipe.write(json.dumps(question) + "\n")
            pipe.flush()
            answer = self._answers.get(timeout=seconds)
        except Empty:
            self.stop()
            raise ShapeError(
                f"自备规则运行超过 {SECONDS:.0f} 秒，已停止；请缩小规则的范围",
                f"rules of your own took more than {SECONDS:.0f} s and were stopped; narrow them down",
            ) from None
        except OSError:
            answer = None
        except BaseException:  # a late answer would be taken for the next one
            self.stop()
            raise
        if answer is None:
            self.stop()
            raise ShapeError(
                "运行自备规则的进程意外结束，请检查规则",
                "the process that ran rules of your own ended; check them",
            )
        found: dict[str, Any] = json.loads(answer)
        return found

    def _start(self) -> None:
        self.stop()
        self._answers = Queue()
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(  # this interpreter with this module
            [sys.executable, "-c", "from sptgraph.validation.aside import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
            env={**os.environ, "PYTHONPATH": paths},
        )
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
        self._process = None


ASIDE: Final = Aside()
"""The one process of this program."""


def serve() -> None:
    """Run rules for the program that started this process, until it goes."""
    questions: Queue[str] = Queue()

    def hear() -> None:
        for line in sys.stdin:
            questions.put(line)
        os._exit(0)  # even in the middle of a rule: nobody waits for it any more

    threading.Thread(target=hear, daemon=True).start()
    while True:
        sys.stdout.write(json.dumps(_answer(json.loads(questions.get()))) + "\n")
        sys.stdout.flush()


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


def _listen(pipe: IO[str], answers: "Queue[str | None]") -> None:
    """Pass on what the process says, and None when it has ended."""
    try:
        for line in pipe:
            answers.put(line)
    except (OSError, ValueError):
        pass
    answers.put(None)
