"""The questions that can be asked: those that ship with the package, and those in a user's own folders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from sptgraph.asking.analyses import ANALYSES, Analysis
from sptgraph.asking.names import nearest, shown
from sptgraph.asking.query import Query
from sptgraph.errors import QueryError, UnknownQuery
from sptgraph.resources import folder


@dataclass(frozen=True)
class Catalogue:
    """Checked queries by name.

    >>> Catalogue.shipped()["task-owners"].summary.en
    'Who answers for a task'
    """

    queries: Mapping[str, Query]

    @classmethod
    def shipped(cls) -> "Catalogue":
        """Return the queries that ship with the package; they are read and checked once."""
        return _shipped()

    def with_folder(self, path: str | PathLike[str]) -> "Catalogue":
        """Return this catalogue with the ``*.rq`` files of a folder of one's own added.

        Raises `QueryError` where there is no such folder or no query in it, where a query is malformed, or
        where it takes the name of one that is there already.
        """
        queries = dict(self.queries)
        for name, query in _read_folder(Path(path)).items():
            if name in queries:
                raise QueryError(
                    f"{query.file}：已有同名查询 {name}，请给文件改名",
                    f"{query.file}: there is a query {name} already; rename the file",
                )
            queries[name] = query
        return Catalogue(MappingProxyType(queries))

    @property
    def questions(self) -> tuple[Query | Analysis, ...]:
        """All that can be asked, by name: the queries, and the analyses that ship with the package."""
        return tuple(sorted((*self.queries.values(), *ANALYSES.values()), key=lambda each: each.name))

    def question(self, name: str) -> Query | Analysis:
        """Return the query or analysis of that name; raises `UnknownQuery`, naming the nearest."""
        return ANALYSES[name] if name in ANALYSES and name not in self.queries else self[name]

    def __getitem__(self, name: str) -> Query:
        if name in self.queries:
            return self.queries[name]
        near = nearest(shown(name), [*self.queries, *ANALYSES])
        raise UnknownQuery(
            f"没有名为 {shown(name)} 的查询；"
            + (f"最接近的是 {'、'.join(near)}" if near else "sptgraph ask 会列出全部查询"),
            f"there is no query {shown(name)}; "
            + (f"the nearest: {', '.join(near)}" if near else "sptgraph ask lists them all"),
        )

    def __iter__(self) -> Iterator[Query]:
        return iter(self.queries.values())

    def __len__(self) -> int:
        return len(self.queries)


@cache
def _shipped() -> Catalogue:
    return Catalogue(MappingProxyType(_read_folder(folder("queries"))))


def _read_folder(path: Path) -> dict[str, Query]:
    files = sorted(path.glob("*.rq"), key=lambda file: file.stem) if path.is_dir() else []
    if not files:
        raise QueryError(f"{path}：这里没有查询文件（*.rq）", f"{path}: there are no query files (*.rq) here")
    return {file.stem: Query.read(file) for file in files}
