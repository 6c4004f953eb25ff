"""What a caller supplies, checked by kind and turned into RDF terms, plan by plan."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Protocol

import pyoxigraph as ox

from sptgraph.asking.header import Parameter
from sptgraph.asking.kinds import PARAMETER_KINDS
from sptgraph.asking.labels import facets
from sptgraph.asking.names import no_such, shown
from sptgraph.asking.query import Supplied
from sptgraph.asking.scope import Scope
from sptgraph.asking.subjects import department_in, sector_iri, task_in
from sptgraph.errors import ParameterError
from sptgraph.vocabulary import PREFIXES, term
from sptgraph.wording import MEMBER_CLASS, PERIOD, ROLE, Words, meaning

LONGEST_TEXT = 1000

_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_PERIOD: Final = re.compile(
    r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII
)
_INTEGER: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_OWNER: Final = {"责任": "responsible", "责任单位": "responsible"}


class Asked(Protocol):
    """What is asked: a query or an analysis, with its name and parameters."""

    @property
    def name(self) -> str:
        """The name it is asked by."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it takes."""


def supply(
    query: Asked, given: Mapping[str, object], asked: Sequence[Scope]
) -> list[dict[str, Supplied] | None]:
    """Return for each plan asked what the query's variables are bound to.

    None stands for a plan that has no such task or organisation where another plan asked has one. Names
    may carry a trailing underscore (``from_``, ``class_``: words that Python keeps for itself); a value of
    None is a parameter not supplied. Raises `ParameterError`, naming the nearest, where a parameter is
    unknown, missing, of the wrong kind, or names nothing or several things.
    """
    values = {name.rstrip("_"): value for name, value in given.items() if value is not None}
    _check_names(query, values)
    bindings: list[dict[str, Supplied] | None] = [{} for _ in asked]
    for parameter in query.parameters:
        if parameter.name not in values:
            continue
        for at, found in enumerate(_terms(parameter, values[parameter.name], asked)):
            bound = bindings[at]
            if found is None:
                bindings[at] = None
            elif bound is not None:
                bound[parameter.variable] = found
    _check_span(query, bindings)
    return bindings


def _check_span(query: Asked, bindings: Sequence[Mapping[str, Supplied] | None]) -> None:
    """Raise `ParameterError` where the dates ``from`` and ``to`` of a query are given the wrong way round."""
    dates = {each.name: each.variable for each in query.parameters if each.kind == "date"}
    for bound in bindings:
        first, last = ((bound or {}).get(dates.get(name, "")) for name in ("from", "to"))
        if first and last and first.value > last.value:
            raise ParameterError(
                f"参数 from（{first.value}）晚于 to（{last.value}）；请对调，或改其中一个",
                f"the parameter from ({first.value}) is later than to ({last.value}); swap them, or mend one",
            )


def _check_names(query: Asked, values: Mapping[str, object]) -> None:
    names = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in names:
            known = f"它的参数是 {'、'.join(names)}" if names else "它没有参数"
            takes = f"it takes {', '.join(names)}" if names else "it takes none"
            raise no_such(
                f"查询 {query.name} 没有参数 {shown(name)}（{known}）",
                f"the query {query.name} has no parameter {shown(name)} ({takes})",
                name,
                names,
            )
    for parameter in query.parameters:
        if parameter.name not in values and not parameter.optional:
            raise ParameterError(
                f"查询 {query.name} 需要参数 {parameter.name}（{parameter.label.zh}）",
                f"the query {query.name} needs the parameter {parameter.name} ({parameter.label.en})",
            )


def _terms(parameter: Parameter, value: object, asked: Sequence[Scope]) -> Sequence[Supplied | None]:
    """Return what a value means in each plan asked."""
    match parameter.kind:
        case "task":
            return task_in(asked, _word(parameter, value))
        case "department":
            return department_in(asked, _word(parameter, value))
        case kind:
            return [_READERS[kind](parameter, value)] * len(asked)


def _word(parameter: Parameter, value: object) -> str:
    """Return the value as text; raises `ParameterError` where it is none, empty, too long, or no Unicode."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text or len(text) > LONGEST_TEXT or any("\ud800" <= character <= "\udfff" for character in text):
        raise _wrong(parameter, value)
    return text


def _wrong(parameter: Parameter, value: object, zh: str = "", en: str = "") -> ParameterError:
    kind = PARAMETER_KINDS[parameter.kind]
    return ParameterError(
        f"参数 {parameter.name}（{kind.zh}）不能是“{shown(value)}”{zh and '；' + zh}",
        f"the parameter {parameter.name} ({kind.en}) cannot be “{shown(value)}”{en and '; ' + en}",
    )


def _text(parameter: Parameter, value: object) -> Supplied:
    return ox.Literal(_word(parameter, value))


def _integer(parameter: Parameter, value: object) -> Supplied:
    word = _word(parameter, value)
    if not _INTEGER.fullmatch(word):
        raise _wrong(parameter, value, "请写整数，如 3", "write a whole number, such as 3")
    return ox.Literal(int(word))


def _date(parameter: Parameter, value: object) -> Supplied:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
    else:
        found = _DATE.fullmatch(_word(parameter, value))
        try:
            year, month, number = map(int, found.groups()) if found else (0, 0, 0)
            day = date(year, month, number)
        except ValueError:
            raise _wrong(parameter, value, "请写成 2024-06-30", "write it as 2024-06-30") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(term("xsd:date")))


def _duration(parameter: Parameter, value: object) -> Supplied:
    word = _word(parameter, value)
    if _PERIOD.fullmatch(word.upper()):
        return ox.Literal(word.upper())
    for form in (word, f"每{word}", f"{word}度", f"每{word}度"):
        if key := meaning(PERIOD, form):
            return ox.Literal(key)
    raise _wrong(parameter, value, "请写成 P3M 或 每季度", "write it as P3M or 每季度")


def _role(parameter: Parameter, value: object) -> Supplied:
    word = _word(parameter, value)
    key = _OWNER.get(word) or meaning(ROLE, word) or meaning(ROLE, word.removesuffix("单位"))
    return ox.NamedNode(PREFIXES["role"] + (key or _none_of(parameter, value, ROLE)))


def _member_class(parameter: Parameter, value: object) -> Supplied:
    key = meaning(MEMBER_CLASS, _word(parameter, value))
    return ox.Literal(key or _none_of(parameter, value, MEMBER_CLASS))


def _facet(parameter: Parameter, value: object) -> Supplied:
    known = {"all": "全部", **{key: name.zh for key, name in facets().items()}}
    key = meaning(known, _word(parameter, value))
    return ox.NamedNode(PREFIXES["fac"] + (key or _none_of(parameter, value, known)))


def _sector(parameter: Parameter, value: object) -> Supplied:
    return sector_iri(_word(parameter, value))


def _none_of(parameter: Parameter, value: object, words: Words) -> str:
    """Raise the error that names what the value may be."""
    zh = "、".join(f"{key}（{word}）" if word else key for key, word in words.items())
    raise _wrong(parameter, value, f"可用 {zh}", f"use one of {', '.join(words)}")


_READERS: Final[Mapping[str, Callable[[Parameter, object], Supplied]]] = {
    "text": _text,
    "integer": _integer,
    "date": _date,
    "duration": _duration,
    "role": _role,
    "member-class": _member_class,
    "sector": _sector,
    "facet": _facet,
}
