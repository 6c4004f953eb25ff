"""Correction sheets read back: the review sheet, or any table with the columns it needs."""

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from sptgraph.corrections.additions import missing_mark
from sptgraph.corrections.applying import new_line
from sptgraph.corrections.places import DELETE, normal_where
from sptgraph.corrections.table import Rows, tables, unreadable
from sptgraph.errors import CorrectionError
from sptgraph.model import Correction, FactKind
from sptgraph.wording import FACT_KIND, Words, choices, meaning

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "where": ("位置", "where"),
    "kind": ("种类", "kind"),
    "old": ("原值", "old"),
    "new": ("改为", "new"),
    "why": ("说明", "why"),
    "who": ("谁", "who"),
}
"""The columns that count, each by its Chinese and its English name; others are passed over."""

_OTHER_KINDS: Final[Words] = MappingProxyType({"deadline": "期限"})
_NEEDED: Final = ("where", "kind", "new")
_HEADER_WITHIN: Final = 10
_LONGEST: Final = 10_000


def load(path: str | PathLike[str]) -> tuple[Correction, ...]:
    """Read the corrections of a sheet: xlsx, or csv in UTF-8, UTF-16 or GB18030.

    The first table with the columns 位置, 种类 and 改为 counts. A row with nothing under 改为 corrects
    nothing; ``删除`` removes the entry named under 原值; a row without 原值 adds one. 原值 is the line that
    the review sheet shows, or the document's own words, the middle of which may be left out
    (``其他负有…主管部门``). Identifiers are row numbers. Raises CorrectionError
    that names file, row and column, and what is expected there.
    """
    path = Path(path)
    for rows in tables(path):
        for at, (_, cells) in enumerate(rows[:_HEADER_WITHIN]):
            columns = _columns(cells)
            if all(name in columns for name in _NEEDED):
                return _corrections(path, rows[at + 1 :], columns)
    zh = f"没有表头，前 {_HEADER_WITHIN} 行里要有一行写明 位置、种类、原值、改为"
    raise unreadable(
        path, zh, f"no header: one of the first {_HEADER_WITHIN} rows must name where, kind, old, new"
    )


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; of two with one name the first counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        title = "".join(cell.split()).casefold()
        name = next((name for name, titles in COLUMNS.items() if title in titles), None)
        if name:
            found.setdefault(name, at)
    return found


def _corrections(path: Path, rows: Rows, columns: Mapping[str, int]) -> tuple[Correction, ...]:
    found = []
    for number, cells in rows:
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if row["new"]:
            found.append(_correction(path, number, row))
    return tuple(found)


def _correction(path: Path, number: int, row: Mapping[str, str]) -> Correction:
    def wrong(column: str, zh: str, en: str) -> CorrectionError:
        names = COLUMNS[column]
        return CorrectionError(
            f"{path.name} 第{number}行“{names[0]}”列：{zh}",
            f"{path.name}, row {number}, column {names[1]}: {en}",
        )

    for name, value in row.items():
        if len(value) > _LONGEST:
            raise wrong(name, f"超过 {_LONGEST} 字", f"longer than {_LONGEST} characters")
    kind = _kind_of(row["kind"])
    new, old = row["new"], row.get("old", "")
    if kind in {None, "unresolved"}:
        kind, new = _named_kind(new) if kind and new.casefold() not in DELETE else (kind, new)
    if kind is None:
        zh, en = choices([FACT_KIND], "zh"), choices([FACT_KIND], "en")
        raise wrong("kind", f"“{row['kind']}”应为 {zh} 之一", f"“{row['kind']}” should be one of {en}")
    where = normal_where(cast("FactKind", kind), row["where"])
    if not where and not old:
        raise wrong(
            "where", "应写明位置，如 （一）/3 或 四（一）", "expected a place, such as （一）/3 or 四（一）"
        )
    correction = Correction(
        identifier=str(number),
        where=where,
        kind=cast("FactKind", kind),
        old=old or None,
        new=None if new.casefold() in DELETE else new,
        who=row.get("who") or None,
        why=row.get("why") or None,
    )
    if correction.new is None and not old and kind != "task":
        raise wrong("old", "应写明删除哪一条", "expected what is to be deleted")
    try:
        line = new_line(correction)
    except CorrectionError as error:
        raise wrong("new", error.sentence.zh, error.sentence.en) from error
    needed = missing_mark(kind, line.parts) if line and not old else None
    if needed:
        raise wrong("new", f"新增的一条缺少{needed[0]}", f"what is to be added lacks {needed[1]}")
    return correction


def _kind_of(written: str) -> str | None:
    """Return the kind that a word means: the sheet's own in either language, the JSON's, or 期限."""
    return meaning(FACT_KIND, written) or meaning(_OTHER_KINDS, written)


def _named_kind(value: str) -> tuple[str | None, str]:
    """Take apart ``责任单位：县应急局 | 牵头``, as written beside words that were not settled."""
    before, colon, behind = value.replace("：", ":", 1).partition(":")
    kind = _kind_of(before) if colon else "unresolved"
    return kind, behind.strip() if colon and kind else value
