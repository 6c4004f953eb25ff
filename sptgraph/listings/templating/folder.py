"""A user's folder of templates, read once: what runs later reaches no file."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Final

from sptgraph.errors import ListingError
from sptgraph.reasons import system_reason

_ENDINGS: Final = (".j2", ".css", ".js", ".toml", ".html", ".md")
_MOST_FILES: Final = 200
_MOST_BYTES: Final = 1_000_000
_TABLES: Final = "tables"


def own_files(folder: str | PathLike[str], shipped: Mapping[str, str]) -> Mapping[str, str]:
    """Return the templates of a folder by name, ``tables/KIND.toml`` among them.

    Only the folder itself and ``tables`` in it count, and no link that leads out of it. Raises `ListingError`
    where it cannot be read, holds nothing to use, or a file whose name is nearly that of a shipped one.
    """
    root = Path(folder)
    try:
        if not root.is_dir():
            raise ListingError(
                f"没有模板文件夹“{root}”，--templates 后面请给文件夹",
                f"there is no folder of templates “{root}”; give a folder",
            )
        found = {name: _text(root, path, name) for name, path in _paths(root)}
    except OSError as error:
        zh, en = system_reason(error)
        raise ListingError(
            f"模板文件夹“{root}”读不了：{zh}", f"the templates in “{root}” cannot be read: {en}"
        ) from error
    _refuse_misnamed(found, shipped)
    used = {name: text for name, text in found.items() if name in shipped or name.endswith((".j2", ".toml"))}
    if not used:
        raise ListingError(
            f"“{root}”里没有模板，可以放 {'、'.join(shipped)}，或 tables/清单名.toml",
            f"there is no template in “{root}”; it may hold {', '.join(shipped)}, or tables/KIND.toml",
        )
    return used


def _paths(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files that may be templates, by name, in order."""
    inside = root / _TABLES
    count = 0
    for prefix, folder, endings in (("", root, _ENDINGS), (f"{_TABLES}/", inside, (".toml",))):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix not in endings or (not prefix and path.suffix == ".toml") or not path.is_file():
                continue
            count += 1
            if count > _MOST_FILES:
                raise ListingError(f"“{root}”里的文件太多", f"there are too many files in “{root}”")
            yield prefix + path.name, path


def _text(root: Path, path: Path, name: str) -> str:
    if not path.resolve().is_relative_to(root.resolve()):
        raise ListingError(
            f"模板 {name} 是通向文件夹外面的链接，请换成文件本身",
            f"template {name} is a link that leads out of the folder; put the file itself there",
        )
    if path.stat().st_size > _MOST_BYTES:
        raise ListingError(f"模板 {name} 超过 1 MB", f"template {name} is larger than 1 MB")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ListingError(
            f"模板 {name} 不是 UTF-8，请另存为 UTF-8", f"template {name} is not UTF-8; save it as UTF-8"
        ) from None


def _refuse_misnamed(found: Mapping[str, str], shipped: Mapping[str, str]) -> None:
    for name in found.keys() - shipped.keys():
        near = get_close_matches(name, shipped, n=1, cutoff=0.75)
        if near and near[0] not in found:
            raise ListingError(
                f"没有叫“{name}”的模板，是否指 {near[0]}",
                f"no template is called “{name}”; did you mean {near[0]}?",
            )
