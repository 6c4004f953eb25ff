"""A real browser without a window, spoken to over a pipe: nothing but the standard library and Chromium."""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
PATIENCE = 60.0


def chromium() -> str | None:
    """Return where Chromium is; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Browser:
    """One page of a browser whose network is off; `problems` is what it complained of."""

    def __init__(self) -> None:
        program = chromium()
        assert program is not None
        self.problems: list[str] = []
        self._folder = tempfile.TemporaryDirectory(prefix="sptgraph-browser-", ignore_cleanup_errors=True)
        (hear, self._out), (self._in, say) = os.pipe(), os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (hear, say)]

        def plumb() -> None:
            for number, end in enumerate(ends, 3):  # where Chromium looks for them
                os.dup2(end, number)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self._folder.name}", "--remote-debugging-pipe"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(3, 4),
            preexec_fn=plumb,  # noqa: PLW1509 - tests have no threads of their own
            start_new_session=True,
        )
        for end in (hear, say, *ends):
            os.close(end)
        self._heard, self._number = b"", 0
        self._session: str | None = None
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")
        self.do(
            "Network.emulateNetworkConditions",
            offline=True,
            latency=0,
            downloadThroughput=0,
            uploadThroughput=0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, 9)  # Chromium's own processes: it was started as a group of its own
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._folder.cleanup()

    def do(self, method: str, **params: object) -> Any:
        """Send one command of the DevTools protocol and return its result."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        for answer in self._messages():
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
        raise AssertionError(f"no answer to {method}")

    def open(self, path: Path) -> float:
        """Open a file and return how many seconds it took until the page was loaded."""
        self.problems.clear()
        begun = time.perf_counter()
        self.do("Page.navigate", url=path.as_uri())
        while self.js("document.readyState") != "complete" or self.js("location.protocol") == "about:":
            time.sleep(0.01)
        return time.perf_counter() - begun

    def js(self, expression: str) -> Any:
        """Return the value of an expression in the page; a promise's is waited for."""
        found = self.do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press and let go of a key."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.do("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, text=text)

    def write(self, text: str) -> None:
        """Type text into what has the focus."""
        self.do("Input.insertText", text=text)

    def width(self, pixels: int, height: int = 800) -> None:
        """Make the page's window so wide; below 600 pixels it is a phone's."""
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=height,
            deviceScaleFactor=1,
            mobile=pixels < 600,
        )

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return base64.b64decode(self.do("Page.captureScreenshot")["data"])

    def paper(self) -> bytes:
        """Return the page printed, as PDF."""
        return base64.b64decode(self.do("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the browser says, noting what it complains of."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while b"\0" in self._heard:
                line, _, self._heard = self._heard.partition(b"\0")
                message = json.loads(line)
                self._note(message)
                yield message
            if select.select([self._in], [], [], end - time.monotonic())[0]:
                part = os.read(self._in, 1 << 20)
                assert part, "the browser ended"
                self._heard += part

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.problems.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in {"error", "warning"}:
            self.problems.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.problems.append(str(params["args"]))
        elif method == "Network.requestWillBeSent" and not params["request"]["url"].startswith("file:"):
            self.problems.append(params["request"]["url"])
