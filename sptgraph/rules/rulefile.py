"""A rule as a file: SPARQL that says what follows, with a header that says it in words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from sptgraph.errors import QueryError
from sptgraph.language import Bilingual
from sptgraph.reasons import parser_reason, system_reason
from sptgraph.resources import folder
from sptgraph.store.querying import MAX_QUERY, check, tokens
from sptgraph.vocabulary import PREFIXES

ASKED: Final = "asked"
"""The name under which a derived graph says that a sector is there since somebody asked for it."""

_MARK: Final = "#+"
_KEYS: Final = {"id", "summary", "statute", "stratum"}
_REFUSED: Final = frozenset(("from", "graph", "load", "service"))
_MAKING: Final = frozenset(("a", "rdf:type", f"<{PREFIXES['rdf']}type>", "spt:rule"))
_NAME: Final = re.compile(r"[\w-]+")
_CLASS: Final = re.compile(r"(?:\ba|,)\s+(\w+):(\w+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from what: ``query`` is a CONSTRUCT, ``statute`` the prefixed name of what says so.

    Rules of a lower ``stratum`` are done before a higher one begins, so a rule may ask what is *not*
    there only of lower strata. ``shipped`` is true for the rules that come with the package.
    """

    identifier: str
    summary: Bilingual
    query: str
    statute: str | None = None
    stratum: int = 0
    shipped: bool = False

    @property
    def iri(self) -> str:
        """The name by which derived facts point to their rule."""
        return PREFIXES["rule"] + self.identifier

    @property
    def asks(self) -> frozenset[str]:
        """The classes whose members the query asks for."""
        return _classes(self.query)


def load_rules(path: str | Path | None = None) -> tuple[Rule, ...]:
    """Return the shipped rules and, where ``path`` is given, those of that folder, in order of their names.

    Raises QueryError for a file that is no rule and for one that has the name of a shipped rule, saying
    which and why.

    >>> [rule.identifier for rule in load_rules() if rule.stratum == 0][:2]
    ['concern', 'holder-attested']
    """
    shipped = _shipped()
    if path is None:
        return shipped
    where = Path(path)
    if not where.is_dir():
        raise QueryError(f"规则文件夹 {where} 不存在", f"there is no folder of rules {where}")
    own = _of_folder(where, shipped=False)
    for rule in own:
        if any(rule.identifier == other.identifier for other in shipped):
            raise _malformed(
                rule.identifier,
                "与自带规则同名，请另起名称",
                "a shipped rule has that name; choose another",
            )
    return tuple(sorted((*shipped, *own), key=lambda rule: rule.identifier))


@cache
def _shipped() -> tuple[Rule, ...]:
    return _of_folder(folder("queries") / "rules", shipped=True)


def _of_folder(where: Path, *, shipped: bool) -> tuple[Rule, ...]:
    files = sorted(where.glob("*.rq"), key=lambda file: file.stem)
    return tuple(read_rule(file.stem, _text(file), shipped=shipped) for file in files)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > 4 * MAX_QUERY:
            raise _malformed(file.stem, "文件太大", "the file is too large")
        return file.read_text(encoding="utf-8")
    except OSError as error:
        reason = system_reason(error)
        raise _malformed(file.stem, f"读不了，{reason.zh}", f"it cannot be read, {reason.en}") from None
    except UnicodeDecodeError:
        raise _malformed(file.stem, "不是 UTF-8 文字", "it is no UTF-8 text") from None


def read_rule(name: str, text: str, *, shipped: bool = False) -> Rule:
    """Return the rule of a file called ``name`` (without ending); raises QueryError where it holds none."""
    header = _header(name, text)
    summary, stratum, statute = header.get("summary"), header.get("stratum", 0), header.get("statute")
    if not isinstance(summary, dict) or not all(summary.get(language) for language in ("zh", "en")):
        raise _malformed(name, "缺少 summary.zh 或 summary.en", "summary.zh or summary.en is missing")
    if header.get("id") != name:
        raise _malformed(name, "id 应与文件名相同", "its id is not the name of the file")
    if not _NAME.fullmatch(name) or name == ASKED:
        raise _malformed(
            name, "名称只能用字母、数字和连字符", "its name has signs other than letters, digits and hyphens"
        )
    if unknown := sorted(set(header) - _KEYS):
        raise _malformed(
            name, f"文件头有未知的项 {unknown[0]}", f"its header has an unknown key, {unknown[0]}"
        )
    if not isinstance(stratum, int) or isinstance(stratum, bool) or stratum < 0:
        raise _malformed(name, "stratum 应为不小于 0 的整数", "its stratum is no integer from 0")
    if statute is not None and (not isinstance(statute, str) or statute.partition(":")[0] not in PREFIXES):
        raise _malformed(name, "statute 应为 law:… 的简称", "its statute is no prefixed name such as law:…")
    rule = Rule(name, Bilingual(str(summary["zh"]), str(summary["en"])), text, statute, stratum, shipped)
    _check_query(rule)
    return rule


def _header(name: str, text: str) -> dict[str, Any]:
    lines = [line.removeprefix(_MARK) for line in text.splitlines() if line.startswith(_MARK)]
    try:
        return tomllib.loads("\n".join(line.strip() for line in lines))
    except (ValueError, RecursionError) as error:
        raise _malformed(name, f"文件头不是 TOML：{error}", f"its header is no TOML: {error}") from None


def _check_query(rule: Rule) -> None:
    """Run the query on nothing: this parses it and shows its form."""
    try:
        check(rule.query)
    except QueryError as error:
        raise _malformed(rule.identifier, error.sentence.zh, error.sentence.en) from None
    for token in tokens(rule.query):
        if token.kind == "word" and token.text.lower() in _REFUSED:
            word = token.text.upper()
            raise _malformed(
                rule.identifier,
                f"不能用 {word}：规则只看一份方案和参考数据，不取别处的数据",
                f"{word} is not allowed: a rule sees one plan and the reference data and fetches nothing",
            )
    try:
        answer = ox.Store().query(rule.query, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        reason = parser_reason(error)
        raise _malformed(
            rule.identifier, f"查询读不通，{reason.zh}", f"its query cannot be parsed: {reason.en}"
        ) from None
    if not isinstance(answer, ox.QueryTriples):
        raise _malformed(rule.identifier, "应是 CONSTRUCT 查询", "its query is no CONSTRUCT")
    if _makes_facts(rule.query) and f"rule:{rule.identifier}" not in rule.query:
        raise _malformed(
            rule.identifier,
            f"推出的事实没有注明规则 rule:{rule.identifier}",
            f"what it derives does not name its rule, rule:{rule.identifier}",
        )


def _makes_facts(query: str) -> bool:
    """Whether a CONSTRUCT makes facts of its own; a rule may also only add to what others derived."""
    pieces = [token.text for token in tokens(query) if token.kind in ("word", "iri", "name")]
    keywords = [piece.lower() for piece in pieces]
    start = keywords.index("construct") + 1
    end = keywords.index("where", start) if "where" in keywords[start:] else len(keywords)
    return not _MAKING.isdisjoint(pieces[start:end])


@cache
def _classes(query: str) -> frozenset[str]:
    body = query.partition("WHERE")[2]
    return frozenset(PREFIXES.get(prefix, f"{prefix}:") + local for prefix, local in _CLASS.findall(body))


def _malformed(name: str, zh: str, en: str) -> QueryError:
    return QueryError(f"规则 {name}.rq 有误：{zh}", f"the rule {name}.rq is malformed: {en}")
