"""Where a line of a list comes from."""

from dataclasses import dataclass

from sptgraph.language import Language
from sptgraph.model import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A place in a document as people cite it: section, action and task, and the page where known."""

    label: str
    page: int | None = None

    def text(self, language: Language) -> str:
        """Return the citation.

        >>> Clause("三（五）10", 3).text("zh"), Clause("三（五）10", 3).text("en")
        ('三（五）10，第3页', '三（五）10, p. 3')
        """
        if self.page is None:
            return self.label
        return f"{self.label}，第{self.page}页" if language == "zh" else f"{self.label}, p. {self.page}"


def clause_at(label: str, span: Span | None) -> Clause:
    """Return the clause ``label`` with the page that ``span`` stands on."""
    return Clause(label, span.page if span else None)
