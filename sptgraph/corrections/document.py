"""What a document says about itself, field by field, as corrections name it: ``印发日期=2024-04-08``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sptgraph.corrections.escaping import escape, unescape
from sptgraph.corrections.lines import DAY, Parts, read_date
from sptgraph.corrections.marks import expected
from sptgraph.language import Language
from sptgraph.model import DocumentData
from sptgraph.wording import DOCUMENT_FIELD, LEVEL, choices, meaning, word

MANY: Final = "superior_plans"
_YEARS: Final = re.compile(r"(\d{4})年?\s*(?:[-—–~～]+|至|到)\s*(\d{4})年?")


@dataclass(frozen=True, slots=True)
class DocumentField:
    """One thing the document says about itself; ``value`` is as in the notation, None where unsaid."""

    name: str
    value: str | None


def fields_of(document: DocumentData) -> tuple[DocumentField, ...]:
    """Return the fields in fixed order, each superior plan as one of its own.

    >>> fields_of(DocumentData(period=(2024, 2026)))[-1]
    DocumentField(name='period', value='2024-2026')
    """
    found = []
    for name in DOCUMENT_FIELD:
        value = getattr(document, name)
        values = value if name == MANY else (value,)
        found += [DocumentField(name, _spelled(each)) for each in values]
    return tuple(found)


def _spelled(value: object) -> str | None:
    if isinstance(value, tuple):
        return f"{value[0]:04}-{value[1]:04}"
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)


def document_of(fields: Iterable[DocumentField]) -> DocumentData:
    """Return the document's data from its fields."""
    data: dict[str, Any] = {}
    for field in fields:
        value = field.value
        if value is None:
            continue
        if field.name == MANY:
            data[MANY] = (*data.get(MANY, ()), value)
        elif field.name == "issued":
            data["issued"] = date.fromisoformat(value)
        elif field.name == "period":
            first, last = re.findall(r"(?:^-)?\d+|(?<=-)-\d+", value)
            data["period"] = (int(first), int(last))
        else:
            data[field.name] = value
    return DocumentData(**data)


def write_field(field: DocumentField, language: Language) -> str:
    """Return ``层级=县级``."""
    value = field.value or ""
    shown = word(LEVEL, value, language) if field.name == "level" else escape(value)
    return f"{word(DOCUMENT_FIELD, field.name, language)}={shown}"


def read_field(line: str) -> Parts:
    """Read what `write_field` writes; nothing behind the sign means unsaid."""
    name, equals, rest = line.partition("=")
    key, value = meaning(DOCUMENT_FIELD, name), unescape(rest.strip())
    if not equals or key is None:
        zh, en = choices([DOCUMENT_FIELD], "zh"), choices([DOCUMENT_FIELD], "en")
        raise expected(line, f"字段=值，字段为 {zh} 之一", f"field=value, the field one of {en}")
    return {"name": key, "value": _checked(key, value, line) if value else None}


def _checked(key: str, value: str, line: str) -> str:
    if key == "issued":
        if not re.fullmatch(DAY, value):
            raise expected(line, "日期，如 印发日期=2024-04-08", "a date, such as issued=2024-04-08")
        return read_date(value)[0].isoformat()
    if key == "level":
        level = meaning(LEVEL, value)
        if level is None:
            zh, en = choices([LEVEL], "zh"), choices([LEVEL], "en")
            raise expected(line, f"层级 {zh} 之一", f"one of the levels {en}")
        return level
    if key == "period":
        years = _YEARS.fullmatch(value)
        if not years or years[1] > years[2]:
            raise expected(line, "起止年份，如 2024-2026", "first and last year, such as 2024-2026")
        return f"{years[1]}-{years[2]}"
    return value
