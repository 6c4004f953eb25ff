"""What the cells of a roster mean: departments, sectors and facets by key or any name, roles, yes and no."""

from functools import cache
from typing import Final

import pyoxigraph as ox

from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.resources import folder
from sptgraph.vocabulary import PREFIXES, key_of, term
from sptgraph.wording import MEMBER_CLASS, ROLE, meaning

_YES: Final = frozenset({"是", "完整", "全", "yes", "true", "1", "y"})
_NO: Final = frozenset({"否", "不完整", "no", "false", "0", "n"})
_SUFFIX: Final = ("安全监管", "监管", "方面", "安全")


def department(text: str, place: str | None = None) -> str | None:
    """Return the key of the department that a key or any name means, or None.

    >>> department("消防救援大队"), department("fire-rescue"), department("云")
    ('fire-rescue', 'fire-rescue', None)
    """
    lexicon = load_lexicon()
    return text if text in lexicon.departments else lexicon.department_key(text, place, bare=True)


def is_group(key: str | None) -> bool:
    """Tell whether a department is a group of units, never one holder."""
    known = load_lexicon().departments.get(key or "")
    return known is not None and known.kind == "group"


def sector(text: str) -> str | None:
    """Return the key of the sector that a key or any name means, or None."""
    lexicon = load_lexicon()
    return text if text in lexicon.sectors else lexicon.sector_key(text)


def primary_facet(key: str) -> str:
    """Return the facet in which a sector's lead is looked for first."""
    known = load_lexicon().sectors.get(key)
    return known.primary_facet if known else "work-safety"


@cache
def facets() -> dict[str, str]:
    """Return the keys of the facets by key and by label in either language."""
    found: dict[str, str] = {}
    for triple in ox.parse(path=folder("ontology") / "facets.ttl", format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and subject.value.startswith(PREFIXES["fac"]):
            key = key_of(subject.value)
            found[key] = key
            if triple.predicate.value == term("skos:prefLabel") and isinstance(value, ox.Literal):
                found[value.value.casefold()] = key
    return found


def facet(text: str) -> str | None:
    """Return the key of the facet that a key or label means, or None.

    >>> facet("消防"), facet("Fire"), facet("fire"), facet("云")
    ('fire', 'fire', 'fire', None)
    """
    known, text = facets(), text.strip().casefold()
    shorter = (text.removesuffix(suffix) for suffix in ("", *_SUFFIX))
    return next((known[each] for each in shorter if each in known), None)


def role(text: str) -> str | None:
    """Return the role that a word means, in either language, or None."""
    return meaning(ROLE, text)


def member_class(text: str) -> str | None:
    """Return the class of members that a word means, in either language, or None.

    >>> member_class("监管"), member_class("行业主管部门"), member_class("云")
    ('supervisory', 'industry', None)
    """
    words = load_lexicon().words
    if found := meaning(MEMBER_CLASS, text):
        return found
    begins = {
        "监管": "supervisory",
        "安全监管": "supervisory",
        "行业": "industry",
        "其他": "support",
        "支持": "support",
    }
    said = next((key for key in MEMBER_CLASS if text in words.get(f"member-class-{key}", ())), None)
    return said or next((key for word, key in begins.items() if text.startswith(word)), None)


def flag(text: str) -> bool | None:
    """Return what yes or no means, in either language; None for anything else."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None
