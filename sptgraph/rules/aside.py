"""A process beside this one where rules of others run: Oxigraph cannot be interrupted, a process can.

The process holds a workbench of its own, which is kept equal to the one here by telling it what is laid on.
Both ends speak in lines of JSON, each followed by as many bytes of N-Triples as it says.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from typing import IO, Any, Final

import pyoxigraph as ox

from sptgraph.errors import QueryError
from sptgraph.rules.data import Data

_STARTING: Final = 60.0
_Message = tuple[dict[str, Any], bytes]


class Aside:
    """The process, started when first needed and again after it was stopped."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[_Message | None] = Queue()
        atexit.register(self.stop)

    @property
    def runs(self) -> bool:
        """Whether the process is there and knows what it was told."""
        return self._process is not None and self._process.poll() is None

    def clear(self) -> None:
        """Take off the process's bench what was laid on it, or start the process."""
        if self.runs:
            self._tell({"do": "clear"})
        else:
            self._start()

    def lay(self, triples: Iterable[ox.Triple]) -> None:
        """Lay triples on the process's bench."""
        self._tell({"do": "lay"}, _written(triples))

    def run(self, query: str, most: int, seconds: float) -> list[ox.Triple] | None:
        """Return what a CONSTRUCT concludes, at most so many triples; None where time was up.

        Raises RuntimeError, with the engine's words, where it cannot be run.
        """
        self._tell({"do": "run", "query": query, "most": most})
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            self.stop()
            return None
        except BaseException:  # a late answer would be taken for the next one
            self.stop()
            raise
        if answer is None:
            self.stop()
            raise RuntimeError("the process that runs it ended")
        head, body = answer
        if "error" in head:
            raise RuntimeError(head["error"])
        return list(_read_triples(body))

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
        self._process = None

    def _start(self) -> None:
        self.stop()
        self._answers = Queue()
        paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(  # this interpreter with this module
            [sys.executable, "-c", "from sptgraph.rules.aside import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **paths},
        )
        threading.Thread(
            target=_listen, args=(self._process.stdout, self._answers), name="rules aside", daemon=True
        ).start()
        try:
            ready = self._answers.get(timeout=_STARTING)
        except Empty:
            ready = None
        if ready is None:
            self.stop()
            raise QueryError(
                "运行自定义规则的进程启动不了，请重试或去掉自定义规则",
                "the process that runs rules of one's own does not start; try again or leave them out",
            )

    def _tell(self, head: dict[str, Any], body: bytes = b"") -> None:
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("the process that runs it ended")
        _send(self._process.stdin, head, body)


def serve() -> None:
    """Run rules for the process that started this one, until that one goes."""
    messages: Queue[_Message] = Queue()
    output = sys.stdout.buffer
    data = Data()

    def hear() -> None:
        for message in _messages(sys.stdin.buffer):
            messages.put(message)
        os._exit(0)  # even in the middle of a query: nobody waits for it any more

    threading.Thread(target=hear, daemon=True).start()
    _send(output, {"ready": True})
    while True:
        head, body = messages.get()
        if head["do"] == "run":
            _send(output, *_answer(data, head))
        elif head["do"] == "lay":
            data.lay(_read_triples(body))
        else:
            data.clear()


def _answer(data: Data, head: dict[str, Any]) -> _Message:
    try:
        return {}, _written(data.ask(head["query"], head["most"]))
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"error": " ".join(str(error).split())}, b""


def _written(triples: Iterable[ox.Triple]) -> bytes:
    written: bytes | None = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    return written or b""


def _read_triples(body: bytes) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES))


def _send(pipe: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    pipe.write(json.dumps({**head, "bytes": len(body)}).encode() + b"\n" + body)
    pipe.flush()


def _messages(pipe: IO[bytes]) -> Iterator[_Message]:
    while line := pipe.readline():
        head = json.loads(line)
        yield head, pipe.read(head["bytes"])


def _listen(pipe: IO[bytes], answers: "Queue[_Message | None]") -> None:
    """Pass on what the process says, and None when it has ended."""
    try:
        for message in _messages(pipe):
            answers.put(message)
    except (OSError, ValueError):
        pass
    answers.put(None)
