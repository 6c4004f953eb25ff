"""One question: a SELECT in a file of its own, whose header says what it takes and gives.

``$name`` is supplied by the caller, ``?name`` is found by the query. A value enters as inline data
(``VALUES``) at the head of every group that writes ``$name``, so it holds wherever it is written: in
filters, in sub-queries, under ``OPTIONAL`` and ``NOT EXISTS``. (Oxigraph's own substitution reaches the
outermost SELECT only, and drops ``FILTER(!BOUND($name) || …)``; both were tried.) It is one RDF term,
written by Oxigraph, and can be nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from sptgraph.asking.header import PLAN, Column, Header, Parameter, fault, read_header
from sptgraph.asking.tokens import Structure, structure
from sptgraph.errors import QueryError
from sptgraph.language import Bilingual
from sptgraph.vocabulary import PREFIXES

Supplied = ox.NamedNode | ox.Literal

_LONGEST_REASON = 100  # Oxigraph lists every token it would have taken
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
_REFUSED = {
    "SERVICE": ("不许用 SERVICE 向别处取数", "SERVICE would fetch from elsewhere and is refused"),
    "FROM": ("不许用 FROM：查询逐个方案地问", "FROM is refused: a query is asked plan by plan"),
}


@dataclass(frozen=True)
class Query:
    """A checked question; ``name`` is its file's stem, ``text`` the whole file."""

    name: str
    text: str
    header: Header
    file: str

    @classmethod
    def read(cls, path: Path) -> "Query":
        """Return the query in a file; raises `QueryError` where it cannot be read or is malformed."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"{path.name}：读不了：{error}", f"{path.name}: cannot be read: {error}"
            ) from error
        return cls.parse(path.stem, text, path.name)

    @classmethod
    def parse(cls, name: str, text: str, file: str | None = None) -> "Query":
        """Return the query ``text`` under ``name``; ``file`` names it in errors.

        Raises `QueryError` where the header is malformed, a parameter is not declared, not used, written
        ``?name`` or given a value by the query itself, the columns differ from what is selected, or the
        query does more than select from the plan's own graphs.
        """
        query = cls(name, text, read_header(text, file or f"{name}.rq"), file or f"{name}.rq")
        query._check_refused()
        query._check_parameters()
        query._check_columns()
        return query

    @property
    def summary(self) -> Bilingual:
        """What the query asks."""
        return self.header.summary

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the query takes."""
        return self.header.parameters

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the query gives, in order."""
        return self.header.columns

    @cached_property
    def structure(self) -> Structure:
        """What the query does with its variables."""
        return structure(self.text)

    def bind(self, values: Mapping[str, Supplied]) -> str:
        r"""Return the query with ``values`` (by variable, without ``$``) as inline data where they are used.

        >>> text = '''#+ summary = { zh = "一", en = "one" }
        ... #+ params.kind = { kind = "text", zh = "一", en = "one" }
        ... #+ columns.a = { kind = "iri", zh = "一", en = "one" }
        ... SELECT ?a WHERE { ?a a $kind }'''
        >>> print(Query.parse("one", text).bind({"kind": ox.Literal('" }')}).splitlines()[-1])
        SELECT ?a WHERE { VALUES ($kind) { ("\" }") } ?a a $kind }
        """
        pieces, at = [], 0
        for group in self.structure.groups:
            names = sorted((group.supplied | group.selected) & values.keys())
            if names:
                variables = " ".join(f"${name}" for name in names)
                terms = " ".join(str(values[name]) for name in names)
                pieces += [self.text[at : group.start], f" VALUES ({variables}) {{ ({terms}) }}"]
                at = group.start
        return "".join([*pieces, self.text[at:]])

    def _check_refused(self) -> None:
        words = self.structure.words
        for word in _UPDATES:
            if word in words and "SELECT" not in words:
                raise self._fault(words[word], f"{word} 会改动数据，查询只许读", f"{word} would change data")
        for word, (zh, en) in _REFUSED.items():
            if word in words:
                raise self._fault(words[word], zh, en)

    def _check_parameters(self) -> None:
        read = self.structure
        declared = {parameter.variable for parameter in self.parameters} | {PLAN}
        for name, start in read.supplied.items():
            if name not in declared:
                raise self._fault(start, f"参数 ${name} 没有声明", f"the parameter ${name} is not declared")
        for name in declared:
            if name in read.assigned:
                raise self._fault(
                    read.assigned[name],
                    f"参数 ${name} 被查询自己赋了值",
                    f"the parameter ${name} is given a value by the query itself",
                )
            if name in read.found and not (name == PLAN and name not in read.supplied):
                raise self._fault(
                    read.found[name],
                    f"?{name} 与参数 ${name} 是同一个变量；请写成 ${name}，或在文件头用 as 改变量名",
                    f"?{name} and the parameter ${name} are one variable; write ${name}, "
                    "or name its variable with `as` in the header",
                )
            if name in read.after_groups:
                raise self._fault(
                    read.after_groups[name],
                    f"${name} 不能用在 HAVING 里；请用子查询加 FILTER",
                    f"${name} cannot be used in HAVING; filter over a sub-query",
                )
        used = {name for group in read.groups for name in group.supplied}
        for parameter in self.parameters:
            if parameter.variable not in used:
                raise self._header_fault(
                    parameter.name,
                    f"参数 {parameter.name} 声明了却没有用到（${parameter.variable}）",
                    f"the parameter {parameter.name} is declared but not used (${parameter.variable})",
                )

    def _check_columns(self) -> None:
        selected = self._selected(self.text)
        columns = [column.name for column in self.columns]
        if selected != columns:
            raise self._header_fault(
                "columns",
                f"文件头的列（{'、'.join(columns)}）与 SELECT 的列（{'、'.join(selected)}）不一致",
                f"the header's columns ({', '.join(columns)}) are not those selected ({', '.join(selected)})",
            )
        some = ox.NamedNode("https://w3id.org/sptgraph/")
        self._selected(self.bind(dict.fromkeys((*(p.variable for p in self.parameters), PLAN), some)))

    def _selected(self, text: str) -> list[str]:
        """Return the columns Oxigraph says the query selects."""
        try:
            result = ox.Store().query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            reason = " ".join(str(error).split())
            line, reason = _line_in(reason), reason[:_LONGEST_REASON]
            raise fault(
                self.file, line, f"不是正确的 SPARQL 查询：{reason}", f"is no SPARQL query: {reason}"
            ) from error
        if not isinstance(result, ox.QuerySolutions):
            raise fault(self.file, 1, "只许用 SELECT 查询", "only SELECT queries are asked")
        return [variable.value for variable in result.variables]

    def _fault(self, start: int, zh: str, en: str) -> QueryError:
        return fault(self.file, self.text.count("\n", 0, start) + 1, zh, en)

    def _header_fault(self, name: str, zh: str, en: str) -> QueryError:
        return fault(self.file, next(_lines_naming(name, self.text), 1), zh, en)


def _lines_naming(name: str, text: str) -> Iterator[int]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+") and name in line:
            yield number


def _line_in(reason: str) -> int:
    """Return the line that Oxigraph's error names (``error at 3:14: …``)."""
    place = reason.partition("error at ")[2].partition(":")[0]
    return int(place) if place.isdigit() else 1
