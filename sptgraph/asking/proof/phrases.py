"""Turns of phrase that sentences about facts share, and the notes that qualify them."""

from collections.abc import Callable, Mapping
from typing import Final

from sptgraph.asking.labels import label
from sptgraph.asking.proof.facts import Facts
from sptgraph.asking.proof.leaves import FROM_MEMORY
from sptgraph.asking.proof.nodes import Node
from sptgraph.language import Bilingual, Language
from sptgraph.wording import PERIOD, word

Sentence = Callable[[Facts, Node], Bilingual]
"""Tells one class of facts in words."""

_NOT_NAMED: Final = Bilingual("推定有此单位，文件未写明", "presumed to be there, no document names it")
_ATTESTED: Final[Mapping[str, Bilingual]] = {
    "attested": Bilingual("方案写明该单位", "the plan names the body"),
    "roster": Bilingual("名册列明", "a roster lists it"),
    "presumed": Bilingual("推定由其承担，文件未写明", "presumed to hold it, no document says so"),
}
_ASSUMED: Final = Bilingual(
    "方案没有印发日期，按期限首日推定",
    "assumed: the plan has no date of issue, so the first day of its period",
)


def named(kind: str, key: str | None) -> Bilingual:
    """Return the name of a sector, facet, department or role, or of a key of a closed list."""
    key = key or "?"
    return Bilingual(label(kind, key, "zh"), label(kind, key, "en"))


def agent(facts: Facts, node: Node) -> Bilingual:
    """Return who bears a fact: as printed where the plan states it, else by the body's name."""
    printed = None if node.derived else node.one("spt:agentText")
    return Bilingual(printed, printed) if printed else facts.agent(node.one("spt:bearer"))


def place_of(facts: Facts, node: Node) -> str:
    """Return where a fact stands."""
    return facts.where(facts.provision(node)) or "?"


def subject_of(node: Node) -> tuple[Bilingual, Bilingual, Bilingual]:
    """Return sector, facet and, in brackets, the part that a fact is about."""
    part = node.one("spt:part")
    limit = Bilingual(f"（限{part}）", f" ({part} only)") if part else Bilingual("", "")
    return named("sector", node.key("spt:sector")), named("facet", node.key("spt:facet")), limit


def period_word(period: str, language: Language) -> str:
    """Return how often a period is, in words."""
    return word(PERIOD, period, language)


def noted(words: Bilingual, notes: list[Bilingual]) -> Bilingual:
    """Return words with notes in brackets behind them."""
    if not notes:
        return words
    zh, en = "；".join(note.zh for note in notes), "; ".join(note.en for note in notes)
    return Bilingual(f"{words.zh}（{zh}）", f"{words.en} ({en})")


def notes_on(facts: Facts, node: Node) -> list[Bilingual]:
    """Return what must be said of the ground of a fact: presumed, assumed, from memory."""
    notes = []
    body = facts[node.one("spt:bearer") or node.one("spt:holder") or ""]
    attestation = node.one("spt:attestation") or ("presumed" if node.true("spt:presumed") else "")
    if body.is_a("spt:PresumedBody"):
        notes.append(_NOT_NAMED)
    elif known := _ATTESTED.get(attestation):
        notes.append(known)
    if node.true("spt:assumed"):
        notes.append(_ASSUMED)
    if node.one("spt:verified") == "false":
        notes.append(FROM_MEMORY)
    return notes
