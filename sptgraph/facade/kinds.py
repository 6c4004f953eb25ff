"""What kind of thing a source is, told by what is in it."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sptgraph.encoding import GraphFormat
from sptgraph.errors import ReadError, UnsupportedFormat
from sptgraph.store import is_store

SourceKind = Literal["document", "graph", "store", "folder"]

DOCUMENTS: Final = frozenset({".docx", ".pdf", ".html", ".htm", ".txt", ".doc", ".wps", ".ofd"})
"""The extensions by which a folder's plan documents are known; the last three are answered with a way out."""

GRAPHS: Final[dict[str, GraphFormat]] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
}

_HEAD: Final = 20_000
_TURTLE: Final = re.compile(
    r"(?:@prefix|@base)\s|(?:PREFIX\s+[\w.-]*:|BASE)\s*<|<[a-z][a-z0-9+.-]*:[^\s<>]*>\s+(?:<|a\s|\{)",
    re.IGNORECASE,
)
_OUR_PAGE: Final = re.compile(r'<meta name="generator" content="sptgraph\b')
_JSON_LD: Final = re.compile(r"\"@(?:context|graph|id)\"\s*:")
_READING: Final = re.compile(r"[\[\s]*\{\s*\"id\"\s*:.{0,2000}?\"document\"\s*:", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a source; for a graph also the format it is written in."""

    name: SourceKind
    format: GraphFormat | None = None


def kind_of(path: Path) -> Kind:
    """Return what kind of source a path is.

    A folder is a store where it holds a store's manifest. A file is a graph where its content says so,
    whatever its name; the name decides only between Turtle and what contains it. Everything else is taken
    for a plan document. Raises `ReadError` for a web address.
    """
    if re.match(r"https?:/", str(path)):
        raise ReadError(
            f"“{path}”是网址：SPARQL 服务要到以后的版本才能作数据源，文件请先下载",
            f"“{path}” is a web address: SPARQL endpoints come with a later release; download a file first",
        )
    if path.is_dir():
        return Kind("store") if is_store(path) else Kind("folder")
    by_name = GRAPHS.get(path.suffix.lower())
    if by_name:
        return Kind("graph", by_name)
    by_content = _graph_format(_head(path), path.name)
    return Kind("graph", by_content) if by_content else Kind("document")


def documents_in(folder: Path) -> tuple[Path, ...]:
    """Return the plan documents of a folder, sorted by name; not those of the folders in it.

    Pages that this software wrote there (lists, reports) are no plans. Raises `ReadError` where there is
    none.
    """
    found = sorted(
        path
        for path in _files(folder)
        if path.suffix.lower() in DOCUMENTS and not _OUR_PAGE.search(_head(path))
    )
    if not found:
        raise ReadError(
            f"文件夹“{folder}”里没有方案文件（docx、pdf、html、txt；不看下级文件夹）",
            f"the folder “{folder}” holds no plan document (docx, pdf, html, txt; folders in it are not "
            "looked into)",
        )
    return tuple(found)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that a person put there, not those that an office program or system hides there."""
    try:
        for path in folder.iterdir():
            if path.is_file() and not path.name.startswith((".", "~$")):
                yield path
    except OSError as error:
        raise ReadError(
            f"文件夹“{folder}”打不开；请检查权限",
            f"the folder “{folder}” cannot be opened; check its permissions",
        ) from error


def _head(path: Path) -> str:
    """Return the first part of a file as text; empty where it cannot be read (its reader says why)."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(_HEAD).removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""


def _graph_format(head: str, name: str) -> GraphFormat | None:
    """Return the RDF format a file begins in; TriG stands for Turtle and N-Quads are told by their lines."""
    start = re.sub(r"\A(?:\s+|#[^\n]*(?:\n|\Z))*", "", head)
    if start[:1] in ("{", "["):
        if _READING.match(start):
            raise UnsupportedFormat(
                f"“{name}”是 read --format json 的输出，不能再作数据源；请用方案原件，或 --format trig "
                "的输出",
                f"“{name}” was written by read --format json and is no source; give the plan itself or "
                "--format trig",
            )
        return "jsonld" if _JSON_LD.search(start) else None
    if not _TURTLE.match(start):
        return None
    line = start.split("\n", 1)[0]
    return "nquads" if re.fullmatch(r"<[^\s<>]*> <[^\s<>]*> .* <[^\s<>]*> \.\s*", line) else "trig"
