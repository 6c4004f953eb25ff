"""Where a proof ends: the words of a plan, a dated article of a statute, a row that a user supplied."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sptgraph.language import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a plan that a fact was read from.

    ``where`` is ``ACTION/TASK`` or, outside tasks, the section and subsection; ``span`` and ``text`` are
    None where the graph holds no source, ``text`` also where it may not quote it. ``iri`` is the span's
    node, or the plan's own where the plan as a whole is meant.
    """

    plan: str
    where: str | None
    span: tuple[int, int] | None
    text: str | None
    iri: str | None = None

    def to_json(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - as a proof's other nodes
        """Return ``{"plan", "where", "span", "text"}``."""
        span = None if self.span is None else list(self.span)
        return {"plan": self.plan, "where": self.where, "span": span, "text": self.text}

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the leaf as one indented line."""
        quote = f"“{' '.join(self.text.split())}”" if self.text else ""
        place = "" if self.span is None else f"[{self.span[0]}, {self.span[1]})"
        source = Bilingual("原文", "text").text(language)
        return ["  " * depth + " ".join(part for part in (source, self.where, quote, place) if part)]


@dataclass(frozen=True, slots=True)
class Article:
    """A dated article: the text of a statute (法规) in force from and to those days, None where not known.

    ``verified`` is false where the row about it is from memory and was not read against the text.
    """

    statute: Bilingual
    article: str | None
    in_force: tuple[date | None, date | None] = (None, None)
    verified: bool = True
    iri: str | None = None

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return ``{"statute", "article", "in_force", "verified"}``; ``in_force`` is ``[from, to]``."""
        return {
            "statute": self.statute.text(language),
            "article": self.article,
            "in_force": [day.isoformat() if day else None for day in self.in_force],
            "verified": self.verified,
        }

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the leaf as one indented line."""
        head = Bilingual(
            f"法规 《{self.statute.zh}》{self.article or ''}",
            f"statute {self.statute.en}, {self.article}" if self.article else f"statute {self.statute.en}",
        ).text(language)
        notes = [_force(self.in_force).text(language)]
        if not self.verified:
            notes.append(FROM_MEMORY.text(language))
        return ["  " * depth + "  ".join(note for note in (head, *notes) if note)]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row of a roster, alias table or duty list that a user supplied."""

    file: str
    row: int | None
    iri: str | None = None

    def to_json(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - as a proof's other nodes
        """Return ``{"file", "row"}``."""
        return {"file": self.file, "row": self.row}

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the leaf as one indented line."""
        row = "" if self.row is None else Bilingual(f" 第{self.row}行", f", row {self.row}").text(language)
        return ["  " * depth + Bilingual(f"名册 {self.file}", f"roster {self.file}").text(language) + row]


Leaf: TypeAlias = Quotation | Article | RosterRow

FROM_MEMORY = Bilingual("凭记忆，未核对原文", "from memory, not read against the text")


def _force(days: tuple[date | None, date | None]) -> Bilingual:
    """Return from when to when, in words; empty where neither day is known."""
    first, last = days
    if first and last:
        return Bilingual(f"施行于 {first} 至 {last}", f"in force {first} to {last}")
    if first:
        return Bilingual(f"{first} 起施行", f"in force from {first}")
    return Bilingual(f"施行至 {last}", f"in force until {last}") if last else Bilingual("", "")
