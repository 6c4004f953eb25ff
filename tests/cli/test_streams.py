"""What leaves the process: UTF-8 whatever the locale, silence where nobody listens, never a traceback."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.running import ROOT, TOWN, YUNXI, clean_environment, spawn


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_output_is_utf8_in_every_locale(locale: dict[str, str]) -> None:
    answer = spawn("read", TOWN, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", **locale)
    assert answer.code == 0
    assert answer.text.splitlines()[0] == "石峤镇安全生产隐患整治提升工作方案（2025—2026年）"
    assert (
        "没有这个文件.docx" in spawn("read", "没有这个文件.docx", PYTHONUTF8="0", **locale).errors or locale
    )


def test_messages_are_utf8_in_every_locale() -> None:
    answer = spawn("read", "plan.docx", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert answer.complaint == "错误：找不到文件“plan.docx”；请检查路径和文件名"


def test_text_is_written_byte_for_byte() -> None:
    data = Path(YUNXI).read_bytes()
    assert spawn("read", YUNXI, "--format", "text", LC_ALL="C").output == data


def test_a_reader_who_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sptgraph", "read", YUNXI, "--format", "trig"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), errors) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of Unix")
def test_an_interruption_is_one_line(tmp_path: Path) -> None:
    started = tmp_path / "started"
    patch = (
        "import pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores it
        "def wait(*a, **k):\n"
        f"    pathlib.Path({str(started)!r}).touch()\n"
        "    time.sleep(60)\n"
        "import sptgraph.cli.commands.read as command\n"
        "command.read_plan = wait\n"
        "from sptgraph.cli import main\n"
        f"sys.exit(main(['read', {TOWN!r}]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", patch],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
        cwd=ROOT,
    )
    while not started.exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (output, errors.decode()) == (b"", "已中断\n")


def test_a_fault_of_ours_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("something\nunforeseen")

    monkeypatch.setattr("sptgraph.cli.commands.read.read_plan", fail)
    answer = run("read", TOWN)
    assert (answer.code, answer.output) == (2, b"")
    assert "RuntimeError" in answer.complaint
    assert "something unforeseen" in answer.complaint
    monkeypatch.setenv("SPTGRAPH_DEBUG", "1")
    assert "Traceback" in run("read", TOWN).errors


def test_the_environment_is_left_as_it_was(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    run("read", TOWN, "--lang", "en")
    assert "SPTGRAPH_LANG" not in os.environ
    monkeypatch.setenv("SPTGRAPH_LANG", "zh")
    run("read", TOWN, "--lang", "en")
    assert os.environ["SPTGRAPH_LANG"] == "zh"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_at_a_terminal_tables_fit_and_workbooks_need_a_file() -> None:
    import os
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "sptgraph", "ask", "task-owners", YUNXI, "-p", "task=10", "--format", "xlsx"],
        stdout=terminal,
        stderr=subprocess.PIPE,
        env=clean_environment(TERM="xterm"),
    )
    os.close(terminal)
    _, errors = process.communicate(timeout=60)
    os.close(controller)
    assert process.returncode == 2
    assert "-o" in errors.decode()
