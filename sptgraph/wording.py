"""The words in which a person reads what the model writes as keys: 牵头 for ``lead``, 前 for ``by``.

In English the key itself is the word. `meaning` is the way back, from either language.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from sptgraph.language import Language

Words = Mapping[str, str]


def _words(**words: str) -> Words:
    return MappingProxyType({key.replace("_", "-"): word for key, word in words.items()})


ROLE: Final = _words(lead="牵头", responsible="负责", support="配合")
DISTRIBUTION: Final = _words(joint="共同", respective="分别", within_remit="按职责分工")
QUANTIFIER: Final = _words(all="各", some="有关", open="等")
DEADLINE_KIND: Final = _words(by="前", during="期间", within="内")
MILESTONE: Final = _words(start="启动", reach="达到", complete="完成")
DEGREE: Final = _words(basic="基本", full="全面", strive="力争")
COMPARATOR: Final = _words(
    at_least="不低于",
    at_most="不超过",
    equal="等于",
    more_than="超过",
    less_than="低于",
    increase="增长",
    decrease="下降",
)
MEMBER_CLASS: Final = _words(supervisory="监管", industry="行业", support="其他")
LEVEL: Final = _words(national="国家", province="省级", city="市级", county="县级", town="乡镇")
PERIOD: Final = _words(
    P1D="每日",
    P1W="每周",
    P10D="每旬",
    P15D="每半月",
    P1M="每月",
    P2M="每两月",
    P3M="每季度",
    P6M="每半年",
    P1Y="每年",
)
FACT_KIND: Final = _words(
    document="文件信息",
    action="行动标题",
    task="任务标题",
    assignment="责任单位",
    deadline="时限",
    recurrence="频次",
    target="目标",
    member="成员单位",
    unresolved="未识读",
)
DOCUMENT_FIELD: Final[Words] = MappingProxyType(
    {
        "title": "标题",
        "issuer": "发文机关",
        "number": "文号",
        "issued": "印发日期",
        "jurisdiction": "地区",
        "level": "层级",
        "period": "起止年份",
        "superior_plans": "依据文件",
    }
)


def word(words: Words, key: str, language: Language = "zh") -> str:
    """Return how a key reads in ``language``; a key without a word of its own stands for itself.

    >>> word(ROLE, "lead"), word(ROLE, "lead", "en"), word(PERIOD, "P4M")
    ('牵头', 'lead', 'P4M')
    """
    return key if language == "en" else words.get(key, key)


def meaning(words: Words, text: str) -> str | None:
    """Return the key that a word means, in Chinese or English; None if it means none.

    >>> meaning(ROLE, "牵头"), meaning(ROLE, "Lead"), meaning(ROLE, "领导")
    ('lead', 'lead', None)
    """
    text = text.strip()
    return next(
        (key for key, word in words.items() if text == word or text.casefold() == key.casefold()), None
    )


def number(value: float) -> str:
    """Return a number in plain digits, all that it has.

    >>> number(98.0), number(0.5), number(1e22)
    ('98', '0.5', '10000000000000000000000')
    """
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def choices(tables: Iterable[Words], language: Language) -> str:
    """Return all words of some tables as one enumeration, for messages that say what is expected."""
    joint = ", " if language == "en" else "、"
    return joint.join(word(words, key, language) for words in tables for key in words)
