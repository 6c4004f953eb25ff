"""The two languages the product speaks: Chinese first, English beside it."""

import os
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Bilingual(NamedTuple):
    """One sentence in both languages.

    >>> Bilingual("没有牵头单位", "no lead").text("en")
    'no lead'
    """

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the sentence in ``language``."""
        return self.en if language == "en" else self.zh


def preferred_language() -> Language:
    """Return the language of messages: Chinese unless the environment's ``SPTGRAPH_LANG`` says ``en``."""
    return "en" if os.environ.get("SPTGRAPH_LANG", "").lower().startswith("en") else "zh"
