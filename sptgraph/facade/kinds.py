"""What kind of thing a source is, told by what is in it."""

import codecs
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from sptgraph.encoding import GraphFormat
from sptgraph.errors import ReadError, SptgraphError, UnsupportedFormat
from sptgraph.language import Bilingual
from sptgraph.store import PlanRecord, is_store

SourceKind = Literal["document", "graph", "store", "folder"]

DOCUMENTS: Final = frozenset({".docx", ".pdf", ".html", ".htm", ".txt", ".doc", ".wps", ".ofd"})
"""The extensions by which a folder's plan documents are known; the last three are answered with a way out."""

TABLES: Final = frozenset({".xlsx", ".xlsm", ".csv"})
"""The extensions of files that are sources where they hold a task table, and otherwise something else."""

GRAPHS: Final[dict[str, GraphFormat]] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".jsonld": "jsonld",
}

_HEAD: Final = 20_000
_MOST_FOLDERS: Final = 200
_TURTLE: Final = re.compile(
    r"(?:@prefix|@base)\s|(?:PREFIX\s+[\w.-]*:|BASE)\s*<|<[a-z][a-z0-9+.-]*:[^\s<>]*>\s+(?:<|a\s|\{)",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"PK\x03\x04|%PDF-|\s*<(?:!doctype html|html)\b", re.IGNORECASE)
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
    whatever its name; the name decides between Turtle and what contains it, and on what may be a broken
    graph. Everything else is taken for a plan document. Raises `ReadError` for a web address.
    """
    if re.match(r"https?:/", str(path)):
        raise ReadError(
            f"“{path}”是网址：SPARQL 服务要到以后的版本才能作数据源，文件请先下载",
            f"“{path}” is a web address: SPARQL endpoints come with a later release; download a file first",
        )
    if path.is_dir():
        return Kind("store") if is_store(path) else Kind("folder")
    head = _head(path)
    by_name = GRAPHS.get(path.suffix.lower())
    if by_name:
        return Kind("document") if _DOCUMENT.match(head) else Kind("graph", by_name)
    by_content = _graph_format(head, path.name)
    return Kind("graph", by_content) if by_content else Kind("document")


def documents_in(folder: Path) -> tuple[Path, ...]:
    """Return the plan documents of a folder, sorted by name; not those of the folders in it.

    Workbooks and csv files count where they hold a task table; a roster or any other sheet does not. Pages
    that this software wrote there (lists, reports) are no plans. Raises `ReadError` where there is none.
    """
    found = sorted(
        path
        for path in _files(folder)
        if (path.suffix.lower() in DOCUMENTS and not _OUR_PAGE.search(_head(path)))
        or (path.suffix.lower() in TABLES and holds_tasks(path))
    )
    if not found:
        raise ReadError(
            f"文件夹“{folder}”里没有方案文件（docx、pdf、html、txt，或 xlsx、csv 任务表；不看下级文件夹）",
            f"the folder “{folder}” holds no plan document (docx, pdf, html, txt, or a task table in xlsx or "
            "csv; folders in it are not looked into)",
        )
    return tuple(found)


def holds_tasks(path: Path) -> bool:
    """Whether a workbook or csv holds a task table; one that cannot be read does, for its reader says why."""
    from sptgraph.extraction.tables.plan import is_source
    from sptgraph.reading import read

    try:
        return is_source(read(path))
    except SptgraphError:
        return True


def passed_over(folder: Path) -> tuple[Bilingual, ...]:
    """Return a sentence for each sort of source in a folder that `documents_in` does not give.

    These are documents in the folders under it, and graph files beside the documents.
    """
    notes: list[Bilingual] = []
    if any(_deeper_documents(folder)):
        notes.append(
            Bilingual(
                f"文件夹“{folder}”只读了直接放在里面的文件；下级文件夹里也有方案文件，要读请一并写上",
                f"of the folder “{folder}” only the files directly in it were read; folders in it hold "
                "documents too: name those folders as well",
            )
        )
    if graphs := sorted(path.name for path in _files(folder) if path.suffix.lower() in GRAPHS):
        shown = "、".join(graphs[:3])
        notes.append(
            Bilingual(
                f"文件夹“{folder}”里还有图文件（{shown}{' 等' if graphs[3:] else ''}），没有读；要读请写上",
                f"the folder “{folder}” also holds graph files ({', '.join(graphs[:3])}"
                f"{', …' if graphs[3:] else ''}), which were not read; name them by themselves",
            )
        )
    return tuple(notes)


def _deeper_documents(folder: Path) -> Iterator[Path]:
    """Yield the documents in the folders under a folder; of a very large tree only those found early."""
    for place, folders, files in islice(os.walk(folder), _MOST_FOLDERS):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if Path(place) != folder:
            yield from (
                Path(place, name)
                for name in files
                if Path(name).suffix.lower() in DOCUMENTS and not name.startswith((".", "~$"))
            )


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


def gave_way(path: Path, record: PlanRecord) -> bool:
    """Whether what counts of a plan is another file than the task table at ``path``."""
    tables = path.is_file() and path.suffix.lower() in TABLES | {".docx", ".html", ".htm"}
    return tables and record.sha256 not in {None, sha256(path.read_bytes()).hexdigest()}
