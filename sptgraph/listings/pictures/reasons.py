"""Why nobody is known to lead, in a few words."""

from typing import Final

from sptgraph.language import Bilingual, Language
from sptgraph.validation.grounds import REASONS

_NOT_STATED: Final = Bilingual("原文没有写明", "the text does not say")


def reason_text(reason: str | None, language: Language) -> str:
    """Return why there is a gap (空缺); None is that the plan says nothing.

    >>> reason_text("several-candidates", "en"), reason_text(None, "zh")
    ('several bodies may be meant', '原文没有写明')
    """
    return REASONS.get(reason or "", _NOT_STATED).text(language)
