"""A folder of lists is written as a whole or left as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sptgraph.errors import ListingError
from sptgraph.listings.saving import write_folder

NEW = {"甲.xlsx": b"new", "部门/乙.xlsx": b"new", "丙.xlsx": b"new"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.xlsx").write_bytes(b"old")
    return tmp_path


def all_of(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_all_files_are_written(folder: Path) -> None:
    assert write_folder(folder / "新", NEW) == tuple(folder / "新" / name for name in NEW)
    write_folder(folder, NEW)
    assert {name: data for name, data in all_of(folder).items() if data and "新" not in name} == {
        str(Path(name)): data for name, data in NEW.items()
    }


@pytest.mark.parametrize("fails", range(1, 4))
@pytest.mark.parametrize("problem", [OSError(28, ""), PermissionError(13, ""), KeyboardInterrupt()])
@pytest.mark.parametrize("method", ["replace", "write_bytes"])
def test_whatever_fails_all_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails: int, problem: BaseException, method: str
) -> None:
    before, works, calls = all_of(folder), getattr(Path, method), []

    def failing(path: Path, *more: object) -> object:
        calls.append(path)
        if len(calls) == fails:
            raise problem
        return works(path, *more)

    monkeypatch.setattr(Path, method, failing)
    with pytest.raises((ListingError, KeyboardInterrupt)) as caught:
        write_folder(folder, NEW)
    assert all_of(folder) == before
    if isinstance(caught.value, ListingError):
        assert f"“{folder / tuple(NEW)[fails - 1]}”写不进去：" in caught.value.message("zh")


@pytest.mark.parametrize(
    "block",
    [lambda f: (f / "丙.xlsx").mkdir(), lambda f: (f / "部门").write_bytes(b"")],
    ids=["a folder in the way", "a file in the way"],
)
def test_what_is_in_the_way_is_said_and_stays(folder: Path, block: Callable[[Path], object]) -> None:
    block(folder)
    before = all_of(folder)
    with pytest.raises(ListingError, match=r"它是文件夹|建不了文件夹"):
        write_folder(folder, NEW)
    assert all_of(folder) == before


def test_a_link_stays_a_link(folder: Path) -> None:
    try:
        (folder / "丙.xlsx").symlink_to(folder / "甲.xlsx")
    except OSError:
        pytest.skip("no links here")
    write_folder(folder, {"丙.xlsx": b"new"})
    assert (folder / "丙.xlsx").is_symlink()
    assert (folder / "甲.xlsx").read_bytes() == b"new"
