"""The chain of responsibility (责任链) for a subject, from the bottom tier to the top."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof
from sptgraph.language import Bilingual, Language, preferred_language


@dataclass(frozen=True, slots=True)
class Link:
    """One link: who, in which tier and role, on what basis.

    ``agent`` is None where the link is missing; then ``candidates`` are the bodies at hand. ``parents`` are
    the agents of the nearest tiers above. Basis: stated, derived, undetermined or missing.
    """

    tier: str
    tier_label: Bilingual
    agent: str | None
    role: str | None
    facet: str | None
    basis: str
    proof: Proof
    department: str | None = None
    parents: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the link as DESIGN's contract has it."""
        return {
            "tier": self.tier,
            "agent": self.agent,
            "department": self.department,
            "role": self.role,
            "facet": self.facet,
            "basis": self.basis,
            "parents": list(self.parents),
            "candidates": list(self.candidates),
            "proof": self.proof.to_json(language),
        }

    def line(self, language: Language) -> str:
        """Return the link as one line without its proof."""
        words = [self.tier_label.text(language), self.agent or label("basis", "missing", language)]
        words += [label("role", self.role, language)] if self.role else []
        words += [label("facet", self.facet, language)] if self.facet else []
        words += [label("basis", self.basis, language)] if self.agent else []
        if self.candidates:
            names = "、".join(self.candidates)
            words.append(Bilingual(f"可能是：{names}", f"candidates: {names}").text(language))
        return "  ".join(words)


@dataclass(frozen=True, slots=True)
class Chain:
    """Who answers for a subject in a jurisdiction, bottom tier first.

    ``subject`` is as asked, ``kind`` says what it is (sector, task or department), ``key`` its key or, for a
    task, ``ACTION/TASK``. ``as_of`` is the date the plan speaks from: its date of issue, else (``assumed``)
    the first day of its period.
    """

    subject: str
    kind: str
    key: str
    jurisdiction: str | None
    as_of: date | None
    links: tuple[Link, ...]
    assumed: bool = False

    def to_json(self, language: Language | None = None) -> dict[str, Any]:
        """Return the chain for `json.dumps`; facts and rules in words of ``language``."""
        language = language or preferred_language()
        return {
            "subject": self.subject,
            "kind": self.kind,
            "key": self.key,
            "jurisdiction": self.jurisdiction,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "as_of_assumed": self.assumed,
            "chain": [link.to_json(language) for link in self.links],
        }

    def text(self, language: Language | None = None, *, proof: bool = False) -> str:
        """Return the chain as lines for people, each link's proof under it where ``proof`` is asked."""
        language = language or preferred_language()
        day = self.as_of.isoformat() if self.as_of else None
        assumed = (
            Bilingual("（按实施期起日）", " (first day of the period)").text(language) if self.assumed else ""
        )
        head = "  ".join(part for part in (self.subject, self.jurisdiction, day and day + assumed) if part)
        lines = [head]
        for link in self.links:
            lines.append(f"  {link.line(language)}")
            lines += link.proof.lines(language, 2) if proof else []
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text(proof=True))}</pre>"
