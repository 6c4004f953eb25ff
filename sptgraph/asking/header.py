"""The typed header of a query file: TOML in ``#+`` lines, so that the file stays plain SPARQL.

::

    #+ summary.zh = "谁负责某项任务"
    #+ summary.en = "Who answers for a task"
    #+ [params]
    #+ task = { kind = "task", as = "provision", zh = "任务", en = "task" }
    #+ [columns]
    #+ agent = { kind = "text", zh = "责任单位", en = "agent" }
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sptgraph.asking.kinds import COLUMN_KINDS, PARAMETER_KINDS
from sptgraph.errors import QueryError
from sptgraph.language import Bilingual

MARK = "#+"
PLAN = "plan"
"""The parameter every query may use without declaring it: the plan that is asked, as ``$plan``."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VARIABLE = re.compile(r"[a-z][A-Za-z0-9_]*")
_FAULT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_END = "(at end of document)"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a caller supplies under ``name``; in the query it is written ``$variable``."""

    name: str
    kind: str
    label: Bilingual
    variable: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What a query finds: the variable ``?name``, with the heading people read."""

    name: str
    kind: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Header:
    """What a query asks, in both languages, and what it takes and gives."""

    summary: Bilingual
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]


def fault(file: str, line: int, zh: str, en: str) -> QueryError:
    """Return the error that says what is wrong in which line of a query file."""
    return QueryError(f"{file} 第{line}行：{zh}", f"{file}:{line}: {en}")


def read_header(text: str, file: str) -> Header:
    """Return the header of the query ``text``; ``file`` names it in errors.

    Raises `QueryError` where the header is missing, is no TOML, leaves out a text in either language, or
    declares what is not known.

    >>> header = '''#+ summary.zh = "有哪些方案"
    ... #+ summary.en = "Which plans there are"
    ... #+ columns.plan = { kind = "plan", zh = "方案", en = "plan" }'''
    >>> read_header(header, "plans.rq").columns[0].label.zh
    '方案'
    """
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.startswith(MARK)]
    if not numbered:
        raise fault(file, 1, f"缺少以 {MARK} 开头的文件头", f"the header of {MARK} lines is missing")
    return _Reader(file, numbered).header()


class _Reader:
    """Checks the parsed header piece by piece, knowing the line each piece stands in."""

    def __init__(self, file: str, lines: list[tuple[int, str]]) -> None:
        self.file = file
        self.lines = lines

    def header(self) -> Header:
        table = self._table()
        self._known(table, ("summary", "params", "columns"), "")
        summary = self._bilingual(table.get("summary"), "summary")
        parameters = tuple(self._parameter(*item) for item in self._entries(table, "params"))
        columns = tuple(self._column(*item) for item in self._entries(table, "columns"))
        if not columns:
            raise self._fault("columns", "没有声明任何列", "no column is declared")
        self._no_shared_variable(parameters)
        return Header(summary, parameters, columns)

    def _table(self) -> dict[str, Any]:
        source = "\n".join(line[len(MARK) :].removeprefix(" ") for _, line in self.lines)
        try:
            return tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            found = _FAULT_LINE.search(str(error))
            line = self.lines[min(int(found[1]), len(self.lines)) - 1 if found else -1][0]
            reason = _FAULT_LINE.sub("", str(error)).replace(_AT_END, "").strip()
            raise fault(
                self.file, line, f"文件头不是正确的 TOML：{reason}", f"the header is no TOML: {reason}"
            ) from error

    def _entries(self, table: Mapping[str, Any], section: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        entries = table.get(section, {})
        if not isinstance(entries, dict):
            raise self._fault(section, f"{section} 应是表", f"{section} must be a table")
        for name, entry in entries.items():
            if not isinstance(entry, dict):
                raise self._fault(
                    name,
                    f"{name} 应写成 {{ kind = …, zh = …, en = … }}",
                    f"{name} must read {{ kind = …, zh = …, en = … }}",
                )
            if not _NAME.fullmatch(name):
                raise self._fault(
                    name,
                    f"名称 {name!r} 只能用小写字母、数字和下划线",
                    f"the name {name!r} may hold small letters, digits and underscores only",
                )
            yield name, entry

    def _parameter(self, name: str, entry: Mapping[str, Any]) -> Parameter:
        self._known(entry, ("kind", "zh", "en", "as", "optional"), name)
        variable = entry.get("as", name)
        if not isinstance(variable, str) or not _VARIABLE.fullmatch(variable):
            raise self._fault(name, f"{name} 的 as 不是变量名", f"`as` of {name} is no variable's name")
        if PLAN in {name, variable}:
            raise self._fault(name, "$plan 总会给出，不必声明", "$plan is always supplied: do not declare it")
        optional = entry.get("optional", False)
        if not isinstance(optional, bool):
            raise self._fault(
                name, f"{name} 的 optional 应为 true 或 false", f"`optional` of {name} must be true or false"
            )
        kind = self._kind(name, entry, PARAMETER_KINDS)
        return Parameter(name, kind, self._bilingual(entry, name), variable, optional)

    def _column(self, name: str, entry: Mapping[str, Any]) -> Column:
        self._known(entry, ("kind", "zh", "en"), name)
        return Column(name, self._kind(name, entry, COLUMN_KINDS), self._bilingual(entry, name))

    def _kind(self, name: str, entry: Mapping[str, Any], kinds: Mapping[str, Bilingual]) -> str:
        kind = entry.get("kind")
        if not isinstance(kind, str) or kind not in kinds:
            raise self._fault(
                name,
                f"{name} 的 kind 应为 {'、'.join(kinds)} 之一",
                f"`kind` of {name} must be one of {', '.join(kinds)}",
            )
        return kind

    def _bilingual(self, entry: object, name: str) -> Bilingual:
        texts = entry if isinstance(entry, dict) else {}
        if name == "summary":
            self._known(texts, ("zh", "en"), name)
        for language in ("zh", "en"):
            text = texts.get(language)
            if not isinstance(text, str) or not text.strip():
                raise self._fault(name, f"{name} 缺少 {language} 文字", f"{name} has no text in {language}")
        return Bilingual(texts["zh"], texts["en"])

    def _known(self, entry: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
        for key in entry:
            if key not in known:
                where = f"{name}." if name else ""
                raise self._fault(
                    name or key,
                    f"不认识 {where}{key}；可用 {'、'.join(known)}",
                    f"{where}{key} is not known; use {', '.join(known)}",
                )

    def _no_shared_variable(self, parameters: tuple[Parameter, ...]) -> None:
        seen: dict[str, str] = {}
        for parameter in parameters:
            if other := seen.get(parameter.variable):
                raise self._fault(
                    parameter.name,
                    f"{other} 与 {parameter.name} 用了同一个变量 ${parameter.variable}",
                    f"{other} and {parameter.name} share the variable ${parameter.variable}",
                )
            seen[parameter.variable] = parameter.name

    def _fault(self, name: str, zh: str, en: str) -> QueryError:
        opens = re.compile(rf"#\+\s*(?:\[?(?:params|columns)\.)?\[?{re.escape(name)}\b")
        line = next((number for number, text in self.lines if opens.match(text)), self.lines[0][0])
        return fault(self.file, line, zh, en)
