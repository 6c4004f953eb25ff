"""A rule as a file: SPARQL that says what follows, with a header that says it in words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.errors import QueryError
from sptgraph.language import Bilingual
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES

_MARK: Final = "#+"
_KEYS: Final = {"id", "summary", "statute"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from what: ``query`` is a CONSTRUCT, ``statute`` the prefixed name of what says so."""

    identifier: str
    summary: Bilingual
    query: str
    statute: str | None = None

    @property
    def iri(self) -> str:
        """The name by which derived facts point to their rule."""
        return PREFIXES["rule"] + self.identifier


@cache
def load_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """Return the rules of a folder (default: the shipped ones), in the order of their names.

    Raises QueryError for a file that is no rule, saying which and why.
    """
    where = path or folder("queries") / "rules"
    return tuple(
        read_rule(file.stem, file.read_text(encoding="utf-8")) for file in sorted(where.glob("*.rq"))
    )


def read_rule(name: str, text: str) -> Rule:
    """Return the rule of a file called ``name`` (without ending); raises QueryError where it holds none."""
    header = _header(name, text)
    summary = header.get("summary")
    if not isinstance(summary, dict) or not all(summary.get(language) for language in ("zh", "en")):
        raise _malformed(name, "缺少 summary.zh 或 summary.en", "summary.zh or summary.en is missing")
    if header.get("id") != name:
        raise _malformed(name, "id 应与文件名相同", "its id is not the name of the file")
    if unknown := sorted(set(header) - _KEYS):
        raise _malformed(
            name, f"文件头有未知的项 {unknown[0]}", f"its header has an unknown key, {unknown[0]}"
        )
    rule = Rule(name, Bilingual(str(summary["zh"]), str(summary["en"])), text, header.get("statute"))
    _check_query(rule)
    return rule


def _header(name: str, text: str) -> dict[str, Any]:
    lines = [line.removeprefix(_MARK) for line in text.splitlines() if line.startswith(_MARK)]
    try:
        return tomllib.loads("\n".join(line.strip() for line in lines))
    except tomllib.TOMLDecodeError as error:
        raise _malformed(name, f"文件头不是 TOML：{error}", f"its header is no TOML: {error}") from None


def _check_query(rule: Rule) -> None:
    """Run the query on nothing: this parses it and shows its form."""
    try:
        answer = ox.Store().query(rule.query)
    except (SyntaxError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        raise _malformed(
            rule.identifier, f"查询读不通：{reason}", f"its query cannot be parsed: {reason}"
        ) from None
    if not isinstance(answer, ox.QueryTriples):
        raise _malformed(rule.identifier, "应是 CONSTRUCT 查询", "its query is no CONSTRUCT")
    if f"rule:{rule.identifier}" not in rule.query:
        raise _malformed(
            rule.identifier,
            f"推出的事实没有注明规则 rule:{rule.identifier}",
            f"what it derives does not name its rule, rule:{rule.identifier}",
        )


def _malformed(name: str, zh: str, en: str) -> QueryError:
    return QueryError(f"规则 {name}.rq 有误：{zh}", f"the rule {name}.rq is malformed: {en}")
