"""The chain of responsibility (责任链) for a subject, from the bottom tier to the top."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from sptgraph.asking.labels import label
from sptgraph.asking.proof import Proof
from sptgraph.language import Bilingual, Language, preferred_language

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, slots=True)
class Link:
    """One link: who, in which tier and role, on what basis.

    ``agent`` is None where the link is missing (nothing answers) or undetermined (a gap says why, as
    ``reason``); then ``candidates`` are the bodies at hand. ``parents`` are the agents of the nearest tiers
    above. Basis: stated, derived, undetermined or missing. ``relation`` is the type of the edge that the
    link is in the graph. ``generic`` links answer for all sectors alike; ``presumed`` ones rest on a body
    that no document names; ``others`` are bodies that a weaker basis names instead; ``disputed`` leads are
    contradicted on equally strong ground. ``facts`` are the IRIs of what the link says; ``sectors`` are
    those that a department's link is for; ``agent_en`` is the agent's name in English where it has one.
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
    part: str | None = None
    reason: str | None = None
    relation: str = "bears"
    generic: bool = False
    presumed: bool = False
    disputed: bool = False
    others: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    agent_en: str | None = None

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the link as DESIGN's contract has it, and what more is known of it."""
        return {
            "tier": self.tier,
            "agent": self.agent,
            "department": self.department,
            "role": self.role,
            "facet": self.facet,
            "part": self.part,
            "basis": self.basis,
            "reason": self.reason,
            "relation": self.relation,
            "generic": self.generic,
            "presumed": self.presumed,
            "disputed": self.disputed,
            "parents": list(self.parents),
            "candidates": list(self.candidates),
            "others": list(self.others),
            "sectors": list(self.sectors),
            "proof": self.proof.to_json(language),
        }

    def line(self, language: Language) -> str:
        """Return the link as one line without its proof."""
        agent = self.agent and Bilingual(self.agent, self.agent_en or self.agent).text(language)
        words = [self.tier_label.text(language), agent or label("basis", self.basis, language)]
        words += [label("role", self.role, language)] if self.role and self.agent else []
        words += [label("facet", self.facet, language)] if self.facet else []
        words += [Bilingual(f"限{self.part}", f"{self.part} only").text(language)] if self.part else []
        words += [label("basis", self.basis, language)] if self.agent else []
        words += ["、".join(label("sector", key, language) for key in self.sectors)] if self.sectors else []
        words += [note.text(language) for note in self._notes()]
        return "  ".join(words)

    def _notes(self) -> list[Bilingual]:
        notes = []
        if self.presumed:
            notes.append(Bilingual("承担单位为推定", "holder presumed"))
        if self.disputed:
            notes.append(Bilingual("有争议", "disputed"))
        if self.reason:
            zh, en = (label("gap-reason", self.reason, language) for language in ("zh", "en"))
            notes.append(Bilingual(zh, en))
        if self.candidates:
            names = "、".join(self.candidates)
            notes.append(Bilingual(f"可能是：{names}", f"candidates: {names}"))
        if self.others:
            names = "、".join(self.others)
            notes.append(Bilingual(f"较弱依据另指：{names}", f"weaker ground names: {names}"))
        return notes


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

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return the chain as a graph of typed edges: who bears, supervises, leads, reports to whom."""
        from sptgraph.asking.chain.network import chain_graph

        return chain_graph(self)

    def to_graphml(self) -> str:
        """Return the graph as GraphML, for Gephi, yEd, Cytoscape and other programs that show graphs."""
        from sptgraph.asking.network.graphml import graphml

        return graphml(self.to_networkx())

    def to_turtle(self) -> str:
        """Return the proofs of all links in PROV as Turtle."""
        from sptgraph.asking.proof.prov import turtle

        return turtle([link.proof for link in self.links])

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.text(proof=True))}</pre>"
