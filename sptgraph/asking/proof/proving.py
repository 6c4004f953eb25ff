"""From a fact in the graph to its proof: rule and premises, down to words, articles and rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.leaves import Article, Leaf, Quotation, RosterRow
from sptgraph.asking.proof.nodes import Node
from sptgraph.asking.proof.tree import Proof
from sptgraph.asking.proof.words import sentence
from sptgraph.language import Bilingual
from sptgraph.vocabulary import key_of

DEEPEST: Final = 16
"""How many facts may rest one on the other in a proof; what lies deeper is named, not shown."""

STRENGTH: Final = ("stated", "implied", "local-list", "local-regulation", "statute")
"""The bases (依据) of a responsibility, the strongest first."""

# What is said of the way to a conclusion, not of the conclusion.
_OF_THE_WAY: Final = frozenset(
    {
        *("spt:rule", "spt:basis", "spt:presumed", "spt:attestation", "spt:verified", "spt:weakerThan"),
        *("spt:norm", "spt:normRole", "spt:article", "spt:statute", "spt:scope", "spt:distribution"),
        *("spt:jurisdiction", "prov:wasDerivedFrom", "dcterms:isPartOf"),
    }
)


class Prover:
    """Proves the facts of one plan."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def prove(self, iri: str) -> Proof:
        """Return the proof of a fact, and as alternatives the other ways to it, the best first."""
        node = self.facts[iri]
        ways = sorted((self.facts[way] for way in self._ways.get(_content(node), [iri])), key=strength)
        weaker = [way for way in self.weaker(way.iri for way in ways) if way.iri not in {w.iri for w in ways}]
        first, *rest = (self._whole(way) for way in (*ways, *weaker))
        return replace(first, alternatives=tuple(rest))

    def weaker(self, iris: Iterable[str]) -> list[Node]:
        """Return the facts that are weaker than any of those given, the best first."""
        found = {weak for iri in iris for weak in self._weaker.get(iri, ())}
        return sorted((self.facts[iri] for iri in found), key=strength)

    def cited(self, iri: str, path: tuple[str, ...] = ()) -> Proof | Leaf:
        """Return the proof of one fact as it stands, or the leaf that it is; ``path`` is what rests on it."""
        node = self.facts[iri]
        if iri == self.facts.plan:
            return self._title
        if node.is_a("eli:LegalExpression"):
            return self._article(node, None, verified=True)
        if "spt:row" in node.values and not node.derived:
            row = RosterRow(node.one("spt:fileName") or "?", node.integer("spt:row"), iri)
            return Proof(sentence(self.facts, node), (row,), iri=iri) if node.is_a("spt:DutyRow") else row
        return self._whole(node, path)

    def quotation(self, node: Node) -> Quotation:
        """Return where a stated fact stands in the text."""
        span = self.facts.span(node)
        where = self.facts.where(self.facts.provision(node))
        if span is None:
            return Quotation(self.facts.plan, where, None, None, self.facts.plan)
        iri, start, end, words = span
        return Quotation(self.facts.plan, where, (start, end), words, iri)

    def _whole(self, node: Node, path: tuple[str, ...] = ()) -> Proof:
        proof = Proof(sentence(self.facts, node), iri=node.iri, basis=node.one("spt:basis"))
        if node.derived:
            rule = self.facts[node.one("spt:rule") or ""]
            words = rule.label or Bilingual(key_of(rule.iri), key_of(rule.iri))
            return replace(proof, premises=self._premises(node, path), rule=words, rule_iri=rule.iri)
        if "spt:statute" in node.values:
            return replace(proof, premises=(self.article_of(node),))
        if node.iri in self.facts.nodes and node.all("spt:rosterRow"):
            return replace(proof, premises=tuple(self.cited(row) for row in node.all("spt:rosterRow")))
        if "spt:about" in node.values or "spt:locatedAt" in node.values:
            return replace(proof, premises=(self.quotation(node),))
        return proof

    def _premises(self, node: Node, path: tuple[str, ...]) -> tuple[Proof | Leaf, ...]:
        path = (*path, node.iri)
        if len(path) > DEEPEST:
            return ()
        premises = [self.facts[iri] for iri in node.all("prov:wasDerivedFrom") if iri not in path]
        found = [self._premise(node, premise, path) for premise in sorted(premises, key=_standing)]
        if not found and (statute := self.facts[node.one("spt:rule") or ""].one("spt:statute")):
            found.append(
                self._article(self.facts[statute], node.one("spt:article"), verified=_verified(node))
            )
        return tuple(found)

    def _premise(self, node: Node, premise: Node, path: tuple[str, ...]) -> Proof | Leaf:
        if premise.is_a("eli:LegalExpression"):
            return self._article(premise, node.one("spt:article"), verified=_verified(node))
        return self.cited(premise.iri, path)

    def article_of(self, norm: Node) -> Article:
        """Return the article that a norm stands in."""
        statute = self.facts[norm.one("spt:statute") or ""]
        article = self._article(statute, norm.one("spt:article"), verified=_verified(norm))
        first, last = (_day(norm, name) for name in ("spt:validFrom", "spt:validTo"))
        return replace(
            article,
            in_force=(first or article.in_force[0], last or article.in_force[1]),
            iri=f"{norm.iri}/article",
        )

    def _article(self, statute: Node, article: str | None, *, verified: bool) -> Article:
        name = statute.label or Bilingual(key_of(statute.iri), key_of(statute.iri))
        force = _day(statute, "eli:first_date_entry_in_force"), _day(statute, "eli:date_no_longer_in_force")
        return Article(name, article, force, verified, statute.iri)

    @cached_property
    def _title(self) -> Quotation:
        """The plan as a whole: its title, where that stands in the text."""
        plan, title, text = self.facts.plan, self.facts.scope.plan.title, self.facts.text
        # A title may be broken into lines.
        match = re.search(r"\s*".join(map(re.escape, title)), text) if title and text else None
        return Quotation(plan, None, match.span() if match else None, match.group() if match else title, plan)

    @cached_property
    def _ways(self) -> Mapping[frozenset[tuple[str, str]], list[str]]:
        found: defaultdict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
        for node in self.facts.nodes.values():
            if node.derived:
                found[_content(node)].append(node.iri)
        return found

    @cached_property
    def _weaker(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for node in self.facts.nodes.values():
            for strong in node.all("spt:weakerThan"):
                found[strong].append(node.iri)
        return found


def strength(node: Node) -> tuple[int, bool, str]:
    """Return what ways to a conclusion are sorted by: basis, then what needs no presumption."""
    basis = node.one("spt:basis")
    rank = STRENGTH.index(basis) if basis in STRENGTH else len(STRENGTH)
    return rank, node.true("spt:presumed") or node.one("spt:attestation") == "presumed", node.iri


def _content(node: Node) -> frozenset[tuple[str, str]]:
    """Return what a derived fact says, without the way to it; a stated fact is only itself."""
    if not node.derived:
        return frozenset({("", node.iri)})
    said = ((name, text) for name in node.values.keys() - _OF_THE_WAY for text in node.all(name))
    return frozenset(said)


_RANKS: Final = (
    ("spt:Assignment", "spt:Deadline", "spt:Recurrence", "spt:Membership", "spt:Target", "spt:StandingMark"),
    ("spt:SectorMention",),
    ("spt:SectorLead", "spt:SectorDuty"),
    ("spt:DutyRow", "spt:RosterRow"),
    ("spt:Norm", "spt:BusinessNorm"),
    ("spt:Holding",),
    ("spt:Concern",),
    ("spt:LegalDate",),
)


def _standing(node: Node) -> tuple[int, str]:
    """Return the place of a premise among its fellows: what the plan says, then law, then circumstances."""
    rank = next((n for n, classes in enumerate(_RANKS) if node.is_a(*classes)), len(_RANKS))
    return rank, node.iri


def _verified(node: Node) -> bool:
    return node.one("spt:verified") != "false"


def _day(node: Node, name: str) -> date | None:
    try:
        return date.fromisoformat((node.one(name) or "")[:10])
    except ValueError:
        return None
