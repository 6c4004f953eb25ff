"""Why something holds: a tree of facts whose leaves are places in a plan's text."""

from dataclasses import dataclass
from typing import Any

from sptgraph.language import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Quotation:
    """A leaf: the words of a plan that a fact was read from.

    ``where`` is ``ACTION/TASK`` or, outside tasks, the section and subsection; ``span`` and ``text`` are
    None where the graph holds no source, ``text`` also where it may not quote it.
    """

    plan: str
    where: str | None
    span: tuple[int, int] | None
    text: str | None

    def to_json(self, language: Language) -> dict[str, Any]:  # noqa: ARG002 - as a proof's other nodes
        """Return the leaf as DESIGN's contract has it."""
        span = None if self.span is None else list(self.span)
        return {"plan": self.plan, "where": self.where, "span": span, "text": self.text}

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the leaf as one indented line."""
        quote = f"“{' '.join(self.text.split())}”" if self.text else ""
        place = "" if self.span is None else f"[{self.span[0]}, {self.span[1]})"
        source = Bilingual("原文", "text").text(language)
        return ["  " * depth + " ".join(part for part in (source, self.where, quote, place) if part)]


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact in words, the rule by which it follows (None where it is simply stated), and its premises."""

    fact: Bilingual
    premises: tuple["Proof | Quotation", ...] = ()
    rule: Bilingual | None = None

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return ``{"fact", "rule", "premises"}``."""
        return {
            "fact": self.fact.text(language),
            "rule": self.rule.text(language) if self.rule else None,
            "premises": [premise.to_json(language) for premise in self.premises],
        }

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the tree as indented lines."""
        rule = (
            Bilingual("规则：", "by the rule: ").text(language) + self.rule.text(language)
            if self.rule
            else ""
        )
        head = "  " * depth + self.fact.text(language) + (f"（{rule}）" if rule else "")
        return [head, *(line for premise in self.premises for line in premise.lines(language, depth + 1))]
