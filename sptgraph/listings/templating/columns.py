"""Which columns a user's ``tables/KIND.toml`` gives a list: chosen, ordered, headed, as wide as it says."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sptgraph.errors import ListingError
from sptgraph.language import Bilingual
from sptgraph.listings.definition import Column, definition
from sptgraph.listings.table import Table, shown

if TYPE_CHECKING:
    from sptgraph.listings.listing import Listing

_SECTIONS: Final = ("columns", "index")
_ENTRY: Final = ("key", "keys", "zh", "en", "width")
_WIDEST: Final = 200


def laid_out(listing: "Listing", own: Mapping[str, str]) -> "Listing":
    """Return a list whose tables have the columns that the definitions among a user's files choose.

    ``own`` are the files by name. Raises `ListingError` for what is malformed, and for columns that the kind
    of list does not have, with the nearest.
    """
    from sptgraph.listings.making import KINDS

    texts = {name: text for name, text in own.items() if name.endswith(".toml")}
    chosen = {_kind(name, (*KINDS, "unresolved")): _read(name, text) for name, text in texts.items()}
    return _laid(listing, MappingProxyType(chosen)) if chosen else listing


def _laid(listing: "Listing", chosen: Mapping[str, Mapping[str, Any]]) -> "Listing":
    return replace(
        listing,
        title=_title(listing, chosen.get(listing.kind, {})),
        tables=tuple(_table(table, chosen.get(table.kind, {})) for table in listing.tables),
        parts=tuple(_laid(part, chosen) for part in listing.parts),
    )


def _title(listing: "Listing", look: Mapping[str, Any]) -> str:
    if "title" not in look:
        return listing.title
    ours = definition(listing.kind).title.text(listing.language)
    return listing.title.removesuffix(ours) + _words(look["title"], Bilingual(ours, ours)).text(
        listing.language
    )


def _table(table: Table, look: Mapping[str, Any]) -> Table:
    section = "index" if table.part == "index" else "columns"
    if section not in look:
        return table
    known = _known(table, section)
    columns = [_column(entry, known, table.kind) for entry in look[section]]
    return replace(table, columns=shown(columns, table.rows))


def _known(table: Table, section: str) -> Mapping[str, Column]:
    """Return the columns that a table could have, by key: its own first, then those of its definition."""
    defined = definition(table.kind)
    all_columns: Sequence[Column] = defined.index if section == "index" else defined.columns
    fields = set(dir(table.rows[0])) if table.rows else None
    fitting = (each for each in all_columns if fields is None or fields.issuperset(each.keys))
    return {**{each.key: each for each in fitting}, **{each.key: each for each in table.columns}}


def _column(entry: Mapping[str, Any], known: Mapping[str, Column], kind: str) -> Column:
    key = entry["key"]
    if key not in known:
        raise _error(kind, f"没有“{key}”这一栏", f"there is no column “{key}”", key, known)
    column = known[key]
    return replace(column, title=_words(entry, column.title), width=entry.get("width", column.width))


def _words(said: Mapping[str, Any], ours: Bilingual) -> Bilingual:
    """Return a title: Chinese stands for English where only that is given."""
    zh = said.get("zh")
    return Bilingual(zh or ours.zh, said.get("en") or zh or ours.en)


def _kind(name: str, known: Sequence[str]) -> str:
    kind = name.removeprefix("tables/").removesuffix(".toml")
    if kind not in known:
        near = get_close_matches(kind, known, n=1)
        zh, en = (
            (f"，是否指 tables/{near[0]}.toml", f"; did you mean tables/{near[0]}.toml?")
            if near
            else ("", "")
        )
        raise ListingError(f"没有清单“{kind}”（{name}）{zh}", f"there is no list “{kind}” ({name}){en}")
    return kind


@cache
def _read(name: str, text: str) -> Mapping[str, Any]:
    """Return a definition, each part of it checked, the key of each entry under ``key``."""
    kind = name.removeprefix("tables/").removesuffix(".toml")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ListingError(f"{name}：写法不对（{error}）", f"{name}: malformed ({error})") from None
    for part in data.keys() - {"title", *_SECTIONS}:
        raise _error(kind, f"没有“{part}”这一部分", f"there is no part “{part}”", part, ("title", *_SECTIONS))
    read: dict[str, Any] = {"title": _texts(kind, data["title"])} if "title" in data else {}
    for section in _SECTIONS:
        if section in data:
            entries = data[section]
            if not isinstance(entries, list) or not entries or not all(isinstance(e, dict) for e in entries):
                raise _error(
                    kind, f"“{section}”应当写成 [[{section}]]", f"write “{section}” as [[{section}]]"
                )
            read[section] = [_entry(kind, entry) for entry in entries]
    return MappingProxyType(read)


def _entry(kind: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    for part in entry.keys() - set(_ENTRY):
        raise _error(kind, f"栏目里没有“{part}”", f"a column has no “{part}”", part, _ENTRY)
    keys = entry.get("key", entry.get("keys"))
    key = keys[0] if isinstance(keys, list) and keys else keys
    if not isinstance(key, str):
        raise _error(kind, "每一栏都要有 key", "each column needs a key")
    width = entry.get("width", 1)
    if not isinstance(width, int) or isinstance(width, bool) or not 1 <= width <= _WIDEST:
        raise _error(
            kind,
            f"“{key}”的 width 应当是 1 到 {_WIDEST} 的整数",
            f"the width of “{key}” must be a whole number from 1 to {_WIDEST}",
        )
    return {
        **_texts(kind, {n: t for n, t in entry.items() if n in {"zh", "en"}}),
        "key": key,
        **({"width": width} if "width" in entry else {}),
    }


def _texts(kind: str, said: object) -> Mapping[str, str]:
    if not isinstance(said, dict) or not all(
        n in {"zh", "en"} and isinstance(t, str) and t for n, t in said.items()
    ):
        raise _error(kind, '名称请写成 zh = "…"、en = "…"', 'write names as zh = "…", en = "…"')
    return said


def _error(
    kind: str, zh: str, en: str, word: str = "", known: "Sequence[str] | Mapping[str, Any]" = ()
) -> ListingError:
    near = get_close_matches(word, list(known), n=1) if word else []
    if near:
        zh, en = f"{zh}，是否指 {near[0]}", f"{en}; did you mean {near[0]}?"
    elif known:
        zh, en = f"{zh}，可用：{'、'.join(known)}", f"{en}; there are {', '.join(known)}"
    return ListingError(f"tables/{kind}.toml：{zh}", f"tables/{kind}.toml: {en}")
