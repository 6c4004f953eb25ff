"""A process beside this one, for work that others wrote: what runs here cannot be interrupted, a process can.

Both ends speak in lines of JSON. The process stays for the next question, and goes with this one.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import IO, Any, Final, cast

_STARTING: Final = 60.0


class Ended(Exception):
    """The process ended without an answer."""


class Beside:
    """The process, started when first needed and again after it was stopped.

    ``module`` is the one whose ``serve`` runs in it.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str | None] = Queue()
        self._starting = False
        self._in_use = threading.Lock()
        atexit.register(self.stop)

    def ask(self, question: object, seconds: float) -> Any:
        """Return the answer to a question, both as JSON has them.

        Raises TimeoutError where it takes longer than ``seconds``, the start of the process not counted, and
        `Ended` where the process ends over it; it is stopped then, and started again for the next question.
        """
        with self._in_use:
            return json.loads(self._answer(json.dumps(question), seconds))

    def _answer(self, question: str, seconds: float) -> str:
        if self._process is None or self._process.poll() is not None:
            self._start()
        try:
            if self._starting and self._answers.get(timeout=_STARTING) is None:
                raise BrokenPipeError
            self._starting = False
            pipe = cast("IO[str]", cast("subprocess.Popen[str]", self._process).stdin)
            pipe.write(question + "\n")
            pipe.flush()
            answer = self._answers.get(timeout=seconds)
        except Empty:
            self.stop()
            raise TimeoutError from None
        except OSError:
            answer = None
        except BaseException:  # a late answer would be taken for the next one
            self.stop()
            raise
        if answer is None:
            self.stop()
            raise Ended
        return answer

    def _start(self) -> None:
        self.stop()
        self._answers = Queue()
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter with a module of ours
            [sys.executable, "-c", f"from {self._module} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="ascii",
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._starting = True
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


def serve(answer: Callable[[Any], object]) -> None:
    """Answer the questions of the program that started this process, until it goes."""
    questions: Queue[str] = Queue()

    def hear() -> None:
        for line in sys.stdin:
            questions.put(line)
        os._exit(0)  # even in the middle of a question: nobody waits for it any more

    threading.Thread(target=hear, daemon=True).start()
    sys.stdout.write("\n")  # ready: from here on the time of an answer counts
    sys.stdout.flush()
    while True:
        sys.stdout.write(json.dumps(answer(json.loads(questions.get()))) + "\n")
        sys.stdout.flush()


def _listen(pipe: IO[str], answers: "Queue[str | None]") -> None:
    """Pass on what the process says, and None when it has ended."""
    try:
        for line in pipe:
            answers.put(line)
    except (OSError, ValueError):
        pass
    answers.put(None)
