"""Departments and sectors by any of their names.

How a unit's name may be shortened is in `unit_names`; here the shorter names are looked up.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from sptgraph.extraction.unit_names import (
    containers,
    fold,
    form_parts,
    has_form,
    parent_of_branch,
    stem,
    without_addition,
    without_place,
)

_RANKED_KINDS: Final = frozenset({"government", "vertical"})
_REMEMBERED: Final = 4096
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Department:
    """A type of department, unit or group, and every name it goes by.

    ``names`` holds all names fit to be found in running text; ``bare_names`` (公安, 住建) count only in an
    enumeration of departments. ``name_pattern`` holds forms such as ``{place}生态环境局``.
    """

    key: str
    label_zh: str
    label_en: str
    names: tuple[str, ...] = ()
    kind: str = "government"
    county_names: tuple[str, ...] = ()
    province_names: tuple[str, ...] = ()
    national_names: tuple[str, ...] = ()
    bare_names: tuple[str, ...] = ()
    name_pattern: tuple[str, ...] = ()
    also_holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector (行业领域) or hazard topic, and the words plans use for it."""

    key: str
    label_zh: str
    label_en: str
    broader: str | None = None
    generic: bool = False
    aliases: tuple[str, ...] = ()
    high_hazard: bool = False
    primary_facet: str = "work-safety"


@dataclass(frozen=True)
class Lexicon:
    """Departments, sectors and word lists by key; each name belongs to exactly one key.

    ``local_names`` maps a place to the names that only this place uses.
    """

    departments: Mapping[str, Department]
    sectors: Mapping[str, Sector]
    words: Mapping[str, tuple[str, ...]]
    local_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def department_key(self, name: str, place: str | None = None, *, bare: bool = False) -> str | None:
        """Return the key of the department that ``name`` means, or None where none or several fit.

        ``name`` is a key, a label or a name, with or without its place and level and additions in
        brackets. Local names count where ``place`` is given, bare names (公安) where ``bare`` is true.

        >>> from sptgraph.extraction.lexicon import load_lexicon
        >>> lexicon = load_lexicon()
        >>> lexicon.department_key("云溪县应急管理局"), lexicon.department_key("公安", bare=True)
        ('emergency-management', 'public-security')
        """
        name = fold(name)
        if len(name) > _LONGEST_NAME:
            return None
        if place and (local := self.local_names.get(place, {}).get(name)):
            return local
        found = self._bare.get(without_addition(name) or name) if bare else None
        return found or self._resolve(name)

    def sector_key(self, name: str) -> str | None:
        """Return the key of the sector that ``name`` means (a key, a label or an alias), or None.

        >>> from sptgraph.extraction.lexicon import load_lexicon
        >>> load_lexicon().sector_key("危化品"), load_lexicon().sector_key("矿山领域安全生产")
        ('hazardous-chemicals', 'mining')
        """
        name = fold(name)
        while name not in self._sectors:
            suffix = next((s for s in self.words.get("sector-suffix", ()) if name.endswith(s)), "")
            if not suffix or suffix == name:
                return None
            name = name.removesuffix(suffix)
        return self._sectors[name]

    @cached_property
    def _resolve(self) -> Callable[[str], str | None]:
        return lru_cache(_REMEMBERED)(self._find)

    def _find(self, name: str) -> str | None:
        if key := self._plain(name):
            return key
        if not name or name[-1] not in self._last:
            return None
        return self._shortened(name) or self._built_on_place(name) or self._within(name)

    def _shortened(self, name: str) -> str | None:
        shorter = list(without_place(name))
        if key := next((self._names[each] for each in shorter if each in self._names), None):
            return key
        if before := without_addition(name):
            return self._resolve(before)
        return next((key for each in shorter if (key := self._plain(each))), None)

    def _built_on_place(self, name: str) -> str | None:
        keys = {key for parts, key in self._forms.get(name[-1], ()) if has_form(name, parts)}
        return keys.pop() if len(keys) == 1 else None

    def _within(self, name: str) -> str | None:
        """Read a local branch as its parent, and a body within a body as itself."""
        if whole := parent_of_branch(name):
            return self._resolve(whole)
        readings = ((self._resolve(inner), self._resolve(around)) for around, inner in containers(name))
        return next((key for key, around in readings if key and around), None)

    def _plain(self, name: str) -> str | None:
        return self._names.get(name) or self._stems.get(stem(name) or "")

    @cached_property
    def _names(self) -> dict[str, str]:
        return _owners((d.key, (d.key, d.label_zh, *d.names)) for d in self.departments.values())

    @cached_property
    def _bare(self) -> dict[str, str]:
        return _owners((d.key, d.bare_names) for d in self.departments.values())

    @cached_property
    def _sectors(self) -> dict[str, str]:
        return _owners((s.key, (s.key, s.label_zh, *s.aliases)) for s in self.sectors.values())

    @cached_property
    def _stems(self) -> dict[str, str]:
        stems: dict[str, set[str]] = {}
        for name, key in self._names.items():
            if self.departments[key].kind in _RANKED_KINDS and (core := stem(name)):
                stems.setdefault(core, set()).add(key)
        return {core: keys.pop() for core, keys in stems.items() if len(keys) == 1}

    @cached_property
    def _last(self) -> frozenset[str]:
        ends = [name[-1] for name in self._names]
        return frozenset([*ends, *self._forms, *"局厅委部署门关会）"])

    @cached_property
    def _forms(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """The forms of names built on a place, by their last character."""
        forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for department in self.departments.values():
            for form in department.name_pattern:
                if parts := form_parts(form):
                    forms.setdefault(form[-1], []).append((parts, department.key))
        return forms


def _owners(entries: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Map each name to its key; a name that two keys claim belongs to neither."""
    owner: dict[str, str] = {}
    disputed: set[str] = set()
    for key, names in entries:
        for name in map(fold, names):
            if owner.setdefault(name, key) != key:
                disputed.add(name)
    return {name: key for name, key in owner.items() if name not in disputed}
