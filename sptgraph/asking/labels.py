"""What people read in place of the keys of closed lists: 牵头 for ``lead``, 应急管理部门 for its key."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from sptgraph.extraction.lexicon import load_lexicon
from sptgraph.language import Bilingual, Language
from sptgraph.progress import STATUSES
from sptgraph.progress import label as status_label
from sptgraph.store.reference import load_reference
from sptgraph.vocabulary import PREFIXES, key_of, term
from sptgraph.wording import (
    COMPARATOR,
    DEADLINE_KIND,
    DEGREE,
    DISTRIBUTION,
    FACT_KIND,
    LEVEL,
    MEMBER_CLASS,
    MILESTONE,
    QUANTIFIER,
    ROLE,
    Words,
    word,
)

BASIS: Final[Words] = MappingProxyType(
    {"stated": "写明", "derived": "推定", "undetermined": "未定", "missing": "缺位"}
)
GAP_REASON: Final[Words] = MappingProxyType(
    {
        "not-stated": "原文没有写明",
        "left-to-local": "由地方政府确定",
        "list-cited-not-held": "引用的职责清单未提供",
        "holder-unknown": "承担该职能的单位不明",
        "several-candidates": "可能的单位不止一个",
        "no-norm-in-force": "当时没有有效的规定",
    }
)
GROUP_REASON: Final[Words] = MappingProxyType(
    {
        "some": "只涉及一部分单位",
        "open": "列举未尽",
        "not-all": "没有写明全部还是部分",
        "no-roster": "没有成员名单",
    }
)
LEAD_GROUND: Final[Words] = MappingProxyType(
    {
        "stated": "原文写明",
        "implied": "由任务推出",
        "local-list": "本地职责清单",
        "local-regulation": "地方规定",
        "statute": "法规",
    }
)
CODES: Final[Mapping[str, Words]] = {
    "role": ROLE,
    "basis": BASIS,
    "deadline-kind": DEADLINE_KIND,
    "milestone": MILESTONE,
    "degree": DEGREE,
    "comparator": COMPARATOR,
    "quantifier": QUANTIFIER,
    "distribution": DISTRIBUTION,
    "member-class": MEMBER_CLASS,
    "level": LEVEL,
    "fact-kind": {**FACT_KIND, "standing": "常态化"},
    "gap-reason": GAP_REASON,
    "group-reason": GROUP_REASON,
    "lead-ground": LEAD_GROUND,
    "date-ground": {"action": "所在行动", "goal": "总体目标", "plan": "方案实施期"},
    "attestation": {"attested": "方案写明", "roster": "名册列明", "presumed": "推定"},
    "norm-role": {"co-supervise": "共管", "industry-manager": "行业管理", "territorial": "属地"},
    "law-change": {"begins": "开始施行", "ends": "停止施行"},
    "status": {status: status_label(status, "zh") for status in STATUSES},
}
"""The words of each closed list, by the kind of column that holds its keys."""


def label(kind: str, key: str, language: Language) -> str:
    """Return what people read in place of ``key`` in a column of that kind; the key where nothing is known.

    >>> label("role", "lead", "zh"), label("department", "finance", "en"), label("text", "lead", "zh")
    ('牵头', 'finance department', 'lead')
    """
    if kind == "facet":
        return facets().get(key, Bilingual(key, key)).text(language)
    if kind in {"department", "sector"}:
        lexicon = load_lexicon()
        known = (lexicon.departments if kind == "department" else lexicon.sectors).get(key)
        return (known.label_en if language == "en" else known.label_zh) if known else key
    return word(CODES.get(kind, {}), key, language)


@cache
def facets() -> Mapping[str, Bilingual]:
    """Return the facets (监管方面) in which a sector may be led, by key."""
    names: dict[str, dict[str, str]] = {}
    for subject, predicate, value in load_reference().triples:
        if (
            isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.Literal)
            and subject.value.startswith(PREFIXES["fac"])
            and predicate.value == term("skos:prefLabel")
        ):
            names.setdefault(key_of(subject.value), {})[value.language or ""] = value.value
    return {key: Bilingual(name.get("zh", key), name.get("en", key)) for key, name in sorted(names.items())}
