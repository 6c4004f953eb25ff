"""A proof: a fact in words, the rule by which it follows, and what that rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from sptgraph.asking.proof.leaves import Leaf
from sptgraph.language import Bilingual, Language, preferred_language

_OTHERWISE = Bilingual("另一依据：", "also: ")


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact in words, the rule by which it follows (None where it is simply stated), and its premises.

    ``alternatives`` are the other ways in which it, or something weaker about the same, follows, best
    first. ``iri`` names the fact in the graph, and is None for several facts put together; ``basis`` is
    stated, implied, local-list, local-regulation or statute where the fact has one.
    """

    fact: Bilingual
    premises: tuple["Proof | Leaf", ...] = ()
    rule: Bilingual | None = None
    alternatives: tuple["Proof", ...] = ()
    iri: str | None = None
    rule_iri: str | None = None
    basis: str | None = None

    def leaves(self) -> Iterator[Leaf]:
        """Yield what the proof ends in, the alternatives' leaves last."""
        for premise in (*self.premises, *self.alternatives):
            if isinstance(premise, Proof):
                yield from premise.leaves()
            else:
                yield premise

    def to_json(self, language: Language | None = None) -> dict[str, Any]:
        """Return ``{"fact", "rule", "premises"}``, and ``"alternatives"`` where there are any."""
        language = language or preferred_language()
        written = {
            "fact": self.fact.text(language),
            "rule": self.rule.text(language) if self.rule else None,
            "premises": [premise.to_json(language) for premise in self.premises],
        }
        if self.alternatives:
            written["alternatives"] = [other.to_json(language) for other in self.alternatives]
        return written

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Return the tree as indented lines."""
        lines = ["  " * depth + self.fact.text(language) + self._by_rule().text(language)]
        for premise in self.premises:
            lines += premise.lines(language, depth + 1)
        for other in self.alternatives:
            head, *rest = other.lines(language, depth + 1)
            lines += ["  " * (depth + 1) + _OTHERWISE.text(language) + head.strip(), *rest]
        return lines

    def _by_rule(self) -> Bilingual:
        if self.rule is None:
            return Bilingual("", "")
        return Bilingual(f"（规则：{self.rule.zh}）", f" (by the rule: {self.rule.en})")

    def text(self, language: Language | None = None) -> str:
        """Return the tree as an indented text in ``language`` (default: as ``SPTGRAPH_LANG`` says)."""
        return "\n".join(self.lines(language or preferred_language()))

    def to_turtle(self) -> str:
        """Return the proof in PROV as Turtle: entities, the activities they came from, what these used."""
        from sptgraph.asking.proof.prov import turtle

        return turtle([self])

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text())}</pre>"
