"""Results are written whole or not at all, and never over what was read."""

import sys
from pathlib import Path

import pytest

from sptgraph.cli.output import write_file
from sptgraph.errors import UsageError
from tests.cli.conftest import Run
from tests.cli.running import TOWN


def files_here() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_file_is_replaced_as_a_whole(run: Run) -> None:
    Path("out.json").write_text("old")
    assert run("read", TOWN, "-o", "out.json").code == 0
    assert Path("out.json").read_text(encoding="utf-8").startswith("{")
    assert files_here() == ["out.json"]


def test_a_failure_in_the_middle_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.json").write_text("old")

    def fail(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    answer = run("read", TOWN, "-o", "out.json")
    assert (answer.code, answer.output) == (2, b"")
    assert answer.complaint.endswith("out.json”写不进去：磁盘满了")
    assert Path("out.json").read_text() == "old"
    assert files_here() == ["out.json"]


def test_an_interruption_leaves_the_old_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.json").write_text("old")

    def interrupt(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    answer = run("read", TOWN, "-o", "out.json")
    assert answer.code == 130
    assert Path("out.json").read_text() == "old"
    assert files_here() == ["out.json"]


def test_a_missing_folder_is_named(run: Run) -> None:
    answer = run("read", TOWN, "-o", "nowhere/out.json")
    assert answer.code == 2
    assert "nowhere" in answer.complaint
    assert not Path("nowhere").exists()


def test_a_folder_is_no_file(run: Run) -> None:
    Path("out.json").mkdir()
    Path("lists").mkdir()
    for name in ("out.json", "lists", "nowhere/"):
        assert run("read", TOWN, "-o", name).complaint == f"错误：“{name}”是文件夹；请给出文件名"
        assert "is a folder" in run("read", TOWN, "-o", name, "--lang", "en").complaint


def test_a_dash_is_standard_output(run: Run) -> None:
    assert run("read", TOWN, "--format", "json", "-o", "-") == run("read", TOWN, "--format", "json")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(run: Run) -> None:
    Path("real.json").write_text("old")
    Path("link.json").symlink_to("real.json")
    assert run("read", TOWN, "-o", "link.json").code == 0
    assert Path("link.json").is_symlink()
    assert Path("real.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_and_not_replaced(run: Run) -> None:
    write_file(Path("/dev/null"), b"x")
    assert not Path("/dev/null").is_file()
    with pytest.raises(UsageError):
        write_file(Path("/dev/full"), b"x")


def test_an_input_is_never_written_over(run: Run) -> None:
    Path("plan.txt").write_bytes(Path(TOWN).read_bytes())
    for arguments in (["read", "plan.txt"], ["check", "plan.txt"], ["ask", "tasks", "plan.txt"]):
        assert "就是输入文件" in run(*arguments, "-o", "./plan.txt").complaint
        assert "is an input" in run(*arguments, "-o", "./plan.txt", "--lang", "en").complaint
    assert Path("plan.txt").read_bytes() == Path(TOWN).read_bytes()


def test_names_a_file_system_refuses_are_one_line(run: Run) -> None:
    for name in ("x" * 400 + ".json", "a\0b.json"):
        assert run("read", TOWN, "-o", name).code == 2
        assert run("read", TOWN, "-o", name).complaint
        assert run("read", name).code == 2
        assert run("check", name).complaint
