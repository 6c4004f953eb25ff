"""Which of the two languages the command line speaks, decided before anything else happens.

Help texts are fixed when the commands are built, so the language is read from the arguments and the
environment first: ``sptgraph --lang en read --help`` and ``sptgraph read --lang en --help`` both work.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sptgraph.language import Bilingual, Language, preferred_language


@dataclass(frozen=True, slots=True)
class Speech:
    """Speaks one language.

    >>> Speech("en")("没有牵头单位", "no lead")
    'no lead'
    """

    language: Language

    def __call__(self, zh: str, en: str) -> str:
        """Return the one of two equal sentences that is in this language."""
        return Bilingual(zh, en).text(self.language)


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language that ``--lang`` asks for; where it stands twice, the last counts.

    Without it, or with a language we do not speak (which the command refuses later), the environment
    variable ``SPTGRAPH_LANG`` decides.

    >>> language_of(["read", "--lang", "en", "plan.docx"]), language_of(["--lang=zh", "read"])
    ('en', 'zh')
    """
    asked = ""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = next(iter(arguments[position + 1 : position + 2]), "")
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    if asked == "en":
        return "en"
    return "zh" if asked == "zh" else preferred_language()
